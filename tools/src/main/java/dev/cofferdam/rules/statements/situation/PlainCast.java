package dev.cofferdam.rules.statements.situation;

import dev.cofferdam.sql.Identifiers;
import dev.cofferdam.sql.PlainSql;
import dev.cofferdam.sql.TypeChanges;
import dev.cofferdam.sql.TypeNames;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code USING column}, {@code USING column::type} and {@code USING CAST(column AS type)}. */
public final class PlainCast {
    private static final String NAME = "(\"(?:[^\"]|\"\")+\"|[^\\s\"()]+)";
    private static final Pattern FORMS = Pattern.compile(NAME + "(?: :: (.+))?|cast \\( " + NAME + " as (.+) \\)");

    private PlainCast() {}

    /** Whether USING asks for nothing that the server would not do by itself: the column, or a cast on the way between both types. */
    public static boolean addsNothing(String using, String column, Optional<String> from, String to) {
        return reached(using, column, to)
                .filter(cast -> cast.equals(to)
                        || from.filter(type -> TypeChanges.isCatalogOnly(type, cast))
                                        .isPresent()
                                && TypeChanges.isCatalogOnly(cast, to))
                .isPresent();
    }

    /** The type to which the column is cast, as the server prints it, and the wanted one when it is not; empty when USING is something else. */
    private static Optional<String> reached(String using, String column, String to) {
        Matcher form = FORMS.matcher(withoutParentheses(PlainSql.of(using)));
        if (!form.matches()) {
            return Optional.empty();
        }
        boolean isCall = form.group(1) == null;
        String name = isCall ? form.group(3) : form.group(1);
        if (!Identifiers.fold(name).equals(column)) {
            return Optional.empty();
        }
        String type = isCall ? form.group(4) : form.group(2);
        return type == null ? Optional.of(to) : TypeNames.of(type);
    }

    private static String withoutParentheses(String plain) {
        String bare = plain;
        while (bare.startsWith("( ") && bare.endsWith(" )") && closesAtEnd(bare)) {
            bare = bare.substring(2, bare.length() - 2);
        }
        return bare;
    }

    private static boolean closesAtEnd(String plain) {
        int open = 0;
        for (int i = 0; i < plain.length() - 1; i++) {
            open += plain.charAt(i) == '(' ? 1 : plain.charAt(i) == ')' ? -1 : 0;
            if (open == 0) {
                return false;
            }
        }
        return true;
    }
}
