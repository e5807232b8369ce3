package dev.cofferdam.toolbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cofferdam.domain.Approval;
import dev.cofferdam.domain.Change;
import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.domain.Estimate;
import dev.cofferdam.domain.Fact;
import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.NearestNames;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.domain.UserError;
import dev.cofferdam.domain.Verdict;
import dev.cofferdam.intent.Requests;
import dev.cofferdam.loop.Candidate;
import dev.cofferdam.planfile.PlanEdits;
import dev.cofferdam.playbook.PlanningInput;
import dev.cofferdam.playbook.Playbooks;
import dev.cofferdam.rows.BackfillEstimate;
import dev.cofferdam.rows.RowCount;
import dev.cofferdam.scan.ScanResult;
import dev.cofferdam.scan.UsageScanner;
import dev.cofferdam.schema.Column;
import dev.cofferdam.schema.Schema;
import dev.cofferdam.schema.Table;
import dev.cofferdam.validate.StatementDigest;
import dev.cofferdam.validate.Validator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/** The planner's session over one repository: the deterministic rooms behind the planner's tools. Draft and verdict live here. */
public final class RepositoryWorkbench implements Workbench {
    /** Servers with strict schemas fill optional arguments with null, and the ledger keeps them as text. */
    private static final String NOT_GIVEN = "null";

    private final PlanningSession session;
    private final List<Consent> consents;
    private final Map<ColumnRef, ScanResult> scans = new HashMap<>();
    private Optional<Plan> draft = Optional.empty();

    /** A session in which these findings, and no others, are accepted by name. */
    public RepositoryWorkbench(PlanningSession session, List<Consent> consents) {
        this.session = session;
        this.consents = List.copyOf(consents);
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
    public Report findUsages(String table, String column, int page) {
        Table found = table(table);
        if (found.findColumn(column).isEmpty()) {
            throw new UserError(
                    "table `" + table + "` has no column `" + column + "`",
                    session.schema().source(),
                    near(column, found.columns().stream().map(Column::name).toList()));
        }
        return UsageWords.of(scan(found.ref().column(column)), page);
    }

    private ScanResult scan(ColumnRef column) {
        return scans.computeIfAbsent(
                column, wanted -> UsageScanner.scan(session.repository(), session.schema(), wanted));
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
        ColumnRef column = wanted.accept(AffectedColumn.INSTANCE);
        ScanResult scan = scan(column);
        String schemaFact = cite(ledger, "describe_schema", column);
        String usagesFact = cite(ledger, "find_usages", column);
        String estimateFact = cite(ledger, "estimate_backfill", column);
        Estimate estimate =
                estimate(session.rows(wanted.table()), List.of(cite(ledger, "count_rows", column), estimateFact));
        Plan plan = Playbooks.draft(new PlanningInput(
                wanted,
                session.engine(),
                session.schema(),
                session.schemaAfter(wanted),
                scan.usages(),
                Stream.concat(scan.undecided().stream(), session.undecided().stream())
                        .toList(),
                scan.notes(),
                estimate,
                session.consumer(),
                ledger,
                new PlanningInput.Cites(schemaFact, usagesFact, estimateFact),
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

    /** The latest fact of a tool about the column: what a draft rests on has to be asked first. */
    private String cite(List<Fact> ledger, String tool, ColumnRef column) {
        return ledger.stream()
                .filter(fact -> fact.tool().equals(tool) && isAbout(column, fact.arguments()))
                .reduce((first, second) -> second)
                .map(Fact::id)
                .orElseThrow(() -> new UserError(
                        "nothing is known from " + tool + " about `" + column + "` yet",
                        "draft_phases",
                        "call " + tool + " for `" + column.table() + "` first"));
    }

    /** An estimate for a number of rows that somebody made up is no fact about the table. */
    private boolean isAbout(ColumnRef column, Map<String, String> asked) {
        return findTable(asked.getOrDefault("table", ""))
                        .filter(table -> table.ref().isSameTable(column.table()))
                        .isPresent()
                && asked.getOrDefault("column", column.column()).equals(column.column())
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
        return Validator.validate(approved(drafted()));
    }

    @Override
    public boolean canRehearse() {
        return false;
    }

    @Override
    public Report rehearsePlan(List<Fact> ledger) {
        throw new UserError(
                "the rehearsal is not available in this session",
                "rehearse_plan",
                "submit the plan; its proof will say `rules`");
    }

    @Override
    public Candidate submitPlan(List<Fact> ledger) {
        Plan plan = approved(drafted());
        return new Candidate(plan, Validator.validate(plan));
    }

    /** Each consent becomes an approval of what its finding is about now; one without a finding is kept, and the validator says so. */
    private Plan approved(Plan plan) {
        if (consents.isEmpty()) {
            return plan;
        }
        Map<String, Finding> findings = new HashMap<>();
        Validator.validate(plan).findings().forEach(finding -> findings.put(finding.id(), finding));
        return plan.withApprovals(consents.stream()
                .map(consent -> new Approval(
                        consent.finding(),
                        consent.person(),
                        consent.reason(),
                        Optional.ofNullable(findings.get(consent.finding()))
                                .map(finding -> StatementDigest.of(plan, finding))
                                .orElse("")))
                .toList());
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
