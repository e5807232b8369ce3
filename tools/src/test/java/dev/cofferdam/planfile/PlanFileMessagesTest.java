package dev.cofferdam.planfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cofferdam.domain.UserError;
import dev.cofferdam.samples.Golden;
import dev.cofferdam.samples.SamplePlan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What a person is told who mistyped something in {@code plan.yaml}. */
class PlanFileMessagesTest {
    private static final String SAMPLE = PlanFile.write(SamplePlan.rehearsed());
    private static final Pattern KEY_LINE = Pattern.compile("^( *(?:- )?)([a-zA-Z]+):.*");
    private static final List<String> FREE_NAMES =
            List.of("table", "column", "step", "rows", "source", "usages", "rowsPerSecond");

    /** One mistake: what is found in the sample, and what a person wrote instead. */
    private record Slip(String found, String written) {}

    private static List<Slip> slips() {
        return List.of(
                new Slip("title: Add the column", "titel: Add the column"),
                new Slip("rollbackFloor: [clinic v0]", "rollback-floor: [clinic v0]"),
                new Slip("- kind: sql", "- kind: sequel"),
                new Slip("- kind: attestation", "- kind: atestation"),
                new Slip("  - kind: backfill\n    id: backfill-1", "  - id: backfill-1"),
                new Slip("transaction: one-transaction", "transaction: ONE_TRANSACTION"),
                new Slip("level: access-exclusive", "level: acess-exclusive"),
                new Slip("hold: instant", "hold: forever"),
                new Slip("timeouts: {lock: 2s, statement: 15s}", "timeouts: {lock: 2s}"),
                new Slip("lock: 2s", "lock: 2 seconds"),
                new Slip("lock: 2s", "lock: PT-2S"),
                new Slip("batchRows: 5000", "batchRows: 5_000"),
                new Slip("attempts: 10", "attempts: 0"),
                new Slip("test: false", "test: no"),
                new Slip("mayRun: [clinic v0]", "mayRun: clinic v0"),
                new Slip("mayRun: [clinic v0]", "mayRun: [v0]"),
                new Slip("engine: postgresql:15", "engine: postgres"),
                new Slip("column: owners.telephone\n  newName", "column: telephone\n  newName"),
                new Slip("made: 2026-03-14T09:26:53Z", "made: 2026-03-14"),
                new Slip("id: expand-1", "id: ''"),
                new Slip("title: Add the column and the trigger that keeps it equal", "title:"),
                new Slip("purpose: The new column exists", "purpose: {text: The new column exists}\n  x"),
                new Slip("- kind: sql\n    id: expand-1", "- kind: sql\n    id: expand-1\n    id: expand-9"),
                new Slip("    role: owner", "      role: owner"),
                new Slip("evidence: '@Column(name = \"«telephone»\")'", "evidence: '@Column(name = \"«telephone»\")"),
                new Slip("verdict: accepted", "\tverdict: accepted"),
                new Slip("what: Select the new column.", "what: Select\u0007 the new column."),
                new Slip("directions:\n    expand:", "directions:\n    expandd:"),
                new Slip("expand: old-to-new", "expand: old-to-newer"),
                new Slip("sync:\n  kind: by-trigger", "sync:\n  - kind: by-trigger"),
                new Slip("format: 1", "format: 2"),
                new Slip("format: 1", "format: 0"),
                new Slip("format: 1\n", ""),
                new Slip(SAMPLE, ""),
                new Slip(SAMPLE, "just words"),
                new Slip("format: 1", "format: 1\n---\nformat: 1"));
    }

    @Test
    void everySlipIsAnsweredWithItsLineAndWhatToDo() {
        String table = slips().stream().map(PlanFileMessagesTest::answer).collect(Collectors.joining("\n"));
        Golden.assertMatches(PlanFileMessagesTest.class, "messages.txt", table);
    }

    private static String answer(Slip slip) {
        String written = SAMPLE.replaceFirst(Pattern.quote(slip.found()), Matcher.quoteReplacement(slip.written()));
        assertThat(written).isNotEqualTo(SAMPLE);
        UserError error = catchThrowableOfType(UserError.class, () -> PlanFile.parse(written, "plan.yaml"));
        assertThat(error).as(slip.written()).isNotNull();
        return visible(slip.written()) + "\n  " + visible(error.problem()) + "\n  at "
                + error.where().orElse("-") + "\n  " + error.fix() + "\n";
    }

    private static String visible(String text) {
        return text.replace("\n", "\\n").replace("\t", "\\t").replace("\u0007", "\\a");
    }

    @TestFactory
    Stream<DynamicTest> everyMisspeltKeyIsFoundInItsLine() {
        List<String> lines = SAMPLE.lines().toList();
        List<Integer> keyLines = IntStream.range(0, lines.size())
                .filter(i ->
                        keyOf(lines, i).filter(key -> !FREE_NAMES.contains(key)).isPresent())
                .boxed()
                .toList();
        assertThat(keyLines).hasSizeGreaterThan(300);
        return keyLines.stream()
                .map(i -> DynamicTest.dynamicTest("line " + (i + 1) + " " + lines.get(i), () -> {
                    List<String> edited = new ArrayList<>(lines);
                    edited.set(i, KEY_LINE.matcher(lines.get(i)).replaceFirst("$1q$2: 1"));
                    UserError error = catchThrowableOfType(
                            UserError.class, () -> PlanFile.parse(String.join("\n", edited), "plan.yaml"));
                    assertThat(error).isNotNull();
                    assertThat(error.where()).contains("plan.yaml:" + (i + 1) + ":" + (keyColumn(lines.get(i)) + 1));
                }));
    }

    /** The key of a line that stands for itself; lines that open a block would take their block with them. */
    private static Optional<String> keyOf(List<String> lines, int index) {
        Matcher matcher = KEY_LINE.matcher(lines.get(index));
        boolean opensBlock = index + 1 < lines.size() && indent(lines.get(index + 1)) > indent(lines.get(index));
        boolean opensList = lines.get(index).endsWith(":");
        return matcher.matches() && !opensBlock && !opensList ? Optional.of(matcher.group(2)) : Optional.empty();
    }

    /** Where the key begins; the first one of a list's entry stands behind its dash. */
    private static int keyColumn(String line) {
        return line.length() - line.replaceFirst("^ *(?:- )*", "").length();
    }

    private static int indent(String line) {
        return line.length() - line.stripLeading().length();
    }

    @Test
    void whateverHappensToTheTextItIsReadOrRefusedInWords() {
        Random random = new Random(20260314);
        int refused = 0;
        for (int round = 0; round < 600; round++) {
            String broken = damage(SAMPLE, random);
            try {
                PlanFile.parse(broken, "plan.yaml");
            } catch (UserError e) {
                refused++;
                assertThat(e.where().orElseThrow()).matches("plan\\.yaml:[0-9]+(:[0-9]+)?");
                assertThat(e.problem()).doesNotContain("Exception").doesNotContain("dev.cofferdam");
            }
        }
        assertThat(refused).isGreaterThan(200);
    }

    private static String damage(String text, Random random) {
        List<String> lines = new ArrayList<>(Arrays.asList(text.split("\n")));
        int at = random.nextInt(lines.size());
        String line = lines.get(at);
        switch (random.nextInt(5)) {
            case 0 -> lines.remove(at);
            case 1 -> lines.add(at, line);
            case 2 -> lines.set(at, " " + line);
            case 3 -> lines.set(at, line.substring(0, random.nextInt(line.length() + 1)));
            default -> {
                int column = random.nextInt(line.length() + 1);
                String piece = List.of(":", "\"", "'", "{", "]", "*", "&", "!", "\t", "%", "-", "\u0000")
                        .get(random.nextInt(12));
                lines.set(at, line.substring(0, column) + piece + line.substring(column));
            }
        }
        return String.join("\n", lines);
    }
}
