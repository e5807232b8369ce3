package dev.cofferdam.sql;

/**
 * One lexical unit of a statement.
 *
 * @param word what grammar rules compare with: an unquoted word in upper case, or the operator or punctuation itself; empty for
 *     everything that can never be a keyword
 * @param value the name or the content: a word folded to lower case, an identifier or a string without its quotes
 * @param start offset of the first character, in UTF-16 units
 * @param end offset after the last character
 */
record Token(Kind kind, String word, String value, int start, int end) {

    enum Kind {
        WORD,
        QUOTED,
        STRING,
        NUMBER,
        /** {@code ?}, {@code $1}, {@code :name}, <code>#{x}</code>: stands for a value. */
        PARAMETER,
        /** <code>${x}</code> and <code>{{x}}</code>: stands for a value, a name, or in a query for text nobody knows. */
        HOLE,
        OPERATOR,
        PUNCTUATION,
        /** Text that no statement can hold: an unterminated quote, a stray character. {@link #value} says which. */
        BROKEN,
        END
    }

    boolean is(String expected) {
        return word.equals(expected);
    }
}
