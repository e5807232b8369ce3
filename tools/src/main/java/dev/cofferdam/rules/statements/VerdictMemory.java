package dev.cofferdam.rules.statements;

import java.util.Optional;

/** Verdicts of earlier runs. A unit that has one is not judged again. */
public interface VerdictMemory {
    /** Knows nothing and keeps nothing. */
    VerdictMemory NONE = new VerdictMemory() {
        @Override
        public String circumstances() {
            return "";
        }

        @Override
        public Optional<UnitVerdict> find(String key) {
            return Optional.empty();
        }

        @Override
        public void keep(String key, UnitVerdict verdict) {
            // The next run judges anew.
        }
    };

    /** All that verdicts hang on beside the history and the server: our own version, the configuration, the flags. */
    String circumstances();

    /** The verdict on a unit with this key. */
    Optional<UnitVerdict> find(String key);

    /** Keeps a verdict. A key belongs to one unit after one past, under the same circumstances. */
    void keep(String key, UnitVerdict verdict);
}
