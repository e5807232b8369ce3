package dev.cofferdam.scan.styles.sql;

import dev.cofferdam.domain.Access;
import dev.cofferdam.domain.Confidence;
import dev.cofferdam.domain.Style;
import dev.cofferdam.migrations.liquibase.ChangelogNode;
import dev.cofferdam.scan.files.SourceFile;
import dev.cofferdam.scan.hits.Hit;
import dev.cofferdam.scan.hits.Hit.Spot;
import dev.cofferdam.scan.hits.Scan;
import dev.cofferdam.scan.words.Tokens;
import java.util.Optional;
import java.util.Set;

/** Liquibase's loadData: the header of a file of rows names the columns (Liquibase docs, "loadData"). */
final class LoadedData {

    private static final Set<String> LOADS = Set.of("loadData", "loadUpdateData");

    private final Scan scan;

    LoadedData(Scan scan) {
        this.scan = scan;
    }

    static boolean is(ChangelogNode change) {
        return LOADS.contains(change.name());
    }

    void find(SourceFile changelog, String set, ChangelogNode change) {
        String table = scan.column().table().name();
        if (change.value("tableName")
                .filter(name -> name.strip().equalsIgnoreCase(table))
                .isEmpty()) {
            return;
        }
        Optional<ChangelogNode.Value> named = change.children("column").stream()
                .flatMap(column -> column.located("name").stream())
                .filter(value ->
                        value.text().strip().equalsIgnoreCase(scan.column().column()))
                .findFirst();
        named.ifPresent(value -> add(changelog, value.line(), set, "`" + change.name() + "` names the column"));
        change.value("file").flatMap(path -> file(changelog, path)).ifPresent(rows -> {
            if (hasColumn(rows, change.value("separator").orElse(","))) {
                add(rows, 1, set, "the header of the rows that `" + change.name() + "` loads names the column");
            }
        });
    }

    private boolean hasColumn(SourceFile rows, String separator) {
        String header = rows.lines().stream().findFirst().orElse("");
        return header.contains(separator)
                ? Tokens.has(header, scan.column().column())
                : header.strip().equalsIgnoreCase(scan.column().column());
    }

    /** Below some root of the class path, or beside the changelog; the longest shared end decides. */
    private Optional<SourceFile> file(SourceFile changelog, String path) {
        String wanted = path.strip().replaceFirst("^classpath:", "").replaceFirst("^(?:\\./|/)+", "");
        String folder = changelog.path().substring(0, changelog.path().lastIndexOf('/') + 1);
        return scan.tree().files().stream()
                .filter(file -> file.path().equals(folder + wanted))
                .findFirst()
                .or(() -> scan.tree().files().stream()
                        .filter(file ->
                                file.path().equals(wanted) || file.path().endsWith("/" + wanted))
                        .findFirst());
    }

    private void add(SourceFile file, int line, String set, String reason) {
        scan.add(new Hit(
                Spot.of(file, line),
                Access.WRITE,
                Style.MIGRATION,
                Confidence.CERTAIN,
                scan.column().column(),
                reason + "; change set `" + set + "`"));
    }
}
