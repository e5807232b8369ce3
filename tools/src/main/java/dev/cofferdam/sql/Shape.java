package dev.cofferdam.sql;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/**
 * A statement form in the notation of the manual's synopses: WORDS stand for themselves, {@code @rule} for a rule of
 * {@link ShapeMatcher}, {@code { a | b }} is a choice, {@code [ a | b ]} an optional one, {@code a , ...} a list, {@code a ...} a
 * repetition. Alternatives are tried in order and the first that matches is kept, so the longer one comes first.
 */
sealed interface Shape {
    record Word(String word) implements Shape {}

    record Rule(String name) implements Shape {}

    record Sequence(List<Shape> parts) implements Shape {}

    record Choice(List<Shape> alternatives, boolean optional) implements Shape {}

    record Repeat(Shape element, boolean commas) implements Shape {}

    /** Reads the notation; a mistake in it is ours and fails loudly. */
    static Sequence of(String notation) {
        Iterator<String> words = Arrays.asList(notation.trim().split("\\s+")).iterator();
        List<Shape> alternatives = alternatives(words, "");
        if (alternatives.size() != 1 || !(alternatives.get(0) instanceof Sequence sequence)) {
            throw new IllegalArgumentException("alternatives without braces: " + notation);
        }
        return sequence;
    }

    private static List<Shape> alternatives(Iterator<String> words, String close) {
        List<Shape> alternatives = new ArrayList<>();
        List<Shape> parts = new ArrayList<>();
        while (words.hasNext()) {
            String word = words.next();
            if (word.equals(close)) {
                alternatives.add(new Sequence(List.copyOf(parts)));
                return alternatives;
            }
            if (word.equals("|")) {
                alternatives.add(new Sequence(List.copyOf(parts)));
                parts.clear();
            } else {
                add(parts, word, words);
            }
        }
        if (!close.isEmpty()) {
            throw new IllegalArgumentException("missing " + close);
        }
        alternatives.add(new Sequence(List.copyOf(parts)));
        return alternatives;
    }

    private static void add(List<Shape> parts, String word, Iterator<String> words) {
        switch (word) {
            case "{" -> parts.add(new Choice(alternatives(words, "}"), false));
            case "[" -> parts.add(new Choice(alternatives(words, "]"), true));
            case "..." -> {
                Shape last = parts.remove(parts.size() - 1);
                boolean commas = last.equals(new Word(","));
                parts.add(new Repeat(commas ? parts.remove(parts.size() - 1) : last, commas));
            }
            default -> parts.add(word.startsWith("@") ? new Rule(word.substring(1)) : new Word(word));
        }
    }

    /** The words before the first choice or rule: what the statement is called. */
    static String leadingWords(Sequence shape) {
        List<String> words = new ArrayList<>();
        for (Shape part : shape.parts()) {
            if (!(part instanceof Word word) || !Character.isLetter(word.word().charAt(0))) {
                break;
            }
            words.add(word.word());
        }
        return String.join(" ", words);
    }
}
