package dev.cofferdam.evals.usages;

import dev.cofferdam.domain.Usage;
import dev.cofferdam.domain.UserError;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Scans the parent of each listed commit and asks whether the files that the commit had to touch were named. */
final class HistoryRun {
    private final Path mirrors;
    private final Path work;
    private final Excuses excuses;
    private final PrintWriter progress;

    /**
     * @param mirrors folder of git mirrors with their history
     * @param work where parents are laid out, one folder for each repository
     */
    HistoryRun(Path mirrors, Path work, Excuses excuses, PrintWriter progress) {
        this.mirrors = mirrors;
        this.work = work;
        this.excuses = excuses;
        this.progress = progress;
    }

    /**
     * One true file and what became of it.
     *
     * @param known whether the schema as it was learned had the column
     * @param excuse why the truth itself is wrong here, by a person who read it
     */
    record Outcome(
            HistoryCase of, String file, SourceKind kind, Score.Reach reach, boolean known, Optional<String> excuse) {
        String line() {
            return String.join(
                    "\t", of.line(), file, kind.name(), reach.name(), known ? "known" : "unknown", excuse.orElse(""));
        }
    }

    /** Outcomes of earlier runs as their files keep them, excused by what is known of them now. */
    static List<Outcome> kept(Path file, Excuses excuses) {
        List<Outcome> outcomes = new ArrayList<>();
        for (String line : HistoryCase.Lines.of(file)) {
            String[] fields = line.split("\t", -1);
            HistoryCase of = new HistoryCase(fields[0], fields[1], fields[2], fields[3], Optional.empty());
            outcomes.add(new Outcome(
                    of,
                    fields[4],
                    SourceKind.valueOf(fields[5]),
                    Score.Reach.valueOf(fields[6]),
                    fields[7].equals("known"),
                    excuses.reason(List.of(of.line(), fields[4]))));
        }
        return outcomes;
    }

    List<Outcome> run(List<HistoryCase> cases) {
        Map<String, List<HistoryCase>> byCommit = new LinkedHashMap<>();
        cases.forEach(one -> byCommit.computeIfAbsent(one.repository() + "@" + one.commit(), key -> new ArrayList<>())
                .add(one));
        List<Outcome> outcomes = new ArrayList<>();
        byCommit.forEach((commit, its) -> {
            try {
                List<Outcome> of = commit(its);
                outcomes.addAll(of);
                progress.println(commit + " "
                        + of.stream().map(each -> each.reach().name()).toList());
            } catch (UserError e) {
                // A snapshot without its largest files cannot lay out every commit; the page counts those that it
                // could.
                progress.println(commit + " left out: " + e.getMessage());
            }
            progress.flush();
        });
        return outcomes;
    }

    private List<Outcome> commit(List<HistoryCase> cases) {
        HistoryCase first = cases.get(0);
        Mirror mirror = Mirror.in(mirrors, first.repository());
        Path tree = work.resolve(
                "hist-" + first.repository().substring(first.repository().indexOf('/') + 1));
        mirror.checkOutParent(first.commit(), tree);
        Diff diff = mirror.diff(first.commit());
        Map<Optional<Path>, Scanned> scans = new HashMap<>();
        List<Outcome> outcomes = new ArrayList<>();
        for (HistoryCase one : cases) {
            Scanned scanned = scans.computeIfAbsent(one.schema(), schema -> new Scanned(tree, schema));
            List<Usage> usages = scanned.usages(one.table(), one.column());
            Set<String> sure = new HashSet<>();
            Set<String> all = new HashSet<>();
            for (Usage usage : usages) {
                all.add(usage.place().file());
                if (usage.confidence().needsEdit()) {
                    sure.add(usage.place().file());
                }
            }
            boolean known = scanned.knows(one.table(), one.column());
            HistoryTruth.of(one, diff, mirror)
                    .files()
                    .forEach((file, kind) -> outcomes.add(new Outcome(
                            one,
                            file,
                            kind,
                            reach(file, sure, all),
                            known,
                            excuses.reason(List.of(one.line(), file)))));
        }
        return outcomes;
    }

    private static Score.Reach reach(String file, Set<String> sure, Set<String> all) {
        return sure.contains(file) ? Score.Reach.SURE : all.contains(file) ? Score.Reach.POSSIBLE : Score.Reach.MISSED;
    }
}
