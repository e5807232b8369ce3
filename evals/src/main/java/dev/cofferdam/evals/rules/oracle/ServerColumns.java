package dev.cofferdam.evals.rules.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Columns and constraints in the server's tree (ConstrType of parsenodes.h, PostgreSQL 18). */
final class ServerColumns {
    private static final int NOT_NULL = 1;
    private static final int DEFAULT = 2;
    private static final int IDENTITY = 3;
    private static final int GENERATED = 4;
    private static final int CHECK = 5;
    private static final int PRIMARY = 6;
    private static final int UNIQUE = 7;
    private static final int EXCLUSION = 8;
    private static final int FOREIGN = 9;

    private ServerColumns() {}

    static String column(Node column) {
        List<Node> inline = column.nodes("constraints");
        return "column " + column.word("colname") + " " + type(column)
                + Words.flags(
                        "not-null", column.is("is_not_null") || has(inline, NOT_NULL),
                        "default", column.has("raw_default") || has(inline, DEFAULT),
                        "generated", has(inline, GENERATED),
                        "stored",
                                inline.stream()
                                        .anyMatch(each -> each.number("contype") == GENERATED
                                                && each.word("generated_kind").equals("s")),
                        "identity", has(inline, IDENTITY),
                        "collate", column.has("collClause"));
    }

    private static boolean has(List<Node> constraints, int kind) {
        return constraints.stream().anyMatch(each -> each.number("contype") == kind);
    }

    /** Constraints beside a column, without those that are properties of it. */
    static List<String> inline(Node column) {
        List<String> said = new ArrayList<>();
        for (Node each : column.nodes("constraints")) {
            int kind = each.number("contype");
            if (kind == CHECK || kind == PRIMARY || kind == UNIQUE || kind == FOREIGN) {
                said.add(constraint(each, List.of(column.word("colname"))));
            }
        }
        return said;
    }

    static String constraint(Node each, List<String> owner) {
        int kind = each.number("contype");
        String name = each.word("conname").isEmpty() ? "-" : each.word("conname");
        return switch (kind) {
            case CHECK -> "constraint check " + name + " " + new TreeSet<>(columnsIn(each)) + flags(each);
            case PRIMARY -> "constraint primary key " + name + " " + keys(each, owner) + usingIndex(each) + flags(each);
            case UNIQUE -> "constraint unique " + name + " " + keys(each, owner) + usingIndex(each) + flags(each);
            case FOREIGN ->
                "constraint foreign key " + name + " " + (owner.isEmpty() ? each.words("fk_attrs") : owner) + " to "
                        + ServerReading.relation(each, "pktable") + each.words("pk_attrs") + flags(each);
            case EXCLUSION -> "constraint exclude " + name;
            case NOT_NULL -> "constraint not null " + name + " " + keys(each, owner) + flags(each);
            default -> "constraint " + kind;
        };
    }

    private static List<String> keys(Node each, List<String> owner) {
        return each.words("keys").isEmpty() && !each.has("indexname") ? owner : each.words("keys");
    }

    private static String usingIndex(Node each) {
        return Optional.of(each.word("indexname"))
                .filter(index -> !index.isEmpty())
                .map(index -> " using " + index)
                .orElse("");
    }

    private static String flags(Node each) {
        // Of the other kinds the tree does not say it, because they cannot be NOT ENFORCED.
        boolean checks = each.number("contype") == CHECK || each.number("contype") == FOREIGN;
        boolean enforced = !checks || each.is("is_enforced");
        return Words.flags("not-valid", each.is("skip_validation") && enforced, "not-enforced", !enforced);
    }

    /** Names of columns in an expression. */
    static List<String> columnsIn(Node tree) {
        return tree.all("COLUMNREF").stream()
                .map(each -> each.words("fields"))
                .filter(fields -> !fields.isEmpty())
                .map(fields -> fields.get(fields.size() - 1))
                .toList();
    }

    static String type(Node column) {
        return column.node("typeName")
                .map(type -> Words.type(
                        type.words("names"),
                        type.nodes("typmods").stream()
                                .map(each -> each.has("val") ? each.word("val") : String.join(".", columnsIn(each)))
                                .collect(Collectors.joining(",")),
                        type.has("arrayBounds")))
                .map(type ->
                        column.node("typeName").filter(each -> each.is("setof")).isPresent() ? "setof " + type : type)
                .orElse("-");
    }
}
