package dev.cofferdam.evals.rules;

import dev.cofferdam.domain.Checked;
import dev.cofferdam.domain.Engine;
import dev.cofferdam.domain.StatementFinding;
import dev.cofferdam.migrations.JudgedFiles;
import dev.cofferdam.migrations.JudgedHistory;
import dev.cofferdam.rules.statements.Policy;
import dev.cofferdam.rules.statements.StatementCheck;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Draws findings over real migration files for a person to judge: one from each repository in turn, and few of one rule, so that a rule which speaks in
 * every file does not stand for all others.
 */
final class SampleRun {
    private static final int MOST_OF_A_RULE = 6;

    private final Path corpus;
    private final long seed;
    private final int size;

    SampleRun(Path corpus, long seed, int size) {
        this.corpus = corpus;
        this.seed = seed;
        this.size = size;
    }

    /** Tab-separated, one finding a line: place, rule, severity, what, statement. */
    String lines() {
        List<Deque<StatementFinding>> shuffled = new ArrayList<>();
        for (Path repository : repositories()) {
            List<StatementFinding> findings = new ArrayList<>(findings(repository));
            Collections.shuffle(findings, new Random(seed));
            shuffled.add(new ArrayDeque<>(findings));
        }
        List<String> drawn = new ArrayList<>();
        Map<String, Integer> ofRule = new HashMap<>();
        while (drawn.size() < size && shuffled.stream().anyMatch(left -> !left.isEmpty())) {
            for (Deque<StatementFinding> left : shuffled) {
                if (drawn.size() < size) {
                    draw(left, ofRule).ifPresent(finding -> drawn.add(line(finding)));
                }
            }
        }
        return String.join("", drawn);
    }

    private static Optional<StatementFinding> draw(Deque<StatementFinding> left, Map<String, Integer> ofRule) {
        while (!left.isEmpty()) {
            StatementFinding next = left.pop();
            if (ofRule.merge(next.finding().rule(), 1, Integer::sum) <= MOST_OF_A_RULE) {
                return Optional.of(next);
            }
        }
        return Optional.empty();
    }

    private List<Path> repositories() {
        try (Stream<Path> folders = Files.list(corpus)) {
            return folders.filter(Files::isDirectory).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As {@code check} prints them: without advice, each file a change of its own. */
    private List<StatementFinding> findings(Path repository) {
        List<StatementFinding> findings = new ArrayList<>();
        for (JudgedHistory each : JudgedFiles.of(List.of(repository), corpus)) {
            Checked checked = StatementCheck.of(
                    each.history(),
                    Engine.postgresql(PeerCase.NEWEST),
                    each::judges,
                    each.oneChange(),
                    Policy.of(Map.of(), false));
            findings.addAll(checked.findings());
        }
        return findings;
    }

    private static String line(StatementFinding found) {
        return String.join(
                        "\t",
                        found.place().toString(),
                        found.finding().rule(),
                        found.finding().severity().name(),
                        oneLine(found.finding().what()),
                        oneLine(found.statement()))
                + "\n";
    }

    private static String oneLine(String text) {
        String line = text.replaceAll("\\s+", " ").strip();
        return line.length() > 400 ? line.substring(0, 400) + " ..." : line;
    }
}
