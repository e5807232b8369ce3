package dev.cofferdam.rules.plans;

import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.Gate;
import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.PhaseKind;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.domain.Step;
import dev.cofferdam.domain.Sync;
import dev.cofferdam.rules.facts.PlacedStep;
import dev.cofferdam.rules.facts.PlanFacts;
import dev.cofferdam.rules.facts.PlanRule;
import dev.cofferdam.rules.info.RuleInfo;
import dev.cofferdam.rules.info.StoredName;
import dev.cofferdam.sql.SqlParser;
import dev.cofferdam.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Flags a plan that lets code read the new place before a query has shown that every row is there and equal. */
public final class VerifyBeforeCutover implements PlanRule {
    private static final RuleInfo INFO = new RuleInfo(
            "verify-before-cutover",
            Severity.ERROR,
            Hazard.BREAKS_NEW_CODE,
            "No query gate proves the rows before code moves to the new place");
    private static final Pattern NULL_SAFE =
            Pattern.compile("\\bis\\s+(not\\s+)?distinct\\s+from\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern COUNT =
            Pattern.compile("^\\s*select\\s+count\\s*\\([^()]*\\)\\s*from\\b", Pattern.CASE_INSENSITIVE);

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public List<Finding> check(Plan plan, PlanFacts facts) {
        Optional<ColumnRef> oldColumn = facts.oldColumn();
        Optional<ColumnRef> newColumn = facts.newColumn();
        if (oldColumn.isEmpty() || newColumn.isEmpty()) {
            return List.of();
        }
        int from = facts.lastBackfill().map(PlacedStep::order).orElse(endOfExpand(facts));
        Optional<PlacedStep> reader = findFirstReader(plan, facts);
        int to = reader.map(PlacedStep::order).orElse(facts.steps().size());
        List<Gate.Query> queries = facts.gatesBetween(from, to)
                .filter(Gate.Query.class::isInstance)
                .map(Gate.Query.class::cast)
                .toList();
        String where = reader.map(PlacedStep::where).orElse("cutover");
        return judge(new Pair(oldColumn.get(), newColumn.get()), ComparedPlaces.of(plan, facts), queries, where);
    }

    private static List<Finding> judge(Pair pair, ComparedPlaces places, List<Gate.Query> queries, String where) {
        List<Finding> findings = new ArrayList<>();
        List<Gate.Query> equality = queries.stream()
                .filter(query -> reads(query, pair.oldColumn()) && reads(query, pair.newColumn()))
                .toList();
        boolean complete = equality.stream()
                        .anyMatch(query -> NULL_SAFE.matcher(query.sql()).find())
                || queries.stream()
                        .anyMatch(query -> reads(query, pair.newColumn()) && asksForNull(query, pair.newColumn()));
        if (equality.isEmpty()) {
            findings.add(INFO.finding(
                    where,
                    "equality",
                    "between the last batch and `" + where + "` no query gate compares `" + pair.newColumn()
                            + "` with `" + pair.oldColumn() + "`",
                    "add the gate " + pair.query() + ", expected 0"));
        } else if (!complete) {
            findings.add(INFO.finding(
                    where,
                    "completeness",
                    "the gate before `" + where
                            + "` compares with an operator that skips NULL, so rows that the backfill missed pass it",
                    "compare with IS DISTINCT FROM: " + pair.query() + ", expected 0"));
        } else if (equality.stream().noneMatch(query -> places.comparesAll(query, false))) {
            findings.add(INFO.finding(
                    where,
                    "all rows",
                    "no gate before `" + where + "` compares `" + pair.newColumn() + "` with `" + pair.oldColumn()
                            + "` in every row and by every character: "
                            + equality.get(0).sql(),
                    "compare the places themselves, or what the mapping makes of them, without another condition: "
                            + pair.query() + ", expected 0"));
        }
        for (Gate.Query query : equality) {
            if (COUNT.matcher(query.sql()).find() && !query.expected().trim().equals("0")) {
                findings.add(INFO.finding(
                        where,
                        "expected " + query.sql(),
                        "the gate \"" + query.statement() + "\" counts rows that differ and expects "
                                + query.expected(),
                        "expect 0"));
            }
        }
        return findings;
    }

    /** The last step of expand: from then on the sync fills rows, and a gate may look at them. */
    private static int endOfExpand(PlanFacts facts) {
        return facts.steps().stream()
                .filter(step -> step.phase() == PhaseKind.EXPAND)
                .mapToInt(PlacedStep::order)
                .max()
                .orElse(-1);
    }

    /** The first step after which code may read the new place; without deploys, the first step that takes the old one. */
    private static Optional<PlacedStep> findFirstReader(Plan plan, PlanFacts facts) {
        Optional<PlacedStep> deploy = facts.steps().stream()
                .filter(step -> step.step() instanceof Step.Flag
                        || step.step() instanceof Step.Deploy candidate && mayReadNew(plan, step, candidate))
                .findFirst();
        return deploy.isPresent()
                ? deploy
                : facts.steps().stream()
                        .filter(step -> step.phase() == PhaseKind.CONTRACT)
                        .findFirst();
    }

    private static boolean mayReadNew(Plan plan, PlacedStep step, Step.Deploy deploy) {
        if (plan.sync() instanceof Sync.ByApplication sync) {
            return deploy.version().number() > sync.firstWriter().number()
                    || !deploy.version().consumer().equals(sync.firstWriter().consumer());
        }
        return step.phase().compareTo(PhaseKind.CUTOVER) >= 0 || !deploy.edits().isEmpty();
    }

    private static boolean reads(Gate.Query query, ColumnRef column) {
        return SqlParser.parse(query.sql()).stream()
                .map(parsed -> parsed.facts())
                .filter(Statement.Query.class::isInstance)
                .map(Statement.Query.class::cast)
                .anyMatch(select -> select.tables().stream().anyMatch(column.table()::isSameTable)
                        && select.columns().stream()
                                .anyMatch(use -> use.column().equals(column.column())));
    }

    private static boolean asksForNull(Gate.Query query, ColumnRef column) {
        return Pattern.compile(StoredName.pattern(column.column()) + "\\s+is\\s+null\\b", Pattern.CASE_INSENSITIVE)
                .matcher(query.sql())
                .find();
    }

    private record Pair(ColumnRef oldColumn, ColumnRef newColumn) {
        String query() {
            return "SELECT count(*) FROM " + newColumn.table() + " WHERE " + newColumn.column() + " IS DISTINCT FROM "
                    + oldColumn.column();
        }
    }
}
