package dev.cofferdam.scan.styles.sql;

import dev.cofferdam.domain.Access;
import dev.cofferdam.domain.Confidence;
import dev.cofferdam.domain.Style;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.scan.files.SourceFile;
import dev.cofferdam.scan.hits.Hit;
import dev.cofferdam.scan.hits.Hit.Spot;
import dev.cofferdam.scan.hits.Scan;
import dev.cofferdam.scan.hits.StyleFinder;
import dev.cofferdam.sql.ParsedStatement;
import dev.cofferdam.sql.SqlParser;
import dev.cofferdam.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Functions of triggers on the table: they reach the column through {@code NEW} and {@code OLD} without a word for the table
 * (PostgreSQL docs, "PL/pgSQL: Trigger Functions").
 */
public final class SchemaObjectFinder implements StyleFinder {

    private final Scan scan;
    private final Pattern row;
    private final InForce inForce;

    public SchemaObjectFinder(Scan scan) {
        this.scan = scan;
        inForce = new InForce(scan);
        row = Pattern.compile(
                "\\b(?:new|old)\\s*\\.\\s*\"?(" + Pattern.quote(scan.column().column())
                        + ")\"?(?![\\w$])\\s*(:?=(?!=))?",
                Pattern.CASE_INSENSITIVE);
    }

    @Override
    public void find() {
        String table = scan.column().table().name();
        List<SourceFile> scripts = scan.tree().files().stream()
                .filter(SqlFileFinder::isSql)
                .filter(file -> file.mentions("trigger"))
                .toList();
        Set<String> functions = new TreeSet<>();
        scripts.stream().filter(file -> file.mentions(table)).forEach(file -> addFunctions(file, functions));
        if (!functions.isEmpty()) {
            scripts.stream()
                    .filter(file -> file.mentions(scan.column().column()) && file.mentionsAny(functions))
                    .forEach(scan.fenced(this, file -> findIn(file, functions)));
        }
    }

    private void addFunctions(SourceFile file, Set<String> functions) {
        for (ParsedStatement statement : SqlParser.parse(file.text())) {
            if (statement.facts() instanceof Statement.CreateTrigger trigger && isTable(trigger.table())) {
                functions.add(trigger.function().name());
            }
        }
    }

    private boolean isTable(TableRef table) {
        return scan.namesakes().mayMean(table);
    }

    private void findIn(SourceFile file, Set<String> functions) {
        for (ParsedStatement statement : SqlParser.parse(file.text())) {
            if (statement.facts() instanceof Statement.CreateRoutine routine
                    && functions.contains(routine.name().name())) {
                uses(statement)
                        .forEach(use -> scan.add(hit(file, use, routine.name().name())));
            }
        }
    }

    /** One place of the body. */
    private record RowUse(Access access, int offset, String statement) {}

    private List<RowUse> uses(ParsedStatement statement) {
        List<RowUse> uses = new ArrayList<>();
        Matcher matcher = row.matcher(statement.text());
        while (matcher.find()) {
            String before = statement.text().substring(0, matcher.start()).stripTrailing();
            boolean begins =
                    before.isEmpty() || before.endsWith(";") || before.matches("(?is).*\\b(begin|then|else|loop)");
            boolean writes = matcher.group(2) != null && begins;
            uses.add(new RowUse(
                    writes ? Access.WRITE : Access.READ, statement.offset() + matcher.start(1), statement.text()));
        }
        return uses;
    }

    private Hit hit(SourceFile file, RowUse use, String routine) {
        return new Hit(
                Spot.of(file, file.lineAt(use.offset())),
                use.access(),
                SqlFileFinder.isMigration(file) ? inForce.style(file, use.statement(), use.offset()) : Style.SQL_FILE,
                Confidence.CERTAIN,
                scan.column().column(),
                "`" + routine + "` is a trigger's function on " + scan.column().table()
                        + ", and its row has the column",
                Optional.empty(),
                file.columnAt(use.offset()));
    }
}
