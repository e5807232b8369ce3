package dev.cofferdam.scan.styles.sql;

import dev.cofferdam.domain.Access;
import dev.cofferdam.domain.Confidence;
import dev.cofferdam.domain.Style;
import dev.cofferdam.migrations.liquibase.BrokenChangelog;
import dev.cofferdam.migrations.liquibase.CannotRender;
import dev.cofferdam.migrations.liquibase.ChangeRenderer;
import dev.cofferdam.migrations.liquibase.ChangelogNode;
import dev.cofferdam.migrations.liquibase.ChangelogReader;
import dev.cofferdam.scan.files.SourceFile;
import dev.cofferdam.scan.hits.Hit;
import dev.cofferdam.scan.hits.Hit.Spot;
import dev.cofferdam.scan.hits.Scan;
import dev.cofferdam.scan.hits.StyleFinder;
import dev.cofferdam.scan.statements.SqlReading;
import dev.cofferdam.scan.words.Tokens;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Liquibase changelogs in XML, YAML and JSON: each change by the SQL that Liquibase sends for it. History, as all migrations are. */
public final class ChangelogFinder implements StyleFinder {

    private static final Set<String> FORMATS = Set.of("xml", "yaml", "yml", "json");

    private final Scan scan;
    private final SqlReading reading;
    private final LoadedData rows;
    private final Set<String> files = new HashSet<>();

    public ChangelogFinder(Scan scan) {
        this.scan = scan;
        reading = new SqlReading(scan.column(), scan.schema());
        rows = new LoadedData(scan);
    }

    @Override
    public Set<String> files() {
        return files;
    }

    @Override
    public void find() {
        scan.tree().files().stream()
                .filter(file -> FORMATS.contains(file.extension()) && file.mentions("databaseChangeLog"))
                .filter(file -> file.mentions(scan.column().table().name()))
                .forEach(scan.fenced(this, this::findIn));
    }

    private void findIn(SourceFile file) {
        try {
            ChangelogNode root = ChangelogReader.read(file.path(), file.text());
            files.add(file.path());
            ChangeRenderer renderer = new ChangeRenderer();
            root.children("changeSet").forEach(set -> set.children().stream()
                    .filter(ChangeRenderer::isChange)
                    .filter(this::mayConcern)
                    .forEach(change -> read(file, set, change, renderer)));
        } catch (BrokenChangelog e) {
            scan.note(file.path() + " was searched as text, because it cannot be read as a changelog: " + e.problem());
        }
    }

    private boolean mayConcern(ChangelogNode change) {
        return texts(change)
                .anyMatch(
                        value -> Tokens.has(value.text(), scan.column().table().name()));
    }

    private static Stream<ChangelogNode.Value> texts(ChangelogNode node) {
        return Stream.of(
                        node.values().values().stream(),
                        node.text().stream(),
                        node.children().stream().flatMap(ChangelogFinder::texts))
                .flatMap(each -> each);
    }

    private void read(SourceFile file, ChangelogNode set, ChangelogNode change, ChangeRenderer renderer) {
        if (LoadedData.is(change)) {
            rows.find(file, set.value("id").orElse("?"), change);
            return;
        }
        Optional<ChangelogNode.Value> text = ChangeRenderer.textOf(change);
        try {
            for (String sql : renderer.render(change, set.value("objectQuotingStrategy"))) {
                reading.read(sql).forEach(use -> add(file, set, change, use, text));
            }
        } catch (CannotRender e) {
            readByNames(file, set, change);
        }
    }

    private void add(
            SourceFile file,
            ChangelogNode set,
            ChangelogNode change,
            SqlReading.Use use,
            Optional<ChangelogNode.Value> text) {
        String token = use.star() ? scan.column().table().name() : scan.column().column();
        Hit hit = new Hit(
                Spot.of(
                        file,
                        text.map(value -> value.line() + lines(value.text(), use, token))
                                .orElse(change.line())),
                use.access(),
                Style.MIGRATION,
                use.confidence(),
                token,
                use.reason() + "; change set `" + set.value("id").orElse("?") + "`");
        scan.add(
                text.isPresent()
                        ? hit
                        : NamedInChange.of(change, scan.column().table().name(), token)
                                .in(file, hit));
    }

    private static int lines(String text, SqlReading.Use use, String token) {
        int start = Math.max(0, text.indexOf(use.statement()));
        int at = start + Tokens.find(text.substring(start), token).orElse(0);
        return (int) text.substring(0, at).chars().filter(c -> c == '\n').count();
    }

    /** A change for which there is no SQL here may name table and column all the same. */
    private void readByNames(SourceFile file, ChangelogNode set, ChangelogNode change) {
        boolean table = texts(change).anyMatch(value -> value.text()
                .strip()
                .equalsIgnoreCase(scan.column().table().name()));
        boolean column = texts(change)
                .anyMatch(value -> Tokens.has(value.text(), scan.column().column()));
        if (table && column) {
            Hit hit = new Hit(
                    Spot.of(file, change.line()),
                    Access.DDL,
                    Style.MIGRATION,
                    Confidence.LIKELY,
                    scan.column().column(),
                    "`" + change.name() + "` names both the table and the column; change set `"
                            + set.value("id").orElse("?") + "`");
            scan.add(NamedInChange.of(
                            change, scan.column().table().name(), scan.column().column())
                    .in(file, hit));
        }
    }
}
