package dev.cofferdam.scan;

import dev.cofferdam.domain.Access;
import dev.cofferdam.domain.CodePath;
import dev.cofferdam.domain.Confidence;
import dev.cofferdam.domain.Place;
import dev.cofferdam.domain.Style;
import dev.cofferdam.domain.Usage;
import dev.cofferdam.scan.files.Identity;
import dev.cofferdam.scan.files.SourceFile;
import dev.cofferdam.scan.hits.Hit;
import dev.cofferdam.scan.hits.Scan;
import dev.cofferdam.scan.words.Tokens;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Hits to usages: doubles fall together, what another hit covers falls away, and each gets its id, evidence and entry points. */
final class UsageList {

    private static final Set<Style> EXPLICIT =
            Set.of(Style.JPQL, Style.CRITERIA, Style.DERIVED_QUERY, Style.NATIVE_QUERY);
    private static final Set<Style> WHOLE_ROWS = Set.of(Style.ENTITY_READ, Style.ASSOCIATION_READ);

    /** Of Flyway and Liquibase. */
    private static final Set<String> JAVA_MIGRATIONS = Set.of(
            "BaseJavaMigration",
            "JavaMigration",
            "SpringJdbcMigration",
            "JdbcMigration",
            "CustomTaskChange",
            "CustomSqlChange");

    private final Scan scan;
    private final CallGraph calls;
    private final boolean paths;
    private final Set<String> migrations = new HashSet<>();

    UsageList(Scan scan, UsageScanner.Follow follow) {
        this.scan = scan;
        paths = follow != UsageScanner.Follow.NOTHING;
        calls = new CallGraph(scan, follow == UsageScanner.Follow.CALLS_AND_TESTS);
        scan.index().below(JAVA_MIGRATIONS).forEach(type -> migrations.add(type.name()));
    }

    /** Java that migrates a database: applied once, and history as its siblings in SQL are. */
    private Hit asHistory(Hit hit) {
        boolean migrates = hit.spot()
                .className()
                .map(name -> name.replaceAll("\\$.*", ""))
                .filter(migrations::contains)
                .isPresent();
        return migrates && hit.style() != Style.MAPPING
                ? new Hit(
                        hit.spot(),
                        hit.access(),
                        Style.MIGRATION,
                        hit.confidence(),
                        hit.token(),
                        hit.reason() + ", in a migration in Java",
                        hit.statement(),
                        hit.column())
                : hit;
    }

    List<Usage> usages() {
        Map<String, Integer> ordinals = new HashMap<>();
        List<Usage> usages = new ArrayList<>();
        List<Hit> dated = scan.hits().stream().map(this::asHistory).toList();
        for (Hit hit : withoutDoubts(withoutCovered(distinct(dated)))) {
            usages.add(usage(hit, ordinals));
        }
        usages.sort(Comparator.comparingInt(UsageList::rank)
                .thenComparing(Usage::confidence)
                .thenComparing(Usage::place)
                .thenComparing(Usage::style)
                .thenComparing(Usage::id));
        noteThatNothingIsReached(usages);
        return usages;
    }

    private void noteThatNothingIsReached(List<Usage> usages) {
        List<Usage> running = usages.stream()
                .filter(usage -> usage.style() != Style.MIGRATION
                        && usage.place().member().isPresent())
                .filter(usage -> runs(usage.access(), usage.confidence(), usage.test()))
                .toList();
        if (paths
                && !running.isEmpty()
                && running.stream().allMatch(usage -> usage.codePaths().isEmpty())) {
            scan.note(
                    calls.hasEntryPoints()
                            ? "no code path: no call was found from an entry point to a place that uses the column"
                            : "no code path: the repository has no entry point that is known, neither a request handler nor a"
                                    + " listener, a schedule or a main method");
        }
    }

    private static boolean runs(Access access, Confidence confidence, boolean test) {
        return (access.reads() || access.writes()) && !test && confidence != Confidence.POSSIBLE;
    }

    private static int rank(Usage usage) {
        return usage.style() == Style.MIGRATION ? 2 : usage.test() ? 1 : 0;
    }

    /** One hit for each line, member, access and style: the surest, then the first. In the order of the source. */
    private static List<Hit> distinct(List<Hit> hits) {
        Map<List<Object>, Hit> distinct = new LinkedHashMap<>();
        for (Hit hit : hits) {
            // A method that loads rows in three lines loads rows; nobody wrote the column's name in any of them.
            boolean wholeRows =
                    WHOLE_ROWS.contains(hit.style()) && hit.spot().member().isPresent();
            Object where = wholeRows
                    ? List.of(
                            hit.spot().path(),
                            hit.spot().className(),
                            hit.spot().member())
                    : hit.spot();
            distinct.merge(List.of(where, hit.access(), hit.style()), hit, UsageList::better);
        }
        return distinct.values().stream()
                .sorted(Comparator.comparing((Hit hit) -> hit.spot().path())
                        .thenComparingInt(hit -> hit.spot().line())
                        .thenComparing(Hit::access)
                        .thenComparing(Hit::style)
                        .thenComparing(hit -> hit.spot().member().orElse("")))
                .toList();
    }

    private static Hit better(Hit one, Hit other) {
        int surer = other.confidence().compareTo(one.confidence());
        return surer < 0 || surer == 0 && other.spot().line() < one.spot().line() ? other : one;
    }

    /**
     * A query that names the column also reads the row; saying so twice would only be longer. A line that is understood is more than a
     * line that holds the word.
     */
    private static List<Hit> withoutCovered(List<Hit> hits) {
        Set<List<Object>> understood = new HashSet<>();
        hits.stream()
                .filter(hit -> hit.style() != Style.TEXT)
                .forEach(hit ->
                        understood.add(List.of(hit.spot().path(), hit.spot().line())));
        return hits.stream()
                .filter(hit -> hit.style() != Style.TEXT
                        || !understood.contains(
                                List.of(hit.spot().path(), hit.spot().line())))
                .filter(hit -> !WHOLE_ROWS.contains(hit.style())
                        || hits.stream()
                                .noneMatch(other -> EXPLICIT.contains(other.style())
                                        && other.access().reads()
                                        && other.isAt(hit)))
                .toList();
    }

    /** Whoever edits a line because it surely uses the column sees what strings stand in it; asking about those once more helps nobody. */
    private static List<Hit> withoutDoubts(List<Hit> hits) {
        Set<Object> sure = hits.stream()
                .filter(hit -> hit.confidence() != Confidence.POSSIBLE && !WHOLE_ROWS.contains(hit.style()))
                .map(Hit::spot)
                .collect(Collectors.toSet());
        return hits.stream()
                .filter(hit -> hit.confidence() != Confidence.POSSIBLE
                        || hit.style() != Style.TEXT
                        || !sure.contains(hit.spot()))
                .toList();
    }

    private Usage usage(Hit hit, Map<String, Integer> ordinals) {
        SourceFile file = scan.tree().file(hit.spot().path());
        String member =
                hit.spot().className().orElse("") + "#" + hit.spot().member().orElse("");
        String identity = String.join(
                "\n",
                file.path(),
                member,
                scan.column().toString(),
                hit.access().name(),
                hit.style().name());
        int ordinal = ordinals.merge(identity, 1, Integer::sum);
        List<String> lines = file.lines();
        int line = Math.max(1, Math.min(hit.spot().line(), Math.max(1, lines.size())));
        return new Usage(
                "u" + Identity.of(identity + "\n" + ordinal),
                scan.column(),
                hit.access(),
                hit.style(),
                hit.confidence(),
                new Place(file.path(), line, hit.spot().className(), hit.spot().member()),
                lines.isEmpty() ? "" : Tokens.mark(lines.get(line - 1), hit.token(), hit.column()),
                hit.reason(),
                file.isTest(),
                hit.statement(),
                entryPoints(hit, file));
    }

    private List<CodePath> entryPoints(Hit hit, SourceFile file) {
        if (!paths || !runs(hit.access(), hit.confidence(), file.isTest())) {
            return List.of();
        }
        return hit.spot()
                .className()
                .flatMap(type -> hit.spot().member().map(member -> scan.tree()
                        .faults()
                        .guard(calls, file.path(), List.<CodePath>of(), () -> calls.pathsTo(type, member, hit))))
                .orElse(List.of());
    }
}
