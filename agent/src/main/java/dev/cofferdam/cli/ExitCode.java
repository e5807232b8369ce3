package dev.cofferdam.cli;

/** What the shell is told. The meaning is published in {@code --help} and does not change within a major version. */
public final class ExitCode {
    /** Nothing at or above the threshold was found, or the plan was accepted. */
    public static final int CLEAN = 0;
    /** Findings at or above {@code --fail-on}, or no accepted plan. */
    public static final int FINDINGS = 1;
    /** The caller can fix it: a bad option, a missing file, no such table. */
    public static final int CALLER = 2;
    /** The world failed or we did. */
    public static final int FAILURE = 3;

    private ExitCode() {}
}
