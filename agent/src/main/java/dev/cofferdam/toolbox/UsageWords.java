package dev.cofferdam.toolbox;

import dev.cofferdam.domain.Undecided;
import dev.cofferdam.domain.Usage;
import dev.cofferdam.domain.UserError;
import dev.cofferdam.scan.ScanResult;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Usages as a planner reads them, page by page. Every page names all places, so that one fact is enough to cite. */
final class UsageWords {
    private static final int PAGE = 40;

    private UsageWords() {}

    static Report of(ScanResult scan, int page) {
        List<Usage> usages = scan.usages();
        int pages = Math.max(1, (usages.size() + PAGE - 1) / PAGE);
        if (page > pages) {
            throw new UserError("there is no page " + page, "page", "there are pages 1 to " + pages);
        }
        String lines = usages.stream()
                .skip((long) (page - 1) * PAGE)
                .limit(PAGE)
                .map(UsageWords::line)
                .collect(Collectors.joining("\n"));
        TreeSet<String> names = new TreeSet<>();
        usages.forEach(usage -> {
            names.add(usage.column().toString());
            names.add(usage.place().toString());
        });
        scan.undecided().forEach(undecided -> names.add(undecided.place().toString()));
        String text = usages.size() + " usages, page " + page + " of " + pages + "\n" + lines
                + undecided(scan.undecided()) + notes(scan.notes());
        return Report.of(
                text,
                Map.of(
                        "usages", String.valueOf(usages.size()),
                        "undecided", String.valueOf(scan.undecided().size()),
                        "pages", String.valueOf(pages)),
                List.copyOf(names));
    }

    private static String line(Usage usage) {
        return usage.place() + " " + usage.place().member().orElse("") + " " + usage.access() + " "
                + usage.style().words() + " " + usage.confidence() + (usage.test() ? " (test)" : "") + ": "
                + usage.evidence();
    }

    private static String undecided(List<Undecided> undecided) {
        return undecided.stream()
                .map(one -> "\ncould not decide: " + one.place() + " " + one.what() + ": " + one.why())
                .collect(Collectors.joining());
    }

    private static String notes(List<String> notes) {
        return notes.stream().map(note -> "\nnote: " + note).collect(Collectors.joining());
    }
}
