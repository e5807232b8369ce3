package dev.cofferdam.samples;

import static dev.cofferdam.samples.SamplePlan.OWNERS;
import static dev.cofferdam.samples.SamplePlan.REPORT;
import static dev.cofferdam.samples.SamplePlan.V0;
import static dev.cofferdam.samples.SamplePlan.V1;
import static dev.cofferdam.samples.SamplePlan.V2;

import dev.cofferdam.domain.AppVersion;
import dev.cofferdam.domain.Conduct;
import dev.cofferdam.domain.Gate;
import dev.cofferdam.domain.LockExpectation;
import dev.cofferdam.domain.LockLevel;
import dev.cofferdam.domain.Phase;
import dev.cofferdam.domain.PhaseKind;
import dev.cofferdam.domain.Retry;
import dev.cofferdam.domain.Step;
import dev.cofferdam.domain.Timeouts;
import dev.cofferdam.domain.TransactionMode;
import dev.cofferdam.domain.Undo;
import dev.cofferdam.domain.WatchSignal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The forward steps of the sample plan. */
final class SamplePhases {
    static final Timeouts SHORT = new Timeouts(Duration.ofSeconds(2), Duration.ofSeconds(15));
    static final Retry RETRY = new Retry(10, Duration.ofSeconds(1), Duration.ofMinutes(1));
    static final LockExpectation INSTANT =
            new LockExpectation(OWNERS, LockLevel.ACCESS_EXCLUSIVE, LockExpectation.Hold.INSTANT);
    static final String DROP_SYNC = "DROP TRIGGER owners_phone_sync ON owners";
    static final String DROP_FUNCTION = "DROP FUNCTION owners_phone_sync()";
    static final String DROP_NEW = "ALTER TABLE owners DROP COLUMN phone_number";
    static final String FUNCTION = """
            CREATE FUNCTION owners_phone_sync() RETURNS trigger LANGUAGE plpgsql AS $sync$
            BEGIN
                IF TG_OP = 'INSERT' THEN
                    NEW.phone_number := coalesce(NEW.phone_number, NEW.telephone);
                    NEW.telephone := NEW.phone_number;
                ELSIF NEW.phone_number IS DISTINCT FROM OLD.phone_number THEN
                    NEW.telephone := NEW.phone_number;
                ELSIF NEW.telephone IS DISTINCT FROM OLD.telephone THEN
                    NEW.phone_number := NEW.telephone;
                END IF;
                RETURN NEW;
            END
            $sync$""";
    private static final String TRIGGER = """
            CREATE TRIGGER owners_phone_sync BEFORE INSERT OR UPDATE ON owners
                FOR EACH ROW EXECUTE FUNCTION owners_phone_sync()""";
    static final Gate.Query EQUAL = new Gate.Query(
            "Old and new column are equal in every row.",
            "SELECT count(*) FROM owners WHERE phone_number IS DISTINCT FROM telephone",
            "0");

    private SamplePhases() {}

    static List<Phase> all() {
        return List.of(expand(), dualWrite(), backfill(), cutover(), contract());
    }

    private static Phase expand() {
        Step column = new Step.Sql(
                "expand-1",
                "Add the column and the trigger that keeps it equal",
                List.of("ALTER TABLE owners ADD COLUMN phone_number varchar(20)", FUNCTION, TRIGGER),
                TransactionMode.ONE_TRANSACTION,
                "owner",
                SHORT,
                RETRY,
                List.of(INSTANT),
                exists("phone_number"),
                new Undo.BySql(List.of(DROP_SYNC, DROP_FUNCTION, DROP_NEW), TransactionMode.ONE_TRANSACTION),
                conduct("database owner", List.of(V0), List.of(V0), List.of(exists("phone_number")), List.of("f1")));
        Step index = new Step.Sql(
                "expand-2",
                "Build the index of the new column",
                List.of("CREATE INDEX CONCURRENTLY IF NOT EXISTS owners_phone_number_idx ON owners (phone_number)"),
                TransactionMode.OUTSIDE,
                "owner",
                new Timeouts(Duration.ofSeconds(2), Duration.ZERO),
                RETRY,
                List.of(new LockExpectation(OWNERS, LockLevel.SHARE_UPDATE_EXCLUSIVE, LockExpectation.Hold.BUILD)),
                indexIsValid(),
                new Undo.BySql(
                        List.of("DROP INDEX CONCURRENTLY IF EXISTS owners_phone_number_idx"), TransactionMode.OUTSIDE),
                conduct("database owner", List.of(V0), List.of(V0), List.of(indexIsValid()), List.of("f1")));
        return new Phase(
                PhaseKind.EXPAND,
                "The new column exists and follows the old one.",
                Optional.empty(),
                "database owner",
                Duration.ofMinutes(20),
                List.of(new Gate.Attestation("A backup was restored successfully this week.", "database owner")),
                List.of(column, index),
                List.of(exists("phone_number")));
    }

    private static Phase dualWrite() {
        return new Phase(
                PhaseKind.DUAL_WRITE,
                "Every write reaches both columns.",
                Optional.of("the trigger installed in expand writes both columns; no deploy is needed"),
                "database owner",
                Duration.ZERO,
                List.of(),
                List.of(),
                List.of(new Gate.Query(
                        "The sync trigger is enabled.",
                        "SELECT tgenabled FROM pg_trigger WHERE tgname = 'owners_phone_sync'",
                        "O")));
    }

    private static Phase backfill() {
        Step copy = new Step.Backfill(
                "backfill-1",
                "Copy telephone to phone_number",
                OWNERS,
                List.of("id"),
                "phone_number = telephone",
                "phone_number IS DISTINCT FROM telephone",
                5_000,
                100,
                10,
                "SELECT max(id) FROM owners",
                "SELECT done, total FROM cofferdam_backfill_1",
                List.of(
                        "CREATE TABLE cofferdam_backfill_1 (done bigint NOT NULL, total bigint NOT NULL)",
                        "INSERT INTO cofferdam_backfill_1 SELECT 0, coalesce(max(id), 0) FROM owners",
                        """
                        CREATE PROCEDURE cofferdam_backfill_1_run(most bigint DEFAULT 9223372036854775807) LANGUAGE plpgsql AS $run$
                        DECLARE
                            at bigint;
                            stop bigint;
                        BEGIN
                            SELECT done, total INTO at, stop FROM cofferdam_backfill_1;
                            WHILE at < stop AND most > 0 LOOP
                                UPDATE owners SET phone_number = telephone
                                WHERE id > at AND id <= at + 5000 AND phone_number IS DISTINCT FROM telephone;
                                at := at + 5000;
                                UPDATE cofferdam_backfill_1 SET done = at;
                                COMMIT;
                                most := most - 1;
                                PERFORM pg_sleep(0.1);
                            END LOOP;
                        END
                        $run$"""),
                "CALL cofferdam_backfill_1_run(10)",
                "CALL cofferdam_backfill_1_run()",
                List.of("DROP PROCEDURE cofferdam_backfill_1_run(bigint)", "DROP TABLE cofferdam_backfill_1"),
                new Timeouts(Duration.ofSeconds(2), Duration.ZERO),
                RETRY,
                EQUAL,
                new Undo.NotNeeded("the copied values stay until the column goes"),
                new Conduct(
                        "database owner",
                        List.of(V0, REPORT),
                        List.of(V0, REPORT),
                        List.of(EQUAL),
                        List.of(
                                new WatchSignal(
                                        "replication lag",
                                        "SELECT max(replay_lag) FROM pg_stat_replication",
                                        "10 s",
                                        "stop the procedure; wait until the lag is gone",
                                        "backfill-1"),
                                new WatchSignal(
                                        "free disk", "df of the data directory", "below 20 %", "stop", "backfill-1")),
                        List.of("f1", "f3")));
        return new Phase(
                PhaseKind.BACKFILL,
                "Rows from before the trigger hold the value too.",
                Optional.empty(),
                "database owner",
                Duration.ofMinutes(30),
                List.of(),
                List.of(copy),
                List.of(EQUAL));
    }

    private static Phase cutover() {
        Step deploy = new Step.Deploy(
                "cutover-1",
                "Deploy clinic v1, which uses phone_number",
                V1,
                List.of("e1", "e2"),
                new Undo.ByDeploy(V0),
                conduct(
                        "clinic team",
                        List.of(V0, V1),
                        List.of(V0),
                        List.of(new Gate.Deployed("Only clinic v1 is running.", V1)),
                        List.of("f2")));
        Step flag = new Step.Flag(
                "cutover-2",
                "Serve exports from the new column",
                "export.phone-number",
                "on",
                new Undo.NotNeeded("turn the flag off again"),
                conduct(
                        "clinic team",
                        List.of(V1),
                        List.of(V0),
                        List.of(new Gate.Metric("Errors stay rare.", "clinic.http.5xx", "below 0.1 % for 30 minutes")),
                        List.of()));
        Step manual = new Step.Manual(
                "cutover-3",
                "Tell the authors of the monthly report",
                "Ask the finance team to read `phone_number` from now on.",
                new Undo.NotNeeded("nothing in the system changes"),
                conduct(
                        "clinic team",
                        List.of(V1),
                        List.of(V0),
                        List.of(new Gate.Attestation(
                                "The monthly report no longer reads `telephone`.", "finance team")),
                        List.of()));
        Step last = new Step.Deploy(
                "cutover-4",
                "Deploy clinic v2, whose tests use phone_number too",
                V2,
                List.of("e3"),
                new Undo.ByDeploy(V1),
                conduct(
                        "clinic team",
                        List.of(V1, V2),
                        List.of(V1),
                        List.of(
                                new Gate.Deployed("Only clinic v2 is running.", V2),
                                new Gate.Soak("Nobody complains for two days.", Duration.ofDays(2))),
                        List.of("f2")));
        return new Phase(
                PhaseKind.CUTOVER,
                "All code reads and writes the new column.",
                Optional.empty(),
                "clinic team",
                Duration.ofDays(2).plusHours(4),
                List.of(EQUAL),
                List.of(deploy, flag, manual, last),
                List.of(EQUAL));
    }

    private static Phase contract() {
        Step drop = new Step.Sql(
                "contract-1",
                "Drop trigger and old column",
                List.of(DROP_SYNC, DROP_FUNCTION, "ALTER TABLE owners DROP COLUMN telephone"),
                TransactionMode.ONE_TRANSACTION,
                "owner",
                SHORT,
                RETRY,
                List.of(INSTANT),
                gone("telephone"),
                new Undo.PointOfNoReturn(
                        "the old column is dropped",
                        "nothing: every value is in `phone_number`, yet v0 and v1 cannot run"),
                conduct("database owner", List.of(V2), List.of(V2), List.of(gone("telephone")), List.of("f1")));
        return new Phase(
                PhaseKind.CONTRACT,
                "The old column is gone.",
                Optional.empty(),
                "database owner",
                Duration.ofMinutes(10),
                List.of(EQUAL),
                List.of(drop),
                List.of(gone("telephone")));
    }

    static Conduct conduct(
            String who, List<AppVersion> mayRun, List<AppVersion> floor, List<Gate> gates, List<String> cites) {
        return new Conduct(who, mayRun, floor, gates, List.of(), cites);
    }

    static Gate.Query exists(String column) {
        return new Gate.Query("Column `" + column + "` exists.", count(column), "1");
    }

    static Gate.Query gone(String column) {
        return new Gate.Query("Column `" + column + "` is gone.", count(column), "0");
    }

    private static String count(String column) {
        return "SELECT count(*) FROM information_schema.columns WHERE table_name = 'owners' AND column_name = '"
                + column + "'";
    }

    private static Gate.Query indexIsValid() {
        return new Gate.Query(
                "The index is valid.",
                "SELECT indisvalid FROM pg_index WHERE indexrelid = 'owners_phone_number_idx'::regclass",
                "true");
    }
}
