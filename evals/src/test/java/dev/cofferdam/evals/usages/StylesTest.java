package dev.cofferdam.evals.usages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page that says what is found, by whom, and which test holds it. */
final class StylesTest {

    private static final Path PAGE = Path.of("usages", "STYLES.md");
    private static final Path TOOLS = Path.of("..", "tools", "src");
    private static final int FINDER = 2;
    private static final int TEST = 3;

    private static Set<String> column(int column) throws IOException {
        Set<String> names = new TreeSet<>();
        for (String line : Files.readAllLines(PAGE)) {
            String[] cells = line.split("\\|", -1);
            if (line.startsWith("| ")
                    && cells.length > TEST
                    && !cells[TEST].strip().equals("Test")) {
                Pattern.compile("`(\\w+)`").matcher(cells[column]).results().forEach(each -> names.add(each.group(1)));
            }
        }
        return names;
    }

    private static Set<String> classes(Path below) throws IOException {
        try (Stream<Path> files = Files.walk(below)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".java"))
                    .map(name -> name.substring(0, name.length() - ".java".length()))
                    .collect(Collectors.toSet());
        }
    }

    @Test
    void everyTestThatIsNamedExists() throws IOException {
        assertThat(column(TEST)).hasSizeGreaterThan(40);
        assertThat(classes(TOOLS.resolve("test"))).containsAll(column(TEST));
    }

    @Test
    void everyClassThatIsNamedExists() throws IOException {
        assertThat(classes(TOOLS.resolve("main"))).containsAll(column(FINDER));
    }

    @Test
    void everyFinderThatAScanRunsIsNamed() throws IOException {
        String scanner = Files.readString(TOOLS.resolve("main/java/dev/cofferdam/scan/UsageScanner.java"));
        Set<String> run = Pattern.compile("import dev\\.cofferdam\\.scan\\.styles\\.\\w+\\.(\\w+);")
                .matcher(scanner)
                .results()
                .map((MatchResult each) -> each.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(run).hasSizeGreaterThan(60);
        assertThat(column(FINDER)).containsAll(run);
    }

    @Test
    void everyLineSaysWhereItWasTried() throws IOException {
        assertThat(Files.readAllLines(PAGE).stream()
                        .filter(line -> line.startsWith("| "))
                        .filter(line -> line.split("\\|", -1)[TEST + 1].isBlank()))
                .isEmpty();
    }
}
