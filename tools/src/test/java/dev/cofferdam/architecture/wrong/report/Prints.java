package dev.cofferdam.architecture.wrong.report;

/** A report that writes to the terminal and leaves. */
public final class Prints {
    private Prints() {}

    static void print(String text) {
        System.out.println(text);
        System.exit(1);
    }
}
