package dev.cofferdam.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a page must keep to, whatever stands in it. */
final class MarkdownChecks {
    private static final Pattern FENCE = Pattern.compile("^ *(`{3,})([a-z]*)$");
    private static final Pattern BAR = Pattern.compile("(?<!\\\\)\\|");

    private MarkdownChecks() {}

    static void assertSound(String page) {
        assertThat(page).endsWith("\n").doesNotEndWith("\n\n");
        List<String> lines = page.lines().toList();
        String open = "";
        int bars = 0;
        int blank = 0;
        for (String line : lines) {
            assertThat(line).as("trailing whitespace").isEqualTo(line.stripTrailing());
            Matcher fence = FENCE.matcher(line);
            if (fence.matches() && (open.isEmpty() || fence.group(1).equals(open))) {
                open = open.isEmpty() ? fence.group(1) : "";
            }
            boolean code = !open.isEmpty();
            blank = line.isEmpty() && !code ? blank + 1 : 0;
            assertThat(blank).as("blank lines before " + line).isLessThan(2);
            bars = code ? 0 : assertSameColumns(line, bars);
        }
        assertThat(open).as("a fence that is never closed").isEmpty();
        assertThat(count(page, "<details>")).isEqualTo(count(page, "</details>"));
    }

    private static int assertSameColumns(String line, int before) {
        if (!line.startsWith("|")) {
            return 0;
        }
        int bars = (int) BAR.matcher(line).results().count();
        if (before > 0) {
            assertThat(bars).as(line).isEqualTo(before);
        }
        return bars;
    }

    private static long count(String page, String tag) {
        return page.lines().filter(line -> line.equals(tag)).count();
    }
}
