package dev.cofferdam.cli;

import java.io.PrintWriter;

/**
 * One of the two streams a person looks at.
 *
 * @param text where to write; never closed by a command
 * @param terminal a person is watching: progress may be redrawn
 * @param colour escape sequences are welcome
 */
public record Screen(PrintWriter text, boolean terminal, boolean colour) {
    private static final String RESET = "\u001b[0m";

    /** The words in bold where colour is welcome, else as they are. */
    public String bold(String words) {
        return colour ? "\u001b[1m" + words + RESET : words;
    }

    /** The words in the colour of trouble where colour is welcome, else as they are. */
    public String red(String words) {
        return colour ? "\u001b[1;31m" + words + RESET : words;
    }

    /** The words in the colour of commands where colour is welcome, else as they are. */
    public String cyan(String words) {
        return colour ? "\u001b[36m" + words + RESET : words;
    }

    /** The words set back where colour is welcome, else as they are. */
    public String dim(String words) {
        return colour ? "\u001b[2m" + words + RESET : words;
    }
}
