package dev.cofferdam.evals.usages;

import dev.cofferdam.domain.Place;
import dev.cofferdam.domain.Usage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Asks for each column that a run touched whether {@code usages} names the methods that touched it. */
final class RuntimeRun {
    private final Scanned scanned;
    private final OwnText text;
    private final Map<String, List<Usage>> usages = new HashMap<>();

    RuntimeRun(Path repository, Optional<Path> schema) {
        scanned = new Scanned(repository, schema);
        text = new OwnText(repository);
    }

    /**
     * One truth and what became of it.
     *
     * @param named whether the repository's own text names the column at this method
     */
    record Outcome(RuntimeTruth of, boolean named, Score.Reach reach) {
        String line() {
            return String.join("\t", reach.name(), named ? "named" : "implicit", of.line());
        }
    }

    List<Outcome> run(List<RuntimeTruth> truths) {
        List<Outcome> outcomes = new ArrayList<>();
        for (RuntimeTruth truth : truths) {
            boolean ownSql = !truth.flags().contains("orm")
                    && truth.named()
                    && !truth.flags().contains("generated");
            outcomes.add(new Outcome(truth, !truth.happened() && (ownSql || text.names(truth)), reach(truth)));
        }
        return outcomes;
    }

    private Score.Reach reach(RuntimeTruth truth) {
        List<Usage> of = usages.computeIfAbsent(
                truth.table() + "." + truth.column(), key -> scanned.usages(truth.table(), truth.column()));
        Score.Reach best = Score.Reach.MISSED;
        for (Usage usage : of) {
            if (matches(usage, truth)) {
                if (usage.confidence().needsEdit()) {
                    return Score.Reach.SURE;
                }
                best = Score.Reach.POSSIBLE;
            }
        }
        return best;
    }

    private boolean matches(Usage usage, RuntimeTruth truth) {
        boolean access =
                truth.write() ? usage.access().writes() : usage.access().reads();
        if (truth.happened()) {
            return access;
        }
        Place place = usage.place();
        return access
                && place.className().filter(name -> same(name, truth)).isPresent()
                && place.member().filter(truth.method()::equals).isPresent();
    }

    /** An anonymous class is written inside its class, and a repository may be called through an interface that it extends. */
    private boolean same(String found, RuntimeTruth truth) {
        String name = found.replaceAll("\\$\\d.*", "");
        return name.equals(truth.type().replaceAll("\\$\\d.*", ""))
                || text.kin(truth.type()).contains(name.substring(name.lastIndexOf('.') + 1));
    }

    /** The section of the results page about one repository. */
    static String page(String repository, List<Outcome> outcomes) {
        Map<String, Score> rows = new TreeMap<>();
        for (Outcome outcome : outcomes) {
            rows.merge(outcome.of().how(), Score.NONE.plus(outcome.reach()), Score::plus);
            rows.merge(
                    outcome.named() ? "~1 column named in the repository's own text" : "~2 implied",
                    Score.NONE.plus(outcome.reach()),
                    Score::plus);
            rows.merge("~3 all", Score.NONE.plus(outcome.reach()), Score::plus);
        }
        StringBuilder page = new StringBuilder(
                "### Runtime truth: " + repository + "\n\n"
                        + "| (class#method, column, access) | seen | found without possible | with possible |\n|---|---:|---:|---:|\n");
        rows.forEach((row, score) -> page.append("| ")
                .append(row.startsWith("~") ? "**" + row.substring(3) + "**" : row)
                .append(" | ")
                .append(score.cells())
                .append(" |\n"));
        return page.append('\n').toString();
    }
}
