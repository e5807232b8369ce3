package dev.cofferdam.evals.usages;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** The history truth as a section of the results page. */
final class HistoryPage {
    private HistoryPage() {}

    static String of(List<HistoryRun.Outcome> outcomes) {
        StringBuilder page = new StringBuilder("### History truth\n\n");
        long commits = outcomes.stream()
                .map(one -> one.of().repository() + one.of().commit())
                .distinct()
                .count();
        long columns = outcomes.stream().map(HistoryRun.Outcome::of).distinct().count();
        page.append(commits)
                .append(" commits that renamed or dropped ")
                .append(columns)
                .append(
                        " columns; truth is each file, migrations aside, whose removed lines name the column or its mapped field.\n\n")
                .append(
                        "| repository | commits | files | found without possible | with possible |\n|---|---:|---:|---:|---:|\n");
        Map<String, Score> scores = new TreeMap<>();
        Predicate<HistoryRun.Outcome> counts = one -> one.excuse().isEmpty();
        outcomes.stream()
                .filter(counts)
                .forEach(one -> scores.merge(one.of().repository(), Score.NONE.plus(one.reach()), Score::plus));
        scores.forEach((repository, score) -> page.append("| ")
                .append(repository)
                .append(" | ")
                .append(commits(outcomes, repository))
                .append(" | ")
                .append(score.cells())
                .append(" |\n"));
        page.append(total("**all**", commits, outcomes, counts))
                .append(total(
                        "of these, production code",
                        commits,
                        outcomes,
                        counts.and(one -> one.kind() == SourceKind.MAIN)))
                .append(total(
                        "of these, test code", commits, outcomes, counts.and(one -> one.kind() == SourceKind.TEST)))
                .append(total(
                        "of these, rows for tests",
                        commits,
                        outcomes,
                        counts.and(one -> one.kind() == SourceKind.TEST_DATA)))
                .append(total("with files whose removed line means something else", commits, outcomes, one -> true));
        return page.append("\nFiles excused, with reasons: `evals/usages/history-excused.tsv`.\n")
                .toString();
    }

    private static String total(
            String name, long commits, List<HistoryRun.Outcome> outcomes, Predicate<HistoryRun.Outcome> counts) {
        Score score = outcomes.stream()
                .filter(counts)
                .map(one -> Score.NONE.plus(one.reach()))
                .reduce(Score.NONE, Score::plus);
        return "| " + name + " | " + commits + " | " + score.cells() + " |\n";
    }

    private static long commits(List<HistoryRun.Outcome> outcomes, String repository) {
        return outcomes.stream()
                .filter(one -> one.of().repository().equals(repository))
                .map(one -> one.of().commit())
                .distinct()
                .count();
    }
}
