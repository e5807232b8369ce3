package dev.cofferdam.intent;

import dev.cofferdam.schema.Column;
import dev.cofferdam.schema.Constraint;
import dev.cofferdam.schema.Schema;
import dev.cofferdam.schema.Table;
import dev.cofferdam.sql.Identifiers;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Fills a form with the names that a request gives, and with names of the schema where it gives none. */
final class FilledForm {
    private final Sentence sentence;
    private final Schema schema;
    private final Table table;
    private final Column column;

    private FilledForm(Sentence sentence, Schema schema, Table table, Column column) {
        this.sentence = sentence;
        this.schema = schema;
        this.table = table;
        this.column = column;
    }

    /** Empty when the request names nothing that the schema has: what names are meant is anybody's guess then. */
    static Optional<String> of(Form form, Sentence sentence, Schema schema) {
        List<List<String>> said = sentence.words().stream()
                .map(word -> Sentence.parts(word.text()))
                .filter(parts -> !parts.isEmpty())
                .toList();
        return schema.tables().stream()
                .filter(table -> !table.columns().isEmpty() && likeness(table, said) > 0)
                .max(Comparator.comparingInt(table -> likeness(table, said)))
                .map(table -> new FilledForm(sentence, schema, table, column(table, said)).fill(form.shown()));
    }

    /** A column that is named counts more than a table, which may be named by a plural or within another word. */
    private static int likeness(Table table, List<List<String>> said) {
        return said.stream()
                .mapToInt(parts ->
                        (parts.stream().anyMatch(part -> isMeant(table.ref().name(), part)) ? 2 : 0)
                                + (table.findColumn(parts.get(parts.size() - 1)).isPresent() ? 3 : 0))
                .sum();
    }

    private static boolean isMeant(String name, String said) {
        String word = said.toLowerCase(Locale.ROOT);
        return name.equals(word) || name.equals(word + "s") || word.equals(name + "s");
    }

    private static Column column(Table table, List<List<String>> said) {
        List<String> key = table.findPrimaryKey().map(Constraint::columns).orElse(List.of());
        return said.stream()
                .flatMap(parts -> table.findColumn(parts.get(parts.size() - 1)).stream())
                .findFirst()
                .or(() -> table.columns().stream()
                        .filter(column -> !key.contains(column.name()))
                        .findFirst())
                .orElse(table.columns().get(0));
    }

    private String fill(String shown) {
        return shown.replace("CONDITION", condition())
                .replace("drop index INDEX", "drop index " + index())
                .replace("drop check CHECK", "drop check " + check())
                .replace("OTHER_TABLE", otherTable())
                .replace("OTHER_COLUMN", otherColumn())
                .replace("NEW_NAME", newName())
                .replace("OTHER_NAME", newName() + "_2")
                .replace("TABLE", Identifiers.quoteIfNeeded(table.ref()))
                .replace("COLUMN", Identifiers.quoteIfNeeded(column.name()))
                .replace("TYPE", type())
                .replace("VALUE", value())
                .replace("ENUM", Identifiers.quoteIfNeeded(column.type()))
                .replace("ZONE", "UTC")
                .replace("COLLATION", "\"C\"")
                .replace("NUMBER", number());
    }

    private String condition() {
        boolean number = column.type().matches("(?:small|big)?int(?:eger)?|numeric.*|real|double precision");
        return Identifiers.quoteIfNeeded(column.name()) + (number ? " > 0" : " <> ''");
    }

    /** One that stands alone; a constraint's own goes with the constraint. */
    private String index() {
        return table.indexes().stream()
                .filter(index -> index.constraint().isEmpty())
                .map(index -> Identifiers.quoteIfNeeded(index.name()))
                .findFirst()
                .orElse("INDEX");
    }

    private String check() {
        return table.constraints().stream()
                .filter(constraint -> constraint.kind() == Constraint.Kind.CHECK)
                .map(constraint -> Identifiers.quoteIfNeeded(constraint.name()))
                .findFirst()
                .orElse("CHECK");
    }

    private String number() {
        return sentence.words().stream()
                .map(Sentence.Word::text)
                .filter(word -> word.matches("[1-9]\\d{0,7}"))
                .findFirst()
                .orElse("200");
    }

    private String otherTable() {
        return schema.tables().stream()
                .filter(other -> !other.equals(table))
                .map(other -> Identifiers.quoteIfNeeded(other.ref()))
                .findFirst()
                .orElse("other_table");
    }

    private String otherColumn() {
        return table.columns().stream()
                .filter(other -> !other.equals(column))
                .map(other -> Identifiers.quoteIfNeeded(other.name()))
                .findFirst()
                .orElse("other_column");
    }

    /** A word that nothing else accounts for, the last of them: what comes last in such a request is what it is to become. */
    private String newName() {
        List<String> known = Stream.concat(
                        new KnownNames(schema).all(),
                        Forms.ALL.stream()
                                .flatMap(form -> Stream.of(
                                        (String.join(" ", form.wordings()) + " " + form.others()).split("[^a-z]+"))))
                .toList();
        return sentence.words().stream()
                .map(Sentence.Word::text)
                .filter(word -> word.matches("[a-z_][a-z0-9_]{2,}") && word.contains("_") && !known.contains(word))
                .reduce((first, second) -> second)
                .orElse("new_name");
    }

    private String type() {
        return sentence.words().stream()
                .map(Sentence.Word::text)
                .flatMap(word -> TypeNames.known(word, schema).stream())
                .filter(type -> TypeNames.isBuiltIn(type) && !type.equals(column.type()))
                .findFirst()
                .orElse(column.type().equals("text") ? "varchar(100)" : "text");
    }

    private String value() {
        return sentence.words().stream()
                .map(Sentence.Word::text)
                .filter(word -> word.matches("\\d+|'.*'"))
                .findFirst()
                .orElse("'new'");
    }
}
