package dev.cofferdam.rules.loops;

import dev.cofferdam.domain.Step;
import dev.cofferdam.sql.Identifiers;
import dev.cofferdam.sql.ParsedStatement;
import dev.cofferdam.sql.PlainSql;
import dev.cofferdam.sql.SqlParser;
import dev.cofferdam.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The procedure of a backfill, called for a handful of rows: undisturbed, killed and called again, as its pilot, on no row at all, while rows come in
 * behind the last key.
 */
public final class BackfillLoop {
    /** Rows of one batch. */
    private static final int BATCH = 3;

    /** Keys one behind the other, and keys with gaps between them. */
    private static final List<Integer> SOME = List.of(1, 2, 3, 4, 5, 8, 9, 10, 20, 21, 22, 23, 24, 40);

    private static final List<Integer> WHOLE_BATCHES =
            IntStream.rangeClosed(1, 4 * BATCH).boxed().toList();

    private final Step.Backfill backfill;
    private final Set<String> wrongs = new LinkedHashSet<>();
    private Optional<String> unread = Optional.empty();

    private BackfillLoop(Step.Backfill backfill) {
        this.backfill = backfill;
    }

    /** Tries the step's procedure; nothing is said of a step that has none. */
    public static BackfillLoop of(Step.Backfill backfill) {
        BackfillLoop loop = new BackfillLoop(backfill);
        loop.procedure().ifPresent(loop::tryIt);
        return loop;
    }

    /** What is wrong with the procedure, in words that go on from the step's name. */
    public List<String> wrongs() {
        return List.copyOf(wrongs);
    }

    /** What could not be followed; then nothing else is said. */
    public Optional<String> unread() {
        return unread;
    }

    private Optional<ParsedStatement> procedure() {
        return backfill.setup().stream()
                .flatMap(text -> SqlParser.parse(text).stream())
                .filter(parsed -> parsed.facts() instanceof Statement.CreateRoutine routine && routine.procedure())
                .findFirst();
    }

    private void tryIt(ParsedStatement procedure) {
        try {
            LoopCall call = LoopCall.of(
                    procedure.text(),
                    ((Statement.CreateRoutine) procedure.facts()).body(),
                    PlainSql.tokens(backfill.predicate()),
                    BATCH);
            undisturbed(call);
        } catch (Unread words) {
            unread = Optional.of(String.valueOf(words.getMessage()));
            wrongs.clear();
        }
    }

    private void undisturbed(LoopCall call) {
        Trial trial = new Trial(call, SOME, SOME);
        LoopSeen seen = trial.run(0);
        seen(seen);
        if (wrongs.isEmpty()) {
            trial.again("called again when it is done").ifPresent(again -> {
                if (again.most() > 0) {
                    wrong("writes rows again when it is called again");
                }
            });
        }
        if (wrongs.isEmpty()) {
            new Trial(call, WHOLE_BATCHES, WHOLE_BATCHES).run(0);
            new Trial(call, SOME, SOME.stream().filter(place -> place % 2 == 0).toList()).run(0);
            new Trial(call, List.of(), List.of()).run(0);
            new Trial(call, List.of(7), List.of(7)).run(0);
        }
        if (wrongs.isEmpty()) {
            killed(call, seen.batches());
            pilot(call, seen.batches());
        }
    }

    private void seen(LoopSeen seen) {
        if (seen.most() > 2 * BATCH) {
            wrong("fills " + seen.most() + " rows in one transaction, where a batch has " + BATCH);
        }
        if (seen.sleptWithLocks()) {
            wrong("sleeps before it commits, while writers wait for its rows");
        }
        if (seen.sleepsForNothing()) {
            wrong("pauses for no time at all");
        }
        if (seen.keepsSetting()) {
            wrong(
                    "sets its setting for the session and not for the transaction, so that later statements of the session are taken for its own");
        }
        if (!seen.takesTurns()) {
            wrong(
                    "reads how far it is without FOR UPDATE, so that two callers do the same batch, and the slower one puts the progress back");
        }
    }

    /** A batch that was not committed is done once more, and no other. */
    private void killed(LoopCall call, int batches) {
        int at = Math.min(BATCH, batches);
        Trial trial = new Trial(call, SOME, SOME);
        trial.run(at);
        trial.again("called again after a crash").ifPresent(again -> {
            if (at + again.batches() > batches + 2) {
                wrong("begins with the first row again when it is called again after a crash");
            }
        });
    }

    private void pilot(LoopCall call, int batches) {
        Trial trial = new Trial(call, SOME, SOME);
        LoopSeen pilot = trial.call(backfill.pilot(), 0);
        if (wrongs.isEmpty() && pilot.batches() > 2 && batches > 3) {
            wrong("does not stop after the batches of its pilot, `" + backfill.pilot() + "`");
        }
        if (wrongs.isEmpty()) {
            trial.run(0);
        }
    }

    private void wrong(String words) {
        wrongs.add("has a procedure that " + words);
    }

    /** Tables as they are, over several calls. */
    private final class Trial {
        private final LoopCall call;
        private final LoopState state;
        private final String filled;

        private Trial(LoopCall call, List<Integer> places, List<Integer> unfilled) {
            this.call = call;
            List<String> table = PlainSql.tokens(Identifiers.quoteIfNeeded(backfill.table()));
            this.filled = table.get(table.size() - 1);
            List<String> key = backfill.key().stream()
                    .map(name -> PlainSql.of(Identifiers.quoteIfNeeded(name)))
                    .toList();
            this.state = new LoopState(key, places, unfilled);
            setup();
        }

        private void setup() {
            for (String sql : backfill.setup()) {
                OwnTable.of(sql).ifPresent(state::add);
                List<String> words = new ArrayList<>(PlainSql.tokens(sql));
                words.removeIf(";"::equals);
                if (words.get(0).equals("insert")) {
                    new LoopRun(filled, state, new LoopSeen(BATCH, 0)).say(words);
                }
            }
            state.commit();
        }

        /** The whole backfill, after which no row may be left. */
        private LoopSeen run(int killAt) {
            LoopSeen seen = call(backfill.run(), killAt);
            if (wrongs.isEmpty() && killAt == 0 && !state.left().isEmpty()) {
                wrong("leaves rows out: in batches of " + BATCH + " it does not come to the keys "
                        + state.left().stream().limit(4).toList() + " of " + new ArrayList<>(SOME));
            }
            return seen;
        }

        private Optional<LoopSeen> again(String when) {
            int before = wrongs.size();
            LoopSeen seen = run(0);
            if (wrongs.size() > before) {
                wrongs.clear();
                wrong("fails or leaves rows out when it is " + when);
                return Optional.empty();
            }
            return Optional.of(seen);
        }

        private LoopSeen call(String text, int killAt) {
            LoopSeen seen = new LoopSeen(BATCH, killAt);
            try {
                OptionalLong pilot =
                        text.equals(backfill.run()) ? OptionalLong.empty() : OptionalLong.of(backfill.pilotBatches());
                new LoopRun(filled, state, seen).call(call.script(), call.arguments(text, pilot, 2));
            } catch (LoopSeen.Killed killed) {
                state.rollback();
            } catch (Failed failed) {
                wrong(String.valueOf(failed.getMessage()));
            }
            return seen;
        }
    }
}
