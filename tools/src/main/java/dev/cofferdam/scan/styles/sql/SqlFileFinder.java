package dev.cofferdam.scan.styles.sql;

import dev.cofferdam.domain.Style;
import dev.cofferdam.scan.files.SourceFile;
import dev.cofferdam.scan.hits.Hit;
import dev.cofferdam.scan.hits.Hit.Spot;
import dev.cofferdam.scan.hits.Scan;
import dev.cofferdam.scan.hits.StyleFinder;
import dev.cofferdam.scan.statements.SqlReading;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** SQL in files of its own: migrations, which are history, and scripts of every vendor, which are still run. */
public final class SqlFileFinder implements StyleFinder {

    private static final Pattern MIGRATION_NAME =
            Pattern.compile("[VBU]\\d[\\w.]*__.*\\.sql", Pattern.CASE_INSENSITIVE);
    /** Run again and again: when they change, or at each migration (Flyway docs, "Repeatable Migrations", "Callbacks"). */
    private static final Pattern REPEATED = Pattern.compile(
            "(?:R__.*|(?:before|after)(?:Each)?(?:Migrate|Undo|Clean|Info|Validate|Baseline|Repair|Connect|CreateSchema|Repeatables|Versioned)"
                    + "\\w*)\\.sql");

    private static final Pattern MIGRATION_FOLDER =
            Pattern.compile("(^|/)(migrations?|flyway|changelogs?|changesets?|liquibase)/");

    /** Lines that insert rows, up to which each is a usage of its own; beyond it the file is generated or edited as a whole. */
    private static final int MOST_ROWS = 20;

    private static final int MOST_NAMES = 8;

    private final Scan scan;
    private final InForce inForce;
    private final Set<String> byWords = ConcurrentHashMap.newKeySet();

    public SqlFileFinder(Scan scan) {
        this.scan = scan;
        inForce = new InForce(scan);
    }

    @Override
    public void find() {
        // Statements are parsed side by side, and what was found is told in order.
        scan.tree().files().parallelStream()
                .filter(SqlFileFinder::isSql)
                .filter(file -> file.mentions(scan.column().table().name()))
                .flatMap(scan.fencedMap(this, this::readIn))
                .toList()
                .forEach(found ->
                        scan.fenced(this, file -> addFrom(file, found.uses())).accept(found.file()));
        if (!byWords.isEmpty()) {
            String more = byWords.size() > MOST_NAMES ? " and " + (byWords.size() - MOST_NAMES) + " more" : "";
            scan.note("SQL that could not be parsed on " + scan.column().table() + " was read by its words: "
                    + String.join(
                            ", ", byWords.stream().sorted().limit(MOST_NAMES).toList()) + more);
        }
    }

    private record Found(SourceFile file, List<SqlReading.Use> uses) {}

    private Found readIn(SourceFile file) {
        SqlReading own = new SqlReading(scan.column(), scan.schema());
        List<SqlReading.Use> uses = own.read(file.text());
        if (own.gaveUp() && !uses.isEmpty()) {
            byWords.add(file.path());
        }
        return new Found(file, uses);
    }

    /** A dump of many megabytes would keep the parser busy for minutes; it is searched as text. */
    public static boolean isSql(SourceFile file) {
        boolean small = file.reading().state() != SourceFile.State.LARGE;
        return small && (file.extension().equals("sql") || file.extension().equals("ddl"));
    }

    static boolean isMigration(SourceFile file) {
        return !REPEATED.matcher(file.name()).matches()
                && (MIGRATION_NAME.matcher(file.name()).matches()
                        || MIGRATION_FOLDER.matcher(file.path()).find());
    }

    private void addFrom(SourceFile file, List<SqlReading.Use> uses) {
        Map<List<Object>, List<SqlReading.Use>> rows = new LinkedHashMap<>();
        for (SqlReading.Use use : uses) {
            if (use.insertsRows()) {
                rows.computeIfAbsent(List.of(use.access(), use.star()), kind -> new ArrayList<>())
                        .add(use);
            } else {
                add(file, use, "");
            }
        }
        rows.values().forEach(each -> addRows(file, each));
    }

    private void addRows(SourceFile file, List<SqlReading.Use> uses) {
        List<Integer> lines =
                uses.stream().map(use -> file.lineAt(use.offset())).distinct().toList();
        if (lines.size() <= MOST_ROWS) {
            uses.forEach(use -> add(file, use, ""));
        } else {
            add(
                    file,
                    uses.get(0),
                    "; stands for " + lines.size() + " lines that insert rows, from line " + lines.get(0) + " to "
                            + lines.get(lines.size() - 1) + ", because a file with more than " + MOST_ROWS
                            + " is edited as a whole");
        }
    }

    private void add(SourceFile file, SqlReading.Use use, String more) {
        Optional<SqlObjectFinder.Sender> sender =
                isMigration(file) ? Optional.empty() : SqlObjectFinder.senderOf(file, scan.index());
        Style style = isMigration(file)
                ? inForce.style(file, use.statement(), use.offset())
                : use.star() ? Style.STAR : Style.SQL_FILE;
        boolean runs = use.access().reads() || use.access().writes();
        scan.add(new Hit(
                new Spot(
                        file.path(),
                        file.lineAt(use.offset()),
                        sender.map(each -> each.type().name()),
                        sender.map(SqlObjectFinder.Sender::method)),
                use.access(),
                style,
                use.confidence(),
                use.star()
                        ? (use.access().writes() ? scan.column().table().name() : "")
                        : scan.column().column(),
                use.reason() + more,
                runs ? Optional.of(use.statement()) : Optional.empty(),
                file.columnAt(use.offset())));
    }
}
