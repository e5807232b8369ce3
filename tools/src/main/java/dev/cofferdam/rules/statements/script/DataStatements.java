package dev.cofferdam.rules.statements.script;

import static dev.cofferdam.sql.Identifiers.quoteIfNeeded;

import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.RuleClass;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.rules.info.RuleInfo;
import dev.cofferdam.rules.statements.situation.DataPart;
import dev.cofferdam.rules.statements.situation.ManyRows;
import dev.cofferdam.rules.statements.situation.Report;
import dev.cofferdam.rules.statements.situation.Situation;
import dev.cofferdam.rules.statements.situation.StatementRule;
import dev.cofferdam.rules.statements.situation.StrongLocks;
import dev.cofferdam.schema.Column;
import dev.cofferdam.sql.ParsedStatement;
import dev.cofferdam.sql.PlainSql;
import dev.cofferdam.sql.Statement;
import dev.cofferdam.sql.Statement.Verb;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Flags rows that change together with the schema, and inserts that rely on the order of columns (PostgreSQL docs, INSERT). */
public final class DataStatements implements StatementRule {
    private static final RuleInfo MIXED = new RuleInfo(
            "data-in-schema-migration",
            Severity.WARNING,
            RuleClass.HYGIENE,
            Hazard.LEAVES_RUBBISH,
            "One migration changes the schema and rows that were there before");
    private static final RuleInfo WITHOUT_COLUMNS = new RuleInfo(
            "insert-without-column-list",
            Severity.WARNING,
            RuleClass.COMPAT,
            Hazard.FAILS_WHEN_RUN,
            "An insert relies on the number and order of columns");

    @Override
    public List<RuleInfo> detects() {
        return List.of(MIXED, WITHOUT_COLUMNS);
    }

    @Override
    public List<Report> check(Situation at) {
        List<DataPart> parts = DataPart.of(at.statement()).stream()
                .filter(part -> !at.isNew(target(part)))
                .toList();
        return Stream.concat(
                        parts.stream().map(part -> withoutColumns(part, target(part), at)),
                        parts.stream().limit(1).map(part -> mixed(target(part), at)))
                .flatMap(Optional::stream)
                .toList();
    }

    private static TableRef target(DataPart part) {
        return part.query().target().orElseThrow();
    }

    private static Optional<Report> withoutColumns(DataPart part, TableRef table, Situation at) {
        if (part.query().verb() != Verb.INSERT
                || !part.query().insertWithoutColumns()
                || PlainSql.of(part.text()).contains(" default values")) {
            return Optional.empty();
        }
        String columns = at.table(table)
                .map(found -> found.columns().stream()
                        .map(Column::name)
                        .map(name -> quoteIfNeeded(name))
                        .collect(Collectors.joining(", ")))
                .orElse("<columns>");
        return Optional.of(Report.on(
                        table,
                        WITHOUT_COLUMNS,
                        "the values go into the columns of `" + table
                                + "` as they happen to stand; where a column was added, dropped or stands elsewhere the insert fails or puts values into"
                                + " the wrong one",
                        "`INSERT INTO " + quoteIfNeeded(table) + " (" + columns + ") ...`")
                .at(part.offset()));
    }

    /** Once a file, at the first data statement that no sharper rule has something to say about. */
    private static Optional<Report> mixed(TableRef table, Situation at) {
        // Asked in this order, because a file may hold thousands of them.
        boolean first = at.before().stream().noneMatch(earlier -> writesRows(earlier, at));
        if (!first || !hasSchemaToo(at) || ManyRows.of(at).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(Report.on(
                table,
                MIXED,
                "rows of `" + table
                        + "` change in the same file as the schema: they fail and are repeated together, the rows differ from one environment to"
                        + " the next, and a way back for one is none for the other",
                "a migration of its own for the rows of `" + table
                        + "`, written such that it may run twice (ON CONFLICT, WHERE)"));
    }

    private static boolean hasSchemaToo(Situation at) {
        return Stream.concat(at.before().stream(), at.after().stream())
                .anyMatch(other -> !StrongLocks.of(other, at).isEmpty());
    }

    private static boolean writesRows(ParsedStatement statement, Situation at) {
        return statement.facts() instanceof Statement.Query query
                && query.written().stream().anyMatch(target -> !at.isNew(target));
    }
}
