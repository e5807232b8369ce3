package dev.cofferdam.domain;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What a repository's {@code .cofferdam.yaml} says; flags of the command line go first.
 *
 * @param engine the server that the repository's migrations run on
 * @param rows how many rows tables have, as {@code --rows} takes them: {@code owners: 12M}
 * @param check how migration files are checked
 */
public record Configuration(Optional<Engine> engine, SortedMap<String, String> rows, Optional<Check> check) {

    /** A setting of a rule: the severity it is given, or that it is not asked for. */
    public enum Level {
        OFF,
        INFO,
        WARNING,
        ERROR;

        /** Empty when the rule is off. */
        public Optional<Severity> severity() {
            return switch (this) {
                case OFF -> Optional.empty();
                case INFO -> Optional.of(Severity.INFO);
                case WARNING -> Optional.of(Severity.WARNING);
                case ERROR -> Optional.of(Severity.ERROR);
            };
        }
    }

    /**
     * How migration files are checked.
     *
     * @param rules settings by the rule's id
     * @param suppress which rules are silent in which files, and why
     * @param advice whether rules of class advice are asked
     * @param ignore files that are learned from and not judged, as {@link Glob} writes them
     */
    public record Check(
            SortedMap<String, Level> rules, List<Suppression> suppress, Optional<Boolean> advice, List<String> ignore) {
        public Check {
            suppress = List.copyOf(suppress);
            ignore = List.copyOf(ignore);
        }
    }

    /**
     * A rule that is silent in some files.
     *
     * @param files as {@link Glob} writes them, from the repository's root; empty means every file
     */
    public record Suppression(String rule, List<String> files, String reason) {
        public Suppression {
            files = List.copyOf(files);
            Checks.text(rule, "rule");
            Checks.text(reason, "reason");
        }

        /** Whether it is meant for this file. */
        public boolean covers(String file) {
            return files.isEmpty() || Glob.anyMatches(files, file);
        }
    }
}
