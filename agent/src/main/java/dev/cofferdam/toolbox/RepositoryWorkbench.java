package dev.cofferdam.toolbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cofferdam.domain.Change;
import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.domain.Estimate;
import dev.cofferdam.domain.Fact;
import dev.cofferdam.domain.NearestNames;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Rehearsed;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.domain.UserError;
import dev.cofferdam.domain.Verdict;
import dev.cofferdam.intent.Requests;
import dev.cofferdam.loop.Candidate;
import dev.cofferdam.planfile.PlanEdits;
import dev.cofferdam.playbook.Playbooks;
import dev.cofferdam.playbook.parts.PlanningInput;
import dev.cofferdam.rows.BackfillEstimate;
import dev.cofferdam.rows.RowCount;
import dev.cofferdam.scan.ScanResult;
import dev.cofferdam.schema.Column;
import dev.cofferdam.schema.Schema;
import dev.cofferdam.schema.Table;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The planner's session over one repository: the deterministic rooms behind the planner's tools. Draft and verdict live here. */
public final class RepositoryWorkbench implements Workbench {
    /** Servers with strict schemas fill optional arguments with null, and the ledger keeps them as text. */
    private static final String NOT_GIVEN = "null";

    private final PlanningSession session;
    private Judge judge;
    private final Map<ColumnRef, ScanResult> scans = new HashMap<>();
    private final Rehearsals rehearsals;
    private Optional<Plan> draft = Optional.empty();

    /**
     * A session in which these findings, and no others, are accepted by name.
     *
     * @param rehearser plays what the rules accept, before it is accepted; without one the proof of a plan is its rules
     */
    public RepositoryWorkbench(PlanningSession session, List<Consent> consents, Optional<Rehearser> rehearser) {
        this.session = session;
        this.judge = new Judge(consents);
        this.rehearsals = new Rehearsals(rehearser);
    }

    @Override
    public Report describeSchema(Optional<String> table) {
        Schema schema = session.schema();
        return table.map(this::table)
                .map(found -> SchemaWords.ofTable(schema, found, session.facts(found.ref())))
                .orElseGet(() -> SchemaWords.ofTables(
                        schema, session.facts(session.change().table())));
    }

    @Override
    public Report findUsages(String table, Optional<String> column, int page) {
        Table found = table(table);
        return UsageWords.of(
                column.map(name -> scan(existing(found, name))).orElseGet(() -> scanRows(found.ref())), page);
    }

    private ColumnRef existing(Table found, String column) {
        if (found.findColumn(column).isEmpty()) {
            throw new UserError(
                    "table `" + found.ref() + "` has no column `" + column + "`",
                    session.schema().source(),
                    near(column, found.columns().stream().map(Column::name).toList()));
        }
        return found.ref().column(column);
    }

    /** A change that makes a column concerns those who insert or take whole rows. */
    private ScanResult scanRows(TableRef table) {
        return RowUsages.of(scan(RowUsages.witness(session.schema().table(table))));
    }

    private ScanResult scan(ColumnRef column) {
        return scans.computeIfAbsent(column, session::scan);
    }

    @Override
    public Report countRows(String table) {
        RowCount count = session.rows(table(table).ref());
        return Report.of(
                count.table() + " has " + String.format(Locale.ROOT, "%,d", count.rows()) + " rows, "
                        + count.source().words(),
                Map.of(
                        "rows",
                        String.valueOf(count.rows()),
                        "source",
                        count.source().words()),
                List.of(count.table().toString()));
    }

    @Override
    public Report estimateBackfill(String table, OptionalLong rows) {
        TableRef ref = table(table).ref();
        if (rows.isPresent() && rows.getAsLong() > RowCount.MOST_ROWS) {
            throw new UserError(
                    rows.getAsLong() + " rows are more than a table can hold",
                    "rows",
                    "give at most " + RowCount.MOST_ROWS);
        }
        RowCount count =
                rows.isPresent() ? new RowCount(ref, rows.getAsLong(), RowCount.Source.GIVEN) : session.rows(ref);
        return EstimateWords.of(ref, estimate(count, List.of()));
    }

    @Override
    public Report draftPhases(Optional<String> change, List<Fact> ledger) {
        Change wanted =
                change.map(text -> Requests.understand(text, session.schema())).orElseGet(session::change);
        boolean wholeRows = wanted.columns().isEmpty();
        List<ScanResult> scans = wholeRows
                ? List.of(scanRows(wanted.table()))
                : wanted.columns().stream().map(this::scan).toList();
        String schemaFact = cite(ledger, "describe_schema", wanted.table());
        List<String> usagesFacts = wholeRows
                ? List.of(citeRows(ledger, wanted.table()))
                : wanted.columns().stream().map(column -> cite(ledger, column)).toList();
        String estimateFact = cite(ledger, "estimate_backfill", wanted.table());
        Estimate estimate = estimate(
                session.rows(wanted.table()), List.of(cite(ledger, "count_rows", wanted.table()), estimateFact));
        Plan plan = Playbooks.draft(new PlanningInput(
                wanted,
                session.engine(),
                session.schema(),
                session.schemaAfter(wanted),
                all(scans, ScanResult::usages),
                Stream.concat(all(scans, ScanResult::undecided).stream(), session.undecided().stream())
                        .toList(),
                all(scans, ScanResult::notes),
                estimate,
                session.consumer(),
                ledger,
                new PlanningInput.Cites(schemaFact, usagesFacts, estimateFact),
                session.plannedBy(),
                session.made()));
        Plan complete = PlanEdits.apply(plan, concerns(), ledger);
        draft = Optional.of(complete);
        return DraftWords.of(complete);
    }

    private Estimate estimate(RowCount count, List<String> cites) {
        return FactWords.into(
                BackfillEstimate.of("backfill-1", count, session.rate(), cites), session.facts(count.table()));
    }

    private List<JsonNode> concerns() {
        return session.concerns().stream()
                .<JsonNode>map(text -> JsonNodeFactory.instance
                        .objectNode()
                        .put("kind", "add-concern")
                        .put("text", text))
                .toList();
    }

    /** What the scans of several columns found, each thing once. */
    private static <T> List<T> all(List<ScanResult> scans, Function<ScanResult, List<T>> part) {
        return scans.stream()
                .flatMap(scan -> part.apply(scan).stream())
                .distinct()
                .toList();
    }

    /** The latest fact of a tool about the table: what a draft rests on has to be asked first. */
    private String cite(List<Fact> ledger, String tool, TableRef table) {
        return latest(ledger, tool, asked -> isAbout(table, asked))
                .orElseThrow(() -> notAsked(tool, table.toString(), table));
    }

    /** The latest fact about the column's code paths. */
    private String cite(List<Fact> ledger, ColumnRef column) {
        return latest(
                        ledger,
                        "find_usages",
                        asked -> isAbout(column.table(), asked)
                                && asked.getOrDefault("column", "").equals(column.column()))
                .orElseThrow(() -> notAsked("find_usages", column.toString(), column.table()));
    }

    /** The latest fact about the code paths of whole rows. */
    private String citeRows(List<Fact> ledger, TableRef table) {
        return latest(
                        ledger,
                        "find_usages",
                        asked -> isAbout(table, asked)
                                && asked.getOrDefault("column", NOT_GIVEN).equals(NOT_GIVEN))
                .orElseThrow(() -> notAsked("find_usages", "rows of " + table, table));
    }

    private static Optional<String> latest(List<Fact> ledger, String tool, Predicate<Map<String, String>> asked) {
        return ledger.stream()
                .filter(fact -> fact.tool().equals(tool) && asked.test(fact.arguments()))
                .reduce((first, second) -> second)
                .map(Fact::id);
    }

    private static UserError notAsked(String tool, String about, TableRef table) {
        return new UserError(
                "nothing is known from " + tool + " about `" + about + "` yet",
                "draft_phases",
                "call " + tool + " for `" + table + "` first");
    }

    /** An estimate for a number of rows that somebody made up is no fact about the table. */
    private boolean isAbout(TableRef table, Map<String, String> asked) {
        return findTable(asked.getOrDefault("table", ""))
                        .filter(found -> found.ref().isSameTable(table))
                        .isPresent()
                && asked.getOrDefault("rows", NOT_GIVEN).equals(NOT_GIVEN);
    }

    @Override
    public ObjectNode editSchema() {
        return PlanEdits.schema();
    }

    @Override
    public Report editPlan(List<JsonNode> edits, List<Fact> ledger) {
        Plan edited = PlanEdits.apply(drafted(), edits, ledger);
        draft = Optional.of(edited);
        return DraftWords.of(edited);
    }

    @Override
    public Verdict checkPlan(List<Fact> ledger) {
        return judge.byRules(drafted()).verdict();
    }

    @Override
    public boolean canRehearse() {
        return rehearsals.arePossible();
    }

    @Override
    public Report rehearsePlan(List<Fact> ledger) {
        Candidate candidate = judge.byRules(drafted());
        if (!candidate.verdict().isAccepted()) {
            throw new UserError(
                    "the draft is not rehearsed, because the rules do not accept it",
                    "rehearse_plan",
                    "repair what check_plan shows first");
        }
        Rehearsed seen = rehearsals.of(candidate.plan());
        return RehearsalWords.of(
                candidate.plan(), seen, judge.played(drafted(), seen).verdict());
    }

    @Override
    public Candidate submitPlan(List<Fact> ledger) {
        Candidate candidate = judge.byRules(drafted());
        return candidate.verdict().isAccepted() && rehearsals.arePossible()
                ? judge.played(drafted(), rehearsals.of(candidate.plan()))
                : candidate;
    }

    /** One more finding is accepted by name from now on. */
    void approve(Consent consent) {
        judge = judge.with(consent);
    }

    /** A finding is no longer accepted by name. */
    void disapprove(String finding) {
        judge = judge.without(finding);
    }

    /** What is drafted; empty before there is anything. */
    Optional<Plan> draft() {
        return draft;
    }

    /** Puts another draft in the place of this one. */
    void redraft(Optional<Plan> other) {
        draft = other;
    }

    /** What the rules say of a plan, with the consents of this session. */
    Candidate judged(Plan plan) {
        return judge.byRules(plan);
    }

    private Plan drafted() {
        return draft.orElseThrow(() -> new UserError("nothing is drafted yet", "the plan", "call draft_phases first"));
    }

    private Table table(String name) {
        return findTable(name)
                .orElseThrow(() -> new UserError(
                        "there is no table `" + name + "`",
                        session.schema().source(),
                        near(
                                name,
                                session.schema().tables().stream()
                                        .map(table -> table.ref().toString())
                                        .toList())));
    }

    /** By the name as describe_schema prints it; {@code public} may be left out or written. */
    private Optional<Table> findTable(String name) {
        return session.schema().tables().stream()
                .filter(table -> Set.of(name, "public." + name)
                        .contains(table.ref().schema().orElse("public") + "."
                                + table.ref().name()))
                .findFirst();
    }

    private static String near(String wanted, List<String> names) {
        List<String> nearest = NearestNames.of(wanted, names);
        return nearest.isEmpty()
                ? "call describe_schema for the list"
                : "did you mean `" + String.join("`, `", nearest) + "`?";
    }
}
