package dev.cofferdam.scan.words;

import java.util.Arrays;

/**
 * The words of a text as hashes: what a file is asked first, because it costs nothing. A hash that two words share lets a file
 * through that is then read for nothing; a word that is there is never missed. Case is folded.
 */
public final class WordSet {
    private static final int EMPTY = 0;

    private static final int START = 17;
    private static final int QUOTED = 0x5bd1e995;
    private static final int LAST = 0x297a2d39;
    private static final int LONE = 0x61c88647;
    private static final int UPPER = 0x3c6ef372;
    private static final int SMALL = 1024;

    private boolean quoted;
    private boolean alone;
    private boolean upper = true;
    private boolean letter;
    private boolean ofJava;
    private char before;

    private int hash = START;
    private int without = START;
    private int length;
    private boolean escaped;
    private int ended;
    private int endedWithout;
    private boolean endedAfterDot;
    private int[] slots = new int[SMALL];
    private int size;

    /** Adds every word between two offsets. */
    void addAll(char[] text, int from, int to) {
        ofJava = true;
        for (int i = from; i < to; i++) {
            next(text[i]);
        }
        end();
        ofJava = false;
    }

    /** As {@link #addAll(char[], int, int)}, and as words that stand in a string, with where in it they stand. */
    void addQuoted(char[] text, int from, int to) {
        quoted = true;
        alone = isWithoutSpaces(text, from + 1, to - 1);
        before = ' ';
        addAll(text, from + 1, to);
        quoted = false;
        if (to - 2 > from && text[to - 1] == '"' && isPart(text[to - 2]) && (alone || endedAfterDot)) {
            add(some(some(ended) ^ LAST));
            add(some(some(endedWithout) ^ LAST));
        }
    }

    /** Spaces around do not count. */
    private static boolean isWithoutSpaces(char[] text, int from, int to) {
        int start = from;
        int end = to;
        while (start < end && text[start] <= ' ') {
            start++;
        }
        while (start < end && text[end - 1] <= ' ') {
            end--;
        }
        for (int i = start; i < end; i++) {
            if (text[i] == ' ') {
                return false;
            }
        }
        return true;
    }

    /** As {@link #addAll(char[], int, int)}, for a text that has one byte for each ASCII character; other bytes are part of no word. */
    public void addAll(byte[] text) {
        for (byte each : text) {
            next((char) (each & 0xff));
        }
        end();
    }

    /** The letter after a backslash may be an escape or the word's first: both words are added. */
    private void next(char c) {
        if (!isPart(c)) {
            end();
            escaped = c == '\\';
            before = c;
            return;
        }
        hash = hash * 31 + lower(c);
        length++;
        upper &= c < 'a' || c > 'z';
        letter |= c >= 'A' && c <= 'Z';
        if (escaped && length > 1) {
            without = without * 31 + lower(c);
        }
    }

    private void end() {
        if (length > 0) {
            addHash(hash);
        }
        boolean two = escaped && length > 1;
        if (two) {
            addHash(without);
        }
        if (length > 0) {
            ended = hash;
            endedWithout = two ? without : hash;
            endedAfterDot = before == '.';
        }
        hash = START;
        without = START;
        length = 0;
        upper = true;
        letter = false;
        escaped = false;
    }

    private void addHash(int value) {
        int some = some(value);
        add(some);
        if (ofJava && upper && letter && !quoted) {
            add(some(some ^ UPPER));
        }
        if (quoted) {
            add(some(some ^ QUOTED));
            if (alone || before == '.' || before == '"') {
                add(some(some ^ LONE));
            }
        }
    }

    /** Zero marks an empty slot. */
    private static int some(int hash) {
        return hash == EMPTY ? 1 : hash;
    }

    /** Whether a word can hold the character. */
    public static boolean isPart(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '$';
    }

    private static int lower(char c) {
        return c >= 'A' && c <= 'Z' ? c + 32 : c;
    }

    /** The hash of a word; of one with a mark before it as a word that stands in a string, see {@link Tokens#quoted}. */
    public static int hash(String word) {
        String place = Tokens.placeOf(word);
        if (!place.isEmpty()) {
            return some(hash(word.substring(place.length())) ^ mark(place));
        }
        int hash = START;
        for (int i = 0; i < word.length(); i++) {
            hash = hash * 31 + lower(word.charAt(i));
        }
        return some(hash);
    }

    private static int mark(String place) {
        return switch (place) {
            case Tokens.LAST -> LAST;
            case Tokens.LONE -> LONE;
            case Tokens.UPPER -> UPPER;
            default -> QUOTED;
        };
    }

    private void add(int hash) {
        int mask = slots.length - 1;
        int at = (hash * 0x9E3779B1) >>> 7 & mask;
        while (slots[at] != EMPTY) {
            if (slots[at] == hash) {
                return;
            }
            at = (at + 1) & mask;
        }
        slots[at] = hash;
        if (++size * 2 > slots.length) {
            grow();
        }
    }

    private void grow() {
        int[] old = slots;
        slots = new int[old.length * 2];
        size = 0;
        for (int hash : old) {
            if (hash != EMPTY) {
                add(hash);
            }
        }
    }

    /** Whether one of the hashes is in the set. */
    public boolean hasAny(int[] hashes) {
        for (int hash : hashes) {
            int mask = slots.length - 1;
            for (int at = (hash * 0x9E3779B1) >>> 7 & mask; slots[at] != EMPTY; at = (at + 1) & mask) {
                if (slots[at] == hash) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The hashes in order; the set is empty afterwards and can be used again. */
    public int[] drain() {
        int[] all = new int[size];
        int count = 0;
        for (int hash : slots) {
            if (hash != EMPTY) {
                all[count++] = hash;
            }
        }
        Arrays.sort(all);
        clear();
        return all;
    }

    /** Empties the set for the next file. */
    public void clear() {
        // One large file must not make all that follow slow.
        if (slots.length > 4 * SMALL) {
            slots = new int[SMALL];
        } else {
            Arrays.fill(slots, EMPTY);
        }
        size = 0;
    }
}
