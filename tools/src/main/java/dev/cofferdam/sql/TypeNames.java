package dev.cofferdam.sql;

import java.util.Optional;

/** Types by the names under which the server prints them: {@code varchar(20)} is {@code character varying(20)}. */
public final class TypeNames {
    private TypeNames() {}

    /** Empty when the text is no type, or more than one. */
    public static Optional<String> of(String written) {
        try {
            Cursor cursor = new Cursor(written);
            String type = new Grammar(cursor).types.type();
            cursor.expectEnd();
            return Optional.of(type);
        } catch (SyntaxProblem problem) {
            return Optional.empty();
        }
    }
}
