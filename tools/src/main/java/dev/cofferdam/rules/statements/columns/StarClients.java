package dev.cofferdam.rules.statements.columns;

import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.rules.info.RuleInfo;
import dev.cofferdam.rules.statements.situation.Report;
import dev.cofferdam.rules.statements.situation.Situation;
import dev.cofferdam.rules.statements.situation.StatementRule;
import dev.cofferdam.schema.Routine;
import dev.cofferdam.schema.Table;
import dev.cofferdam.sql.AlterAction;
import dev.cofferdam.sql.ColumnDefinition;
import dev.cofferdam.sql.ParsedStatement;
import dev.cofferdam.sql.PlainSql;
import dev.cofferdam.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Flags columns added to a table whose rows a function of the same history copies as they stand: {@code INSERT INTO log SELECT OLD.*}
 * fails from then on when the other table does not grow too. What an application does is for {@code usages} to say.
 */
public final class StarClients implements StatementRule {
    private static final RuleInfo INFO = new RuleInfo(
            "column-add-breaks-star-clients",
            Severity.ERROR,
            Hazard.BREAKS_OLD_CODE,
            "A column is added to a table whose rows a function copies whole");

    private static final String NAME = "(?:[^\\s\".]+ \\. )?\"?([^\\s\".]+)\"?";
    private static final Pattern INSERT = Pattern.compile("\\binsert into " + NAME + " ((?:select|values)\\b.*)");
    private static final Pattern WHOLE_ROW = Pattern.compile("\\b(?:old|new) \\. \\*");
    private static final Pattern WHOLE_TABLE = Pattern.compile("select \\* from " + NAME + "(?= |$)");

    @Override
    public List<RuleInfo> detects() {
        return List.of(INFO);
    }

    @Override
    public List<Report> check(Situation at) {
        List<ColumnDefinition> columns =
                ColumnActions.added(at).map(AlterAction.AddColumn::column).toList();
        Optional<Table> table = columns.isEmpty() ? Optional.empty() : at.table(at.alteredTable());
        return table.map(found -> copies(found, at)
                        .filter(copy -> !columns.stream().allMatch(column -> growsTogether(copy, column, at)))
                        .map(copy -> report(copy, columns.get(0), at))
                        .toList())
                .orElse(List.of());
    }

    /**
     * A function that copies rows of the table into another.
     *
     * @param isLast whether nothing follows the row's columns, so that one more goes into one more column
     */
    private record Copy(String function, String into, boolean isLast) {}

    private static Stream<Copy> copies(Table table, Situation at) {
        List<String> triggers =
                table.triggers().stream().map(trigger -> trigger.function()).toList();
        List<Copy> copies = new ArrayList<>();
        for (Routine routine : at.schema().routines()) {
            for (String piece : PlainSql.pieces(routine.body())) {
                INSERT.matcher(piece)
                        .results()
                        .flatMap(insert -> copy(routine, insert, table, triggers.contains(routine.name())).stream())
                        .forEach(copies::add);
            }
        }
        return copies.stream().distinct();
    }

    private static Optional<Copy> copy(Routine routine, MatchResult insert, Table table, boolean isTrigger) {
        String rows = insert.group(2);
        boolean copiesRow = isTrigger && WHOLE_ROW.matcher(rows).find();
        boolean copiesTable = WHOLE_TABLE.matcher(rows).results().anyMatch(from -> from.group(1)
                .equals(table.ref().name()));
        return copiesRow || copiesTable
                ? Optional.of(new Copy(routine.name(), insert.group(1), !rows.contains(". * ,")))
                : Optional.empty();
    }

    /** Whether the new value finds a column behind the others: of that name, there before or added in the same transaction. */
    private static boolean growsTogether(Copy copy, ColumnDefinition column, Situation at) {
        boolean hasGrown = at.table(TableRef.of(copy.into()))
                .flatMap(table -> table.findColumn(column.name()))
                .isPresent();
        boolean grows = Stream.concat(at.earlierInTransaction().stream(), at.laterInTransaction().stream())
                .map(ParsedStatement::facts)
                .filter(Statement.AlterTable.class::isInstance)
                .map(Statement.AlterTable.class::cast)
                .filter(alter -> alter.table().name().equals(copy.into()))
                .flatMap(alter -> alter.actions().stream())
                .anyMatch(action -> action instanceof AlterAction.AddColumn add
                        && add.column().name().equals(column.name()));
        return copy.isLast() && (hasGrown || grows);
    }

    private static Report report(Copy copy, ColumnDefinition column, Situation at) {
        TableRef table = at.alteredTable();
        return Report.on(
                        table,
                        INFO,
                        "function `" + copy.function() + "` copies whole rows of `" + table + "` into `" + copy.into()
                                + "`: with `" + column.name()
                                + "` it has one value too many or in the wrong column, and every write that calls it fails",
                        "first let `" + copy.function() + "` name the columns: `INSERT INTO " + copy.into()
                                + " (...) SELECT ...`"
                                + (copy.isLast()
                                        ? "; or in the same transaction add `" + column.name() + "` to `" + copy.into()
                                                + "` as well"
                                        : ""))
                .about(table + "/" + copy.function());
    }
}
