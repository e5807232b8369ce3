package dev.cofferdam.domain;

import java.util.List;

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

    /** One more value. */
    record AddEnumValue(String type, String value, List<ColumnRef> columns) implements EnumChange {
        public AddEnumValue {
            columns = Checks.some(columns, "columns of the type");
        }

        @Override
        public String summary() {
            return "add value " + value + " to enum " + type;
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
