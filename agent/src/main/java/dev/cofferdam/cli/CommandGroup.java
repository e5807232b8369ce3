package dev.cofferdam.cli;

/** The headings of the help page, in the order in which they are shown. */
public enum CommandGroup {
    PLAN("Plan a change"),
    EXAMINE("Look closer, without a model or a network"),
    CARRY_OUT("Carry a plan out, step by step"),
    CONNECT("Work with others"),
    MEASURE("Measure Cofferdam itself");

    private final String heading;

    CommandGroup(String heading) {
        this.heading = heading;
    }

    /** The heading as shown, without a colon. */
    public String heading() {
        return heading;
    }
}
