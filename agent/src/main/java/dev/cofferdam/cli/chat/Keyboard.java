package dev.cofferdam.cli.chat;

import java.util.Optional;

/** Where a person's lines come from. */
public interface Keyboard extends AutoCloseable {

    /** The next message, of one or several lines; empty when there will be no more. */
    Optional<String> read(String prompt);

    /** What completes words; known only once the conversation has begun. */
    default void completeFrom(Words words) {}

    @Override
    void close();

    /** Words that may be meant, for the line so far. */
    @FunctionalInterface
    interface Words {
        /**
         * Those that fit.
         *
         * @param before the words before the one that is typed
         */
        java.util.List<String> after(java.util.List<String> before, String typed);
    }
}
