package dev.cofferdam.scan.strings;

import dev.cofferdam.scan.strings.FoldedText.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A format string whose directives are replaced by what the arguments say ({@code Formatter}). */
final class FormatText {

    private static final Pattern FORMAT_HOLE = Pattern.compile("%(\\d+\\$)?[-#+ 0,(]*\\d*(\\.\\d+)?[sdbcfnx%]");

    private static final Pattern MESSAGE_HOLE = Pattern.compile("\\{\\s*\\d{1,2}\\s*}|''");

    private FormatText() {}

    /** Text, or the place of an argument. */
    sealed interface Piece permits Text, Argument {}

    record Text(Part part) implements Piece {}

    /**
     * @param index from 0; the call need not have so many arguments
     */
    record Argument(int index) implements Piece {}

    /** The pieces of a format whose own text was folded. */
    static List<Piece> pieces(List<Part> template) {
        List<Piece> pieces = new ArrayList<>();
        int next = 0;
        for (Part part : template) {
            Matcher matcher = FORMAT_HOLE.matcher(part.text());
            int from = 0;
            while (matcher.find()) {
                pieces.add(new Text(slice(part, from, matcher.start())));
                from = matcher.end();
                String directive = matcher.group();
                if (directive.endsWith("%") || directive.endsWith("n")) {
                    String text = directive.endsWith("n") ? "\n" : "%";
                    pieces.add(new Text(new Part(text, false, part.node(), part.line(), part.owner())));
                } else {
                    String position = matcher.group(1);
                    pieces.add(
                            new Argument(position == null ? next++ : Integer.parseInt(position.replace("$", "")) - 1));
                }
            }
            pieces.add(
                    new Text(part.hole() ? part : slice(part, from, part.text().length())));
        }
        return pieces;
    }

    /** The pieces of a pattern of {@code MessageFormat}, where a doubled apostrophe is one. */
    static List<Piece> messagePieces(List<Part> template) {
        return pieces(template, MESSAGE_HOLE, directive -> {
            String digits = directive.replaceAll("\\D", "");
            return digits.isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(digits));
        });
    }

    /** The pieces of a text in which a word stands for an argument. */
    static List<Piece> replacedPieces(List<Part> template, String word) {
        return pieces(template, Pattern.compile(Pattern.quote(word)), directive -> OptionalInt.of(0));
    }

    private static List<Piece> pieces(List<Part> template, Pattern hole, Function<String, OptionalInt> argument) {
        List<Piece> pieces = new ArrayList<>();
        for (Part part : template) {
            Matcher matcher = hole.matcher(part.text());
            int from = 0;
            while (matcher.find()) {
                pieces.add(new Text(slice(part, from, matcher.start())));
                from = matcher.end();
                OptionalInt at = argument.apply(matcher.group());
                pieces.add(
                        at.isPresent()
                                ? new Argument(at.getAsInt())
                                : new Text(new Part("'", false, part.node(), part.line(), part.owner())));
            }
            pieces.add(
                    new Text(part.hole() ? part : slice(part, from, part.text().length())));
        }
        return pieces;
    }

    private static Part slice(Part part, int from, int to) {
        int line = part.line()
                + (int) part.text()
                        .substring(0, from)
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
        return new Part(part.text().substring(from, to), false, part.node(), line, part.owner());
    }
}
