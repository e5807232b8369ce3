package dev.cofferdam.scan.styles.kotlin;

import dev.cofferdam.domain.Access;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** JPQL over entities of Kotlin: by the aliases that it gives, and by bare names where it is about one entity. */
final class KotlinJpql {

    /** As Spring writes it, and as Kotlin has to where a dollar would begin a hole. */
    private static final Pattern ENTITY_NAME = Pattern.compile("#(?:\\{'\\$'})?\\{\\s*#entityName\\s*}");

    private static final Pattern ROOT = Pattern.compile(
            "(?is)^\\s*(?:select\\b.*?\\bfrom|from|update|delete\\s+from|delete)\\s+(\\w+)(?:\\s+(?:as\\s+)?(\\w+))?");
    private static final Set<String> NO_ALIAS =
            Set.of("where", "set", "order", "group", "join", "left", "inner", "having");

    private final KotlinTypes types;
    private final KotlinMapping mapping;

    KotlinJpql(KotlinTypes types, KotlinMapping mapping) {
        this.types = types;
        this.mapping = mapping;
    }

    /**
     * A property that stands for the column, named in a query.
     *
     * @param offset in the query as it was written
     */
    record Use(String property, Access access, int offset) {}

    /**
     * The uses in the order of the query.
     *
     * @param entity what {@code #{#entityName}} stands for; empty when it stands for nothing
     */
    List<Use> uses(String written, String entity) {
        Matcher spel = ENTITY_NAME.matcher(written);
        boolean named = !entity.isEmpty() && spel.find();
        int shift = named ? written.length() - spel.replaceFirst(entity).length() : 0;
        int from = named ? spel.start() : written.length();
        String query = named ? spel.replaceFirst(entity) : written;
        List<Use> found = new ArrayList<>();
        mapping.targets().forEach((property, on) -> {
            findByAlias(query, property, on, found);
            findBare(query, property, on, found);
        });
        return found.stream()
                .map(use -> new Use(use.property(), use.access(), use.offset() + (use.offset() > from ? shift : 0)))
                .sorted(Comparator.comparingInt(Use::offset))
                .toList();
    }

    private void findByAlias(String query, String property, Set<String> on, List<Use> found) {
        Matcher path = Pattern.compile("\\b(\\w+)((?:\\.\\w+)*)\\.(" + Pattern.quote(property) + ")\\b")
                .matcher(query);
        while (path.find()) {
            if (isOnEntity(query, path.group(1), path.group(2), on)) {
                found.add(new Use(property, access(query, path.start(), path.end()), path.start(3)));
            }
        }
    }

    /** {@code update Owner set telephone = :t}: without an alias, a name is a property of what the query is about. */
    private static void findBare(String query, String property, Set<String> on, List<Use> found) {
        Matcher root = ROOT.matcher(query);
        boolean one = root.find()
                && on.contains(root.group(1))
                && (root.group(2) == null || NO_ALIAS.contains(root.group(2).toLowerCase(Locale.ROOT)))
                && !Pattern.compile("(?i)\\bjoin\\b|\\(\\s*select\\b")
                        .matcher(query)
                        .find();
        if (!one) {
            return;
        }
        Matcher bare = Pattern.compile("(?<![\\w.:'])" + Pattern.quote(property) + "(?![\\w(.])")
                .matcher(query);
        while (bare.find()) {
            found.add(new Use(property, access(query, bare.start(), bare.end()), bare.start()));
        }
    }

    private static Access access(String query, int start, int end) {
        boolean assigned = Pattern.compile("\\s*=(?!=)")
                .matcher(query)
                .region(end, query.length())
                .lookingAt();
        boolean sets = assigned && query.substring(0, start).matches("(?is).*\\bset\\b(?!.*\\bwhere\\b).*");
        return sets ? Access.WRITE : Access.READ;
    }

    /** The alias is the entity's, or the path goes on from another through a property of the entity's type. */
    private boolean isOnEntity(String query, String alias, String between, Set<String> on) {
        Matcher bound = Pattern.compile(
                        "\\b([\\w.]+)\\s+(?:as\\s+)?" + Pattern.quote(alias) + "\\b", Pattern.CASE_INSENSITIVE)
                .matcher(query);
        String[] steps =
                between.isEmpty() ? new String[0] : between.substring(1).split("\\.", -1);
        while (bound.find()) {
            Optional<String> type = Optional.of(bound.group(1)).filter(types::isKnown);
            if (type.isEmpty() && bound.group(1).contains(".")) {
                String last = bound.group(1).substring(bound.group(1).lastIndexOf('.') + 1);
                type = holderOf(last, on);
            }
            for (String step : steps) {
                type = type.flatMap(each -> types.member(each, step, false));
            }
            if (type.filter(on::contains).isPresent()) {
                return true;
            }
        }
        return false;
    }

    /** {@code join p.owner o}: some type here has an {@code owner} that is one. */
    private Optional<String> holderOf(String property, Set<String> on) {
        return types.all().stream()
                .flatMap(type -> type.property(property).stream())
                .flatMap(each -> types.typeOf(each).stream())
                .filter(on::contains)
                .findFirst();
    }

    /** Where a query that loads whole entities of the table names one, as it is written; nothing for another query. */
    Optional<Integer> whole(String written, String entity) {
        String query = entity.isEmpty() ? written : ENTITY_NAME.matcher(written).replaceFirst(entity);
        return mapping.entities().stream()
                .flatMap(each -> wholeOf(query, each).stream())
                .map(offset -> Math.min(offset, written.length()))
                .findFirst();
    }

    private static Optional<Integer> wholeOf(String query, String entity) {
        Matcher from = Pattern.compile("(?is)^\\s*(select\\s+(?:distinct\\s+)?(\\w+)\\s+)?from\\s+("
                        + Pattern.quote(entity) + ")\\s+(?:as\\s+)?(\\w+)")
                .matcher(query);
        boolean whole = from.find() && (from.group(2) == null || from.group(2).equals(from.group(4)));
        return whole ? Optional.of(from.start(3)) : Optional.empty();
    }
}
