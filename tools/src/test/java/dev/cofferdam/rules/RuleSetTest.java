package dev.cofferdam.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.cofferdam.rules.info.RuleInfo;
import dev.cofferdam.samples.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What must hold for the rules as a set: one name in all places, a page, fixtures on both sides, nothing without an owner. */
final class RuleSetTest {
    private static final Path SOURCES = Path.of("src/main/java/dev/cofferdam/rules");
    private static final Path PAGES = Path.of("src/main/resources/dev/cofferdam/rules");
    private static final List<String> HEADINGS =
            List.of("What it finds", "Why it hurts", "Safer way", "When an approval is reasonable", "Evidence");
    private static final Pattern EXAMPLE =
            Pattern.compile("<!-- from ([a-z0-9-]+\\.yaml\\.out) -->\\n(.*?)<!-- end -->\\n", Pattern.DOTALL);

    @TestFactory
    Stream<DynamicTest> everyRuleIsComplete() {
        return Rules.all().stream()
                .map(rule -> dynamicTest(rule.info().id(), () -> {
                    assertThat(Fixtures.of(rule.info().id(), "bad-"))
                            .as("bad fixtures")
                            .isNotEmpty();
                    assertThat(Fixtures.of(rule.info().id(), "good-"))
                            .as("good fixtures")
                            .isNotEmpty();
                    assertThat(rule.info().id()).isEqualTo(kebab(rule.getClass().getSimpleName()));
                }));
    }

    @Test
    void everyClassThatIsARuleIsInTheList() throws IOException {
        try (Stream<Path> sources = Files.walk(SOURCES)) {
            Set<String> classes = sources.filter(source -> source.toString().endsWith(".java")
                            && Fixtures.read(source).contains("implements PlanRule"))
                    .map(source -> source.getFileName().toString().replace(".java", ""))
                    .collect(Collectors.toSet());
            assertThat(Rules.all())
                    .extracting(rule -> rule.getClass().getSimpleName())
                    .doesNotHaveDuplicates()
                    .containsExactlyInAnyOrderElementsOf(classes);
        }
    }

    @Test
    void noFixtureAndNoGoldenIsWithoutAnOwner() throws IOException {
        Set<String> ids = Rules.ofPlans().stream().map(RuleInfo::id).collect(Collectors.toSet());
        try (Stream<Path> files = Files.walk(Fixtures.ROOT)) {
            List<Path> strays = files.filter(Files::isRegularFile)
                    .filter(file -> !file.startsWith(Fixtures.ROOT.resolve("statements")))
                    .filter(file -> !folderOf(file).equals(Fixtures.ROOT))
                    .filter(file -> !ids.contains(folderOf(file).toFile().getName()) || !isOwned(file))
                    .toList();
            assertThat(strays).isEmpty();
        }
    }

    private static Path folderOf(Path file) {
        return Objects.requireNonNull(file.getParent());
    }

    private static boolean isOwned(Path file) {
        String name = file.getFileName().toString();
        boolean isGoldenOfAFixture =
                name.matches("bad-.*\\.yaml\\.out") && Files.exists(file.resolveSibling(name.replace(".out", "")));
        return name.matches("(bad|good)-[a-z0-9-]+\\.yaml") || isGoldenOfAFixture;
    }

    @TestFactory
    Stream<DynamicTest> everyPageHasItsFrontMatterAndHeadingsInOrder() {
        return Rules.infos().stream()
                .map(info -> dynamicTest(info.id(), () -> {
                    String page = Fixtures.read(PAGES.resolve(info.id() + ".md"));
                    assertThat(page)
                            .startsWith("---\nid: " + info.id() + "\nseverity: "
                                    + info.severity().name().toLowerCase(Locale.ROOT) + "\nhazard: "
                                    + info.hazard()
                                            .name()
                                            .toLowerCase(Locale.ROOT)
                                            .replace('_', '-') + "\nsince: ");
                    assertThat(page.lines()
                                    .filter(line -> line.startsWith("## "))
                                    .map(line -> line.substring(3)))
                            .containsExactlyElementsOf(HEADINGS);
                }));
    }

    @TestFactory
    Stream<DynamicTest> everyExampleOnAPageIsAFixtureThatRan() {
        return Rules.ofPlans().stream()
                .map(info -> dynamicTest(info.id(), () -> {
                    Path file = PAGES.resolve(info.id() + ".md");
                    String page = Fixtures.read(file);
                    Matcher examples = EXAMPLE.matcher(page);
                    String current = examples.replaceAll(example -> Matcher.quoteReplacement("<!-- from "
                            + example.group(1)
                            + " -->\n```text\n"
                            + Fixtures.read(Fixtures.ROOT.resolve(info.id()).resolve(example.group(1)))
                            + "```\n<!-- end -->\n"));
                    // A rule that is asked about files too may show its harm there.
                    boolean aboutPlans =
                            Rules.all().stream().anyMatch(rule -> rule.info().equals(info));
                    assertThat(!aboutPlans || EXAMPLE.matcher(page).find())
                            .as("an example")
                            .isTrue();
                    if (Boolean.getBoolean("golden.update")) {
                        assertThat(System.getenv("CI"))
                                .as("examples are not approved by a machine")
                                .isNull();
                        Files.writeString(file, current);
                        page = current;
                    }
                    assertThat(page)
                            .as("examples; renew them with -Dgolden.update=true")
                            .isEqualTo(current);
                }));
    }

    @Test
    void thePagesAreExactlyTheRules() throws IOException {
        try (Stream<Path> pages = Files.list(PAGES)) {
            assertThat(pages.map(page -> page.getFileName().toString().replace(".md", ""))
                            .sorted())
                    .containsExactlyElementsOf(RulePages.ids());
        }
    }

    @Test
    void theCatalogueReadsWell() {
        Golden.assertMatches(
                RuleSetTest.class,
                "catalogue.txt",
                Rules.infos().stream()
                        .map(info -> String.format(
                                "%-42s %-8s %-18s %s%n",
                                info.id(),
                                info.severity().name().toLowerCase(Locale.ROOT),
                                info.hazard().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                                info.summary()))
                        .collect(Collectors.joining()));
    }

    private static String kebab(String className) {
        return className.replaceAll("(?<!^)([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
