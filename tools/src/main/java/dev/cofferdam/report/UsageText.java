package dev.cofferdam.report;

import dev.cofferdam.domain.Confidence;
import dev.cofferdam.domain.Edit;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Style;
import dev.cofferdam.domain.Undecided;
import dev.cofferdam.domain.Usage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Usages as Markdown, what matters first: production code; then what follows from it; tests and history as numbers. */
final class UsageText {
    /** GitHub takes 65,536 characters in one comment; a table beyond this many rows is not read there anyway. */
    private static final int MOST_ROWS = 100;

    private UsageText() {}

    static String of(Plan plan) {
        return "## Usages\n\n"
                + unsettled(plan)
                + spared(plan)
                + sections(plan.usages(), new LastColumn("Settled by", usage -> settledBy(plan, usage)), implicit(plan))
                + triage(plan.usages(), plan.undecided());
    }

    /** The page of a plan says who settles a usage; a list alone shows its source line. */
    record LastColumn(String title, Function<Usage, String> cell) {}

    private static String unsettled(Plan plan) {
        List<String> open = plan.usages().stream()
                .filter(usage ->
                        plan.change().needsEdit(usage) && editsOf(plan, usage).isEmpty())
                .map(usage -> Markdown.code(usage.place().toString()))
                .toList();
        return open.isEmpty()
                ? ""
                : "**No edit settles " + Words.count(open.size(), "usage") + ":** " + Words.and(open) + ".\n\n";
    }

    /** {@code 12 usages need no change: a column that is never null reads as before.} */
    private static String spared(Plan plan) {
        SortedMap<String, Long> reasons = plan.usages().stream()
                .filter(usage -> usage.needsEdit() && editsOf(plan, usage).isEmpty())
                .flatMap(usage -> plan.change().spares(usage).stream())
                .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
        return reasons.entrySet().stream()
                .map(reason -> Words.count(reason.getValue(), "usage")
                        + (reason.getValue() == 1 ? " needs" : " need") + " no change: "
                        + Markdown.prose(reason.getKey()) + ".\n\n")
                .collect(Collectors.joining());
    }

    private static String sections(List<Usage> usages, LastColumn last, String implicitWords) {
        if (usages.isEmpty()) {
            return "No code uses it.\n\n";
        }
        List<Usage> production = Stream.of(UsageGroup.NAMED, UsageGroup.BY_PROPERTY)
                .flatMap(group -> group.in(usages).stream())
                .sorted(Comparator.comparing(Usage::place).thenComparing(Usage::id))
                .toList();
        String first = production.isEmpty() ? "Production code does not name it.\n\n" : table(production, last) + "\n";
        return first + implicit(usages, implicitWords, table(UsageGroup.IMPLICIT.in(usages), last)) + counted(usages);
    }

    /** As {@link #sections}, what names the column apart from what follows the property. */
    static String listed(List<Usage> usages) {
        if (usages.isEmpty()) {
            return "No code uses it.\n\n";
        }
        String named = Stream.of(UsageGroup.NAMED, UsageGroup.BY_PROPERTY)
                .filter(group -> !group.in(usages).isEmpty())
                .map(group -> "### " + group.title() + "\n\n"
                        + inWords(group, group.in(usages)) + ".\n\n"
                        + SiteTable.of(group.in(usages)) + "\n")
                .collect(Collectors.joining());
        return named
                + implicit(usages, ImplicitWords.inOneLine(usages), SiteTable.of(UsageGroup.IMPLICIT.in(usages)))
                + counted(usages);
    }

    /** {@code 14 usages: .., in 2 places} where fewer places than usages are to be edited. */
    private static String inWords(UsageGroup group, List<Usage> usages) {
        long places = UsageEdit.places(usages);
        String few = group == UsageGroup.NAMED && places < usages.size() ? ", in " + Words.count(places, "place") : "";
        return Words.count(usages.size(), "usage") + ": " + group.words() + few;
    }

    private static String implicit(List<Usage> usages, String words, String table) {
        return UsageGroup.IMPLICIT.in(usages).isEmpty() ? "" : Markdown.details(words, table) + "\n";
    }

    /** {@code 24 implicit usages, settled by e1 and e2; 3 need no edit}. */
    private static String implicit(Plan plan) {
        List<Usage> implicit = UsageGroup.IMPLICIT.in(plan.usages());
        Set<String> ids = implicit.stream().map(Usage::id).collect(Collectors.toUnmodifiableSet());
        List<String> edits = plan.edits().stream()
                .filter(edit -> edit.settles().stream().anyMatch(ids::contains))
                .map(Edit::id)
                .toList();
        long without = implicit.stream()
                .filter(usage -> editsOf(plan, usage).isEmpty())
                .count();
        String count = Words.count(implicit.size(), "implicit usage");
        String rest = without == 0 ? "" : Words.number(without) + (without == 1 ? " needs" : " need") + " no edit";
        return edits.isEmpty()
                ? count + (rest.isEmpty() ? "" : "; " + rest)
                : count + ", settled by " + Words.and(edits) + (rest.isEmpty() ? "" : "; " + rest);
    }

    private static String counted(List<Usage> usages) {
        List<String> lines = Stream.of(
                        counted(UsageGroup.TEST.in(usages), "Tests", "settled with the code they test"),
                        counted(UsageGroup.HISTORY.in(usages), "Applied migrations", "history, never edited"))
                .filter(line -> !line.isEmpty())
                .toList();
        return lines.isEmpty() ? "" : Markdown.bullets(lines) + "\n";
    }

    private static String counted(List<Usage> usages, String what, String remark) {
        long files =
                usages.stream().map(usage -> usage.place().file()).distinct().count();
        return usages.isEmpty()
                ? ""
                : what + ": " + Words.count(usages.size(), "usage") + " in " + Words.count(files, "file") + "; "
                        + remark;
    }

    private static String table(List<Usage> usages, LastColumn last) {
        boolean oneColumn = usages.stream().map(Usage::column).distinct().count() == 1;
        List<List<String>> rows = usages.stream()
                .limit(MOST_ROWS)
                .map(usage -> List.of(
                        Markdown.code(usage.place().toString()),
                        usage.place().member().map(Markdown::code).orElse(""),
                        (oneColumn ? "" : Markdown.code(usage.column().toString()) + " ") + use(usage),
                        last.cell().apply(usage)))
                .toList();
        String rest = usages.size() <= MOST_ROWS
                ? ""
                : "\nAnd " + Words.number(usages.size() - MOST_ROWS) + " more, which plan.yaml lists.\n";
        return Markdown.table(List.of("Place", "Member", "Use", last.title()), rows) + rest;
    }

    /** {@code read, SQL string, certain}; a mapping is not named twice. */
    static String use(Usage usage) {
        return Stream.of(Words.of(usage.access()), usage.style().words(), Words.of(usage.confidence()))
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static String settledBy(Plan plan, Usage usage) {
        List<String> edits = editsOf(plan, usage);
        if (edits.isEmpty() && plan.change().spares(usage).isPresent()) {
            return "needs no change";
        }
        return edits.isEmpty() && usage.needsEdit() ? "**nothing**" : Words.and(edits);
    }

    private static List<String> editsOf(Plan plan, Usage usage) {
        return plan.edits().stream()
                .filter(edit -> edit.settles().contains(usage.id()))
                .map(Edit::id)
                .map(Markdown::code)
                .toList();
    }

    static String triage(List<Usage> usages, List<Undecided> undecided) {
        List<String> items = new ArrayList<>();
        usages.stream()
                .filter(usage -> usage.confidence() == Confidence.POSSIBLE && usage.style() != Style.MIGRATION)
                .sorted(Comparator.comparing(Usage::place).thenComparing(Usage::id))
                .forEach(usage -> items.add(Markdown.code(usage.place().toString()) + " "
                        + Markdown.code(usage.evidence()) + ": " + Markdown.prose(usage.reason())
                        + (usage.test() ? " (test)" : "")));
        undecided.stream()
                .sorted(Comparator.comparing(Undecided::place))
                .forEach(place -> items.add(Markdown.code(place.place().toString()) + " " + Markdown.prose(place.what())
                        + ", could not be decided: " + Markdown.prose(place.why())));
        return items.isEmpty()
                ? ""
                : "### To look at\n\nThese places may use it; nobody can tell from the text alone.\n\n"
                        + Markdown.checklist(items) + "\n";
    }

    static String total(List<Usage> usages) {
        long files =
                usages.stream().map(usage -> usage.place().file()).distinct().count();
        return Stream.of(Words.count(usages.size(), "usage"), Words.count(files, "file"))
                .collect(Collectors.joining(" in "));
    }
}
