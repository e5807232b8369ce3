package dev.cofferdam.scan.styles.text;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.NodeList;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.LiteralStringValueExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import dev.cofferdam.domain.ColumnRef;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Aliases that a file's strings give to a table. A statement that several methods put together is never seen whole, but its parts say
 * {@code FROM enrollment en} here and {@code AND en.enddate} there.
 */
final class FragmentAliases {
    private static final Pattern BINDING = Pattern.compile(
            "\\b(?:from|join|update)\\s+(?:[\\\\\"]*\\w+[\\\\\"]*\\.)?[\\\\\"]*(\\w+)[\\\\\"]*\\s+(?:as\\s+)?(\\w+)",
            Pattern.CASE_INSENSITIVE);

    private static final Set<String> NO_ALIAS = Set.of(
            "on", "where", "set", "inner", "left", "right", "full", "cross", "natural", "join", "order", "group",
            "using", "limit", "offset", "having", "union", "values", "select", "and", "or", "for", "lateral", "as",
            "when", "fetch");

    private final ColumnRef column;
    private final Set<String> own = new TreeSet<>();

    private FragmentAliases(ColumnRef column) {
        this.column = column;
    }

    /**
     * @param text of a whole Java file, of which a parsed unit may lack methods without a wanted word
     */
    static FragmentAliases of(String text, ColumnRef column) {
        Map<String, Set<String>> tables = new HashMap<>();
        Matcher binding = BINDING.matcher(text);
        while (binding.find()) {
            String alias = binding.group(2).toLowerCase(Locale.ROOT);
            if (!NO_ALIAS.contains(alias)) {
                tables.computeIfAbsent(alias, key -> new HashSet<>())
                        .add(binding.group(1).toLowerCase(Locale.ROOT));
            }
        }
        FragmentAliases aliases = new FragmentAliases(column);
        Set<String> only = Set.of(column.table().name().toLowerCase(Locale.ROOT));
        tables.forEach((alias, bound) -> {
            if (bound.equals(only)) {
                aliases.own.add(alias);
            }
        });
        return aliases;
    }

    /** The alias by which a string names the column, or that it is handed on with. */
    Optional<String> namedBy(LiteralStringValueExpr literal) {
        for (String alias : own) {
            Pattern qualified = Pattern.compile(
                    "(?<![\\w.])" + alias + "\\.\\\\?\"?" + Pattern.quote(column.column()) + "(?!\\w)",
                    Pattern.CASE_INSENSITIVE);
            if (qualified.matcher(literal.getValue()).find()
                    || literal.getValue().equalsIgnoreCase(column.column()) && isBeside(literal, alias)) {
                return Optional.of(alias);
            }
        }
        return Optional.empty();
    }

    private static boolean isBeside(LiteralStringValueExpr literal, String alias) {
        Optional<Node> parent = literal.getParentNode();
        NodeList<Expression> arguments =
                parent.filter(MethodCallExpr.class::isInstance).isPresent()
                        ? ((MethodCallExpr) parent.get()).getArguments()
                        : parent.filter(ObjectCreationExpr.class::isInstance).isPresent()
                                ? ((ObjectCreationExpr) parent.get()).getArguments()
                                : new NodeList<>();
        return arguments.stream()
                .anyMatch(each -> each instanceof LiteralStringValueExpr other
                        && other.getValue().equalsIgnoreCase(alias));
    }
}
