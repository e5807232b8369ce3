package dev.cofferdam.rules.loops;

import java.util.ArrayList;
import java.util.List;

/** Tokens of PL/pgSQL or SQL, read from the front. */
final class Words {
    private final List<String> tokens;
    private int at;

    Words(List<String> tokens) {
        this.tokens = List.copyOf(tokens);
    }

    boolean isOver() {
        return at >= tokens.size();
    }

    boolean at(String word) {
        return at < tokens.size() && tokens.get(at).equals(word);
    }

    boolean at(String first, String second) {
        return at(first) && at + 1 < tokens.size() && tokens.get(at + 1).equals(second);
    }

    /** Passes the word over when it comes next. */
    boolean take(String word) {
        boolean there = at(word);
        at += there ? 1 : 0;
        return there;
    }

    void expect(String word) {
        if (!take(word)) {
            throw new Unread(isOver() ? "the end, and not " + word : tokens.get(at) + ", and not " + word);
        }
    }

    String peek() {
        return isOver() ? "" : tokens.get(at);
    }

    String next() {
        if (isOver()) {
            throw new Unread("the end");
        }
        return tokens.get(at++);
    }

    /** Everything before the word, which is passed over, outside of brackets and CASE. */
    List<String> upTo(String end) {
        List<String> words = new ArrayList<>();
        int depth = 0;
        while (depth > 0 || !at(end)) {
            String word = next();
            depth += depthOf(word);
            words.add(word);
        }
        at++;
        return words;
    }

    /** What stands in the brackets that have just been opened, which are closed behind it. */
    List<String> inBrackets(String close) {
        return upTo(close);
    }

    List<String> rest() {
        List<String> words = tokens.subList(at, tokens.size());
        at = tokens.size();
        return words;
    }

    /** How a word changes the depth of brackets; CASE ends with END as a block does. */
    static int depthOf(String word) {
        return switch (word) {
            case "(", "[", "case" -> 1;
            case ")", "]", "end" -> -1;
            default -> 0;
        };
    }

    /** What stands between the words, outside of brackets. */
    static List<List<String>> parts(List<String> words, String between) {
        List<List<String>> parts = new ArrayList<>();
        List<String> part = new ArrayList<>();
        int depth = 0;
        for (String word : words) {
            depth += depthOf(word);
            if (depth == 0 && word.equals(between)) {
                parts.add(List.copyOf(part));
                part.clear();
            } else {
                part.add(word);
            }
        }
        parts.add(List.copyOf(part));
        return parts;
    }
}
