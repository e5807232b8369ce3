package dev.cofferdam.evals.rules;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Cases from diesel-guard's fixtures: a folder each, safe or unsafe by its name; the test beside them says by which check. */
final class DieselCases {
    private static final Pattern SAFE =
            Pattern.compile("\\(\\s*\"(\\w+)\",\\s*(?:vec!\\[(.*?)]|(IDEMPOTENCY_CHECKS))", Pattern.DOTALL);
    private static final Pattern UNSAFE =
            Pattern.compile("checker_with_enabled_checks\\((.*?)\\);.*?fixture_path\\(\"(\\w+)\"\\)", Pattern.DOTALL);
    /** Asks its settings for the version, of which the fixtures' test says nothing. */
    private static final String ANY_VERSION = "AddColumnCheck";

    private static final Pattern CHECK = Pattern.compile("\\w+Check");

    private DieselCases() {}

    static List<PeerCase> in(Path root) {
        Map<String, Set<String>> checks = new TreeMap<>();
        for (Path file : PeerFiles.below(root, "fixtures_test.rs")) {
            String text = PeerFiles.text(file);
            SAFE.matcher(text)
                    .results()
                    .forEach(found -> note(found.group(1), orEmpty(found, 2) + orEmpty(found, 3), checks));
            Stream.of(text.split("#\\[test]"))
                    .flatMap(test -> UNSAFE.matcher(test).results())
                    .forEach(found -> note(found.group(2), found.group(1), checks));
        }
        return PeerFiles.below(root, "up.sql").stream()
                .flatMap(file -> cases(file, checks))
                .toList();
    }

    private static String orEmpty(MatchResult found, int group) {
        return Optional.ofNullable(found.group(group)).orElse("");
    }

    private static void note(String fixture, String list, Map<String, Set<String>> checks) {
        String named = list.contains("IDEMPOTENCY")
                ? "IdempotencyAlterCheck IdempotencyCreateCheck IdempotencyDropCheck IdempotencyIndexCheck"
                : list;
        CHECK.matcher(named).results().forEach(found -> checks.computeIfAbsent(fixture, key -> new LinkedHashSet<>())
                .add(found.group()));
    }

    private static Stream<PeerCase> cases(Path file, Map<String, Set<String>> checks) {
        Path folder = Optional.ofNullable(file.getParent()).orElse(file);
        String name = PeerFiles.stem(folder);
        Path metadata = folder.resolve("metadata.toml");
        boolean alone = Files.exists(metadata) && PeerFiles.text(metadata).contains("run_in_transaction = false");
        return checks.getOrDefault(name, Set.of()).stream()
                .map(check -> new PeerCase(
                        "diesel",
                        name + "#" + check,
                        check,
                        PeerFiles.text(file),
                        name.endsWith("_unsafe"),
                        !alone,
                        check.equals(ANY_VERSION) ? PeerCase.BEFORE_STORED_DEFAULTS : PeerCase.NEWEST));
    }
}
