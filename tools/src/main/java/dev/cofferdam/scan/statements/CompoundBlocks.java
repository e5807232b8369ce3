package dev.cofferdam.scan.statements;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Routines and triggers whose body stands in their statement, with semicolons that do not end it (MySQL Reference Manual, "Compound
 * Statement Syntax"), and what MySQL's client puts between statements in place of a semicolon. To PostgreSQL's grammar all of it is
 * broken.
 */
final class CompoundBlocks {

    /** A body in dollars or quotes, or one that is atomic, is PostgreSQL's. */
    private static final Pattern OPENS = Pattern.compile(
            "\\bcreate\\s+(?:or\\s+replace\\s+)?(?:definer\\s*=\\s*\\S+\\s+)?(?:trigger|procedure|function|event)\\b[^;$']*?\\bbegin\\b(?!\\s+atomic\\b)",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern STEP = Pattern.compile(
            "\\b(?:(begin|case)|end(?!\\s+(?:if|loop|while|repeat)\\b)(?:\\s+case)?)\\b", Pattern.CASE_INSENSITIVE);

    private static final Pattern DELIMITER = Pattern.compile("(?im)^[ \\t]*delimiter[ \\t]+(\\S+)[^\\n]*$");

    private final String rest;
    private final List<Block> blocks;

    private CompoundBlocks(String rest, List<Block> blocks) {
        this.rest = rest;
        this.blocks = blocks;
    }

    /** A statement with its offset in the script. */
    record Block(int offset, String text) {}

    static CompoundBlocks of(String script) {
        String plain = withoutDelimiters(script);
        String text = SqlWords.blanked(plain);
        StringBuilder rest = new StringBuilder(plain);
        List<Block> blocks = new ArrayList<>();
        Matcher opens = OPENS.matcher(text);
        for (int at = 0; opens.find(at); ) {
            int end = end(text, opens.end());
            blocks.add(new Block(opens.start(), plain.substring(opens.start(), end)));
            for (int i = opens.start(); i < end; i++) {
                if (rest.charAt(i) != '\n') {
                    rest.setCharAt(i, ' ');
                }
            }
            at = end;
        }
        return new CompoundBlocks(rest.toString(), blocks);
    }

    /** The script without them, offset for offset. */
    String rest() {
        return rest;
    }

    List<Block> blocks() {
        return blocks;
    }

    private static int end(String text, int from) {
        Matcher step = STEP.matcher(text);
        int depth = 1;
        int at = from;
        while (depth > 0 && step.find(at)) {
            depth += step.group(1) == null ? -1 : 1;
            at = step.end();
        }
        return depth > 0 ? text.length() : at;
    }

    /** Semicolons in place of what a script says that its statements end with, and nothing in place of the saying. */
    private static String withoutDelimiters(String script) {
        Matcher said = DELIMITER.matcher(script);
        StringBuilder plain = new StringBuilder(script);
        String current = ";";
        int from = 0;
        while (said.find()) {
            replace(plain, from, said.start(), current);
            plain.replace(said.start(), said.end(), " ".repeat(said.end() - said.start()));
            current = said.group(1);
            from = said.end();
        }
        replace(plain, from, script.length(), current);
        return plain.toString();
    }

    private static void replace(StringBuilder text, int from, int to, String delimiter) {
        if (delimiter.equals(";")) {
            return;
        }
        String semicolon = ";" + " ".repeat(delimiter.length() - 1);
        for (int at = text.indexOf(delimiter, from); at >= 0 && at < to; at = text.indexOf(delimiter, at + 1)) {
            text.replace(at, at + delimiter.length(), semicolon);
        }
    }
}
