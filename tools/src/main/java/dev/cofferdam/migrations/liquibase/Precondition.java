package dev.cofferdam.migrations.liquibase;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A condition that a change set puts before itself. Some answers only the schema of that moment knows. */
public sealed interface Precondition {
    /** Kinds of objects whose existence is asked for. */
    enum Kind {
        TABLE,
        VIEW,
        SEQUENCE,
        COLUMN,
        INDEX,
        PRIMARY_KEY,
        FOREIGN_KEY,
        UNIQUE
    }

    /** What knows the schema of the moment. An empty answer means that it could not be decided. */
    interface World {
        Optional<Boolean> exists(Exists wanted);

        /** The first value of the query's first row. */
        Optional<String> firstValue(String query);
    }

    /** Whether it holds; empty when that could not be decided. */
    Optional<Boolean> holds(World world);

    /** What could not be decided, for messages. */
    String describe();

    /** Known while the changelog is read. */
    record Fixed(boolean value) implements Precondition {
        @Override
        public Optional<Boolean> holds(World world) {
            return Optional.of(value);
        }

        @Override
        public String describe() {
            return String.valueOf(value);
        }
    }

    /**
     * Names are as the server stores them.
     *
     * @param schema empty means the current one
     * @param table the object's table; empty for tables, views and sequences, and when it is not given
     * @param name the object's own name; empty when only its table is given
     */
    record Exists(Kind kind, Optional<String> schema, Optional<String> table, Optional<String> name)
            implements Precondition {
        @Override
        public Optional<Boolean> holds(World world) {
            return world.exists(this);
        }

        @Override
        public String describe() {
            return kind + " " + table.map(each -> each + " ").orElse("") + name.orElse("");
        }
    }

    /** The first value of a query, as text, is the expected one. */
    record Query(String sql, String expected) implements Precondition {
        @Override
        public Optional<Boolean> holds(World world) {
            return world.firstValue(sql).map(expected::equals);
        }

        @Override
        public String describe() {
            return "the query " + sql.strip().replaceAll("\\s+", " ");
        }
    }

    record Not(Precondition inner) implements Precondition {
        @Override
        public Optional<Boolean> holds(World world) {
            return inner.holds(world).map(value -> !value);
        }

        @Override
        public String describe() {
            return inner.describe();
        }
    }

    /**
     * Several conditions.
     *
     * @param all whether all must hold, or one is enough
     */
    record Several(boolean all, List<Precondition> parts) implements Precondition {
        public Several {
            parts = List.copyOf(parts);
        }

        @Override
        public Optional<Boolean> holds(World world) {
            List<Optional<Boolean>> answers = new ArrayList<>();
            parts.forEach(part -> answers.add(part.holds(world)));
            if (answers.contains(Optional.of(!all))) {
                return Optional.of(!all);
            }
            return answers.stream().anyMatch(Optional::isEmpty)
                    ? Optional.empty()
                    : Optional.of(all || parts.isEmpty());
        }

        @Override
        public String describe() {
            return String.join(
                    ", ",
                    parts.stream()
                            .filter(part -> !(part instanceof Fixed))
                            .map(Precondition::describe)
                            .toList());
        }
    }

    /** Nothing here knows how to decide it. */
    record Unclear(String what) implements Precondition {
        @Override
        public Optional<Boolean> holds(World world) {
            return Optional.empty();
        }

        @Override
        public String describe() {
            return what;
        }
    }
}
