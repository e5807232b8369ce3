package dev.cofferdam.report;

import dev.cofferdam.domain.Usage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What one member does to a column in one way, however many lines it takes: a person looks at it once.
 *
 * @param usages at least one, in the order of their lines
 */
record UsageSite(List<Usage> usages) {

    /** Lines that are named; a file with more of them is opened anyway. */
    private static final int MOST_LINES = 8;

    UsageSite {
        usages = List.copyOf(usages);
    }

    /** The sites of usages, in the order in which these first come to one. */
    static List<UsageSite> of(List<Usage> usages) {
        Map<List<Object>, List<Usage>> sites = usages.stream()
                .collect(Collectors.groupingBy(
                        usage -> List.of(
                                usage.place().file(),
                                usage.place().className(),
                                usage.place().member(),
                                usage.column(),
                                UsageText.use(usage)),
                        LinkedHashMap::new,
                        Collectors.toList()));
        return sites.values().stream().map(UsageSite::new).toList();
    }

    static Map<String, List<UsageSite>> byFile(List<UsageSite> sites) {
        return sites.stream()
                .collect(Collectors.groupingBy(
                        site -> site.first().place().file(), LinkedHashMap::new, Collectors.toList()));
    }

    Usage first() {
        return usages.get(0);
    }

    String lines() {
        return lines(usages);
    }

    /** {@code 12}, and {@code 25-34} for lines that follow each other. */
    private static List<String> numbers(List<Usage> usages) {
        int[] lines = usages.stream()
                .mapToInt(usage -> usage.place().line())
                .distinct()
                .sorted()
                .toArray();
        List<String> numbers = new ArrayList<>();
        for (int from = 0; from < lines.length; ) {
            int to = from;
            while (to + 1 < lines.length && lines[to + 1] == lines[to] + 1) {
                to++;
            }
            // Two lines are no row.
            to = to - from < 2 ? from : to;
            numbers.add(to == from ? String.valueOf(lines[from]) : lines[from] + "-" + lines[to]);
            from = to + 1;
        }
        return numbers;
    }

    /** Every line, for whoever has to change each. */
    static String allLines(List<Usage> usages) {
        return String.join(", ", numbers(usages));
    }

    /** {@code 152, 172, 186-190}. */
    static String lines(List<Usage> usages) {
        List<String> lines = numbers(usages);
        String some = lines.stream().limit(MOST_LINES).collect(Collectors.joining(", "));
        return lines.size() > MOST_LINES ? some + " and " + (lines.size() - MOST_LINES) + " more" : some;
    }

    /** {@code Owner.getTelephone}, without the class when the file is called like it. */
    String member() {
        String file = first().place().file();
        String stem = file.substring(file.lastIndexOf('/') + 1).replaceFirst("\\.[^.]*$", "");
        String owner = first().place()
                .className()
                .map(name -> name.substring(name.lastIndexOf('.') + 1).replace('$', '.'))
                .filter(name -> !name.equals(stem))
                .map(name -> name.startsWith(stem + ".") ? name.substring(stem.length() + 1) : name)
                .orElse("");
        String member = first().place().member().orElse("");
        return owner.isEmpty() || member.isEmpty() ? owner + member : owner + "." + member;
    }
}
