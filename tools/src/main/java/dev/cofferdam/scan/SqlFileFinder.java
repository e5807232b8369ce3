package dev.cofferdam.scan;

import dev.cofferdam.domain.Style;
import dev.cofferdam.scan.Hit.Spot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** SQL in files of its own: migrations, which are history, and scripts of every vendor, which are still run. */
final class SqlFileFinder {

    private static final Pattern MIGRATION_NAME =
            Pattern.compile("([VBU]\\d[\\w.]*|R)__.*\\.sql", Pattern.CASE_INSENSITIVE);
    private static final Pattern MIGRATION_FOLDER =
            Pattern.compile("(^|/)(migrations?|flyway|changelogs?|changesets?|liquibase)/");

    private final Scan scan;
    private final SqlReading reading;

    SqlFileFinder(Scan scan) {
        this.scan = scan;
        reading = new SqlReading(scan.column, scan.schema);
    }

    void find() {
        scan.tree.files().stream().filter(SqlFileFinder::isSql).forEach(this::findIn);
    }

    static boolean isSql(SourceFile file) {
        return file.extension().equals("sql") || file.extension().equals("ddl");
    }

    static boolean isMigration(SourceFile file) {
        return MIGRATION_NAME.matcher(file.name()).matches()
                || MIGRATION_FOLDER.matcher(file.path()).find();
    }

    private void findIn(SourceFile file) {
        boolean migration = isMigration(file);
        Map<String, List<SqlReading.Use>> groups = new LinkedHashMap<>();
        for (SqlReading.Use use : reading.read(file.text())) {
            // Rows of seed data are written one statement each; a person sees and edits them as one.
            String key = use.repeats().isEmpty()
                    ? "at " + use.offset() + use.access()
                    : use.repeats() + use.access() + use.star();
            groups.computeIfAbsent(key, k -> new ArrayList<>()).add(use);
        }
        for (List<SqlReading.Use> group : groups.values()) {
            add(file, migration, group);
        }
    }

    private void add(SourceFile file, boolean migration, List<SqlReading.Use> group) {
        SqlReading.Use first = group.get(0);
        Style style = migration ? Style.MIGRATION : first.star() ? Style.STAR : Style.SQL_FILE;
        String more = group.size() == 1
                ? ""
                : "; so do " + (group.size() - 1) + " further statements, the last in line "
                        + file.lineAt(group.get(group.size() - 1).offset());
        scan.add(new Hit(
                Spot.of(file, file.lineAt(first.offset())),
                first.access(),
                style,
                first.confidence(),
                first.star() ? (first.access().writes() ? scan.column.table().name() : "") : scan.column.column(),
                first.reason() + more,
                first.access().reads() || first.access().writes() ? Optional.of(first.statement()) : Optional.empty()));
    }
}
