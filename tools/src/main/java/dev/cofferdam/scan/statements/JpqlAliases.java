package dev.cofferdam.scan.statements;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Names that a SELECT list gives to its results. They may be spelt as properties are, and ORDER BY may then mean the result (Jakarta
 * Persistence 4.8, "result variables").
 */
final class JpqlAliases {

    /** Words after which a name is an operand and no alias. */
    private static final Set<String> BEFORE_OPERANDS = Set.of(
            "select",
            "distinct",
            "new",
            "case",
            "when",
            "then",
            "else",
            "and",
            "or",
            "not",
            "in",
            "like",
            "between",
            "is",
            "by",
            "all",
            "any",
            "object",
            "on",
            "where",
            "as",
            "from",
            "of",
            "both",
            "leading",
            "trailing");

    private final JpqlTokens tokens;
    private final Set<Integer> places = new HashSet<>();
    private final Set<String> names = new HashSet<>();
    private final int from;

    JpqlAliases(JpqlTokens tokens) {
        this.tokens = tokens;
        int i = 0;
        if (tokens.at(0).is("select")) {
            int depth = 0;
            for (i = 1; i < tokens.size() && !(tokens.at(i).is("from") && depth == 0); i++) {
                depth += tokens.at(i).is("(") ? 1 : tokens.at(i).is(")") ? -1 : 0;
                if (depth == 0 && isPlace(i)) {
                    places.add(i);
                    names.add(lower(i));
                }
            }
        }
        from = i;
    }

    private boolean isPlace(int i) {
        JpqlTokens.Token before = tokens.at(i - 1);
        JpqlTokens.Token after = tokens.at(i + 1);
        boolean ends = after.is(",") || after.is("from");
        boolean operandBefore = before.is(")")
                || before.isName() && !BEFORE_OPERANDS.contains(before.text().toLowerCase(Locale.ROOT));
        return tokens.at(i).isName()
                && ends
                && (before.is("as") || operandBefore)
                && !tokens.at(i).is("end");
    }

    private String lower(int i) {
        return tokens.at(i).text().toLowerCase(Locale.ROOT);
    }

    /** Whether the name here is given to a result, or means one that was. */
    boolean isAt(int i) {
        return places.contains(i) || i > from && names.contains(lower(i)) && isInOrder(i);
    }

    private boolean isInOrder(int i) {
        for (int k = i - 1; k > from; k--) {
            if (tokens.at(k).is("order")
                    || tokens.at(k).is("having")
                    || tokens.at(k).is("group")) {
                return true;
            }
            if (tokens.at(k).is("where") || tokens.at(k).is("select")) {
                return false;
            }
        }
        return false;
    }
}
