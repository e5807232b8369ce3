package dev.cofferdam.samples;

import dev.cofferdam.domain.Access;
import dev.cofferdam.domain.AppVersion;
import dev.cofferdam.domain.Approval;
import dev.cofferdam.domain.Cell;
import dev.cofferdam.domain.CodePath;
import dev.cofferdam.domain.ColumnChange;
import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.domain.Confidence;
import dev.cofferdam.domain.Consumer;
import dev.cofferdam.domain.Edit;
import dev.cofferdam.domain.Engine;
import dev.cofferdam.domain.Estimate;
import dev.cofferdam.domain.Fact;
import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.Observation;
import dev.cofferdam.domain.Observation.Kind;
import dev.cofferdam.domain.PhaseKind;
import dev.cofferdam.domain.Place;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.PlannedBy;
import dev.cofferdam.domain.Probe;
import dev.cofferdam.domain.Proof;
import dev.cofferdam.domain.RehearsalScale;
import dev.cofferdam.domain.Rehearsed;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.domain.Style;
import dev.cofferdam.domain.Sync;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.domain.Undecided;
import dev.cofferdam.domain.Usage;
import dev.cofferdam.domain.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The rename of {@code owners.telephone} to {@code phone_number} for one service and one report. */
public final class SamplePlan {
    public static final TableRef OWNERS = TableRef.of("owners");
    public static final ColumnRef OLD = OWNERS.column("telephone");
    public static final ColumnRef NEW = OWNERS.column("phone_number");
    static final AppVersion V0 = new AppVersion("clinic", 0);
    static final AppVersion V1 = new AppVersion("clinic", 1);
    static final AppVersion V2 = new AppVersion("clinic", 2);
    static final AppVersion REPORT = new AppVersion("monthly-report", 0);
    private static final Instant MADE = Instant.parse("2026-03-14T09:26:53Z");
    private static final String OWNER = "src/main/java/org/clinic/owner/Owner.java";

    private SamplePlan() {}

    /** The plan as rehearsed, with one approval. */
    public static Plan rehearsed() {
        return plan(Proof.RULES, Verdict.Outcome.ACCEPTED_WITH_APPROVALS, true).rehearsed(seen());
    }

    /** The same plan on the word of the rules alone. */
    public static Plan byRules() {
        return plan(Proof.RULES, Verdict.Outcome.ACCEPTED, false);
    }

    /** The one finding that a person had to look at, and an advice. */
    public static List<Finding> findings() {
        return List.of(
                new Finding(
                        "possible-usages-7c1e",
                        "possible-usages",
                        Severity.WARNING,
                        Hazard.UNDECIDED,
                        "src/main/resources/static/app.js:14",
                        "the word `telephone` appears in 2 places that could not be tied to `owners.telephone`",
                        "look at the places and remove them from the list, or add an edit"),
                new Finding(
                        "soak-shorter-than-a-week-19ab",
                        "soak-shorter-than-a-week",
                        Severity.INFO,
                        Hazard.BREAKS_OLD_CODE,
                        "cutover/cutover-4",
                        "the soak of 2 days ends before the monthly report has run once",
                        "wait for one run of `monthly-report` before contract"));
    }

    private static Plan plan(Proof proof, Verdict.Outcome verdict, boolean proved) {
        return new Plan(
                Plan.FORMAT,
                "2026-03-14-rename-owners-telephone",
                new ColumnChange.RenameColumn(OLD, "phone_number"),
                Engine.postgresql(15),
                MADE,
                new PlannedBy("playbook", Optional.empty(), "0.1.0", Optional.empty()),
                proof,
                verdict,
                "5e1f0c3a9b7d2468",
                "0a1b2c3d4e5f6071",
                List.of("`monthly-report` reads `owners` with its own SELECT, on the user's word"),
                List.of("whether a person edits `owners` by hand with psql"),
                facts(),
                List.of(
                        new Consumer("clinic", Consumer.Kind.SERVICE, "the repository scanned"),
                        new Consumer("monthly-report", Consumer.Kind.REPORT, "the user's word")),
                usages(),
                List.of(new Undecided(
                        Place.of("src/main/java/org/clinic/search/Search.java", 31),
                        "SQL put together at run time",
                        "the table's name comes from a parameter")),
                edits(),
                sync(),
                SamplePhases.all(),
                SampleBoundaries.all(),
                Optional.of(estimate()),
                probes(),
                compatibility(proved),
                rollbacks(proved),
                Optional.empty(),
                List.of(new Approval(
                        "possible-usages-7c1e",
                        "Mara Lindqvist",
                        "both places show a label | checked by hand",
                        "93d1a7b2c4e5f608")));
    }

    /** The cells are in the plan already. */
    private static Rehearsed seen() {
        return new Rehearsed(
                Engine.postgresql(15),
                new RehearsalScale(100_000, 5_000, 1),
                List.of(
                        new Observation("expand-1", Kind.LOCK, "owners", "ACCESS EXCLUSIVE", "23 ms"),
                        new Observation("expand-1", Kind.DURATION, "step", "66", "measured here, not on your server"),
                        new Observation("expand-1", Kind.WAL, "server", "16384", "pg_current_wal_insert_lsn"),
                        new Observation("backfill-1", Kind.WAIT, "traffic", "14", "UPDATE owners SET telephone = ?"),
                        new Observation(
                                "backfill-1", Kind.DURATION, "step", "4310", "measured here, not on your server")),
                List.of(),
                List.of(),
                List.of("visits: 4,980 of 5,000 rows could be made"));
    }

    private static List<Fact> facts() {
        return List.of(
                Fact.of(
                        "f1",
                        "count_rows",
                        Map.of("table", "owners"),
                        Map.of("rows", "1200000", "source", "counted"),
                        List.of("owners"),
                        MADE),
                Fact.of(
                        "f2",
                        "find_usages",
                        Map.of("column", "owners.telephone"),
                        Map.of("usages", "7"),
                        List.of("owners.telephone", OWNER + ":52"),
                        MADE),
                Fact.of(
                        "f3",
                        "estimate_backfill",
                        Map.of("step", "backfill-1"),
                        Map.of("rowsPerSecond", "1600"),
                        List.of("owners"),
                        MADE));
    }

    private static List<Usage> usages() {
        return List.of(
                usage(
                        "u-map",
                        Access.MAPPING,
                        Style.MAPPING,
                        Confidence.CERTAIN,
                        place(OWNER, 52, "telephone"),
                        "@Column(name = \"«telephone»\")",
                        false,
                        List.of()),
                usage(
                        "u-read",
                        Access.READ,
                        Style.ENTITY_READ,
                        Confidence.CERTAIN,
                        place("src/main/java/org/clinic/owner/OwnerRepository.java", 40, "findByLastName"),
                        "findByLastName(String lastName)",
                        false,
                        List.of(new CodePath(
                                "GET /owners",
                                List.of(
                                        "org.clinic.owner.OwnerController#find",
                                        "org.clinic.owner.OwnerRepository#findByLastName")))),
                usage(
                        "u-write",
                        Access.WRITE,
                        Style.ENTITY_WRITE,
                        Confidence.CERTAIN,
                        place("src/main/java/org/clinic/owner/OwnerController.java", 77, "create"),
                        "owners.save(owner)",
                        false,
                        List.of(new CodePath("POST /owners/new", List.of("org.clinic.owner.OwnerController#create")))),
                new Usage(
                        "u-sql",
                        OLD,
                        Access.READ,
                        Style.SQL_STRING,
                        Confidence.CERTAIN,
                        place("src/main/java/org/clinic/export/Export.java", 18, "rows"),
                        "\"SELECT last_name || '|' || «telephone» FROM owners\"",
                        "the statement names the table and the column",
                        false,
                        Optional.of("SELECT last_name || '|' || telephone FROM owners"),
                        List.of()),
                usage(
                        "u-test",
                        Access.WRITE,
                        Style.SQL_FILE,
                        Confidence.CERTAIN,
                        Place.of("src/test/resources/data.sql", 9),
                        "INSERT INTO owners (last_name, «telephone»)",
                        true,
                        List.of()),
                usage(
                        "u-history",
                        Access.DDL,
                        Style.MIGRATION,
                        Confidence.CERTAIN,
                        Place.of("src/main/resources/db/migration/V1__init.sql", 12),
                        "«telephone» varchar(20)",
                        false,
                        List.of()),
                usage(
                        "u-js",
                        Access.EXPOSURE,
                        Style.TEXT,
                        Confidence.POSSIBLE,
                        Place.of("src/main/resources/static/app.js", 14),
                        "row.«telephone» | row.mobile",
                        false,
                        List.of()));
    }

    private static Place place(String file, int line, String member) {
        String type = file.replace("src/main/java/", "").replace(".java", "").replace('/', '.');
        return new Place(file, line, Optional.of(type), Optional.of(member));
    }

    private static Usage usage(
            String id,
            Access access,
            Style style,
            Confidence confidence,
            Place place,
            String evidence,
            boolean test,
            List<CodePath> entryPoints) {
        return new Usage(
                id,
                OLD,
                access,
                style,
                confidence,
                place,
                evidence,
                confidence == Confidence.POSSIBLE ? "the text matches, nothing else" : "table and column are bound",
                test,
                Optional.empty(),
                entryPoints);
    }

    private static List<Edit> edits() {
        return List.of(
                new Edit(
                        "e1",
                        V1,
                        Place.of(OWNER, 52),
                        "Map the property to the new column.",
                        Optional.of("@Column(name = \"telephone\")"),
                        Optional.of("@Column(name = \"phone_number\")"),
                        List.of("u-map", "u-read", "u-write"),
                        List.of("f2")),
                new Edit(
                        "e2",
                        V1,
                        Place.of("src/main/java/org/clinic/export/Export.java", 18),
                        "Select the new column.",
                        Optional.of("\"SELECT last_name || '|' || telephone FROM owners\""),
                        Optional.of("\"SELECT last_name || '|' || phone_number FROM owners\""),
                        List.of("u-sql"),
                        List.of("f2")),
                new Edit(
                        "e3",
                        V2,
                        Place.of("src/test/resources/data.sql", 9),
                        "Insert test rows with the new column.",
                        Optional.empty(),
                        Optional.empty(),
                        List.of("u-test"),
                        List.of("f2")));
    }

    private static Sync sync() {
        TreeMap<PhaseKind, Sync.Direction> directions = new TreeMap<>(Map.of(
                PhaseKind.EXPAND, Sync.Direction.OLD_TO_NEW,
                PhaseKind.DUAL_WRITE, Sync.Direction.BOTH,
                PhaseKind.BACKFILL, Sync.Direction.BOTH,
                PhaseKind.CUTOVER, Sync.Direction.BOTH,
                PhaseKind.CONTRACT, Sync.Direction.NONE));
        return new Sync.ByTrigger(
                OLD,
                NEW,
                new Sync.Mapping("telephone", "phone_number", List.of()),
                directions,
                Sync.Precedence.NEW_WINS,
                "owners_phone_sync",
                "owners_phone_sync",
                "the backfill writes `phone_number` only where it is null, and both sides end up equal");
    }

    private static Estimate estimate() {
        return new Estimate(
                "backfill-1",
                1_200_000,
                "counted",
                240,
                5_000,
                Duration.ofMinutes(9),
                Duration.ofMinutes(25),
                310_000_000,
                Estimate.Basis.REHEARSAL_RATE,
                List.of("rows of 120 bytes", "one worker"),
                List.of("f1", "f3"));
    }

    private static List<Probe> probes() {
        return List.of(
                new Probe(
                        "p1",
                        V0,
                        Access.READ,
                        "SELECT telephone FROM owners WHERE id = ?",
                        Probe.Origin.GENERATED,
                        OWNER),
                new Probe(
                        "p2",
                        V0,
                        Access.READ,
                        "SELECT last_name || '|' || telephone FROM owners",
                        Probe.Origin.CODE,
                        "u-sql"),
                new Probe(
                        "p3",
                        V1,
                        Access.WRITE,
                        "UPDATE owners SET phone_number = ? WHERE id = ?",
                        Probe.Origin.GENERATED,
                        OWNER));
    }

    private static List<Cell> compatibility(boolean proved) {
        return SampleBoundaries.ids().flatMap(id -> cells(id, proved)).toList();
    }

    private static Stream<Cell> cells(String boundary, boolean proved) {
        boolean over = boundary.equals("after-contract");
        return IntStream.rangeClosed(0, 2)
                .mapToObj(number -> new Cell(
                        boundary,
                        new AppVersion("clinic", number).toString(),
                        over && number < 2 ? Cell.Result.FAILS : Cell.Result.SURVIVES,
                        proved,
                        over && number < 2 ? "column \"telephone\" does not exist" : "3 statements ran",
                        Optional.of(number == 0 ? Probe.Origin.CODE : Probe.Origin.GENERATED)));
    }

    private static List<Cell> rollbacks(boolean proved) {
        return SampleBoundaries.ids()
                .flatMap(id -> Stream.of("retreat", "abandon")
                        .map(way -> new Cell(
                                id,
                                way,
                                id.equals("after-contract") ? Cell.Result.LOSES_DATA : Cell.Result.SURVIVES,
                                proved,
                                id.equals("after-contract") ? "the old column is gone" : "12 written rows were kept",
                                Optional.empty())))
                .toList();
    }
}
