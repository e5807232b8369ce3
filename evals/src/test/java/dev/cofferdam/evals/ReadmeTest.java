package dev.cofferdam.evals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.rules.Rules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README shows is what the program prints, and what it points at is there. */
final class ReadmeTest {
    private static final Path README = Path.of("..", "README.md");
    private static final Pattern TOUR = Pattern.compile("(?s)(<!-- tour: plan -->\n```text\n)(.*?)(```\n<!-- end -->)");
    private static final Pattern COMMAND = Pattern.compile("\\$ \\./cofferdam (plan .*)");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+)(?:#[^)]*)?\\)");

    @Test
    @Tag("server")
    void theTourShowsWhatTheCommandPrints(@TempDir Path folder) throws IOException {
        String readme = Files.readString(README);
        Matcher command = COMMAND.matcher(readme);
        assertThat(command.find()).as("the README's command").isTrue();
        String printed = Clinic.run(arguments(command.group(1), folder.resolve("plan")))
                .replace(folder.resolve("plan").toString(), "evals/examples/clinic/cofferdam-plans/...");
        Matcher tour = TOUR.matcher(readme);
        assertThat(tour.find()).as("the README's tour").isTrue();
        if (Boolean.getBoolean("golden.update") && System.getenv("CI") == null) {
            Files.writeString(README, tour.replaceFirst("$1" + Matcher.quoteReplacement(printed) + "$3"));
            return;
        }
        assertThat(tour.group(2)).isEqualTo(printed);
    }

    @Test
    void everyLinkLeadsSomewhere() throws IOException {
        List<String> targets = LINK.matcher(Files.readString(README))
                .results()
                .map(link -> link.group(1))
                .filter(target -> !target.startsWith("http"))
                .toList();
        assertThat(targets).isNotEmpty().allSatisfy(target -> assertThat(README.resolveSibling(target))
                .exists());
    }

    @Test
    void theNumberOfRulesIsRight() throws IOException {
        assertThat(Rules.all()).hasSize(40);
        assertThat(Files.readString(README)).contains("Forty rules");
    }

    private static List<String> arguments(String line, Path out) {
        Stream<String> words = Pattern.compile("\"([^\"]*)\"|\\S+")
                .matcher(line)
                .results()
                .map(word -> word.group(1) == null ? word.group() : word.group(1))
                .map(word -> word.equals("evals/examples/clinic")
                        ? Clinic.repository().toString()
                        : word);
        return Stream.concat(words, Stream.of("--out", out.toString())).toList();
    }
}
