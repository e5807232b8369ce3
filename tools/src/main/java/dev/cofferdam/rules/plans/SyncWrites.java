package dev.cofferdam.rules.plans;

import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.domain.Sync;
import dev.cofferdam.rules.facts.SyncDirections;
import dev.cofferdam.sql.PlainSql;
import dev.cofferdam.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Every kind of write that a sync's function meets while it lives, and what the row has to hold behind each: both places related by the mapping, every
 * other column as whoever writes it wrote it, and no error.
 *
 * @param old what the old place is called then
 * @param fresh what the new place is called then
 * @param settings what the backfill sets for its own writes, as SQL writes names and values
 * @param unfilled whether there are rows that no backfill has come to yet
 * @param filling whether a backfill writes
 */
record SyncWrites(
        Sync.ByTrigger sync,
        String old,
        String fresh,
        Map<String, String> settings,
        boolean unfilled,
        boolean filling) {
    private static final String WAS = "'was'";
    private static final String IS = "'is'";
    private static final String OTHER = "'other'";
    private static final String NULL = "null";

    /**
     * One write.
     *
     * @param words who does what
     * @param before the row that stood; empty for an INSERT
     * @param row the row as it was written
     * @param olds what the old place may hold then
     * @param freshs what the new place may hold then
     * @param bySetting whether the backfill's settings are on
     */
    private record Write(
            String words,
            Map<String, String> before,
            Map<String, String> row,
            Set<String> olds,
            Set<String> freshs,
            boolean bySetting) {}

    /** Where the function leaves such a row in another state, in words that go on from its name. */
    List<String> wrongs(Statement.CreateRoutine routine, Sync.Direction direction) {
        if (direction == Sync.Direction.NONE) {
            return List.of();
        }
        Optional<List<TriggerScript.Deed>> script = TriggerScript.read(routine.body());
        if (script.isEmpty()) {
            return List.of("has a body of which nobody can say from here that it keeps every row: "
                    + "more than IF, assignments to NEW and RETURN");
        }
        if (old.equals(fresh)) {
            return List.of("keeps `" + old + "` equal to itself: both places have one name by then");
        }
        Set<String> wrongs = new LinkedHashSet<>();
        TriggerScript.unseenCalls(routine.body())
                .forEach(
                        name -> wrongs.add("calls " + name + ", and what that does with every write is not seen here"));
        writes(direction).forEach(write -> tried(script.get(), write, wrongs));
        return List.copyOf(wrongs);
    }

    private List<Write> writes(Sync.Direction direction) {
        List<Write> writes = new ArrayList<>();
        if (SyncDirections.fillsNew(direction)) {
            writes.addAll(forth());
        }
        if (SyncDirections.fillsOld(direction)) {
            writes.addAll(back());
        }
        if (direction == Sync.Direction.BOTH) {
            writes.add(both());
        }
        writes.addAll(untouched());
        if (filling) {
            writes.addAll(filled());
        }
        return writes;
    }

    private List<Write> forth() {
        List<Write> writes = new ArrayList<>();
        for (String value : List.of(IS, NULL)) {
            writes.add(update(old, stood(), row(value, up(WAS)), value, up(value)));
        }
        if (unfilled) {
            writes.add(update(old, row(WAS, NULL), row(IS, NULL), IS, up(IS)));
        }
        writes.add(insert(old, row(IS, NULL), IS, up(IS)));
        return writes;
    }

    private List<Write> back() {
        List<Write> writes = new ArrayList<>();
        for (String value : List.of(IS, NULL)) {
            writes.add(update(fresh, stood(), row(WAS, value), down(value), value));
        }
        writes.add(insert(fresh, row(NULL, IS), down(IS), IS));
        return writes;
    }

    /** The row that the backfill takes up, and one that it comes to once more. */
    private List<Write> filled() {
        Set<String> olds = Set.of(WAS);
        Set<String> freshs = Set.of(up(WAS));
        return List.of(
                new Write("the backfill's UPDATE", row(WAS, NULL), row(WAS, up(WAS)), olds, freshs, true),
                new Write("the backfill's UPDATE", stood(), stood(), olds, freshs, true));
    }

    /** Other columns are written all day, before and after the backfill has come to the row. */
    private List<Write> untouched() {
        String words = "an UPDATE of neither " + old + " nor " + fresh;
        List<Write> writes = new ArrayList<>(
                List.of(new Write(words, stood(), stood(), same(WAS, down(up(WAS))), same(up(WAS)), false)));
        if (unfilled) {
            Map<String, String> row = row(WAS, NULL);
            writes.add(new Write(words, row, row, same(WAS, down(up(WAS))), same(NULL, up(WAS)), false));
        }
        return writes;
    }

    private Write both() {
        boolean newWins = sync.precedence() == Sync.Precedence.NEW_WINS;
        return new Write(
                "an UPDATE of both " + old + " and " + fresh + ", where " + (newWins ? fresh : old) + " wins",
                stood(),
                row(IS, OTHER),
                newWins ? same(down(OTHER)) : same(IS, down(up(IS))),
                newWins ? same(OTHER, up(down(OTHER))) : same(up(IS)),
                false);
    }

    /** A value that was mapped and mapped back is what the mapping makes of it, lossy or not. */
    private Write update(String column, Map<String, String> before, Map<String, String> row, String is, String other) {
        return write("an UPDATE of " + column, before, row, is, other);
    }

    private Write insert(String column, Map<String, String> row, String is, String other) {
        return write("an INSERT of " + column, Map.of(), row, is, other);
    }

    private Write write(String words, Map<String, String> before, Map<String, String> row, String olds, String freshs) {
        return new Write(words, before, row, same(olds, down(freshs)), same(freshs, up(olds)), false);
    }

    private void tried(List<TriggerScript.Deed> script, Write write, Set<String> wrongs) {
        RowTrial.Event event = write.before().isEmpty() ? RowTrial.Event.INSERT : RowTrial.Event.UPDATE;
        RowTrial trial =
                new RowTrial(event, write.before(), exact(), new RowTrial.Settings(settings, write.bySetting()));
        for (RowTrial.End end : trial.run(script, write.row())) {
            if (end.returned().equals("raise")) {
                wrongs.add("refuses " + write.words() + " with an error");
            } else {
                stored(write, end.returned().equals("return new") ? end.row() : write.before(), wrongs);
            }
        }
    }

    /** The row that is stored in the end; one that is left out, or left as it was, is told to nobody. */
    private void stored(Write write, Map<String, String> row, Set<String> wrongs) {
        String behind = " as it has to be behind " + write.words();
        if (!write.olds().contains(row.getOrDefault(old, ""))) {
            wrongs.add("does not leave " + old + behind);
        }
        if (!write.freshs().contains(row.getOrDefault(fresh, ""))) {
            wrongs.add("does not leave " + fresh + behind);
        }
        row.forEach((column, value) -> {
            if (!column.equals(old) && !column.equals(fresh) && !value.equals("new." + column)) {
                wrongs.add("changes " + column + ", which is none of its business, in " + write.words());
            }
        });
    }

    /** Values of which it is known whether two of them differ. */
    private Set<String> exact() {
        return Stream.of(WAS, IS, OTHER, NULL)
                .flatMap(value -> Stream.of(value, up(value), down(value), down(up(value)), up(down(value))))
                .collect(Collectors.toSet());
    }

    /** A row that was in order. */
    private Map<String, String> stood() {
        return row(WAS, up(WAS));
    }

    private Map<String, String> row(String olds, String freshs) {
        return Map.of(old, olds, fresh, freshs);
    }

    private static Set<String> same(String... values) {
        return Set.copyOf(List.of(values));
    }

    private String up(String value) {
        return mapped(sync.mapping().up(), sync.oldColumn(), value);
    }

    private String down(String value) {
        return mapped(sync.mapping().down(), sync.newColumn(), value);
    }

    private static String mapped(String mapping, ColumnRef column, String value) {
        List<String> words = PlainSql.tokens(mapping).stream()
                .map(token -> token.equals(SyncTrials.written(column)) ? value : token)
                .toList();
        return RowTrial.said(words);
    }
}
