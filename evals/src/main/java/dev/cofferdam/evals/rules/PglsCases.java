package dev.cofferdam.evals.rules;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Cases from postgres-language-server's specs: a folder for each rule, a comment that says what is expected. It takes a file for one transaction. */
final class PglsCases {
    private static final Pattern EXPECTED = Pattern.compile("expect_(?:only_)?lint/safety/(\\w+)");

    /** Its rule about re-runs speaks of statements "that explicitly run outside transactions" (prefer_robust_stmts.rs). */
    private static final String OUTSIDE = "preferRobustStmts";
    /** "We are passing no PG version info in the tests" (its specs of this rule). */
    private static final String ANY_VERSION = "addingFieldWithDefault";

    private PglsCases() {}

    static List<PeerCase> in(Path root) {
        return PeerFiles.below(root, ".sql").stream()
                .filter(file -> file.toString().contains("/specs/"))
                .flatMap(PglsCases::cases)
                .toList();
    }

    private static Stream<PeerCase> cases(Path file) {
        String text = PeerFiles.text(file);
        String folder =
                Optional.ofNullable(file.getParent()).map(PeerFiles::stem).orElse("");
        List<String> rules = EXPECTED.matcher(text)
                .results()
                .map(found -> found.group(1))
                .distinct()
                .toList();
        boolean unsafe = !rules.isEmpty();
        // Its comments must not be taken for what the SQL says.
        String sql = text.lines()
                .map(line -> line.startsWith("-- expect_") ? "" : line)
                .collect(Collectors.joining("\n", "", "\n"));
        return (unsafe ? rules : List.of(folder))
                .stream()
                        .map(rule -> new PeerCase(
                                "pgls",
                                folder + "/" + PeerFiles.stem(file) + (rule.equals(folder) ? "" : "#" + rule),
                                rule,
                                sql,
                                unsafe,
                                !rule.equals(OUTSIDE),
                                rule.equals(ANY_VERSION) ? PeerCase.BEFORE_STORED_DEFAULTS : PeerCase.NEWEST));
    }
}
