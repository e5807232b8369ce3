package dev.cofferdam.report;

import static dev.cofferdam.report.Scenarios.Occasion.BACKFILL;
import static dev.cofferdam.report.Scenarios.Occasion.CONCURRENT_BUILD;
import static dev.cofferdam.report.Scenarios.Occasion.EVERY_PLAN;
import static dev.cofferdam.report.Scenarios.Occasion.NOT_NULL;
import static dev.cofferdam.report.Scenarios.Occasion.POINT_OF_NO_RETURN;
import static dev.cofferdam.report.Scenarios.Occasion.ROWS_IN_THE_WAY;
import static dev.cofferdam.report.Scenarios.Occasion.STRONG_LOCK;
import static dev.cofferdam.report.Scenarios.Occasion.SYNC;
import static dev.cofferdam.report.Scenarios.Occasion.THREE_VERSIONS;
import static dev.cofferdam.report.Scenarios.Occasion.TWO_VERSIONS;
import static dev.cofferdam.report.Scenarios.Occasion.TYPE_CHANGE;
import static dev.cofferdam.report.Scenarios.Reach.CANNOT_BE;
import static dev.cofferdam.report.Scenarios.Reach.IN_PART;
import static dev.cofferdam.report.Scenarios.Reach.NOT_PLAYED;
import static dev.cofferdam.report.Scenarios.Reach.PLAYED;

import dev.cofferdam.report.Scenarios.Occasion;
import dev.cofferdam.report.Scenarios.Reach;
import dev.cofferdam.report.Scenarios.Scenario;
import java.util.List;
import java.util.stream.Stream;

/** The scenarios by the catalogue's chapters, each with the place in the rehearsal that plays it. */
final class ScenarioCatalogue {
    /** What happens between versions. */
    static final List<Scenario> VERSIONS = List.of(
            one(
                    "S01",
                    "the application goes back one version",
                    EVERY_PLAN,
                    PLAYED,
                    "retreat, at boundaries and midway"),
            one("S02", "it goes back two versions", THREE_VERSIONS, PLAYED, "each version at each boundary"),
            one("S03", "two versions on the same keys", TWO_VERSIONS, PLAYED, "traffic during every step"),
            one("S04", "one old instance stays for long", TWO_VERSIONS, CANNOT_BE, "the deploy gate asks production"),
            one("S05", "an old instance starts again", EVERY_PLAN, IN_PART, "mapping looked for, history by rule"),
            one("S06", "the deploy hangs after the schema", EVERY_PLAN, PLAYED, "each version alone at each boundary"),
            one("S07", "a release is skipped", TWO_VERSIONS, IN_PART, "versions where the plan does not let them run"),
            one("S08", "reads go back to the old place", SYNC, PLAYED, "retreat after cutover, writes compared"),
            one("S09", "values only new code understands", EVERY_PLAN, NOT_PLAYED, "values are made from the schema"),
            one("S10", "messages between versions", EVERY_PLAN, CANNOT_BE, "queues are outside of the database"),
            one("S11", "a report with old SQL", EVERY_PLAN, IN_PART, "only statements found in the code"),
            one("S12", "a newer version's job is left over", EVERY_PLAN, CANNOT_BE, "jobs are the application's"),
            one(
                    "S13",
                    "prepared statements meet DDL",
                    EVERY_PLAN,
                    IN_PART,
                    "sessions stay open; reads are in no transaction"),
            one("S14", "a pool hands settings on", EVERY_PLAN, NOT_PLAYED, "each step has a session of its own"));

    private static final List<Scenario> DDL = List.of(
            one("S20", "a unique build meets duplicates", ROWS_IN_THE_WAY, PLAYED, "rows in the way, held by a gate"),
            one("S21", "a build is cancelled", CONCURRENT_BUILD, PLAYED, "cancelled while it waits, then run again"),
            one("S22", "a build waits for an old snapshot", CONCURRENT_BUILD, PLAYED, "an old transaction in the way"),
            one("S23", "the lock timeout is hit", STRONG_LOCK, PLAYED, "a reader in the way of each strong lock"),
            one("S24", "a transaction never ends", STRONG_LOCK, PLAYED, "the same reader, until the step gives up"),
            one("S25", "NOT VALID over dirty rows", ROWS_IN_THE_WAY, PLAYED, "rows in the way, code goes on"),
            one("S26", "SET NOT NULL and its proof", NOT_NULL, PLAYED, "scans under a lock are seen, nulls written"),
            one("S27", "a step dies half way", EVERY_PLAN, IN_PART, "cancelled and run again; no runner's history"),
            one("S28", "a deadlock of two tables", EVERY_PLAN, IN_PART, "by chance, under traffic"),
            one("S29", "two runners at once", BACKFILL, IN_PART, "the backfill twice; other steps not"),
            one("S30", "disk full, WAL, rewrite", EVERY_PLAN, IN_PART, "rewrites and WAL are seen, no full disk"));

    private static final List<Scenario> ROWS = List.of(
            one("S40", "killed, restarted, run twice", BACKFILL, PLAYED, "inside and between batches, and at once"),
            one("S41", "updates beside the backfill", BACKFILL, PLAYED, "traffic, every value looked for"),
            one("S42", "an old writer behind the backfill", BACKFILL, PLAYED, "traffic, both places compared"),
            one("S43", "inserts behind the cursor", BACKFILL, PLAYED, "traffic inserts fresh keys"),
            one("S44", "deletes beside the backfill", BACKFILL, IN_PART, "traffic deletes; one table only"),
            one("S45", "children before parents", BACKFILL, NOT_PLAYED, "backfills stay in one table"),
            one("S46", "values that do not convert", ROWS_IN_THE_WAY, PLAYED, "rows in the way, held by a gate"),
            one("S47", "uniqueness over duplicates", ROWS_IN_THE_WAY, PLAYED, "rows in the way, held by a gate"),
            one("S48", "a lossy mapping both ways", SYNC, PLAYED, "every written value looked for"),
            one("S49", "other triggers fire", BACKFILL, IN_PART, "they run; nobody counts what they do"),
            one("S50", "replicas lag", BACKFILL, CANNOT_BE, "there is no replica"),
            one("S51", "a deploy amid the backfill", BACKFILL, IN_PART, "turning back amid it"));

    private static final List<Scenario> END = List.of(
            one("S60", "old writes after cutover, then back", TWO_VERSIONS, PLAYED, "retreat after cutover"),
            one("S61", "stop writing a demanding column", TWO_VERSIONS, PLAYED, "each version at each boundary"),
            one("S62", "back over a relaxed column", TWO_VERSIONS, IN_PART, "statements run; no Java reads the nulls"),
            one("S63", "the write guard", POINT_OF_NO_RETURN, PLAYED, "each version once it stands"),
            one("S64", "contract, then back", POINT_OF_NO_RETURN, PLAYED, "abandon where the plan has one"),
            one("S65", "what goes with a column", POINT_OF_NO_RETURN, PLAYED, "end compared with the naive change"),
            one("S66", "views, functions, grants", EVERY_PLAN, IN_PART, "those of the schema; bodies are not called"),
            one("S67", "the type goes back", TYPE_CHANGE, PLAYED, "abandon, values compared"),
            one("S68", "a table behind a view", EVERY_PLAN, NOT_PLAYED, "no plan renames tables yet"),
            one("S69", "sequences and identity", EVERY_PLAN, IN_PART, "catalogs compared, inserts go on"),
            one("S70", "time zones", EVERY_PLAN, NOT_PLAYED, "sessions run in UTC"),
            one("S71", "statistics and plans", EVERY_PLAN, NOT_PLAYED, "plans of made-up rows prove nothing"));

    private ScenarioCatalogue() {}

    /** Those of the chapters after the first. */
    static Stream<Scenario> rest() {
        return Stream.of(DDL, ROWS, END).flatMap(List::stream);
    }

    private static Scenario one(String id, String what, Occasion occasion, Reach reach, String how) {
        return new Scenario(id, what, occasion, reach, how);
    }
}
