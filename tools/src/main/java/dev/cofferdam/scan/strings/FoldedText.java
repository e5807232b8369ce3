package dev.cofferdam.scan.strings;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.StringLiteralExpr;
import dev.cofferdam.scan.java.JavaReader;
import dev.cofferdam.scan.skeleton.TypeFact;
import java.util.List;

/** A string put together from parts that the source shows, with holes where it does not. */
public record FoldedText(List<Part> parts) {

    /** Stands for a hole in the text that is parsed: an identifier fits most places of SQL's grammar. */
    public static final String HOLE = "cofferdam_hole";

    /** Characters before a hole that tell what it stands in the place of. */
    private static final int JUDGED = 200;

    /**
     * One part.
     *
     * @param text empty for a hole
     * @param node the literal, or the expression that is the hole
     * @param line of the first character; text blocks go on from there line by line
     * @param owner the type whose source holds it
     */
    public record Part(String text, boolean hole, Node node, int line, TypeFact owner) {}

    public FoldedText {
        parts = List.copyOf(parts);
    }

    /** Whether a part of it is unknown. */
    public boolean hasHoles() {
        return parts.stream().anyMatch(Part::hole);
    }

    /** Whether anything of it is known. */
    public boolean isText() {
        return parts.stream().anyMatch(part -> !part.hole() && !part.text().isBlank());
    }

    public String text() {
        return text(HOLE);
    }

    /** The text with something else in its holes. */
    public String text(String hole) {
        StringBuilder text = new StringBuilder();
        parts.forEach(part -> text.append(part.hole() ? hole : part.text()));
        return text.toString();
    }

    /** The part that holds an offset of {@link #text()}. */
    public Part partAt(int offset) {
        int end = 0;
        for (Part part : parts) {
            end += part.hole() ? HOLE.length() : part.text().length();
            if (offset < end) {
                return part;
            }
        }
        return parts.get(parts.size() - 1);
    }

    /** The source line of an offset of {@link #text()}, in the file of {@link #partAt}'s owner. */
    public int lineAt(int offset) {
        int start = 0;
        for (Part part : parts) {
            int end = start + (part.hole() ? HOLE.length() : part.text().length());
            if (offset < end && (part.hole() || part.node() instanceof StringLiteralExpr)) {
                // A line break in it is an escape, and the literal stands in one line; a hole shows none.
                return part.line();
            }
            if (offset < end) {
                return part.line()
                        + (int) part.text()
                                .substring(0, offset - start)
                                .chars()
                                .filter(c -> c == '\n')
                                .count();
            }
            start = end;
        }
        return parts.get(parts.size() - 1).line();
    }

    /** The source column of an offset of {@link #text()}; 0 where the literal is written otherwise than it reads. */
    public int columnAt(int offset) {
        int start = 0;
        for (Part part : parts) {
            int end = start + (part.hole() ? HOLE.length() : part.text().length());
            if (offset < end) {
                boolean asWritten = part.node() instanceof StringLiteralExpr literal
                        && literal.getValue().equals(part.text());
                return asWritten ? JavaReader.column(part.node()) + 1 + offset - start : 0;
            }
            start = end;
        }
        return 0;
    }

    /** The end of the text before each hole, for judging what the hole could be. */
    public List<String> beforeHoles() {
        List<String> before = new java.util.ArrayList<>();
        StringBuilder soFar = new StringBuilder();
        for (Part part : parts) {
            if (part.hole()) {
                before.add(soFar.substring(Math.max(0, soFar.length() - JUDGED)));
            }
            soFar.append(part.hole() ? HOLE : part.text());
        }
        return before;
    }
}
