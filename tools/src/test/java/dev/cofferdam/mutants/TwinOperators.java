package dev.cofferdam.mutants;

import static dev.cofferdam.mutants.Edits.changeAll;
import static dev.cofferdam.mutants.Edits.where;

import java.util.List;
import java.util.function.UnaryOperator;

/** An index that comes back as another one, everywhere alike, so that only what the schema had tells it. */
final class TwinOperators {
    private static final String TWINS = "/**/statements/~^CREATE (UNIQUE )?INDEX CONCURRENTLY .*cofferdam_new_";

    private TwinOperators() {}

    static List<Operator> all() {
        return List.of(
                twins("twins of another order, forward and back", sql -> sql.replaceFirst("\\)$", " NULLS FIRST)")),
                twins("twins for some rows, forward and back", sql -> sql + " WHERE id > 5"),
                twins(
                        "twins that are unique where the index was not, or the other way",
                        sql -> sql.startsWith("CREATE UNIQUE")
                                ? sql.replaceFirst("UNIQUE ", "")
                                : sql.replaceFirst("INDEX", "UNIQUE INDEX")),
                twins("twins with a column more, forward and back", sql -> sql.replaceFirst("\\)$", ", id)")),
                twins(
                        "twins of another method, forward and back",
                        sql -> sql.replaceFirst("USING btree", "USING hash")));
    }

    private static Operator twins(String name, UnaryOperator<String> by) {
        return Operator.of(name, where("/sync/function", changeAll(TWINS, by)), "plan-keeps-to-change");
    }
}
