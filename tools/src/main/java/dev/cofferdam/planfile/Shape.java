package dev.cofferdam.planfile;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;

/** What a value of the domain looks like in the file. Derived from the record types by {@link Shapes}. */
sealed interface Shape {

    /** How a person would call such a value in a message: {@code a list}, {@code a duration such as 2s, 15m or 7d}. */
    String words();

    /** Absence has a meaning for lists, names and optional values only. */
    static boolean mayBeMissing(Shape shape) {
        return shape instanceof Several || shape instanceof Named || shape instanceof Maybe;
    }

    /** One value without parts. */
    record Single(Scalar scalar) implements Shape {
        @Override
        public String words() {
            return scalar.words();
        }
    }

    /** Any number of values; left out of the file when empty. */
    record Several(Shape element) implements Shape {
        @Override
        public String words() {
            return "a list";
        }
    }

    /** Values by name, sorted; left out of the file when empty. */
    record Named(Scalar key, Shape value) implements Shape {
        @Override
        public String words() {
            return "keys with values";
        }
    }

    /** A value that may be left out. */
    record Maybe(Shape value) implements Shape {
        @Override
        public String words() {
            return value.words();
        }
    }

    /** A record: its components under their own names. */
    record Fields(Class<?> type, Constructor<?> constructor, List<Field> fields) implements Shape {
        List<String> names() {
            return fields.stream().map(Field::name).toList();
        }

        @Override
        public String words() {
            return "keys with values";
        }
    }

    /** One of several records, told apart by the key {@code kind}. */
    record Kinds(Class<?> type, Map<String, Fields> byKind) implements Shape {
        static final String KEY = "kind";

        @Override
        public String words() {
            return "keys with values";
        }
    }

    /** One component of a record. */
    record Field(String name, Shape shape, Method accessor) {
        boolean mayBeMissing() {
            return Shape.mayBeMissing(shape);
        }
    }
}
