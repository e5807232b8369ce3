package dev.cofferdam.rules;

import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.Plan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The fixture folders of the rules. */
final class Fixtures {
    static final Path ROOT = Path.of("src/test/resources/dev/cofferdam/rules");

    private Fixtures() {}

    /** Fixtures of a rule whose names begin so, sorted. */
    static List<Path> of(String rule, String prefix) {
        Path folder = ROOT.resolve(rule);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith(prefix))
                    .filter(file -> file.getFileName().toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Plan plan(Path fixture) {
        return PlanVariant.of(read(fixture), fixture.getFileName().toString());
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Findings as a user reads them. */
    static String shown(List<Finding> findings) {
        return findings.isEmpty()
                ? "nothing found\n"
                : findings.stream().map(Fixtures::shown).collect(Collectors.joining("\n"));
    }

    private static String shown(Finding finding) {
        return finding.where() + ": " + finding.severity().name().toLowerCase(Locale.ROOT) + " [" + finding.rule()
                + "]\n  " + finding.what() + "\n  instead: " + finding.remedy() + "\n  id: " + finding.id() + "\n";
    }
}
