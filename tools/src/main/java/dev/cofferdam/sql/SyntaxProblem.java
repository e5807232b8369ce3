package dev.cofferdam.sql;

/** The statement cannot be read at this place. Caught by {@link SqlParser}, never seen outside the package. */
final class SyntaxProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int offset;

    SyntaxProblem(String reason, int offset) {
        // Raised for ordinary input, so neither suppression nor a stack trace is paid for.
        super(reason, null, false, false);
        this.offset = offset;
    }

    int offset() {
        return offset;
    }
}
