package dev.cofferdam.report;

import dev.cofferdam.domain.Gate;
import dev.cofferdam.domain.Retry;
import dev.cofferdam.domain.Step;
import dev.cofferdam.domain.Timeouts;
import dev.cofferdam.domain.TransactionMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One SQL file of a plan. It begins with what a person must know, aborts when a gate before it does not hold, and can be run by
 * psql or by a migration tool that leaves transactions to the file.
 *
 * @param before gates that must hold first: queries are asked in the file, the others are named in its head
 */
record SqlFile(String plan, String path, Step step, List<Gate> before) {
    private static final int LABEL_WIDTH = 13;

    SqlFile {
        before = List.copyOf(before);
    }

    String of(Step.Sql sql) {
        String head =
                head(sql.title(), sql.role(), mode(sql.transaction()), sql.timeouts(), sql.retry(), sql.doneWhen());
        return head + "\n" + body(sql);
    }

    private String body(Step.Sql sql) {
        if (sql.transaction() == TransactionMode.ONE_TRANSACTION) {
            return inTransaction(sql.timeouts(), guards(), sql.statements());
        }
        return guards()
                + SqlText.sessionTimeouts(sql.timeouts())
                + "\n"
                + SqlText.statements(sql.statements())
                + "\n"
                + SqlText.resetTimeouts();
    }

    /** Gates come before the time-outs: they only read, and a count of all rows may take longer than the step itself may. */
    private static String inTransaction(Timeouts timeouts, String guards, List<String> statements) {
        return "BEGIN;\n\n"
                + guards
                + SqlText.localTimeouts(timeouts)
                + "\n"
                + SqlText.statements(statements)
                + "\nCOMMIT;\n";
    }

    /** Sets the backfill up and runs its pilot. */
    String of(Step.Backfill backfill) {
        String rows = Words.number(backfill.pilotBatches() * backfill.batchRows());
        return head(
                        backfill.title() + ": set-up and pilot",
                        "owner",
                        "each batch in its own transaction",
                        backfill.timeouts(),
                        backfill.retry(),
                        backfill.doneWhen())
                + "\n-- 1. Set up.\n\n"
                + inTransaction(backfill.timeouts(), guards(), backfill.setup())
                + "\n-- 2. The pilot: the first " + Words.count(backfill.pilotBatches(), "batch", "batches") + ", "
                + rows
                + " rows of the key range. Look at the rate, and replace the estimate by it:\n"
                + comment(backfill.progress())
                + "\n"
                + call(backfill, backfill.pilot());
    }

    /** All batches that the pilot, or an interrupted run, has left. */
    String rest(Step.Backfill backfill) {
        return head(
                        backfill.title() + ": the rest",
                        "owner",
                        "each batch in its own transaction",
                        backfill.timeouts(),
                        backfill.retry(),
                        backfill.doneWhen())
                + "\n-- Stop it at any time: finished batches stay, and the next run of this file goes on behind them.\n"
                + "-- Progress, from another session:\n"
                + comment(backfill.progress())
                + "\n"
                + call(backfill, backfill.run());
    }

    private static String call(Step.Backfill backfill, String statement) {
        return SqlText.sessionTimeouts(backfill.timeouts())
                + "\n"
                + SqlText.statement(statement)
                + "\n"
                + SqlText.resetTimeouts();
    }

    /** Removes what the backfill set up, once no row is left. */
    String teardown(Step.Backfill backfill) {
        return head(
                        "Remove what the backfill set up",
                        "owner",
                        mode(TransactionMode.ONE_TRANSACTION),
                        backfill.timeouts(),
                        backfill.retry(),
                        backfill.doneWhen())
                + "\n"
                + inTransaction(backfill.timeouts(), guards(), backfill.teardown());
    }

    private String guards() {
        return queries().map(gate -> SqlText.guard(step.id(), gate) + "\n").collect(Collectors.joining());
    }

    private Stream<Gate.Query> queries() {
        return before.stream().filter(Gate.Query.class::isInstance).map(Gate.Query.class::cast);
    }

    private String head(
            String title, String role, String transaction, Timeouts timeouts, Retry retry, Gate.Query doneWhen) {
        List<String> lines = new ArrayList<>();
        lines.add("-- Plan " + Words.oneLine(plan) + ", step " + Words.oneLine(step.id()));
        lines.add("-- " + Words.oneLine(title));
        lines.add("--");
        lines.add(line("Run by", step.conduct().who() + ", as " + role));
        lines.add(line("Run with", "psql -v ON_ERROR_STOP=1 -f " + path));
        lines.add(line("", "other runners: without a transaction around the file"));
        lines.add(line("Transaction", transaction));
        Locks.of(step)
                .forEach(lock -> lines.add(line("Lock", Locks.words(lock) + "; waiting: " + Locks.whoWaits(lock))));
        lines.add(line("Gives up", limits(timeouts)));
        lines.add(line("Retry", retry(retry)));
        before.forEach(gate -> lines.add(line("Gate before", gateLine(gate))));
        lines.add(line("Done when", Words.sentence(doneWhen.statement()) + " Then it need not run again:"));
        return String.join("\n", lines) + "\n" + comment(doneWhen.sql() + "\n-- returns " + doneWhen.expected());
    }

    private static String gateLine(Gate gate) {
        String how = gate instanceof Gate.Query ? " (asked below)" : " (no query can tell; see to it)";
        return Words.sentence(gate.statement()) + how;
    }

    private static String line(String label, String text) {
        String name = label.isEmpty() ? "" : label + ":";
        return "-- " + name + " ".repeat(LABEL_WIDTH - name.length()) + Words.oneLine(text);
    }

    private static String comment(String sql) {
        return sql.strip()
                .lines()
                .map(line -> ("--     " + line).stripTrailing() + "\n")
                .collect(Collectors.joining());
    }

    static String mode(TransactionMode mode) {
        return mode == TransactionMode.ONE_TRANSACTION
                ? "all statements in one"
                : "none; each statement stands alone, and a failed one may leave something behind";
    }

    static String limits(Timeouts timeouts) {
        return "after waiting " + limit(timeouts.lock()) + " for a lock, after running " + limit(timeouts.statement());
    }

    private static String limit(Duration span) {
        return span.isZero() ? "without limit" : Words.span(span);
    }

    static String retry(Retry retry) {
        if (retry.attempts() == 1) {
            return "none";
        }
        return "up to " + Words.count(retry.attempts(), "attempt") + " when the lock was not available, "
                + Words.span(retry.firstPause()) + " apart at first and at most " + Words.span(retry.longestPause());
    }
}
