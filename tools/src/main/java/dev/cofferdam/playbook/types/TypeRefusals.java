package dev.cofferdam.playbook.types;

import dev.cofferdam.domain.ColumnChange;
import dev.cofferdam.domain.UserError;
import dev.cofferdam.playbook.parts.ColumnTwin;
import dev.cofferdam.playbook.parts.TakenAlong;
import dev.cofferdam.playbook.twins.Dependents;
import dev.cofferdam.schema.Attached;
import dev.cofferdam.schema.Column;
import dev.cofferdam.schema.Constraint;
import dev.cofferdam.schema.NaiveTwin;
import dev.cofferdam.schema.Schema;
import dev.cofferdam.schema.Table;
import dev.cofferdam.schema.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Why a column cannot get another type, in words of the schema. PostgreSQL refuses some of it in its own words, which name neither the way
 * out nor always what is in the way.
 */
public final class TypeRefusals {
    private final ColumnChange.ChangeType change;
    private final Schema before;
    private final Table table;
    private final String name;

    public TypeRefusals(ColumnChange.ChangeType change, Schema before) {
        this.change = change;
        this.before = before;
        this.table = before.table(change.table());
        this.name = change.column().column();
    }

    /** Whatever the type: what the server will not let go, and the playbook cannot make again. */
    public void refuse() {
        new TakenAlong(before, change.column())
                .views().stream().filter(View::materialized).findFirst().ifPresent(view -> {
                    throw refused(
                            "materialized view `" + view.ref()
                                    + "` reads it, and would have to be computed anew while nobody can read it",
                            "drop `" + view.ref()
                                    + "` in a migration of its own and create it again when the plan is over, or let it read a column"
                                    + " that stays");
                });
        for (Column other : table.columns()) {
            if (other.generated().filter(this::namesColumn).isPresent()) {
                throw refused(
                        "generated column `" + other.name() + "` is computed from it",
                        "plan the generated column first: drop it, or make it an ordinary column");
            }
        }
        before.attachedTo(change.column()).forEach(this::refuse);
    }

    /** A key hangs together with columns elsewhere; everything that makes it one is named at once. */
    void refuseKeys() {
        List<String> reasons = new ArrayList<>();
        Column column = column();
        if (column.generated().isPresent() || column.identity().isPresent()) {
            reasons.add("is a generated or identity column");
        }
        table.constraints().stream()
                .filter(constraint -> constraint.kind() == Constraint.Kind.PRIMARY_KEY
                        && constraint.columns().contains(name))
                .forEach(constraint -> reasons.add("is in constraint `" + constraint.name() + "`, the primary key"));
        before.foreignKeysTo(change.table()).stream()
                .filter(key -> key.constraint().referencedColumns().contains(name))
                .forEach(key -> reasons.add("is referenced by foreign key `"
                        + key.constraint().name() + "` of `" + key.table().ref() + "`"));
        if (!reasons.isEmpty()) {
            throw refused(
                    "it " + String.join(", ", reasons),
                    "a key has to change together with every column that refers to it, which has no playbook yet (R5); what"
                            + " can be planned is a second column beside it, which stays");
        }
    }

    private void refuse(Attached one) {
        String what = one.kind().words() + " `" + one.name() + "`";
        switch (one.kind()) {
            case RULE ->
                throw refused(
                        what + " names it, and a rule rewrites statements in a way that no trigger sees",
                        "replace the rule by a trigger, or drop it, in a migration of its own first");
            case PUBLICATION ->
                throw refused(
                        what + " names it in its list of columns or in its condition",
                        "publish the table without that list or condition first; subscribers need a table that has the new type");
            case ROUTINE ->
                throw refused(
                        what + " has a body that the server has bound to it",
                        "create the function again with its body as text (AS $$ ... $$) first, in a migration of its own");
            case POLICY ->
                throw refused(
                        what + " decides by it who may see or write a row",
                        "write the policy so that it does not name the column (a function with a text body may), in a migration"
                                + " of its own first");
            case TRIGGER, STATISTICS, GRANT, SETTING, SEQUENCE, COMMENT -> {
                // Taken along.
            }
        }
    }

    /** Why the server refused the change at once; first what is known of the schema, then what it said. */
    public UserError translated(NaiveTwin.Refusal refusal) {
        refuse();
        refuseKeys();
        new Dependents(new ColumnTwin(change.table(), name, name, before, before)).refuseWhatCannotBeTakenAlong();
        String type = column().type();
        String said = refusal.firstLine().replaceAll("cofferdam_(new|old)_", "");
        String state = refusal.state();
        if (state.equals("42846")) {
            return refused(
                    "PostgreSQL has no cast from " + type + " to " + change.type(),
                    "say how a value is converted, and how the new column is called: change " + change.column() + " to "
                            + change.type() + " using EXPRESSION as NEW_NAME");
        }
        if (state.equals("42704") || state.equals("42601")) {
            return refused(
                    "`" + change.type() + "` is not a type that this database knows (" + said + ")",
                    "create the type in a migration of its own first, or correct its name");
        }
        if (column().defaultExpression().isPresent() && (state.startsWith("22") || said.contains("default"))) {
            return refused(
                    "its default " + column().defaultExpression().get() + " is no value of " + change.type() + " ("
                            + said + ")",
                    "drop the default, or change it, in a migration of its own first");
        }
        return computing()
                .map(what -> refused(
                        what + " computes with it in a way that " + change.type() + " does not allow (" + said + ")",
                        "drop " + what + " first, or write it so that it works on both types"))
                .orElseGet(
                        () -> refused(
                                said,
                                "drop or change what PostgreSQL names first, in a migration of its own, or choose another type"));
    }

    private Optional<String> computing() {
        List<String> found = Stream.of(
                        table.constraints().stream()
                                .filter(constraint -> constraint.kind() == Constraint.Kind.CHECK
                                        && constraint.columns().contains(name))
                                .map(constraint -> "check `" + constraint.name() + "`"),
                        table.indexes().stream()
                                .filter(index -> index.columns().contains(name)
                                        && (index.predicate().isPresent()
                                                || index.elements().stream()
                                                        .anyMatch(element -> element.contains("("))))
                                .map(index -> "index `" + index.name() + "`"),
                        new TakenAlong(before, change.column())
                                .views().stream().map(view -> "view `" + view.ref() + "`"),
                        before.attachedTo(change.column()).stream()
                                .filter(one -> one.kind() == Attached.Kind.TRIGGER)
                                .map(one -> one.kind().words() + " `" + one.name() + "`"))
                .flatMap(one -> one)
                .toList();
        return found.isEmpty() ? Optional.empty() : Optional.of(String.join(" or ", found));
    }

    private Column column() {
        return table.findColumn(name).orElseThrow();
    }

    private boolean namesColumn(String text) {
        return Pattern.compile("(?<![\\w$])" + Pattern.quote(name) + "(?![\\w$])")
                .matcher(text)
                .find();
    }

    private UserError refused(String what, String fix) {
        return new UserError(
                "`" + change.column() + "` cannot become " + change.type() + ": " + what, before.source(), fix);
    }
}
