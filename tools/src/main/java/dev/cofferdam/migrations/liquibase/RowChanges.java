package dev.cofferdam.migrations.liquibase;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Changes of rows. */
final class RowChanges {
    private final Names names;
    private final Literals literals;

    RowChanges(Names names) {
        this.names = names;
        this.literals = new Literals(names);
    }

    List<String> insert(ChangelogNode change) throws CannotRender {
        List<String> columns = new ArrayList<>();
        List<String> values = new ArrayList<>();
        for (ChangelogNode column : change.children("column")) {
            Optional<String> value = literals.valueOf(column);
            if (value.isPresent()) {
                columns.add(names.name(column.need("name")));
                values.add(value.get());
            }
        }
        return List.of("INSERT INTO " + names.table(change) + " (" + String.join(", ", columns) + ") VALUES ("
                + String.join(", ", values) + ")");
    }

    List<String> update(ChangelogNode change) throws CannotRender {
        List<String> settings = new ArrayList<>();
        for (ChangelogNode column : change.children("column")) {
            settings.add(names.name(column.need("name")) + " = "
                    + literals.valueOf(column).orElse("NULL"));
        }
        return List.of("UPDATE " + names.table(change) + " SET " + String.join(", ", settings) + where(change));
    }

    List<String> delete(ChangelogNode change) throws CannotRender {
        return List.of("DELETE FROM " + names.table(change) + where(change));
    }

    private String where(ChangelogNode change) throws CannotRender {
        Optional<String> condition = change.value("where");
        if (condition.isEmpty()) {
            return "";
        }
        String text = condition.get();
        for (ChangelogNode parameter :
                change.child("whereParams").map(ChangelogNode::children).orElse(List.of())) {
            if (parameter.value("name").isPresent()) {
                text = text.replaceFirst(
                        ":name\\b", java.util.regex.Matcher.quoteReplacement(names.name(parameter.need("name"))));
            }
            text = text.replaceFirst(
                    ":value\\b|\\?",
                    java.util.regex.Matcher.quoteReplacement(
                            literals.valueOf(parameter).orElse("NULL")));
        }
        return " WHERE " + text;
    }
}
