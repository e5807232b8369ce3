package dev.cofferdam.sql;

import dev.cofferdam.domain.TableRef;
import dev.cofferdam.sql.Statement.Drop;
import dev.cofferdam.sql.Statement.ObjectKind;
import dev.cofferdam.sql.Statement.RenameObject;
import java.util.List;
import java.util.Optional;

/** DROP and ALTER ... RENAME TO of schema objects (docs, SQL commands). */
final class DropParser {
    private final Grammar grammar;
    private final Cursor cursor;

    DropParser(Grammar grammar) {
        this.grammar = grammar;
        this.cursor = grammar.cursor;
    }

    /** After DROP; empty when the object is none of ours. */
    Optional<Statement> drop() {
        Optional<ObjectKind> kind = kind();
        if (kind.isEmpty()) {
            return Optional.empty();
        }
        boolean concurrently = kind.get() == ObjectKind.INDEX && cursor.accept("CONCURRENTLY");
        boolean ifExists = cursor.ifExists();
        List<TableRef> names;
        Optional<TableRef> onTable = Optional.empty();
        if (kind.get() == ObjectKind.TRIGGER || kind.get() == ObjectKind.OTHER) {
            names = List.of(TableRef.of(cursor.name()));
            cursor.expect("ON");
            onTable = Optional.of(cursor.tableName());
        } else {
            names = cursor.commaList(() -> name(kind.get()));
        }
        boolean cascade = cursor.cascade();
        return Optional.of(new Drop(kind.get(), names, ifExists, cascade, concurrently, onTable));
    }

    /** After ALTER: {@code INDEX a RENAME TO b}; empty, with the cursor where it was, when it is something else. */
    Optional<Statement> rename() {
        int start = cursor.position();
        Optional<ObjectKind> kind = kind();
        if (kind.isPresent() && kind.get() != ObjectKind.TRIGGER && kind.get() != ObjectKind.OTHER) {
            boolean relation = isRelation(kind.get());
            if (relation) {
                cursor.ifExists();
            }
            Optional<TableRef> name = tryName(kind.get());
            if (name.isPresent() && cursor.accept("RENAME", "TO")) {
                return Optional.of(new RenameObject(kind.get(), name.get(), cursor.name()));
            }
        }
        cursor.moveTo(start);
        return Optional.empty();
    }

    private static boolean isRelation(ObjectKind kind) {
        return switch (kind) {
            case INDEX, VIEW, MATERIALIZED_VIEW, SEQUENCE -> true;
            default -> false;
        };
    }

    private Optional<TableRef> tryName(ObjectKind kind) {
        try {
            return Optional.of(name(kind));
        } catch (SyntaxProblem notARename) {
            // Another ALTER of the same object, such as ALTER INDEX ALL IN TABLESPACE.
            return Optional.empty();
        }
    }

    private TableRef name(ObjectKind kind) {
        if (kind != ObjectKind.FUNCTION && kind != ObjectKind.PROCEDURE) {
            return cursor.tableName();
        }
        RoutineParser routines = new RoutineParser(grammar);
        TableRef name = routines.routineName();
        if (cursor.at("(")) {
            routines.arguments();
        }
        return name;
    }

    private Optional<ObjectKind> kind() {
        if (cursor.accept("MATERIALIZED", "VIEW")) {
            return Optional.of(ObjectKind.MATERIALIZED_VIEW);
        }
        Optional<ObjectKind> kind =
                switch (cursor.peek().word()) {
                    case "TABLE" -> Optional.of(ObjectKind.TABLE);
                    case "INDEX" -> Optional.of(ObjectKind.INDEX);
                    case "VIEW" -> Optional.of(ObjectKind.VIEW);
                    case "SEQUENCE" -> Optional.of(ObjectKind.SEQUENCE);
                    case "FUNCTION", "ROUTINE" -> Optional.of(ObjectKind.FUNCTION);
                    case "PROCEDURE" -> Optional.of(ObjectKind.PROCEDURE);
                    case "TRIGGER" -> Optional.of(ObjectKind.TRIGGER);
                    case "TYPE" -> Optional.of(ObjectKind.TYPE);
                    case "DOMAIN" -> Optional.of(ObjectKind.DOMAIN);
                    case "SCHEMA" -> Optional.of(ObjectKind.SCHEMA);
                    case "EXTENSION" -> Optional.of(ObjectKind.EXTENSION);
                    case "POLICY", "RULE" -> Optional.of(ObjectKind.OTHER);
                    default -> Optional.empty();
                };
        if (kind.isPresent()) {
            cursor.next();
        }
        return kind;
    }
}
