package dev.cofferdam.toolbox;

import dev.cofferdam.domain.Estimate;
import dev.cofferdam.domain.Place;
import dev.cofferdam.domain.Undecided;
import dev.cofferdam.rows.TableFacts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a live database says, as a planner reads it and as the plan shows it to a person. */
final class FactWords {
    private static final long MEGABYTE = 1024L * 1024;

    /** A slot that holds back more than this belongs to nobody, or its reader cannot keep up. */
    private static final long FAR_BEHIND = 1024 * MEGABYTE;

    private FactWords() {}

    /** Lines for the planner. */
    static List<String> lines(TableFacts facts) {
        List<String> lines = new ArrayList<>();
        lines.add("  " + size(facts));
        facts.columns().forEach(column -> filled(column).ifPresent(words -> lines.add("  " + words)));
        facts.publications().forEach(name -> lines.add("  publication " + name + " sends it to subscribers"));
        facts.slots()
                .forEach(slot -> lines.add("  replication slot " + slot.name() + (slot.active() ? "" : ", not active,")
                        + " is " + bytes(slot.bytesBehind()) + " behind"));
        facts.oldTransactions().forEach(old -> lines.add("  " + old(old)));
        return lines;
    }

    /** Numbers for the ledger. */
    static Map<String, String> values(TableFacts facts) {
        Map<String, String> values = new TreeMap<>();
        values.put("tableBytes", String.valueOf(facts.tableBytes()));
        values.put("indexBytes", String.valueOf(facts.indexBytes()));
        values.put("indexes", String.valueOf(facts.indexes()));
        values.put("triggers", String.valueOf(facts.triggers()));
        values.put("partitions", String.valueOf(facts.partitions()));
        values.put("oldTransactions", String.valueOf(facts.oldTransactions().size()));
        facts.analyzed().ifPresent(at -> values.put("analyzed", at.toString()));
        facts.columns().forEach(column -> {
            String prefix = facts.columns().size() == 1 ? "" : column.name() + ".";
            column.nullShare()
                    .ifPresent(share -> values.put(prefix + "nullShare", String.format(Locale.ROOT, "%.3f", share)));
            column.averageBytes()
                    .ifPresent(width -> values.put(prefix + "averageBytes", String.valueOf(Math.round(width))));
        });
        return values;
    }

    /** The largest tables, as a line of a list of all. */
    static String largest(TableFacts facts) {
        return facts.largest().isEmpty()
                ? ""
                : "\nlargest: "
                        + facts.largest().stream()
                                .map(sized -> sized.table() + " " + bytes(sized.bytes()))
                                .collect(Collectors.joining(", "));
    }

    /** The estimate, with what is known of the table among its assumptions. */
    static Estimate into(Estimate estimate, Optional<TableFacts> facts) {
        if (facts.isEmpty()) {
            return estimate;
        }
        List<String> assumptions = new ArrayList<>(estimate.assumptions());
        assumptions.add(size(facts.get()));
        facts.get().columns().forEach(column -> filled(column).ifPresent(assumptions::add));
        return new Estimate(
                estimate.step(),
                estimate.rows(),
                estimate.rowSource(),
                estimate.batches(),
                estimate.batchRows(),
                estimate.low(),
                estimate.high(),
                estimate.walBytes(),
                estimate.basis(),
                assumptions,
                estimate.cites());
    }

    /** What a person has to decide before the first step. */
    static List<Undecided> undecided(TableFacts facts) {
        List<Undecided> undecided = new ArrayList<>();
        for (String publication : facts.publications()) {
            undecided.add(new Undecided(
                    Place.of("database/publication/" + publication, 1),
                    "publication " + publication + " sends " + facts.table() + " to subscribers",
                    "a subscriber whose table lacks the new column stops at the first row that carries it, and its slot then fills this"
                            + " server's disk; give it the column before expand"));
        }
        for (String index : facts.invalidIndexes()) {
            undecided.add(new Undecided(
                    Place.of("database/index/" + index, 1),
                    "index " + index + " of " + facts.table() + " is invalid",
                    "a build failed and left it: every write pays for it and no read uses it; the plan would build a twin of it. Drop or"
                            + " rebuild it first"));
        }
        return undecided;
    }

    /** What was so when the plan was made, and may be so again when a step is run. */
    static List<String> concerns(TableFacts facts) {
        List<String> concerns = new ArrayList<>();
        facts.oldTransactions().stream()
                .limit(5)
                .forEach(
                        old -> concerns.add(
                                "when the plan was made, " + old(old)
                                        + (old.prepared()
                                                ? "; it holds its locks until somebody commits it or rolls it back"
                                                : "; a step that needs a lock waits behind such a transaction and gives up at its lock timeout")));
        if (facts.hiddenSessions() > 0) {
            concerns.add("how old the transactions of " + facts.hiddenSessions()
                    + (facts.hiddenSessions() == 1 ? " session" : " sessions")
                    + " of other roles are, which the login may not see (GRANT pg_read_all_stats shows them)");
        }
        facts.slots().stream()
                .filter(slot -> slot.bytesBehind() > FAR_BEHIND)
                .forEach(slot ->
                        concerns.add("replication slot " + slot.name() + " held back " + bytes(slot.bytesBehind())
                                + " of write-ahead log when the plan was made; the backfill adds to that"));
        return concerns;
    }

    private static String size(TableFacts facts) {
        return facts.table() + " takes " + bytes(facts.tableBytes()) + " and its " + facts.indexes()
                + (facts.indexes() == 1 ? " index " : " indexes ") + bytes(facts.indexBytes())
                + (facts.partitions() == 0 ? "" : " in " + facts.partitions() + " partitions")
                + facts.analyzed()
                        .map(at -> ", statistics of " + at.toString().substring(0, 10))
                        .orElse(", statistics never gathered");
    }

    private static Optional<String> filled(TableFacts.ColumnFacts column) {
        if (column.nullShare().isEmpty() || column.averageBytes().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(String.format(
                Locale.ROOT,
                "%s is null in %.0f %% of the rows and %.0f bytes wide otherwise, %s",
                column.name(),
                column.nullShare().getAsDouble() * 100,
                column.averageBytes().getAsDouble(),
                column.sampled() ? "in a sample of its blocks" : "by the statistics"));
    }

    private static String old(TableFacts.OldTransaction old) {
        return (old.prepared() ? "the prepared transaction `" : "a transaction of `") + old.who()
                + "` had been open for " + words(old.age());
    }

    private static String words(Duration age) {
        return age.toHours() >= 48
                ? age.toDays() + " days"
                : age.toMinutes() >= 120 ? age.toHours() + " hours" : age.toMinutes() + " minutes";
    }

    private static String bytes(long bytes) {
        if (bytes >= 1024 * MEGABYTE) {
            return String.format(Locale.ROOT, "%.1f GB", bytes / 1024.0 / MEGABYTE);
        }
        return bytes >= MEGABYTE
                ? String.format(Locale.ROOT, "%.1f MB", (double) bytes / MEGABYTE)
                : String.format(Locale.ROOT, "%d kB", (bytes + 1023) / 1024);
    }
}
