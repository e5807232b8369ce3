package dev.cofferdam.rules.statements;

import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.rules.info.RuleInfo;
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
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Flags columns added to a table whose rows a function of the same history copies as they stand: {@code INSERT INTO log SELECT OLD.*}
 * fails from then on when both sides do not grow together. What an application does is for {@code usages} to say.
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

    /** A function that copies rows of one table, in words, into another. */
    private record Copy(String function, String from, String into) {}

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
        String into = insert.group(1);
        String name = table.ref().name();
        boolean readsWhole = isTrigger && WHOLE_ROW.matcher(insert.group(2)).find()
                || WHOLE_TABLE.matcher(insert.group(2)).results().anyMatch(from -> from.group(1).equals(name));
        if (readsWhole) {
            return Optional.of(new Copy(routine.name(), "`" + name + "`", into));
        }
        boolean isWholeRow = WHOLE_ROW.matcher(insert.group(2)).find();
        Optional<String> source = WHOLE_TABLE.matcher(insert.group(2)).results()
                .map(from -> "`" + from.group(1) + "`")
                .findFirst()
                .or(() -> Optional.of("its table").filter(whole -> isWholeRow));
        return source.filter(from -> into.equals(name)).map(from -> new Copy(routine.name(), from, into));
    }

    /** Whether the other side gets a column of that name in the same transaction; where it is not known, any other table. */
    private static boolean growsTogether(Copy copy, ColumnDefinition column, Situation at) {
        String here = at.alteredTable().name();
        Predicate<String> isOther = copy.into().equals(here)
                ? name -> !name.equals(here)
                : name -> name.equals(copy.into());
        return Stream.concat(at.earlierInTransaction().stream(), at.laterInTransaction().stream())
                .map(ParsedStatement::facts)
                .filter(Statement.AlterTable.class::isInstance)
                .map(Statement.AlterTable.class::cast)
                .filter(alter -> isOther.test(alter.table().name()))
                .flatMap(alter -> alter.actions().stream())
                .anyMatch(action -> action instanceof AlterAction.AddColumn add
                        && add.column().name().equals(column.name()));
    }

    private static Report report(Copy copy, ColumnDefinition column, Situation at) {
        TableRef table = at.alteredTable();
        return Report.on(
                        table,
                        INFO,
                        "function `" + copy.function() + "` copies whole rows of " + copy.from() + " into `" + copy.into()
                                + "`: with `" + column.name()
                                + "` on one side only, its INSERT fails, and with it every write that calls it",
                        "first let `" + copy.function() + "` name the columns of both tables: `INSERT INTO " + copy.into()
                                + " (...) SELECT ...`; or add `" + column.name()
                                + "` to both tables, in the same place, in one transaction")
                .about(table + "/" + copy.function());
    }
}
