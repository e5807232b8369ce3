package dev.cofferdam.migrations.liquibase;

/** A change, or a part of one, that is not turned into SQL, with the reason. */
public final class CannotRender extends Exception {
    private static final long serialVersionUID = 1L;

    CannotRender(String reason) {
        super(reason);
    }

    /** Why, in one line. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
