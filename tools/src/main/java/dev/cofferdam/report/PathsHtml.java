package dev.cofferdam.report;

import dev.cofferdam.domain.CodePath;
import dev.cofferdam.domain.Place;
import dev.cofferdam.domain.Usage;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** The part of the page about code paths: by what sets them off, what none leads to, and the tests. */
final class PathsHtml {
    private static final int MOST_PATHS = 100;

    private PathsHtml() {}

    /** Nothing when no code path was followed or found. */
    static String of(List<Usage> usages) {
        SortedMap<CodePath, List<Usage>> ends = CodePathsMarkdown.ends(usages);
        if (ends.isEmpty()) {
            return "";
        }
        StringBuilder out = new StringBuilder("<h2>Code paths (" + ends.size() + ")</h2>\n<p>"
                + "What comes from outside, the calls, and where they end.</p>\n<dl>\n");
        ends.entrySet().stream()
                .limit(MOST_PATHS)
                .forEach(end -> entry(
                        out,
                        end.getKey().trigger(),
                        end.getKey().inShort(),
                        end.getValue().stream()
                                .map(Usage::place)
                                .map(Place::toString)
                                .distinct()
                                .collect(Collectors.joining(", "))));
        out.append("</dl>\n");
        if (ends.size() > MOST_PATHS) {
            out.append("<p>And ")
                    .append(ends.size() - MOST_PATHS)
                    .append(" more, which <code>--format json</code> lists.</p>\n");
        }
        return out.append(unreached(Unreached.of(usages)))
                .append(tests(LeadingTests.of(usages)))
                .toString();
    }

    private static String unreached(List<Usage> unreached) {
        StringBuilder out = new StringBuilder();
        Map<String, List<String>> files = Unreached.byFile(unreached);
        if (!files.isEmpty()) {
            out.append("<h3>%d %s</h3>\n<dl>\n".formatted(unreached.size(), Html.escaped(Unreached.WORDS)));
            files.forEach((file, places) -> entry(out, String.join(", ", places), file, ""));
            out.append("</dl>\n");
        }
        return out.toString();
    }

    private static String tests(SortedMap<String, NavigableSet<String>> tests) {
        StringBuilder out = new StringBuilder();
        if (!tests.isEmpty()) {
            out.append("<h3>%s</h3>\n<dl>\n".formatted(LeadingTests.heading(tests)));
            tests.forEach((type, methods) -> entry(out, type, String.join(", ", methods), ""));
            out.append("</dl>\n");
        }
        return out.toString();
    }

    private static void entry(StringBuilder out, String term, String code, String soft) {
        out.append("<dt>")
                .append(Html.escaped(term))
                .append("<dd><code>")
                .append(UsageHtml.path(code))
                .append("</code>")
                .append(soft.isEmpty() ? "" : "<div class=\"soft\">" + UsageHtml.path(soft) + "</div>")
                .append("\n");
    }
}
