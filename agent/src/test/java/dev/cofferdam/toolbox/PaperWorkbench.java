package dev.cofferdam.toolbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cofferdam.domain.Change;
import dev.cofferdam.domain.ColumnChange;
import dev.cofferdam.domain.Engine;
import dev.cofferdam.domain.Fact;
import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.PlannedBy;
import dev.cofferdam.domain.Proof;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.domain.Sync;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.domain.UserError;
import dev.cofferdam.domain.Verdict;
import dev.cofferdam.loop.Candidate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A workbench of paper: one table, and a draft that is nothing but the names of its flaws. {@code E...} is an error,
 * {@code W...} a warning, {@code U...} what could not be decided. Edits repair and break.
 */
public final class PaperWorkbench implements Workbench {
    /** The change that its drafts are for. */
    public static final Change CHANGE =
            new ColumnChange.RenameColumn(TableRef.of("owners").column("telephone"), "phone_number");

    private final List<String> flawsOfDraft;
    private final int usagePages;
    private Optional<TreeSet<String>> draft = Optional.empty();

    public PaperWorkbench(String... flawsOfDraft) {
        this(1, flawsOfDraft);
    }

    PaperWorkbench(int usagePages, String... flawsOfDraft) {
        this.usagePages = usagePages;
        this.flawsOfDraft = List.of(flawsOfDraft);
    }

    @Override
    public Report describeSchema(Optional<String> table) {
        known(table.orElse("owners"));
        return Report.of(
                "owners(id bigint, telephone varchar(20))", Map.of("columns", "2"), List.of("owners.telephone"));
    }

    @Override
    public Report findUsages(String table, Optional<String> column, int page) {
        known(table);
        return Report.of(
                "src/Owner.java:" + (60 + page) + " reads " + column.orElse("every column"),
                Map.of("page", "" + page, "pages", "" + usagePages),
                List.of("src/Owner.java:" + (60 + page)));
    }

    @Override
    public Report countRows(String table) {
        known(table);
        return Report.of("12000 rows, counted", Map.of("rows", "12000"), List.of(table));
    }

    @Override
    public Report estimateBackfill(String table, OptionalLong rows) {
        known(table);
        return Report.of("2 batches", Map.of("rows", "" + rows.orElse(12000)), List.of(table));
    }

    @Override
    public Report draftPhases(Optional<String> change, List<Fact> ledger) {
        draft = Optional.of(new TreeSet<>(flawsOfDraft));
        return Report.of("drafted 5 phases", Map.of(), List.of());
    }

    @Override
    public ObjectNode editSchema() {
        Parameters parameters = new Parameters().text("op").text("flaw").required("op", "flaw");
        ((ObjectNode) parameters.schema().get("properties").get("op"))
                .putArray("enum")
                .add("repair")
                .add("break");
        return parameters.schema();
    }

    @Override
    public Report editPlan(List<JsonNode> edits, List<Fact> ledger) {
        SortedSet<String> flaws = drafted();
        for (JsonNode edit : edits) {
            String flaw = edit.get("flaw").asText();
            if (edit.get("op").asText().equals("repair") ? !flaws.remove(flaw) : !flaws.add(flaw)) {
                throw new UserError("`" + flaw + "` cannot be changed that way", "edits", "look at the findings");
            }
        }
        return Report.of("applied " + edits.size() + " edits, flaws now " + flaws, Map.of(), List.of());
    }

    @Override
    public Verdict checkPlan(List<Fact> ledger) {
        return verdict(drafted());
    }

    @Override
    public boolean canRehearse() {
        return false;
    }

    @Override
    public Report rehearsePlan(List<Fact> ledger) {
        throw new UserError("there is no database on paper", "", "do not rehearse");
    }

    @Override
    public Candidate submitPlan(List<Fact> ledger) {
        return new Candidate(plan(drafted(), ledger), verdict(drafted()));
    }

    /** An edit as the tool takes it. */
    public static ObjectNode edit(String op, String flaw) {
        ObjectNode arguments = JsonNodeFactory.instance.objectNode();
        arguments.putArray("edits").addObject().put("op", op).put("flaw", flaw);
        return arguments;
    }

    private SortedSet<String> drafted() {
        return draft.orElseThrow(() -> new UserError("nothing is drafted yet", "", "call draft_phases first"));
    }

    private static void known(String table) {
        if (!table.equals("owners")) {
            throw new UserError("there is no table `" + table + "`", "", "the tables are: owners");
        }
    }

    private static Verdict verdict(Collection<String> flaws) {
        List<Finding> findings = flaws.stream().map(PaperWorkbench::finding).toList();
        Verdict.Outcome outcome = Verdict.Outcome.ACCEPTED;
        if (flaws.stream().anyMatch(flaw -> flaw.startsWith("U"))) {
            outcome = Verdict.Outcome.COULD_NOT_DECIDE;
        }
        if (flaws.stream().anyMatch(flaw -> flaw.startsWith("E"))) {
            outcome = Verdict.Outcome.REJECTED;
        }
        return new Verdict(outcome, findings);
    }

    private static Finding finding(String flaw) {
        return new Finding(
                flaw,
                "paper-rule",
                flaw.startsWith("W") ? Severity.WARNING : Severity.ERROR,
                flaw.startsWith("U") ? Hazard.UNDECIDED : Hazard.BLOCKS_WRITES,
                "backfill/" + flaw,
                "has the flaw " + flaw,
                "repair " + flaw);
    }

    private static Plan plan(Collection<String> flaws, List<Fact> ledger) {
        return new Plan(
                Plan.FORMAT,
                "owners-telephone",
                CHANGE,
                Engine.postgresql(17),
                Instant.parse("2026-03-01T00:00:00Z"),
                new PlannedBy("paper", Optional.empty(), "1", Optional.empty()),
                Proof.RULES,
                Verdict.Outcome.REJECTED,
                "schema",
                "usages",
                new ArrayList<>(flaws),
                List.of(),
                ledger,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                new Sync.NotNeeded("paper"),
                List.of(),
                List.of(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                List.of());
    }
}
