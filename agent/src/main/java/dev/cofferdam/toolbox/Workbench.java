package dev.cofferdam.toolbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cofferdam.domain.Fact;
import dev.cofferdam.domain.UserError;
import dev.cofferdam.domain.Verdict;
import dev.cofferdam.loop.Candidate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a planner's session can do: look at one repository and schema, and work on one draft. Every method throws
 * {@link dev.cofferdam.domain.UserError} for what the planner can put right (no such table, nothing drafted yet) and changes
 * nothing then. The ledger that some are given holds all facts so far; a plan may cite no others. Drafting, editing and
 * submitting are done again when a session is resumed, so they give equal reports for equal input, without times in them.
 */
public interface Workbench {

    /** One table with columns, constraints, indexes, triggers and views on it; without a name, the list of tables. */
    Report describeSchema(Optional<String> table);

    /**
     * One page, counted from 1, of the code paths that read or write the column, or of those that insert or take whole rows when none is named;
     * its values say how many there are.
     */
    Report findUsages(String table, Optional<String> column, int page);

    /** Rows of the table, and whether they were counted, estimated by the catalog or given by the user. */
    Report countRows(String table);

    /** Batches, duration range and WAL of a backfill; of so many rows when the planner wants to see another case. */
    Report estimateBackfill(String table, OptionalLong rows);

    /** Drafts all phases by the playbook, for the session's change or for the one put here; replaces the draft. */
    Report draftPhases(Optional<String> change, List<Fact> ledger);

    /** JSON schema of one edit of the draft; objects that refuse unknown keys. */
    ObjectNode editSchema();

    /** Applies the edits in order, all or none. */
    Report editPlan(List<JsonNode> edits, List<Fact> ledger);

    /** What the rules say of the draft as it stands. */
    Verdict checkPlan(List<Fact> ledger);

    /** Whether the draft can be rehearsed here; when not, the tool is not offered. */
    boolean canRehearse();

    /** Runs the draft in a throw-away database. */
    Report rehearsePlan(List<Fact> ledger);

    /** One part of the plan as it stands, with the evidence for it: a step, a boundary, a phase, or an overview. */
    default Report readPlan(Optional<String> about) {
        throw new UserError("the plan cannot be read in this session", "read_plan", "call check_plan");
    }

    /** The draft as it stands with what the validator says of it. The same draft and ledger give the same candidate. */
    Candidate submitPlan(List<Fact> ledger);
}
