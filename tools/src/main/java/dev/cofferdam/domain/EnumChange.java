package dev.cofferdam.domain;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Recipe R19: changes of an enum type. Which columns have the type is known once the schema is. */
public sealed interface EnumChange extends Change {
    /** Name of the type, as the server stores it. */
    String type();

    @Override
    default TableRef table() {
        return columns().get(0).table();
    }

    @Override
    default Recipe recipe() {
        return Recipe.R19;
    }

    @Override
    default <R> R accept(Visitor<R> visitor) {
        return visitor.withoutPlaybook(this);
    }

    /**
     * One more value.
     *
     * @param place where it stands in the order, as DDL writes it: {@code BEFORE 'closed'}; the last when absent
     */
    record AddEnumValue(String type, String value, Optional<String> place, List<ColumnRef> columns)
            implements EnumChange {
        public AddEnumValue {
            columns = Checks.some(columns, "columns of the type");
        }

        /** The last of all values. */
        public AddEnumValue(String type, String value, List<ColumnRef> columns) {
            this(type, value, Optional.empty(), columns);
        }

        @Override
        public Optional<String> spares(Usage usage) {
            return usage.access() == Access.WRITE
                    ? Optional.of("what writes none but the old values may go on doing so")
                    : Optional.empty();
        }

        @Override
        public String summary() {
            return "add value " + value + " to enum " + type
                    + place.map(words -> " " + words.toLowerCase(Locale.ROOT).replace("'", ""))
                            .orElse("");
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.addEnumValue(this);
        }
    }

    /** A value gets another name. */
    record RenameEnumValue(String type, String value, String newValue, List<ColumnRef> columns) implements EnumChange {
        public RenameEnumValue {
            columns = Checks.some(columns, "columns of the type");
        }

        @Override
        public String summary() {
            return "rename value " + value + " of enum " + type + " to " + newValue;
        }
    }

    /** A value goes. */
    record RemoveEnumValue(String type, String value, List<ColumnRef> columns) implements EnumChange {
        public RemoveEnumValue {
            columns = Checks.some(columns, "columns of the type");
        }

        @Override
        public String summary() {
            return "remove value " + value + " from enum " + type;
        }
    }
}
