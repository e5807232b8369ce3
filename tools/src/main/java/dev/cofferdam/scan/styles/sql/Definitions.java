package dev.cofferdam.scan.styles.sql;

import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.scan.files.SourceFile;
import dev.cofferdam.scan.hits.Scan;
import dev.cofferdam.scan.words.Tokens;
import dev.cofferdam.schema.Namesakes;
import dev.cofferdam.sql.ColumnUse;
import dev.cofferdam.sql.ParsedStatement;
import dev.cofferdam.sql.SqlParser;
import dev.cofferdam.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The views, routines and triggers that the scripts of the tree define and that are still there, each file parsed once. */
final class Definitions {

    private static final Set<String> KINDS = Set.of("view", "function", "procedure");

    private final Scan scan;
    private final InForce inForce;
    private final Map<SourceFile, List<ParsedStatement>> parsed = new HashMap<>();

    Definitions(Scan scan) {
        this.scan = scan;
        inForce = new InForce(scan);
    }

    /** Definitions that mention a name, in the order of the files. */
    List<ParsedStatement> near(String name) {
        return scan.tree().files().stream()
                .filter(file -> SqlFileFinder.isSql(file) && !file.isTest())
                .filter(file -> file.mentions(name) && file.mentionsAny(KINDS))
                .flatMap(file -> statements(file).stream()
                        .filter(statement -> Tokens.has(statement.text(), name) && isInForce(file, statement)))
                .toList();
    }

    /** Whether what a query names can be the column, by its table's name and schema. */
    boolean mayBeOf(ColumnUse use, ColumnRef column) {
        Namesakes names = Namesakes.of(scan.schema(), column.table());
        return use.table().map(names::mayMean).orElseGet(() -> use.inScope().stream()
                .anyMatch(names::mayMean));
    }

    /** Whether a name can mean the column's table. */
    boolean mayMean(TableRef written, ColumnRef column) {
        return Namesakes.of(scan.schema(), column.table()).mayMean(written);
    }

    private List<ParsedStatement> statements(SourceFile file) {
        return parsed.computeIfAbsent(file, each -> SqlParser.parse(each.text()).stream()
                .filter(one -> one.facts() instanceof Statement.CreateView
                        || one.facts() instanceof Statement.CreateRoutine
                        || one.facts() instanceof Statement.CreateTrigger)
                .toList());
    }

    private boolean isInForce(SourceFile file, ParsedStatement statement) {
        return !SqlFileFinder.isMigration(file)
                || inForce.holds(
                        file,
                        statement.text(),
                        statement.offset() + statement.text().length());
    }
}
