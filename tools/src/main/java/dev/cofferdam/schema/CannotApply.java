package dev.cofferdam.schema;

/** A statement does not fit the schema that it meets; told with its place and passed over. */
final class CannotApply extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CannotApply(String why) {
        super(why);
    }
}
