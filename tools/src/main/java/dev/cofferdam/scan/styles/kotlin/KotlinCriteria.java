package dev.cofferdam.scan.styles.kotlin;

import dev.cofferdam.domain.Access;
import dev.cofferdam.domain.Confidence;
import dev.cofferdam.domain.Style;
import dev.cofferdam.scan.files.Comments;
import dev.cofferdam.scan.hits.Hit;
import dev.cofferdam.scan.hits.Scan;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sorts and criteria in Kotlin that name the property in a string: {@code Sort.by("telephone")}, {@code root.get<String>("telephone")}. */
final class KotlinCriteria {

    private static final Set<String> SORTS = Set.of("Sort", "Order", "JpaSort", "PageRequest");
    private static final Set<String> STEPS = Set.of("get", "join", "fetch");

    private final Scan scan;
    private final KotlinExpressions expressions;
    private final KotlinMapping mapping;

    KotlinCriteria(Scan scan, KotlinExpressions expressions, KotlinMapping mapping) {
        this.scan = scan;
        this.expressions = expressions;
        this.mapping = mapping;
    }

    /** All strings of a file that are the property's name, where the entity around them is one of the types. */
    void find(KotlinSource source, String property, Set<String> types) {
        String text = Comments.blanked(source.file());
        Matcher named = Pattern.compile("\"" + Pattern.quote(property) + "\"").matcher(text);
        while (named.find()) {
            int open = Brackets.around(source.code(), named.start());
            if (open > 0 && source.code().charAt(open) == '(') {
                judge(source, named.start(), open, property, types);
            }
        }
    }

    private void judge(KotlinSource source, int at, int open, String property, Set<String> types) {
        String code = source.code();
        int end = withoutGenerics(code, open);
        int name = Brackets.startOfName(code, end);
        String callee = code.substring(name, end);
        int before = Brackets.backBlank(code, name);
        boolean member = before > 0 && code.charAt(before - 1) == '.';
        if (!member) {
            return;
        }
        String receiver = code.substring(Brackets.startOfName(code, before - 1), before - 1);
        Optional<String> entity = SORTS.contains(receiver) || callee.equals("and")
                ? sorted(source, open)
                : STEPS.contains(callee) ? root(source, at, receiver) : Optional.empty();
        if (entity.filter(types::contains).isPresent() && mapping.isMeant(source, entity.get())) {
            scan.add(new Hit(
                    source.spot(at),
                    Access.READ,
                    Style.CRITERIA,
                    Confidence.LIKELY,
                    property,
                    "a query or sort of `" + entity.get() + "` names the property; Kotlin, read by its words"));
        }
    }

    private static int withoutGenerics(String code, int open) {
        int end = Brackets.backBlank(code, open);
        if (end == 0 || code.charAt(end - 1) != '>') {
            return end;
        }
        int less = code.lastIndexOf('<', end);
        return less < 0 ? end : Brackets.backBlank(code, less);
    }

    /** The entity of the repository that a call around the sort is made on. */
    private Optional<String> sorted(KotlinSource source, int from) {
        String code = source.code();
        for (int open = Brackets.around(code, from); open > 0; open = Brackets.around(code, open)) {
            int name = Brackets.startOfName(code, Brackets.backBlank(code, open));
            int before = Brackets.backBlank(code, name);
            if (code.charAt(open) == '(' && before > 0 && code.charAt(before - 1) == '.') {
                Optional<String> entity =
                        expressions.endingAt(source, before - 1).flatMap(expressions::answerOf);
                if (entity.isPresent()) {
                    return entity;
                }
            }
        }
        return Optional.empty();
    }

    /** The entity of a root that is declared as {@code Root<Owner>}, or that a lambda of {@code Specification<Owner>} is handed. */
    private static Optional<String> root(KotlinSource source, int at, String receiver) {
        String code = source.code();
        int from = source.functionAt(at).map(KotlinType.Function::start).orElse(0);
        Matcher declared = Pattern.compile("\\b" + Pattern.quote(receiver)
                        + "\\s*(?::\\s*(?:Root|Path|From|Join)\\s*<(?:[^<>]*,\\s*)?\\s*(\\w+)\\??\\s*>"
                        + "|=\\s*\\w+\\.from\\s*\\(\\s*(\\w+)::class)")
                .matcher(code)
                .region(from, at);
        Optional<String> entity = Optional.empty();
        while (declared.find()) {
            entity = Optional.ofNullable(declared.group(1)).or(() -> Optional.ofNullable(declared.group(2)));
        }
        return entity.or(() -> specified(code, at, receiver));
    }

    private static Optional<String> specified(String code, int at, String receiver) {
        for (int open = Brackets.around(code, at); open > 0; open = Brackets.around(code, open)) {
            Matcher head = Pattern.compile("\\{\\s*" + Pattern.quote(receiver) + "\\b[^{}]*?->")
                    .matcher(code)
                    .region(open, at);
            Matcher type = Pattern.compile("\\bSpecification\\s*<\\s*(\\w+)\\s*>\\s*\\z")
                    .matcher(code.substring(Math.max(0, open - 120), open));
            if (code.charAt(open) == '{' && head.lookingAt() && type.find()) {
                return Optional.of(type.group(1));
            }
        }
        return Optional.empty();
    }
}
