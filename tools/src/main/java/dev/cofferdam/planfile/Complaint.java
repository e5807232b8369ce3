package dev.cofferdam.planfile;

import dev.cofferdam.domain.UserError;
import org.yaml.snakeyaml.nodes.Node;

/** Errors of one plan file, each with its line and, where it is known, its column; both count from 1. */
final class Complaint {
    private static final int LONGEST_VALUE = 60;

    private final String file;

    Complaint(String file) {
        this.file = file;
    }

    UserError at(Node node, String problem, String fix) {
        return at(line(node), node.getStartMark().getColumn() + 1, problem, fix);
    }

    UserError at(int line, int column, String problem, String fix) {
        return new UserError(problem, file + ":" + line + ":" + column, fix);
    }

    UserError at(int line, String problem, String fix) {
        return new UserError(problem, file + ":" + line, fix);
    }

    static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }

    /** Values in a message stay in one line. */
    static String shorten(String value) {
        String line = value.replaceAll("\\s+", " ");
        return line.length() <= LONGEST_VALUE ? line : line.substring(0, LONGEST_VALUE) + "...";
    }
}
