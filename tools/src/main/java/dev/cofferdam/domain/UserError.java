package dev.cofferdam.domain;

import java.util.Optional;

/** The caller can fix this: what is wrong, where, and what to do. Shown without a stack trace; exit code 2. */
public final class UserError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String problem;
    private final String where;
    private final String fix;

    /**
     * @param problem one sentence with the concrete names, identifiers in backticks
     * @param where the file, line, flag or object; empty when the problem names it already
     * @param fix what to do next
     */
    public UserError(String problem, String where, String fix) {
        super(problem);
        this.problem = problem;
        this.where = where;
        this.fix = fix;
    }

    public String problem() {
        return problem;
    }

    public Optional<String> where() {
        return where.isBlank() ? Optional.empty() : Optional.of(where);
    }

    public String fix() {
        return fix;
    }
}
