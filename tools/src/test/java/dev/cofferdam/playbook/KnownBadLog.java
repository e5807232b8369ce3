package dev.cofferdam.playbook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What became of the known-bad plans: {@code target/known-bad-plans.txt} has a line for each as soon as it was played, and {@code
 * target/known-bad-plans.md} the table that goes into {@code evals/REHEARSAL.md}. A plan that was played again counts as it did last.
 */
final class KnownBadLog {
    private static final Path LOG = Path.of("target", "known-bad-plans.txt");
    private static final Path TABLE = Path.of("target", "known-bad-plans.md");

    private static final Pattern LINE = Pattern.compile("(\\w+) (\\w+): (\\w+ in \\w+) in (\\d+) ms by .*");

    private static final Map<String, String> FAMILIES = new TreeMap<>(Map.of(
            "Flaw", "slips in single steps",
            "ShapeFlaw", "what is built: constraints, indexes, locks, the end",
            "ValueFlaw", "values that go astray: sync, backfill, cutover",
            "ReturnFlaw", "ways back, and what is claimed of them and of versions"));

    /** How a plan's defect came out. */
    enum Outcome {
        /** By the rule and at the place that are there for it. */
        FOUND,
        /** By others only. */
        ELSEWHERE,
        /** Nothing was found. */
        MISSED
    }

    /** A plan that was played. */
    record Line(Outcome outcome, String family, String plan, long millis) {}

    private KnownBadLog() {}

    static void add(Line line, String by) throws IOException {
        Files.createDirectories(LOG.toAbsolutePath().getParent());
        Files.writeString(
                LOG,
                line.outcome() + " " + line.family() + ": " + line.plan() + " in " + line.millis() + " ms by " + by
                        + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    /** Writes the table of all that stand in the log. */
    static void summarise() throws IOException {
        Map<String, Line> last = new TreeMap<>();
        for (String text : Files.exists(LOG) ? Files.readAllLines(LOG) : List.<String>of()) {
            Matcher parts = LINE.matcher(text);
            if (parts.matches()) {
                last.put(
                        parts.group(3),
                        new Line(
                                Outcome.valueOf(parts.group(1)),
                                parts.group(2),
                                parts.group(3),
                                Long.parseLong(parts.group(4))));
            }
        }
        Files.write(TABLE, table(List.copyOf(last.values())));
    }

    static List<String> table(List<Line> lines) {
        List<String> table = new ArrayList<>();
        table.add("| defects | kinds | plans | by the right rule and place | by others only | not found |");
        table.add("|---|---:|---:|---:|---:|---:|");
        FAMILIES.forEach((family, words) -> table.add(row(
                words,
                lines.stream().filter(line -> line.family().equals(family)).toList())));
        table.add(row("all", lines));
        List<String> others = lines.stream()
                .filter(line -> line.outcome() != Outcome.FOUND)
                .map(line -> "`" + line.plan() + "` (" + line.outcome().name().toLowerCase(Locale.ROOT) + ")")
                .toList();
        table.add("");
        table.add(others.isEmpty() ? "None is left over." : "Left over: " + String.join(", ", others) + ".");
        return table;
    }

    private static String row(String words, List<Line> lines) {
        long kinds = lines.stream()
                .map(line -> line.plan().replaceAll(" in .*", ""))
                .distinct()
                .count();
        String counts = Arrays.stream(Outcome.values())
                .map(outcome -> Long.toString(
                        lines.stream().filter(line -> line.outcome() == outcome).count()))
                .collect(Collectors.joining(" | "));
        return "| " + words + " | " + kinds + " | " + lines.size() + " | " + counts + " |";
    }
}
