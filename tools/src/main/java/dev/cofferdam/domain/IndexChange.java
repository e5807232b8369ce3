package dev.cofferdam.domain;

import java.util.List;
import java.util.Optional;

/** Recipe R29: changes of how rows are found. They change no answer, and so no code has to know of them. */
public sealed interface IndexChange extends Change {
    @Override
    default List<ColumnRef> columns() {
        return List.of();
    }

    @Override
    default Recipe recipe() {
        return Recipe.R29;
    }

    @Override
    default Optional<String> spares(Usage usage) {
        return Optional.of("an index changes no answer");
    }

    /**
     * One more index.
     *
     * @param elements columns or expressions, as DDL writes them
     * @param method such as {@code gin}; the server's choice when absent
     * @param predicate of a partial index
     * @param name the server's choice when absent
     */
    record CreateIndex(
            TableRef table,
            List<String> elements,
            boolean unique,
            Optional<String> method,
            Optional<String> predicate,
            Optional<String> name)
            implements IndexChange {
        public CreateIndex {
            elements = Checks.names(elements, "index elements");
        }

        @Override
        public String summary() {
            return "create " + (unique ? "unique " : "") + "index on " + table
                    + method.map(word -> " using " + word).orElse("") + " (" + String.join(", ", elements) + ")"
                    + predicate.map(where -> " where " + where).orElse("");
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.createIndex(this);
        }
    }

    /** One less. */
    record DropIndex(TableRef table, String name) implements IndexChange {
        public DropIndex {
            Checks.text(name, "index name");
        }

        @Override
        public String summary() {
            return "drop index " + name + " of " + table;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.dropIndex(this);
        }
    }
}
