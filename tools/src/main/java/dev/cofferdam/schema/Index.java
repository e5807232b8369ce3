package dev.cofferdam.schema;

import dev.cofferdam.domain.TableRef;
import java.util.List;
import java.util.Optional;

/**
 * An index.
 *
 * @param columns all columns it depends on: key, included, in expressions and in its predicate
 * @param elements key elements as printed, with order and operator class
 * @param definition the whole CREATE INDEX statement
 * @param constraint name of the constraint that it backs
 */
public record Index(
        String name,
        List<String> columns,
        List<String> elements,
        boolean unique,
        String method,
        Optional<String> predicate,
        String definition,
        Optional<String> constraint) {
    public Index {
        columns = List.copyOf(columns);
        elements = List.copyOf(elements);
    }

    Index named(String newName) {
        return new Index(
                newName,
                columns,
                elements,
                unique,
                method,
                predicate,
                Words.renamed(definition, name, newName),
                constraint.map(name -> newName));
    }

    Index backing(Optional<String> newConstraint) {
        return new Index(name, columns, elements, unique, method, predicate, definition, newConstraint);
    }

    Index withColumnRenamed(String from, String to) {
        return new Index(
                name,
                columns.stream()
                        .map(column -> column.equals(from) ? to : column)
                        .toList(),
                elements.stream()
                        .map(element -> Words.renamed(element, from, to))
                        .toList(),
                unique,
                method,
                predicate.map(text -> Words.renamed(text, from, to)),
                Words.renamed(definition, from, to),
                constraint);
    }

    Index withTableRenamed(TableRef from, TableRef to) {
        return new Index(
                name,
                columns,
                elements,
                unique,
                method,
                predicate,
                definition.replaceFirst(
                        "(?<= ON (?:ONLY )?)" + java.util.regex.Pattern.quote(Words.quoted(from.name())) + "(?= )",
                        java.util.regex.Matcher.quoteReplacement(Words.quoted(to.name()))),
                constraint);
    }
}
