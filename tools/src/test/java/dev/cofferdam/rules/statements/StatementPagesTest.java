package dev.cofferdam.rules.statements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.cofferdam.domain.Hazard;
import dev.cofferdam.rules.info.RuleInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every statement rule has a page, whose example is a fixture that ran. */
final class StatementPagesTest {
    private static final Path PAGES = Path.of("src/main/resources/dev/cofferdam/rules");
    private static final List<String> HEADINGS =
            List.of("What it finds", "Why it hurts", "Safer way", "When an approval is reasonable", "Evidence");
    private static final Pattern EXAMPLE =
            Pattern.compile("<!-- from ([a-z0-9-]+\\.sql)\\.out -->\\n(.*?)<!-- end -->\\n", Pattern.DOTALL);

    @TestFactory
    Stream<DynamicTest> everyPageHasItsFrontMatterAndHeadingsInOrder() {
        return StatementRules.infos().stream()
                .map(info -> dynamicTest(info.id(), () -> {
                    String page = SqlFixture.text(page(info));
                    assertThat(page)
                            .startsWith("---\nid: " + info.id() + "\nseverity: "
                                    + info.severity().name().toLowerCase(Locale.ROOT) + "\nhazard: "
                                    + word(info.hazard())
                                    + "\nsince: ");
                    assertThat(page.lines()
                                    .filter(line -> line.startsWith("## "))
                                    .map(line -> line.substring(3)))
                            .containsExactlyElementsOf(HEADINGS);
                }));
    }

    @TestFactory
    Stream<DynamicTest> everyExampleIsAFixtureThatRan() {
        return StatementRules.infos().stream()
                .map(info -> dynamicTest(info.id(), () -> {
                    String page = SqlFixture.text(page(info));
                    assertThat(EXAMPLE.matcher(page).find()).as("an example").isTrue();
                    String current = EXAMPLE.matcher(page)
                            .replaceAll(example -> Matcher.quoteReplacement(example(info, example.group(1))));
                    if (Boolean.getBoolean("golden.update")) {
                        assertThat(System.getenv("CI"))
                                .as("examples are not approved by a machine")
                                .isNull();
                        write(page(info), current);
                        page = current;
                    }
                    assertThat(page)
                            .as("examples; renew them with -Dgolden.update=true")
                            .isEqualTo(current);
                }));
    }

    private static String example(RuleInfo info, String fixture) {
        Path out = SqlFixture.ROOT.resolve(info.id()).resolve(fixture + ".out");
        return "<!-- from " + fixture + ".out -->\n```text\n" + SqlFixture.text(out) + "```\n<!-- end -->\n";
    }

    private static Path page(RuleInfo info) {
        return PAGES.resolve(info.id() + ".md");
    }

    private static String word(Hazard hazard) {
        return hazard.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static void write(Path file, String text) throws IOException {
        Files.writeString(file, text);
    }
}
