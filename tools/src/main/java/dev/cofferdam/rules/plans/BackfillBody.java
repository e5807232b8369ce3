package dev.cofferdam.rules.plans;

import dev.cofferdam.domain.Step;
import dev.cofferdam.sql.Identifiers;
import dev.cofferdam.sql.ParsedStatement;
import dev.cofferdam.sql.PlainSql;
import dev.cofferdam.sql.SqlParser;
import dev.cofferdam.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * What the procedure of a backfill does, held against what its step says: the parser does not look into routines, so the assignment and the predicate
 * that everybody reads in the plan would otherwise bind nobody.
 */
record BackfillBody(Step.Backfill backfill) {

    /** Above it a batch holds its row locks, and its transaction, for longer than a reader of the plan expects. */
    private static final long MOST_ROWS = 100_000;

    /** What is wrong, in words that go on from the step's name. */
    List<String> wrongs() {
        List<String> wrongs = new ArrayList<>();
        if (backfill.batchRows() > MOST_ROWS) {
            wrongs.add("takes " + backfill.batchRows() + " rows in one transaction");
        }
        routine().ifPresent(routine -> {
            starts((Statement.CreateRoutine) routine.facts(), backfill.run()).ifPresent(wrongs::add);
            wrongs.addAll(wrongs(PlainSql.pieces(((Statement.CreateRoutine) routine.facts()).body())));
            batchRows(routine.text())
                    .filter(rows -> rows > MOST_ROWS)
                    .ifPresent(rows -> wrongs.add("has a procedure that takes " + rows + " rows in one transaction"));
        });
        return wrongs;
    }

    private List<String> wrongs(List<String> body) {
        List<String> wrongs = new ArrayList<>();
        String table = PlainSql.of(Identifiers.quoteIfNeeded(backfill.table()));
        Pattern update = Pattern.compile("\\bupdate (?:only )?" + Pattern.quote(table) + " set .*", Pattern.DOTALL);
        String stated = "update " + table + " set " + PlainSql.of(backfill.set()) + " where ";
        String predicate = "and " + PlainSql.of(backfill.predicate());
        body.stream()
                .map(update::matcher)
                .filter(Matcher::find)
                .map(Matcher::group)
                .forEach(found -> {
                    if (!found.startsWith(stated)) {
                        wrongs.add("has a procedure that does not set what the step says: " + found);
                    } else if (!found.endsWith(predicate)) {
                        wrongs.add("has a procedure that does not keep to the rows of the step: " + found);
                    }
                });
        upper(body).ifPresent(wrongs::add);
        if (!commitsBehindUpdates(body)) {
            wrongs.add("has a procedure that does not commit behind each batch");
        }
        return wrongs;
    }

    /** The run goes to the end: any argument would be a limit or another pace than the step says. */
    private static Optional<String> starts(Statement.CreateRoutine routine, String run) {
        String wanted = PlainSql.of("CALL " + Identifiers.quoteIfNeeded(routine.name()) + "()");
        return PlainSql.of(run).equals(wanted)
                ? Optional.empty()
                : Optional.of("runs `" + run + "`, not its procedure to the end: " + wanted);
    }

    /** The last key that the procedure freezes is one of the table, taken as the step says. */
    private Optional<String> upper(List<String> body) {
        String bound = PlainSql.of(backfill.upperBound());
        int from = bound.indexOf(" from ");
        boolean frozen = from < 0
                || body.stream()
                        .filter(piece -> piece.startsWith("insert into ") || piece.contains(" insert into "))
                        .filter(piece -> piece.contains("upper_key"))
                        .allMatch(piece -> piece.contains(bound.substring(from)));
        return frozen
                ? Optional.empty()
                : Optional.of("has a procedure that does not stop at the last key that the step says: "
                        + backfill.upperBound());
    }

    /** Behind the last UPDATE and before its loop begins again. */
    private static boolean commitsBehindUpdates(List<String> body) {
        int update = lastWith("update ", body);
        int end = lastWith("end loop", body);
        return (update >= 0 && end > update ? body.subList(update, end) : body).contains("commit");
    }

    private static int lastWith(String words, List<String> body) {
        return IntStream.range(0, body.size())
                .filter(i -> body.get(i).contains(words))
                .max()
                .orElse(-1);
    }

    private Optional<ParsedStatement> routine() {
        return backfill.setup().stream()
                .flatMap(text -> SqlParser.parse(text).stream())
                .filter(parsed -> parsed.facts() instanceof Statement.CreateRoutine)
                .findFirst();
    }

    private static Optional<Long> batchRows(String routine) {
        return Pattern.compile("\\bbatch_rows bigint default (\\d{1,18})\\b")
                .matcher(PlainSql.of(routine))
                .results()
                .map(found -> Long.valueOf(found.group(1)))
                .findFirst();
    }
}
