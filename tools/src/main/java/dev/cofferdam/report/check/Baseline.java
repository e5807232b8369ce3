package dev.cofferdam.report.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cofferdam.domain.Checked;
import dev.cofferdam.domain.StatementFinding;
import dev.cofferdam.domain.Undecided;
import dev.cofferdam.domain.UserError;
import dev.cofferdam.report.Words;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * What was found in an existing repository when its checks began, and is not reported again. An entry knows its statement by its words, not by its
 * line; equal statements of one file share an entry, which says how many there are.
 */
public final class Baseline {
    private static final int FORMAT = 1;

    private static final String OPEN = "could-not-decide";

    private static final int LONGEST = 80;

    private final Map<String, Entry> entries;

    private Baseline(Map<String, Entry> entries) {
        this.entries = entries;
    }

    /** So many findings of a rule in equal statements of a file. */
    private record Entry(String file, String rule, String statement, String fingerprint, int count) {
        Entry oneMore() {
            return new Entry(file, rule, statement, fingerprint, count + 1);
        }

        /** By which entries are sorted: neighbours in the file are neighbours in the baseline. */
        String key() {
            return file + "\n" + rule + "\n" + fingerprint;
        }
    }

    /**
     * What is left of a check.
     *
     * @param checked without what the baseline holds
     * @param known how much that was
     * @param stale entries, in words, that nothing in the judged files needs any more
     */
    public record Rest(Checked checked, int known, List<String> stale) {
        public Rest {
            stale = List.copyOf(stale);
        }
    }

    /**
     * Everything that was found.
     *
     * @param inBaseline turns a file of a finding into the path that the baseline writes
     */
    public static Baseline of(Checked checked, UnaryOperator<String> inBaseline) {
        Map<String, Entry> entries = new TreeMap<>();
        checked.findings().forEach(found -> add(entries, entry(found, inBaseline)));
        checked.undecided().forEach(open -> add(entries, entry(open, inBaseline)));
        return new Baseline(entries);
    }

    private static void add(Map<String, Entry> entries, Entry entry) {
        entries.merge(entry.key(), entry, (old, same) -> old.oneMore());
    }

    private static Entry entry(StatementFinding found, UnaryOperator<String> inBaseline) {
        return entry(inBaseline.apply(found.place().file()), found.finding().rule(), found.statement());
    }

    private static Entry entry(Undecided open, UnaryOperator<String> inBaseline) {
        return entry(inBaseline.apply(open.place().file()), OPEN, open.what());
    }

    private static Entry entry(String file, String rule, String statement) {
        String line = Words.oneLine(statement);
        String words = line.length() > LONGEST ? line.substring(0, LONGEST) + "..." : line;
        return new Entry(file, rule, words, Fingerprints.of(rule, file, statement), 1);
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws UserError when it is no baseline
     */
    public static Baseline parse(String json, String where) {
        try {
            JsonNode root = new ObjectMapper().readTree(json);
            if (root.path("format").asInt() != FORMAT || !root.path("findings").isArray()) {
                throw wrong("`" + where + "` is no baseline of format " + FORMAT, where);
            }
            Map<String, Entry> entries = new TreeMap<>();
            for (JsonNode each : root.path("findings")) {
                Entry entry = new Entry(
                        each.path("file").asText(),
                        each.path("rule").asText(),
                        each.path("statement").asText(),
                        each.path("fingerprint").asText(),
                        each.path("count").asInt(1));
                if (entry.file().isEmpty() || entry.fingerprint().isEmpty()) {
                    throw wrong("an entry of `" + where + "` has no `file` or no `fingerprint`", where);
                }
                entries.put(entry.key(), entry);
            }
            return new Baseline(entries);
        } catch (JsonProcessingException e) {
            String place = e.getLocation() == null
                    ? where
                    : where + ":" + e.getLocation().getLineNr();
            throw wrong("`" + where + "` is no valid JSON: " + e.getOriginalMessage(), place);
        }
    }

    private static UserError wrong(String problem, String where) {
        return new UserError(problem, where, "write it anew with --write-baseline " + where.replaceFirst(":\\d+$", ""));
    }

    /** Sorted JSON, an entry a line, so that a merge of two branches is easy to read. */
    public String write() {
        List<String> lines = new ArrayList<>();
        for (Entry entry : entries.values()) {
            ObjectNode node = JsonNodeFactory.instance.objectNode();
            node.put("file", entry.file()).put("rule", entry.rule()).put("fingerprint", entry.fingerprint());
            if (entry.count() > 1) {
                node.put("count", entry.count());
            }
            lines.add("    " + node.put("statement", entry.statement()));
        }
        return "{\n  \"format\": " + FORMAT + ",\n  \"findings\": [\n" + String.join(",\n", lines)
                + (lines.isEmpty() ? "" : "\n") + "  ]\n}\n";
    }

    /** The same with those entries of an earlier baseline whose files were not looked at this time. */
    public Baseline keeping(Baseline earlier, Predicate<String> files) {
        Map<String, Entry> all = new TreeMap<>(entries);
        earlier.entries.values().stream()
                .filter(entry -> files.test(entry.file()))
                .forEach(entry -> all.putIfAbsent(entry.key(), entry));
        return new Baseline(all);
    }

    /** How many findings and open places it holds. */
    public int size() {
        return entries.values().stream().mapToInt(Entry::count).sum();
    }

    /**
     * Takes from a check what the baseline holds.
     *
     * @param judged whether a file of the baseline was judged, or is gone: only then its entries can be stale
     */
    public Rest subtract(Checked checked, UnaryOperator<String> inBaseline, Predicate<String> judged) {
        Map<String, Integer> left = new HashMap<>();
        entries.forEach((key, entry) -> left.put(key, entry.count()));
        List<StatementFinding> findings = checked.findings().stream()
                .filter(found -> !takes(left, entry(found, inBaseline).key()))
                .toList();
        List<Undecided> undecided = checked.undecided().stream()
                .filter(open -> !takes(left, entry(open, inBaseline).key()))
                .toList();
        int known = checked.findings().size() + checked.undecided().size() - findings.size() - undecided.size();
        List<String> stale = entries.entrySet().stream()
                .filter(entry -> left.getOrDefault(entry.getKey(), 0) > 0
                        && judged.test(entry.getValue().file()))
                .map(entry -> entry.getValue().file() + ": " + entry.getValue().rule() + ": "
                        + entry.getValue().statement())
                .toList();
        return new Rest(new Checked(findings, undecided, checked.files(), checked.statements()), known, stale);
    }

    private static boolean takes(Map<String, Integer> left, String key) {
        int count = left.getOrDefault(key, 0);
        left.put(key, count - 1);
        return count > 0;
    }
}
