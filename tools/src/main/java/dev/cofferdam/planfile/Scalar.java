package dev.cofferdam.planfile;

import java.util.List;
import java.util.function.Function;

/**
 * How a value without parts is read and written.
 *
 * @param name the name of its definition in the JSON Schema
 * @param words what is expected, for messages
 * @param form whether it stands bare in the file
 * @param pattern a regular expression (ECMA 262) that every such text matches; empty when any text will do
 * @param choices all values, when there are only so many; empty otherwise
 * @param read throws {@link IllegalArgumentException} when the text is none
 */
record Scalar(
        String name,
        String words,
        Form form,
        String pattern,
        List<String> choices,
        Function<String, Object> read,
        Function<Object, String> write) {

    /** The YAML types that a plan uses. */
    enum Form {
        TEXT,
        NUMBER,
        TRUTH,
        INSTANT
    }

    Scalar {
        choices = List.copyOf(choices);
    }

    /** Texts that name something and hold no prose: short enough to stand in one line with their neighbours. */
    boolean isTerse() {
        return !name.equals(Scalars.TEXT);
    }
}
