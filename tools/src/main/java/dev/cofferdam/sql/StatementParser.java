package dev.cofferdam.sql;

import dev.cofferdam.domain.TableRef;
import dev.cofferdam.sql.Statement.CouldNotDecide;
import dev.cofferdam.sql.Statement.CreateExtension;
import dev.cofferdam.sql.Statement.CreateSchema;
import dev.cofferdam.sql.Statement.CreateSequence;
import dev.cofferdam.sql.Statement.CreateTable;
import dev.cofferdam.sql.Statement.CreateType;
import dev.cofferdam.sql.Statement.Query;
import java.util.List;
import java.util.Optional;

/** One statement to its facts: looks at the first words and hands over to the parser of that family. */
final class StatementParser {
    /** What stands beside tables and their users, by the words that tell its kind (docs, SQL commands). */
    private static final List<String> UNREAD = List.of(
            "ACCESS METHOD",
            "COLLATION",
            "CONVERSION",
            "EVENT TRIGGER",
            "FOREIGN TABLE",
            "FOREIGN DATA",
            "IMPORT FOREIGN",
            "LARGE OBJECT",
            "OPERATOR CLASS",
            "OPERATOR FAMILY",
            "OPERATOR",
            "SECURITY LABEL",
            "SERVER",
            "SUBSCRIPTION",
            "TABLESPACE",
            "TEXT SEARCH",
            "TRANSFORM",
            "USER MAPPING");

    private final Grammar grammar;
    private final Cursor cursor;

    private StatementParser(Cursor cursor) {
        this.cursor = cursor;
        this.grammar = new Grammar(cursor);
    }

    /** Facts of a whole statement; raises {@link SyntaxProblem} unless every token of it was understood. */
    static Statement parse(String text) {
        Cursor cursor = new Cursor(text);
        Statement facts = new StatementParser(cursor).statement();
        if (!(facts instanceof CouldNotDecide)) {
            cursor.expectEnd();
        }
        return facts;
    }

    private Statement statement() {
        Token first = cursor.peek();
        return switch (first.word()) {
            case "SELECT", "INSERT", "UPDATE", "DELETE", "MERGE", "WITH", "VALUES", "TABLE", "(" -> data();
            case "CREATE" -> create();
            case "ALTER" -> alter();
            case "DROP" -> drop();
            case "SET" -> new SettingParser(grammar).set();
            case "RESET" -> new SettingParser(grammar).reset();
            case "BEGIN", "START", "COMMIT", "END", "ROLLBACK", "ABORT", "SAVEPOINT", "RELEASE" ->
                new TransactionParser(cursor).statement();
            case "PREPARE" -> cursor.peek(1).is("TRANSACTION") ? new TransactionParser(cursor).statement() : shape();
            case "DO" -> new CouldNotDecide("dynamic block: what DO runs is known only when it runs", first.start());
            case "EXECUTE" ->
                new CouldNotDecide("dynamic statement: EXECUTE runs what was prepared elsewhere", first.start());
            case "CALL" ->
                new CouldNotDecide("CALL runs a procedure whose statements are not seen here", first.start());
            default -> shape();
        };
    }

    private Statement shape() {
        int start = cursor.position();
        try {
            return Shapes.match(grammar);
        } catch (SyntaxProblem problem) {
            cursor.moveTo(start);
            return unread().orElseThrow(() -> problem);
        }
    }

    /** Valid or not, nobody has taught us to read it; to call it an error would be wrong, and to pass over it too. */
    private Optional<Statement> unread() {
        Token first = cursor.peek();
        int at = first.is("CREATE") || first.is("ALTER") || first.is("DROP") ? 1 : 0;
        String kind = cursor.peek(at).word();
        String longer = kind + " " + cursor.peek(at + 1).word();
        return UNREAD.stream()
                .filter(known -> known.equals(kind) || known.equals(longer))
                .findFirst()
                .map(known -> new CouldNotDecide(
                        "no rule reads " + (at == 1 ? first.word() + " " : "") + known + "; look at it yourself",
                        first.start()));
    }

    private Statement data() {
        Query query = grammar.data.facts();
        Optional<TableRef> into = grammar.queries.into();
        return into.isEmpty()
                ? query
                : new CreateTable(
                        into.get(), false, false, List.of(), List.of(), false, Optional.empty(), Optional.of(query));
    }

    private Statement create() {
        int start = cursor.position();
        cursor.expect("CREATE");
        boolean orReplace = cursor.accept("OR", "REPLACE");
        boolean global =
                cursor.atAny("GLOBAL", "LOCAL") && cursor.peek(1).word().startsWith("TEMP");
        if (global) {
            cursor.next();
        }
        boolean temporary = cursor.acceptAny("TEMPORARY", "TEMP");
        boolean unlogged = !temporary && cursor.accept("UNLOGGED");
        Token word = cursor.peek();
        switch (word.word()) {
            case "TABLE" -> {
                return orReplace ? otherwise(start) : new TableParser(grammar).create(temporary);
            }
            case "VIEW", "RECURSIVE", "MATERIALIZED" -> {
                return new ViewParser(grammar).create(orReplace);
            }
            case "SEQUENCE" -> {
                return orReplace ? otherwise(start) : sequence();
            }
            default -> {
                return temporary || unlogged ? otherwise(start) : createPermanent(start, orReplace);
            }
        }
    }

    private Statement createPermanent(int start, boolean orReplace) {
        switch (cursor.peek().word()) {
            case "FUNCTION", "PROCEDURE" -> {
                return new RoutineParser(grammar).create(orReplace);
            }
            case "TRIGGER", "CONSTRAINT" -> {
                return new TriggerParser(grammar).create();
            }
            default -> {
                return orReplace ? otherwise(start) : createOnce(start);
            }
        }
    }

    private Statement createOnce(int start) {
        return switch (cursor.peek().word()) {
            case "INDEX", "UNIQUE" -> new IndexParser(grammar).create();
            case "TYPE" -> type();
            case "DOMAIN" -> domain(start);
            case "SCHEMA" -> schema();
            case "EXTENSION" -> extension();
            default -> otherwise(start);
        };
    }

    /** A domain is a type like others to whoever asks for names. */
    private Statement domain(int start) {
        cursor.expect("DOMAIN");
        TableRef name = cursor.tableName();
        otherwise(start);
        return new CreateType(name, List.of());
    }

    private Statement otherwise(int start) {
        cursor.moveTo(start);
        return shape();
    }

    private Statement sequence() {
        cursor.expect("SEQUENCE");
        cursor.ifNotExists();
        TableRef name = cursor.tableName();
        grammar.definitions.sequenceOptions();
        return new CreateSequence(name);
    }

    private Statement type() {
        cursor.expect("TYPE");
        TableRef name = cursor.tableName();
        List<String> values = List.of();
        if (cursor.accept("AS", "ENUM")) {
            cursor.expect("(");
            values = cursor.at(")") ? List.of() : cursor.commaList(cursor::string);
            cursor.expect(")");
        } else if (cursor.accept("AS", "RANGE") || cursor.at("(")) {
            grammar.definitions.options();
        } else if (cursor.accept("AS")) {
            cursor.expect("(");
            if (!cursor.at(")")) {
                cursor.commaList(this::attribute);
            }
            cursor.expect(")");
        }
        return new CreateType(name, values);
    }

    private String attribute() {
        cursor.name();
        String type = grammar.types.type();
        if (cursor.accept("COLLATE")) {
            cursor.tableName();
        }
        return type;
    }

    private Statement schema() {
        cursor.expect("SCHEMA");
        boolean ifNotExists = cursor.ifNotExists();
        String name = cursor.at("AUTHORIZATION") ? "" : cursor.name();
        if (cursor.accept("AUTHORIZATION")) {
            String role =
                    cursor.acceptAny("CURRENT_USER", "CURRENT_ROLE", "SESSION_USER") ? "current_user" : cursor.name();
            name = name.isEmpty() ? role : name;
        }
        if (cursor.atAny("CREATE", "GRANT")) {
            throw cursor.notUnderstood("CREATE SCHEMA with objects inside");
        }
        return new CreateSchema(name, ifNotExists);
    }

    private Statement extension() {
        cursor.expect("EXTENSION");
        cursor.ifNotExists();
        String name = cursor.name();
        cursor.accept("WITH");
        while (cursor.atAny("SCHEMA", "VERSION", "CASCADE")) {
            boolean bare = cursor.next().is("CASCADE");
            if (!bare && cursor.peek().kind() == Token.Kind.STRING) {
                cursor.string();
            } else if (!bare) {
                cursor.name();
            }
        }
        return new CreateExtension(name);
    }

    private Statement alter() {
        if (!cursor.at("ALTER", "TABLE", "ALL") && cursor.accept("ALTER", "TABLE")) {
            return new AlterTableParser(grammar).alter();
        }
        int start = cursor.position();
        cursor.expect("ALTER");
        return new DropParser(grammar).rename().orElseGet(() -> otherwise(start));
    }

    private Statement drop() {
        int start = cursor.position();
        cursor.expect("DROP");
        return new DropParser(grammar).drop().orElseGet(() -> otherwise(start));
    }
}
