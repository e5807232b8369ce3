package dev.cofferdam.intent;

import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.domain.ConstraintChange;
import dev.cofferdam.domain.UserError;
import dev.cofferdam.schema.Column;
import dev.cofferdam.schema.Constraint;
import dev.cofferdam.schema.Index;
import dev.cofferdam.schema.Table;
import dev.cofferdam.sql.Identifiers;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What in the schema already keeps to a demand that is to be made: then little is left to do, or nothing at all. */
final class Proofs {
    private Proofs() {}

    /**
     * The valid check constraint that refuses null in the column. One without a proof is said by every other constraint, even when the server
     * could infer it: the plan is longer then, and never wrong.
     *
     * @throws UserError when the column is NOT NULL already
     */
    static Optional<String> ofNotNull(Table table, ColumnRef ref, String source) {
        Column column = table.findColumn(ref.column()).orElseThrow();
        if (!column.nullable()) {
            throw alreadyNotNull(table, ref, source);
        }
        Pattern proof = Pattern.compile(
                "CHECK\\s*\\(+\\s*" + Pattern.quote(Identifiers.quoteIfNeeded(column.name()))
                        + "\\s+IS NOT NULL\\s*\\)+",
                Pattern.CASE_INSENSITIVE);
        return table.constraints().stream()
                .filter(constraint -> constraint.kind() == Constraint.Kind.CHECK && constraint.validated())
                .filter(constraint ->
                        proof.matcher(constraint.definition().strip()).matches())
                .map(Constraint::name)
                .findFirst();
    }

    private static UserError alreadyNotNull(Table table, ColumnRef ref, String source) {
        return table.constraints().stream()
                .filter(constraint -> constraint.kind() == Constraint.Kind.NOT_NULL
                        && constraint.columns().contains(ref.column())
                        && !constraint.validated())
                .findFirst()
                .map(constraint -> new UserError(
                        "`" + ref + "` is NOT NULL for new rows already, and constraint `" + constraint.name()
                                + "` waits to be validated",
                        source,
                        "when no row is null any more, run ALTER TABLE " + Identifiers.quoteIfNeeded(table.ref())
                                + " VALIDATE CONSTRAINT " + Identifiers.quoteIfNeeded(constraint.name())))
                .orElseGet(
                        () -> new UserError("`" + ref + "` is not null already", source, "there is nothing to plan"));
    }

    /**
     * The unique index that can become the constraint's as it stands: over just these columns in their order, without expression, predicate,
     * included columns or another order, and with nulls that differ from each other (PostgreSQL docs, ALTER TABLE, ADD table_constraint_using_index).
     *
     * @throws UserError when a constraint keeps the columns unique already
     */
    static Optional<String> ofUnique(Table table, ConstraintChange.AddUnique change, String source) {
        Set<String> wanted = Set.copyOf(change.columnNames());
        for (Constraint constraint : table.constraints()) {
            boolean unique =
                    constraint.kind() == Constraint.Kind.UNIQUE || constraint.kind() == Constraint.Kind.PRIMARY_KEY;
            if (unique && Set.copyOf(constraint.columns()).equals(wanted)) {
                throw new UserError(
                        "`" + String.join("`, `", change.columnNames()) + "` of `" + table.ref()
                                + "` is unique already, by constraint `" + constraint.name() + "`",
                        source,
                        "there is nothing to plan");
            }
        }
        List<String> elements =
                change.columnNames().stream().map(Identifiers::quoteIfNeeded).toList();
        return table.indexes().stream()
                .filter(index ->
                        index.unique() && isPlain(index) && index.elements().equals(elements))
                .filter(index -> Set.copyOf(index.columns()).equals(wanted))
                .map(Index::name)
                .findFirst();
    }

    private static boolean isPlain(Index index) {
        return index.constraint().isEmpty()
                && index.predicate().isEmpty()
                && index.method().equals("btree")
                && !index.definition().contains("NULLS NOT DISTINCT")
                && !index.definition().contains(" INCLUDE ");
    }
}
