package dev.cofferdam.migrations.liquibase;

/** A changelog that is not what its name says, with the line where reading stopped. */
public final class BrokenChangelog extends Exception {
    private static final long serialVersionUID = 1L;

    private final int line;

    BrokenChangelog(int line, String message) {
        super(message);
        this.line = Math.max(1, line);
    }

    /** Counted from 1. */
    public int line() {
        return line;
    }

    /** What is wrong, in one line. */
    public String problem() {
        return String.valueOf(getMessage()).replaceAll("\\s*\\n\\s*", " ");
    }
}
