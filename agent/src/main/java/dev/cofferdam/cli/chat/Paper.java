package dev.cofferdam.cli.chat;

import java.io.PrintWriter;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;

/** What the conversation is written on: answers, and beside them what is being done. In a terminal both are one place. */
public final class Paper {
    private static final int USUAL_WIDTH = 80;
    private static final int NARROWEST = 20;
    /** Longer lines are hard to read, whatever the terminal is wide. */
    private static final int WIDEST = 110;

    private final PrintWriter answers;
    private final PrintWriter asides;
    private final Ink ink;
    private final Ink asideInk;
    private final boolean watched;
    private final IntSupplier columns;
    private boolean live;

    /**
     * @param watched whether a person looks on, so that a line may be written anew
     * @param columns of the terminal at the moment; 0 when nobody knows
     */
    public Paper(PrintWriter answers, PrintWriter asides, Ink ink, Ink asideInk, boolean watched, IntSupplier columns) {
        this.answers = answers;
        this.asides = asides;
        this.ink = ink;
        this.asideInk = asideInk;
        this.watched = watched;
        this.columns = columns;
    }

    Ink ink() {
        return ink;
    }

    Ink asideInk() {
        return asideInk;
    }

    /** Whether a person looks on. */
    boolean isWatched() {
        return watched;
    }

    /** Columns to write in; a resized terminal counts from the next line on. */
    int width() {
        int now = columns.getAsInt();
        return now <= 0 ? USUAL_WIDTH : Math.max(NARROWEST, Math.min(now - 1, WIDEST));
    }

    /** A piece of an answer. */
    void print(String text) {
        settle();
        answers.print(text);
        answers.flush();
    }

    void line(String text) {
        print(text + "\n");
    }

    /** Lines that may be longer than the terminal is wide. */
    void lines(String text) {
        text.lines().forEach(line -> line(watched ? Wrap.hanging(line, width()) : line));
    }

    /** A line about what is being done. */
    void aside(String text) {
        settle();
        asides.println(watched ? wrapped(text) : text);
        asides.flush();
    }

    private String wrapped(String text) {
        return text.lines().map(line -> Wrap.hanging(line, width())).collect(Collectors.joining("\n"));
    }

    /** What is being done at the moment: one line that the next one overwrites; nothing where nobody looks on. */
    void live(String text) {
        if (watched) {
            String shown = text.length() < width() ? text : text.substring(0, width() - 1) + "…";
            asides.print("\r\u001b[K" + asideInk.dim(shown));
            asides.flush();
            live = true;
        }
    }

    /** Wipes what is only for the moment. */
    void settle() {
        if (live) {
            asides.print("\r\u001b[K");
            asides.flush();
            live = false;
        }
    }
}
