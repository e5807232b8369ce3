package dev.cofferdam.toolbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cofferdam.domain.Change;
import dev.cofferdam.domain.Fact;
import dev.cofferdam.domain.UserError;
import dev.cofferdam.domain.Verdict;
import dev.cofferdam.loop.Candidate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The workbench of a conversation: looks things up before a change is named, and begins to plan when {@code draft_phases} names one. What it
 * holds can be put away and taken out again, so that a turn can be taken back and a session resumed without playing anything twice.
 */
public final class ChatWorkbench implements Workbench, AutoCloseable {
    private final Premises premises;
    private final RepositoryWorkbench lookups;
    private final List<Consent> consents = new ArrayList<>();
    private final Set<String> said = new HashSet<>();
    private Optional<Place> place = Optional.empty();
    private PlanState state = PlanState.NOTHING;

    /** Where a change is planned. */
    private record Place(String words, Premises.Opened opened, RepositoryWorkbench bench) {}

    public ChatWorkbench(Premises premises) {
        this.premises = premises;
        this.lookups = new RepositoryWorkbench(new LookupSession(premises), List.of(), Optional.empty());
    }

    /** Notes what a person said: only words of a person may name a file. */
    public void heard(String words) {
        said.add(words.strip());
    }

    /**
     * Makes this the change that is planned from now on.
     *
     * @return the change as it was understood
     */
    public Change begin(String words) {
        return at(words).opened().session().change();
    }

    /** Where the plan stands. */
    public PlanState state() {
        return state;
    }

    /** Puts the plan back to where it stood. */
    public void restore(PlanState earlier) {
        state = earlier;
    }

    /** A person accepts a finding from now on. */
    public void approve(Consent consent) {
        consents.add(consent);
        lookups.approve(consent);
        place.ifPresent(open -> open.bench().approve(consent));
    }

    /** An approval was taken back. */
    public void disapprove(String finding) {
        consents.removeIf(consent -> consent.finding().equals(finding));
        lookups.disapprove(finding);
        place.ifPresent(open -> open.bench().disapprove(finding));
    }

    /** The plan as it stands with what the validator says of it; of one that was not submitted since, what its rules say. */
    public Optional<Candidate> current() {
        return state.judged().or(() -> state.draft().map(lookups::judged));
    }

    private RepositoryWorkbench bench() {
        return place.filter(open -> state.words().isEmpty() || state.words().equals(Optional.of(open.words())))
                .map(Place::bench)
                .orElse(lookups);
    }

    /** Opens the new place before the old one is closed, so that a request that fails leaves everything as it was. */
    private Place at(String words) {
        if (place.isPresent() && place.get().words().equals(words)) {
            return place.get();
        }
        Premises.Opened opened = premises.open(words, said.contains(words.strip()));
        close();
        Place next = new Place(
                words, opened, new RepositoryWorkbench(opened.session(), List.copyOf(consents), opened.rehearser()));
        place = Optional.of(next);
        return next;
    }

    /** The place in which the plan as it stands can be played. */
    private RepositoryWorkbench stage() {
        String words = state.words()
                .orElseThrow(() -> new UserError("nothing is drafted yet", "the plan", "call draft_phases first"));
        RepositoryWorkbench bench = at(words).bench();
        bench.redraft(state.draft());
        return bench;
    }

    @Override
    public Report describeSchema(Optional<String> table) {
        return place.isEmpty() && table.isEmpty()
                ? SchemaWords.ofTables(premises.schema(), Optional.empty())
                : bench().describeSchema(table);
    }

    @Override
    public Report findUsages(String table, Optional<String> column, int page) {
        return bench().findUsages(table, column, page);
    }

    @Override
    public Report countRows(String table) {
        return bench().countRows(table);
    }

    @Override
    public Report estimateBackfill(String table, OptionalLong rows) {
        return bench().estimateBackfill(table, rows);
    }

    @Override
    public Report draftPhases(Optional<String> change, List<Fact> ledger) {
        Optional<String> wanted = change.filter(words -> !words.isBlank());
        String words = wanted.or(state::words)
                .orElseThrow(() -> new UserError(
                        "no change has been named yet", "draft_phases", "name it in the argument `change`"));
        RepositoryWorkbench bench = at(words).bench();
        Report report = bench.draftPhases(Optional.empty(), ledger);
        state = new PlanState(Optional.of(words), bench.draft(), Optional.empty());
        return report;
    }

    @Override
    public ObjectNode editSchema() {
        return lookups.editSchema();
    }

    @Override
    public Report editPlan(List<JsonNode> edits, List<Fact> ledger) {
        RepositoryWorkbench bench = bench();
        bench.redraft(state.draft());
        Report report = bench.editPlan(edits, ledger);
        state = new PlanState(state.words(), bench.draft(), Optional.empty());
        return report;
    }

    @Override
    public Verdict checkPlan(List<Fact> ledger) {
        RepositoryWorkbench bench = bench();
        bench.redraft(state.draft());
        return bench.checkPlan(ledger);
    }

    @Override
    public boolean canRehearse() {
        return premises.canRehearse();
    }

    @Override
    public Report rehearsePlan(List<Fact> ledger) {
        return stage().rehearsePlan(ledger);
    }

    @Override
    public Report readPlan(Optional<String> about) {
        Candidate candidate = current()
                .orElseThrow(() ->
                        new UserError("there is no plan yet", "read_plan", "name the change to draft_phases first"));
        PlanReading reading =
                new PlanReading(candidate.plan(), candidate.verdict().findings());
        return Report.of(
                about.filter(word -> !word.isBlank())
                        .map(word -> reading.find(word)
                                .orElseThrow(() -> new UserError(
                                        "the plan has no `" + word + "`",
                                        "about",
                                        "name one of: " + String.join(", ", reading.names()))))
                        .orElseGet(reading::overview),
                Map.of(),
                List.of());
    }

    @Override
    public Candidate submitPlan(List<Fact> ledger) {
        RepositoryWorkbench bench = premises.canRehearse() ? stage() : bench();
        bench.redraft(state.draft());
        Candidate candidate = bench.submitPlan(ledger);
        state = new PlanState(state.words(), state.draft(), Optional.of(candidate));
        return candidate;
    }

    /** Ends what planning needed; what is drafted stays. */
    @Override
    public void close() {
        place.ifPresent(open -> open.opened().close().run());
        place = Optional.empty();
    }
}
