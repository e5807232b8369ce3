package dev.cofferdam.toolbox;

import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.Verdict;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** A verdict as the planner reads it: the worst findings first, each with its id, place and remedy. */
final class FindingsText {
    /** More at once are not repaired at once; the rest is shown when these are settled. */
    private static final int SHOWN = 12;

    private FindingsText() {}

    /** What the rules say, without a word on earlier tries. */
    static String of(Verdict verdict) {
        return headline(verdict) + "\n" + listed(verdict.findings());
    }

    /** What the validator says of a submission, and what changed since the one before it. */
    static String since(Verdict verdict, List<Finding> before) {
        Set<String> earlier = ids(before);
        Set<String> now = ids(verdict.findings());
        long fixed = earlier.stream().filter(id -> !now.contains(id)).count();
        long left = earlier.stream().filter(now::contains).count();
        String delta =
                "Since the last submission: " + fixed + " fixed, " + (now.size() - left) + " new, " + left + " left.";
        String fixedIds =
                earlier.stream().filter(id -> !now.contains(id)).sorted().collect(Collectors.joining(", "));
        return headline(verdict) + "\n" + delta + (fixed > 0 ? " Fixed: " + fixedIds + "." : "") + "\n"
                + listed(verdict.findings());
    }

    private static String headline(Verdict verdict) {
        int count = verdict.findings().size();
        String findings = count == 0 ? "no findings" : count == 1 ? "1 finding" : count + " findings";
        return verdict.outcome().name().replace('_', ' ') + ", " + findings + ".";
    }

    private static String listed(List<Finding> findings) {
        String text = findings.stream()
                .sorted(Comparator.comparing(Finding::severity).reversed().thenComparing(Finding::id))
                .limit(SHOWN)
                .map(FindingsText::line)
                .collect(Collectors.joining("\n"));
        return findings.size() > SHOWN
                ? text + "\n+ " + (findings.size() - SHOWN)
                        + " more, not worse than these; shown when these are settled."
                : text;
    }

    private static String line(Finding finding) {
        return "- " + oneLine(finding.id()) + " [" + finding.severity().name().toLowerCase(Locale.ROOT) + "] at "
                + oneLine(finding.where()) + ": " + oneLine(finding.what()) + "\n  remedy: "
                + oneLine(finding.remedy());
    }

    /** Findings quote names from the repository; a line end in one must not begin a sentence of ours. */
    private static String oneLine(String text) {
        return text.replaceAll("\\s*[\\p{Cntrl}\\u2028\\u2029]\\s*", " ");
    }

    private static Set<String> ids(List<Finding> findings) {
        return findings.stream().map(Finding::id).collect(Collectors.toCollection(java.util.TreeSet::new));
    }
}
