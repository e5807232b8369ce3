package dev.cofferdam.scan.styles.kotlin;

import dev.cofferdam.scan.styles.kotlin.KotlinType.Function;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Where a table of Exposed is in scope, so that its columns go by their bare names. */
final class ExposedScopes {

    /** Calls whose lambda has the table as its receiver; that of {@code select} has not. */
    private static final Set<String> OF_TABLE = Set.of(
            "insert",
            "insertAndGetId",
            "insertIgnore",
            "insertReturning",
            "update",
            "upsert",
            "replace",
            "deleteWhere",
            "deleteIgnoreWhere");

    private final KotlinExpressions expressions;

    ExposedScopes(KotlinExpressions expressions) {
        this.expressions = expressions;
    }

    /** Whether the name at an offset means the table's property, and no variable of that name. */
    boolean isInScope(KotlinSource source, int offset, String property, KotlinType table) {
        String code = source.code();
        boolean index = offset > 0 && code.charAt(offset - 1) == '[';
        if (index && isCallOn(code, offset, table.name(), false)) {
            return true;
        }
        boolean scoped =
                expressions.scope(source, offset).filter(table.name()::equals).isPresent()
                        || isCallOn(code, offset, table.name(), true);
        return scoped && !isVariable(source, offset, property);
    }

    /** A parameter or a local variable of the name hides what a receiver has. */
    private static boolean isVariable(KotlinSource source, int offset, String property) {
        String name = Pattern.quote(property);
        Optional<Function> function = source.functionAt(offset);
        return function.filter(each -> Pattern.compile("\\b" + name + "\\s*:")
                                .matcher(each.parameters())
                                .find()
                        || Pattern.compile(
                                        "\\b(?:val|var)\\s+" + name + "\\b|[{,(]\\s*" + name + "\\s*(?:,[\\w\\s,]*)?->")
                                .matcher(source.code())
                                .region(each.offset(), offset)
                                .find())
                .isPresent();
    }

    /** A lambda around the place is handed to a call on the table: {@code Owners.insert \{ it[phone] = x }}. */
    private static boolean isCallOn(String code, int offset, String table, boolean asReceiver) {
        for (int open = Brackets.around(code, offset); open >= 0; open = Brackets.around(code, open)) {
            if (code.charAt(open) != '{') {
                continue;
            }
            int end = Brackets.backBlank(code, open);
            while (end > 0 && ")]".indexOf(code.charAt(end - 1)) >= 0) {
                end = Brackets.backBlank(code, Math.max(0, Brackets.opening(code, end - 1)));
            }
            int name = Brackets.startOfName(code, end);
            int dot = Brackets.backBlank(code, name);
            if (dot > 0 && code.charAt(dot - 1) == '.') {
                int last = Brackets.backBlank(code, dot - 1);
                boolean on =
                        code.substring(Brackets.startOfName(code, last), last).equals(table);
                if (on && (!asReceiver || OF_TABLE.contains(code.substring(name, end)))) {
                    return true;
                }
            }
        }
        return false;
    }
}
