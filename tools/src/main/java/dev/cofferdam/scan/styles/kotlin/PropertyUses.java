package dev.cofferdam.scan.styles.kotlin;

import dev.cofferdam.domain.Access;
import dev.cofferdam.domain.Style;
import dev.cofferdam.scan.hits.Scan;
import dev.cofferdam.scan.java.Accessors;
import dev.cofferdam.scan.styles.kotlin.KotlinType.Function;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** {@code owner.telephone}, {@code Owner(telephone = x)}, {@code owner.copy(telephone = x)}, {@code Owner::telephone} and bare names in their scope. */
final class PropertyUses {

    private static final Pattern DECLARATION = Pattern.compile("\\b(?:val|var|fun)\\s+(?:\\w+\\.)?\\z");
    private static final Pattern DESTRUCTURED =
            Pattern.compile("\\b(?:val|var)\\s*\\(([\\w,:<>? \\n]*)\\)\\s*(=|in\\b)|\\{\\s*\\(([\\w,:<>? ]*)\\)\\s*->");

    private static final Pattern EXTENSION =
            Pattern.compile("\\b(?:val|var)\\s+(?:<[^<>]*>\\s*)?(\\w+)\\??\\.\\w+\\s*(?::[^=\\n]*?)?(?=\\s*get\\b)");
    private final Scan scan;
    private final KotlinTypes types;
    private final KotlinExpressions expressions;
    private final KotlinMapping mapping;

    PropertyUses(Scan scan, KotlinTypes types, KotlinExpressions expressions, KotlinMapping mapping) {
        this.scan = scan;
        this.mapping = mapping;
        this.types = types;
        this.expressions = expressions;
    }

    /** All uses of a property in a file, where the receiver is one of the types. */
    void find(KotlinSource source, String property, Set<String> types) {
        Set<String> on =
                types.stream().filter(type -> mapping.isMeant(source, type)).collect(Collectors.toUnmodifiableSet());
        if (!on.isEmpty()) {
            findIn(source, property, on);
        }
    }

    private void findIn(KotlinSource source, String property, Set<String> on) {
        Matcher word = Pattern.compile("(?<![\\w@])" + Pattern.quote(property) + "(?!\\w)")
                .matcher(source.code());
        while (word.find()) {
            judge(source, word.start(), word.end(), property, on);
        }
        String accessors = String.join("|", Accessors.of(property).keySet());
        Matcher call = Pattern.compile("\\.(" + accessors + ")\\s*\\(").matcher(source.code());
        while (call.find()) {
            if (isOn(expressions.endingAt(source, call.start()), on)) {
                Access access = Accessors.of(property).getOrDefault(call.group(1), Access.READ);
                add(source, call.start(1), access, call.group(1), "an accessor of the property");
            }
        }
        findDestructured(source, property, on);
    }

    private void judge(KotlinSource source, int start, int end, String property, Set<String> on) {
        String code = source.code();
        int before = Brackets.backBlank(code, start);
        boolean member = before > 0 && code.charAt(before - 1) == '.';
        boolean reference = before > 1 && code.startsWith("::", before - 2);
        if (DECLARATION.matcher(code.substring(Math.max(0, start - 60), start)).find()) {
            return;
        }
        Access access = access(code, end);
        if (reference) {
            String owner = code.substring(Brackets.startOfName(code, before - 2), before - 2);
            if (on.contains(owner) || isOn(expressions.endingAt(source, before - 2), on)) {
                add(source, start, Access.READ, property, "a reference to the property");
            }
        } else if (member) {
            boolean called = code.startsWith("(", end);
            if (!called && isReceiver(source, before - 1, on)) {
                add(source, start, access, property, "the receiver is declared as " + words(on));
            }
        } else if (access == Access.WRITE && isArgument(code, start)) {
            if (isMaking(source, start, on)) {
                add(source, start, Access.WRITE, property, "a named argument that sets the property");
            }
        } else if (!code.startsWith(":", Brackets.skipBlank(code, end)) && isBare(source, start, property, on)) {
            add(source, start, access, property, "a bare name where the property is in scope");
        }
    }

    private boolean isReceiver(KotlinSource source, int end, Set<String> on) {
        Optional<String> type = expressions.endingAt(source, end);
        if (type.isPresent()) {
            return isOn(type, on);
        }
        // What nothing declares may still bear the entity's own name.
        String code = source.code();
        int last = Brackets.backBlank(code, end);
        while (last > 0 && (code.charAt(last - 1) == '?' || code.charAt(last - 1) == '!')) {
            last--;
        }
        String name = code.substring(Brackets.startOfName(code, last), last);
        return !name.isEmpty()
                && on.stream().anyMatch(each -> Accessors.decapitalize(each).equals(name));
    }

    private static boolean isOn(Optional<String> type, Set<String> on) {
        return type.filter(on::contains).isPresent();
    }

    private static Access access(String code, int end) {
        int next = Brackets.skipBlank(code, end);
        boolean assigned = code.startsWith("=", next) && !code.startsWith("==", next);
        boolean changed = next + 1 < code.length()
                && "+-*/".indexOf(code.charAt(next)) >= 0
                && (code.charAt(next + 1) == '='
                        || code.charAt(next + 1) == code.charAt(next) && "+-".indexOf(code.charAt(next)) >= 0);
        return assigned ? Access.WRITE : changed ? Access.READ_WRITE : Access.READ;
    }

    private static boolean isArgument(String code, int start) {
        int open = Brackets.around(code, start);
        int before = Brackets.backBlank(code, start) - 1;
        return open >= 0 && code.charAt(open) == '(' && (before == open || code.charAt(before) == ',');
    }

    /** {@code Owner(..)}, {@code owner.copy(..)}, or {@code copy(..)} inside of the class. */
    private boolean isMaking(KotlinSource source, int start, Set<String> on) {
        String code = source.code();
        int open = Brackets.around(code, start);
        int end = Brackets.backBlank(code, open);
        int name = Brackets.startOfName(code, end);
        String callee = code.substring(name, end);
        if (on.contains(callee)) {
            return true;
        }
        int before = Brackets.backBlank(code, name);
        if (!callee.equals("copy")) {
            return false;
        }
        return before > 0 && code.charAt(before - 1) == '.'
                ? isReceiver(source, before - 1, on)
                : source.typeAt(start)
                        .map(KotlinType::name)
                        .filter(on::contains)
                        .isPresent();
    }

    /** In the entity's own body, or where {@code apply} and its kin bring the entity into scope, unless a parameter bears the name. */
    private boolean isBare(KotlinSource source, int start, String property, Set<String> on) {
        Optional<Function> function = source.functionAt(start);
        boolean hidden = function.filter(each -> start < each.offset()
                        || each.parameters().matches("(?s).*\\b" + Pattern.quote(property) + "\\s*:.*")
                        || source.code()
                                .substring(each.offset(), start)
                                .matches("(?s).*\\b(?:val|var)\\s+" + Pattern.quote(property) + "\\b.*"))
                .isPresent();
        Optional<String> scope = expressions.scope(source, start);
        if (isOn(scope, on)) {
            return !hidden || access(source.code(), start + property.length()) == Access.WRITE;
        }
        Optional<KotlinType> around = source.typeAt(start);
        boolean inside = around.filter(type -> start > type.body()
                        && on.contains(type.name())
                        && type.property(property).isPresent())
                .isPresent();
        boolean extension = function.flatMap(each -> KotlinTypes.core(each.receiver()))
                .filter(on::contains)
                .isPresent();
        return !hidden && (inside || extension || isOn(extended(source.code(), start), on));
    }

    /** What an extension property around an offset extends: {@code val Owner.phone get() = telephone}. */
    private static Optional<String> extended(String code, int offset) {
        Matcher declared = EXTENSION.matcher(code.substring(0, offset));
        Optional<String> found = Optional.empty();
        int end = 0;
        while (declared.find()) {
            end = declared.end();
            found = Optional.of(declared.group(1));
        }
        int line = code.lastIndexOf('\n', Math.max(0, end - 1)) + 1;
        int indent = Brackets.skipBlank(code, line) - line;
        boolean another = Pattern.compile("\\n {0," + indent + "}(?!get\\b|set\\b)[^\\s]")
                .matcher(code)
                .region(end, offset)
                .find();
        return another ? Optional.empty() : found;
    }

    /** {@code val (id, name) = owner}: by the constructor's positions, so that a column of a place before the last is read. */
    private void findDestructured(KotlinSource source, String property, Set<String> on) {
        String code = source.code();
        Matcher matcher = DESTRUCTURED.matcher(code);
        while (matcher.find()) {
            boolean lambda = matcher.group(3) != null;
            String names = lambda ? matcher.group(3) : matcher.group(1);
            Optional<String> type = lambda
                    ? expressions.lambdaAt(source, matcher.start())
                    : expressions.endingAt(source, endOfValue(source, matcher));
            boolean holds = type.filter(on::contains)
                    .flatMap(types::named)
                    .filter(KotlinType::isData)
                    .flatMap(each -> each.property(property))
                    .filter(each -> each.position() > 0 && isTaken(names, each.position()))
                    .isPresent();
            if (holds) {
                add(source, matcher.start(), Access.READ, "(", "a part of a destructured " + words(on));
            }
        }
    }

    private int endOfValue(KotlinSource source, Matcher matcher) {
        if (matcher.group(2).equals("in")) {
            int open = Brackets.around(source.code(), matcher.start());
            return open < 0 ? matcher.end() : Brackets.closing(source.code(), open);
        }
        return KotlinExpressions.endOfLineExpression(source.code(), matcher.end());
    }

    private static boolean isTaken(String names, int position) {
        String[] each = names.split(",", -1);
        return each.length >= position && !each[position - 1].strip().equals("_");
    }

    private static String words(Set<String> on) {
        return on.stream()
                .sorted()
                .limit(2)
                .map(each -> "`" + each + "`")
                .reduce((a, b) -> a + " or " + b)
                .orElse("the entity");
    }

    private void add(KotlinSource source, int offset, Access access, String token, String reason) {
        scan.add(source.hit(offset, access, Style.ACCESSOR, token, reason));
    }
}
