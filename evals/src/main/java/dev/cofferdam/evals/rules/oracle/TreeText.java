package dev.cofferdam.evals.rules.oracle;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the text of a parse tree. The server breaks it into lines at blanks, and writes a blank inside of a word as {@code \ }. */
final class TreeText {
    private static final int LINE = 78;

    private final String text;
    private int at;

    private TreeText(String text) {
        this.text = text;
    }

    static Node read(String printed) {
        TreeText reader = new TreeText(joined(printed));
        reader.skip();
        return reader.node();
    }

    /** A line that is full without a blank was broken inside of a word. */
    private static String joined(String printed) {
        StringBuilder joined = new StringBuilder(printed.length());
        printed.lines()
                .forEach(line -> joined.append(line).append(line.length() == LINE && line.indexOf(' ') < 0 ? "" : " "));
        return joined.toString();
    }

    private void skip() {
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
    }

    private Node node() {
        at++; // {
        String tag = word();
        Map<String, Object> fields = new HashMap<>();
        for (skip(); text.charAt(at) != '}'; skip()) {
            if (text.charAt(at) != ':') { // {A_CONST NULL ...}
                fields.put("flag", word());
                continue;
            }
            at++;
            String name = word();
            skip();
            value().ifPresent(value -> fields.put(name, value));
        }
        at++;
        return new Node(tag, fields);
    }

    /** Nothing for {@code <>}; what follows a datum's length in brackets belongs to it. */
    private Optional<Object> value() {
        char first = text.charAt(at);
        if (first == '{') {
            return Optional.of(node());
        }
        if (first == '(') {
            return Optional.of(list());
        }
        int start = at;
        String word = word();
        if (at == start) {
            throw new IllegalArgumentException(
                    "no value at " + at + " of " + text.substring(Math.max(0, at - 300), at + 1));
        }
        skip();
        if (text.charAt(at) == '[') {
            at = text.indexOf(']', at) + 1;
        }
        return word.equals("<>") ? Optional.empty() : Optional.of(word);
    }

    private List<Object> list() {
        at++; // (
        List<Object> all = new ArrayList<>();
        for (skip(); text.charAt(at) != ')'; skip()) {
            value().ifPresent(all::add);
        }
        at++;
        return all;
    }

    /** A text stands between quotation marks, of which those inside are not marked; every blank and bracket inside is. */
    private String word() {
        StringBuilder word = new StringBuilder();
        while (at < text.length() && " (){}".indexOf(text.charAt(at)) < 0) {
            if (text.charAt(at) == '\\') {
                at++;
            }
            word.append(text.charAt(at));
            at++;
        }
        int length = word.length();
        boolean quoted = length > 1 && word.charAt(0) == '"' && word.charAt(length - 1) == '"';
        return quoted ? word.substring(1, length - 1) : word.toString();
    }
}
