package dev.cofferdam.sql;

import dev.cofferdam.domain.TableRef;
import java.util.ArrayList;
import java.util.List;

/** Holds one statement against {@link Shape}s and remembers how far the best of them came. */
final class ShapeMatcher {
    private final Grammar grammar;
    private final Cursor cursor;
    private final List<TableRef> tables = new ArrayList<>();
    private SyntaxProblem furthest;

    ShapeMatcher(Grammar grammar) {
        this.grammar = grammar;
        this.cursor = grammar.cursor;
        this.furthest = cursor.unexpected();
    }

    /** Tables that rules of the matched shape read. */
    List<TableRef> tables() {
        return List.copyOf(tables);
    }

    /** Why nothing matched: the problem at the last place that any shape reached. */
    SyntaxProblem furthest() {
        return furthest;
    }

    /** Whether the shape matches from here to the statement's end. */
    boolean matchesWhole(Shape shape) {
        int start = cursor.position();
        tables.clear();
        if (matches(shape)) {
            if (cursor.atEnd()) {
                return true;
            }
            remember(cursor.unexpected());
        }
        cursor.moveTo(start);
        return false;
    }

    private boolean matches(Shape shape) {
        if (shape instanceof Shape.Word word) {
            return cursor.accept(word.word()) || fail();
        }
        if (shape instanceof Shape.Rule rule) {
            return rule(rule.name());
        }
        if (shape instanceof Shape.Sequence sequence) {
            return sequence(sequence);
        }
        if (shape instanceof Shape.Choice choice) {
            return choice.alternatives().stream().anyMatch(this::tried) || choice.optional();
        }
        Shape.Repeat repeat = (Shape.Repeat) shape;
        return repeat(repeat);
    }

    private boolean sequence(Shape.Sequence sequence) {
        for (Shape part : sequence.parts()) {
            if (!matches(part)) {
                return false;
            }
        }
        return true;
    }

    private boolean tried(Shape alternative) {
        int start = cursor.position();
        int tablesBefore = tables.size();
        if (matches(alternative)) {
            return true;
        }
        cursor.moveTo(start);
        tables.subList(tablesBefore, tables.size()).clear();
        return false;
    }

    private boolean repeat(Shape.Repeat repeat) {
        if (!matches(repeat.element())) {
            return false;
        }
        while (repeat.commas() ? cursor.accept(",") : !cursor.atEnd()) {
            if (repeat.commas() ? !matches(repeat.element()) : !tried(repeat.element())) {
                return !repeat.commas();
            }
        }
        return true;
    }

    private boolean fail() {
        remember(cursor.unexpected());
        return false;
    }

    private void remember(SyntaxProblem problem) {
        if (problem.offset() > furthest.offset()) {
            furthest = problem;
        }
    }

    private boolean rule(String name) {
        try {
            read(name);
            return true;
        } catch (SyntaxProblem problem) {
            remember(problem);
            return false;
        }
    }

    private void read(String rule) {
        switch (rule) {
            case "table" -> tables.add(cursor.tableName());
            case "relation" -> relation();
            case "column" -> column();
            case "object" -> cursor.tableName();
            case "name" -> cursor.name();
            case "label" -> cursor.label();
            case "routine" -> new RoutineParser(grammar).routineName();
            case "inputs" -> {
                if (cursor.at("(", ")")) {
                    throw cursor.unexpected();
                }
                new RoutineParser(grammar).arguments();
            }
            case "arguments" -> new RoutineParser(grammar).arguments();
            case "string" -> cursor.string();
            case "number" -> grammar.definitions.integer();
            case "zero" -> {
                if (!cursor.number().value().equals("0")) {
                    throw cursor.unexpected();
                }
            }
            case "type" -> grammar.types.type();
            case "expression" -> grammar.expressions.full();
            case "restricted" -> grammar.expressions.restricted();
            case "options" -> grammar.definitions.options();
            case "operator" -> grammar.definitions.operator();
            case "sequence" -> {
                if (!grammar.definitions.sequenceOptions()) {
                    throw cursor.unexpected();
                }
            }
            case "set" -> new SettingParser(grammar).setOrFromCurrent();
            case "query" -> tables.addAll(grammar.data.facts().tables());
            case "role" -> role();
            case "value" -> value();
            case "setting" -> setting();
            default -> throw new IllegalArgumentException("no rule " + rule);
        }
    }

    /** {@code ONLY table} or {@code table *}. */
    private void relation() {
        boolean only = cursor.accept("ONLY");
        tables.add(cursor.tableName());
        if (!only) {
            cursor.accept("*");
        }
    }

    /** {@code table.column} as COMMENT ON COLUMN writes it. */
    private void column() {
        List<String> parts = new ArrayList<>(List.of(cursor.name()));
        while (cursor.accept(".")) {
            parts.add(cursor.label().value());
        }
        int size = parts.size();
        if (size < 2) {
            throw cursor.unexpected();
        }
        tables.add(size == 2 ? TableRef.of(parts.get(0)) : TableRef.of(parts.get(size - 3), parts.get(size - 2)));
    }

    private void role() {
        if (!cursor.acceptAny("CURRENT_USER", "CURRENT_ROLE", "SESSION_USER")) {
            cursor.name();
        }
    }

    /** The name of a utility command's option. */
    private void setting() {
        if (cursor.acceptAny("ANALYZE", "ANALYSE")) {
            return;
        }
        if (Keywords.RESERVED.contains(cursor.peek().word())) {
            throw cursor.unexpected();
        }
        cursor.label();
    }

    /** An option's value: a word, a string or a number. */
    private void value() {
        if (cursor.peek().kind() == Token.Kind.STRING) {
            cursor.string();
        } else if (cursor.atLabel()) {
            cursor.label();
        } else {
            grammar.definitions.integer();
        }
    }
}
