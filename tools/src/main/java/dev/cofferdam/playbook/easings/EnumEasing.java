package dev.cofferdam.playbook.easings;

import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.domain.EnumChange;
import dev.cofferdam.domain.Gate;
import dev.cofferdam.domain.Step;
import dev.cofferdam.domain.Undecided;
import dev.cofferdam.domain.Undo;
import dev.cofferdam.domain.Usage;
import dev.cofferdam.playbook.demands.DemandEdits;
import dev.cofferdam.playbook.parts.ColumnTwin;
import dev.cofferdam.playbook.parts.PlanningInput;
import dev.cofferdam.playbook.parts.StepWriter;
import dev.cofferdam.schema.Table;
import dev.cofferdam.sql.Identifiers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Recipe R19: an enum type gets one more value. Readers first: code that does not know a value fails on the first row that has it. */
final class EnumEasing implements Easing {
    private final EnumChange.AddEnumValue change;
    private final PlanningInput input;

    EnumEasing(EnumChange.AddEnumValue change, PlanningInput input) {
        this.change = change;
        this.input = input;
    }

    @Override
    public Table table() {
        return input.before().table(change.table());
    }

    @Override
    public void refuseWhatCannotBeTakenAlong() {
        // The value takes a place in the catalog, whatever has the type.
    }

    private String value() {
        return ColumnTwin.literal(change.value());
    }

    private String columns() {
        return change.columns().stream().map(ColumnRef::toString).collect(Collectors.joining(", "));
    }

    @Override
    public String codeDoes() {
        return "can read the value " + change.value();
    }

    @Override
    public String eases() {
        return "Rows may have the value " + change.value()
                + ". Nobody writes it before this plan is over; the release after it may.";
    }

    @Override
    public DemandEdits.Words edits() {
        return new ReaderWords(
                "the value `" + change.value() + "`",
                "add it to the enum or the constants of the code, and to each switch, map and `valueOf` over them: `valueOf` throws on a name that it"
                        + " does not know. Do not write it yet: before contract the database refuses it (SQLSTATE 22P02), and from then on only code"
                        + " that knows it may run",
                "add '" + change.value() + "' to the type where this file makes it, and let its queries take it");
    }

    @Override
    public List<Gate> entry() {
        return List.of(new Gate.Attestation(
                "reports, exports, queues and consumers outside this repository can read the value " + change.value()
                        + " too",
                "the table's owner"));
    }

    /** By itself: up to the end of its transaction the new value is unusable (PostgreSQL docs, ALTER TYPE). */
    @Override
    public List<Step> ease(StepWriter writer) {
        return List.of(writer.transaction(
                "Add the value " + change.value() + " to the type " + change.type(),
                List.of("ALTER TYPE " + typeName() + " ADD VALUE " + value()
                        + change.place().map(words -> " " + words).orElse("")),
                new Gate.Query(
                        "the type has the value " + change.value(),
                        "SELECT count(*) FROM pg_enum WHERE enumtypid = " + ColumnTwin.literal(typeName())
                                + "::regtype AND enumlabel = " + value(),
                        "1"),
                new Undo.NotNeeded(
                        "a value that no row has harms nobody, and PostgreSQL cannot take it out of the type again"),
                List.of()));
    }

    /** As the catalog prints the type of the columns: quoted and with its schema where that is needed. */
    private String typeName() {
        return table().findColumn(change.columns().get(0).column())
                .orElseThrow()
                .type();
    }

    @Override
    public Optional<String> olderCodeFails() {
        return Optional.empty();
    }

    /** The comparison is one of texts, so that it can be asked wherever the value is not there yet. */
    @Override
    public List<Step> repair(StepWriter writer) {
        String rows = change.columns().stream()
                .map(column -> "(SELECT count(*) FROM " + Identifiers.quoteIfNeeded(column.table()) + " WHERE "
                        + Identifiers.quoteIfNeeded(column.column()) + "::text = " + value() + ")")
                .collect(Collectors.joining(" + "));
        return List.of(writer.manual(
                "See that no row has the value " + change.value() + ", which the code of today cannot read",
                "If the gate's query counts none, go on at once. Rows that have it get another value, which is a decision of the owner of the"
                        + " data; they are in " + columns() + ".",
                List.of(new Gate.Query("no row has the value " + change.value(), "SELECT " + rows, "0")),
                List.of()));
    }

    @Override
    public List<Step> restore(StepWriter writer) {
        return List.of();
    }

    @Override
    public Optional<String> irrevocable() {
        return Optional.of(
                "PostgreSQL cannot take a value out of an enum type; the code can go back (see the retreat), and a value that"
                        + " nobody uses harms nobody. To be rid of it, the columns need another type");
    }

    @Override
    public String loss() {
        return "nothing, as long as no row has the value; else what those rows held";
    }

    @Override
    public List<String> assumed() {
        List<String> assumed = new ArrayList<>();
        assumed.add(
                "the value is added in a migration of its own: in the transaction that adds it, it can not be used yet (SQLSTATE 55P04)");
        assumed.add(
                change.place().isPresent()
                        ? "values sort in the order of the type, and the new one stands "
                                + change.place().get()
                        : "values sort in the order of the type, and the new one is the last; a place in between can only be given when it is added");
        return assumed;
    }

    @Override
    public List<Undecided> concerns(List<Usage> usages) {
        return change.columns().stream()
                .flatMap(column -> Readers.concerns(
                        input,
                        input.before().table(column.table()),
                        column,
                        usages.stream()
                                .filter(usage -> usage.column().equals(column))
                                .toList(),
                        "the value " + change.value())
                        .stream())
                .distinct()
                .toList();
    }
}
