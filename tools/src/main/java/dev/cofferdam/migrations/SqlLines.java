package dev.cofferdam.migrations;

/** SQL put together so that each piece stands, as far as there is room, on the line of the file that it comes from. */
final class SqlLines {
    private final StringBuilder text = new StringBuilder();
    private final int first;
    private int current;

    SqlLines(int first) {
        this.first = first;
        this.current = first;
    }

    int first() {
        return first;
    }

    boolean isEmpty() {
        return text.toString().isBlank();
    }

    /** Adds one or more statements that begin on this line of the file. */
    void add(int line, String sql) {
        boolean fresh = text.isEmpty() || text.charAt(text.length() - 1) == '\n';
        append(line > current ? "\n".repeat(line - current) : fresh ? "" : " ");
        append(sql.stripTrailing());
        if (!sql.stripTrailing().endsWith(";")) {
            // The text may end in a comment.
            append(sql.contains("--") ? "\n;" : ";");
        }
    }

    private void append(String more) {
        text.append(more);
        current += (int) more.chars().filter(c -> c == '\n').count();
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
