package dev.cofferdam.scan.styles.sql;

import dev.cofferdam.scan.files.SourceFile;
import dev.cofferdam.scan.hits.Hit.Spot;
import dev.cofferdam.scan.hits.Scan;
import dev.cofferdam.scan.hits.StyleFinder;
import dev.cofferdam.scan.statements.RoutineReading;
import dev.cofferdam.sql.ParsedStatement;
import dev.cofferdam.sql.SqlParser;
import dev.cofferdam.sql.Statement;
import java.util.Locale;

/** Routines in force that execute text which they put together: {@code EXECUTE format('UPDATE %I ...')}. */
public final class DynamicRoutineFinder implements StyleFinder {

    private final Scan scan;
    private final InForce inForce;
    private final RoutineReading reading;

    public DynamicRoutineFinder(Scan scan) {
        this.scan = scan;
        inForce = new InForce(scan);
        reading = new RoutineReading(scan.column(), scan.schema());
    }

    @Override
    public void find() {
        scan.tree().files().stream()
                .filter(file -> SqlFileFinder.isSql(file) && !file.isTest())
                .filter(file -> file.mentions("execute") && (file.mentions("function") || file.mentions("procedure")))
                .forEach(scan.fenced(this, this::findIn));
    }

    private void findIn(SourceFile file) {
        for (ParsedStatement statement : SqlParser.parse(file.text())) {
            if (statement.facts() instanceof Statement.CreateRoutine routine
                    && RoutineReading.dynamic(routine.body()).stream().anyMatch(reading::mayConcern)
                    && (!SqlFileFinder.isMigration(file)
                            || inForce.holds(
                                    file,
                                    statement.text(),
                                    statement.offset() + statement.text().length()))) {
                scan.undecided(
                        Spot.of(file, file.lineAt(statement.offset() + executes(statement.text()))),
                        "`" + routine.name().name() + "` executes SQL that it puts together",
                        "the part that is not shown could name " + scan.column());
            }
        }
    }

    private static int executes(String statement) {
        return Math.max(0, statement.toLowerCase(Locale.ROOT).indexOf("execute"));
    }
}
