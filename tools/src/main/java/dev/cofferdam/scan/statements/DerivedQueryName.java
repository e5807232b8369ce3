package dev.cofferdam.scan.statements;

import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.scan.java.Accessors;
import dev.cofferdam.scan.mapping.Entities;
import dev.cofferdam.scan.mapping.EntityFact;
import dev.cofferdam.scan.mapping.PropertyFact;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Spring Data method name read as a query (Spring Data Commons, PartTree and PropertyPath).
 *
 * @param subject what the query does
 * @param paths the properties that the predicate and the order name, each with those it passes through
 */
public record DerivedQueryName(Subject subject, List<List<Step>> paths) {

    /** What is done with the rows found. */
    public enum Subject {
        FIND,
        COUNT,
        EXISTS,
        DELETE
    }

    /** A property of an entity on the way of a path. */
    public record Step(EntityFact entity, PropertyFact property) {}

    /** The first property on any path that maps the column; a collection's key is in the other table. */
    public Optional<Step> naming(ColumnRef column) {
        return paths.stream()
                .flatMap(List::stream)
                .filter(step -> Entities.maps(step.property(), column)
                        && step.property().kind() != PropertyFact.Kind.TO_MANY)
                .findFirst();
    }

    private static final Pattern PREFIX = Pattern.compile(
            "^(find|read|get|query|search|stream|count|exists|delete|remove)((\\p{Lu}.*?)??)By(?=\\p{Lu}|$)");
    /** Longest first, as Spring Data tries them. */
    private static final List<String> KEYWORDS = List.of(
            "IsGreaterThanEqual",
            "GreaterThanEqual",
            "IsLessThanEqual",
            "LessThanEqual",
            "IsNotContaining",
            "NotContaining",
            "NotContains",
            "IsStartingWith",
            "StartingWith",
            "StartsWith",
            "IsEndingWith",
            "EndingWith",
            "EndsWith",
            "IsContaining",
            "Containing",
            "Contains",
            "IsGreaterThan",
            "GreaterThan",
            "IsLessThan",
            "LessThan",
            "IsBetween",
            "Between",
            "IsNotNull",
            "NotNull",
            "IsNull",
            "Null",
            "IsNotEmpty",
            "NotEmpty",
            "IsEmpty",
            "Empty",
            "IsNotLike",
            "NotLike",
            "IsLike",
            "Like",
            "IsBefore",
            "Before",
            "IsAfter",
            "After",
            "IsNotIn",
            "NotIn",
            "IsIn",
            "In",
            "IsWithin",
            "Within",
            "IsNear",
            "Near",
            "MatchesRegex",
            "Matches",
            "Regex",
            "Exists",
            "IsTrue",
            "True",
            "IsFalse",
            "False",
            "IsNot",
            "Not",
            "Is",
            "Equals");

    /** Reads a method name for an entity; nothing when it is no query name. */
    public static Optional<DerivedQueryName> read(String method, EntityFact entity, Entities entities) {
        Matcher matcher = PREFIX.matcher(method);
        if (!matcher.find()) {
            return Optional.empty();
        }
        String rest = method.substring(matcher.end());
        List<List<Step>> paths = new ArrayList<>();
        Matcher order = Pattern.compile("OrderBy(?=\\p{Lu})").matcher(rest);
        String predicate = rest;
        // A property may itself be called orderBy..., so the last OrderBy that leaves a valid order wins.
        if (order.find()) {
            predicate = rest.substring(0, order.start());
            for (String part : rest.substring(order.end()).split("(?<=Asc|Desc)(?=\\p{Lu})")) {
                path(part.replaceFirst("(Asc|Desc)$", ""), entity, entities)
                        .or(() -> path(part, entity, entities))
                        .ifPresent(paths::add);
            }
        }
        predicate = predicate.replaceFirst("All(IgnoreCase|IgnoringCase)$", "");
        if (!predicate.isEmpty()) {
            for (String or : predicate.split("Or(?=\\p{Lu})")) {
                for (String and : or.split("And(?=\\p{Lu})")) {
                    part(and, entity, entities).ifPresent(paths::add);
                }
            }
        }
        return Optional.of(new DerivedQueryName(subject(matcher.group(1)), List.copyOf(paths)));
    }

    private static Subject subject(String verb) {
        return switch (verb) {
            case "count" -> Subject.COUNT;
            case "exists" -> Subject.EXISTS;
            case "delete", "remove" -> Subject.DELETE;
            default -> Subject.FIND;
        };
    }

    private static Optional<List<Step>> part(String part, EntityFact entity, Entities entities) {
        String text = part.replaceFirst("(IgnoreCase|IgnoresCase|IgnoringCase)$", "");
        // A property may end like a keyword (isIn, notNull): the whole name is tried first.
        Optional<List<Step>> whole = path(text, entity, entities);
        if (whole.isPresent()) {
            return whole;
        }
        for (String keyword : KEYWORDS) {
            if (text.endsWith(keyword) && text.length() > keyword.length()) {
                Optional<List<Step>> found =
                        path(text.substring(0, text.length() - keyword.length()), entity, entities);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    /** The whole text as one property, else split at the rightmost hump whose left part is one. */
    private static Optional<List<Step>> path(String text, EntityFact entity, Entities entities) {
        return path(text, "", entity, entities, 0);
    }

    private static Optional<List<Step>> path(
            String text, String prefix, EntityFact entity, Entities entities, int depth) {
        if (text.isEmpty() || depth > 8) {
            return Optional.empty();
        }
        if (text.indexOf('_') > 0) {
            int underscore = text.indexOf('_');
            Optional<List<Step>> forced = split(text, underscore, underscore + 1, prefix, entity, entities, depth);
            if (forced.isPresent()) {
                return forced;
            }
        }
        Optional<PropertyFact> whole = find(prefix + decapitalized(text), entity, entities);
        if (whole.isPresent()) {
            return Optional.of(List.of(new Step(entity, whole.get())));
        }
        for (int i = text.length() - 1; i > 0; i--) {
            if (Character.isUpperCase(text.charAt(i))) {
                Optional<List<Step>> found = split(text, i, i, prefix, entity, entities, depth);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<List<Step>> split(
            String text, int end, int next, String prefix, EntityFact entity, Entities entities, int depth) {
        Optional<PropertyFact> head = find(prefix + decapitalized(text.substring(0, end)), entity, entities);
        if (head.isEmpty()) {
            return Optional.empty();
        }
        Optional<EntityFact> target = head.get().target().flatMap(entities::of);
        Optional<List<Step>> tail = target.isPresent()
                ? path(text.substring(next), "", target.get(), entities, depth + 1)
                : path(text.substring(next), head.get().path() + ".", entity, entities, depth + 1);
        return tail.map(steps -> {
            List<Step> all = new ArrayList<>(List.of(new Step(entity, head.get())));
            all.addAll(steps);
            return all;
        });
    }

    private static Optional<PropertyFact> find(String path, EntityFact entity, Entities entities) {
        return entities.withSubclasses(entity).stream()
                .flatMap(each -> each.property(path).stream())
                .findFirst();
    }

    private static String decapitalized(String text) {
        return text.isEmpty() ? text : Accessors.decapitalize(text);
    }
}
