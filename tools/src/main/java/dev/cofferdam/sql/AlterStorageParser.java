package dev.cofferdam.sql;

/** Actions of ALTER TABLE that concern storage, ownership, inheritance and replication (docs, ALTER TABLE). */
final class AlterStorageParser {
    private final Grammar grammar;
    private final Cursor cursor;

    AlterStorageParser(Grammar grammar) {
        this.grammar = grammar;
        this.cursor = grammar.cursor;
    }

    AlterAction action() {
        return new AlterAction.Other(words());
    }

    private String words() {
        String first = cursor.peek().word();
        switch (first) {
            case "OWNER" -> {
                cursor.expect("OWNER", "TO");
                role();
                return "OWNER TO";
            }
            case "SET" -> {
                return set();
            }
            case "RESET" -> {
                cursor.next();
                grammar.definitions.options();
                return "RESET PARAMETERS";
            }
            case "CLUSTER" -> {
                cursor.expect("CLUSTER", "ON");
                cursor.name();
                return "CLUSTER ON";
            }
            case "INHERIT" -> {
                cursor.next();
                cursor.tableName();
                return first;
            }
            case "NO" -> {
                return no();
            }
            case "REPLICA" -> {
                return replicaIdentity();
            }
            case "OF" -> {
                cursor.next();
                cursor.tableName();
                return first;
            }
            case "NOT" -> {
                cursor.expect("NOT", "OF");
                return "NOT OF";
            }
            case "FORCE" -> {
                cursor.expect("FORCE", "ROW", "LEVEL", "SECURITY");
                return "FORCE ROW LEVEL SECURITY";
            }
            default -> throw cursor.unexpected();
        }
    }

    private void role() {
        if (!cursor.acceptAny("CURRENT_USER", "CURRENT_ROLE", "SESSION_USER")) {
            cursor.name();
        }
    }

    private String set() {
        cursor.expect("SET");
        if (cursor.at("(")) {
            grammar.definitions.options();
            return "SET PARAMETERS";
        }
        if (cursor.atAny("LOGGED", "UNLOGGED")) {
            return "SET " + cursor.next().word();
        }
        if (cursor.accept("TABLESPACE")) {
            cursor.name();
            return "SET TABLESPACE";
        }
        if (cursor.accept("ACCESS", "METHOD")) {
            if (!cursor.accept("DEFAULT")) {
                cursor.name();
            }
            return "SET ACCESS METHOD";
        }
        cursor.expect("WITHOUT");
        String what = cursor.peek().word();
        cursor.expectAny("CLUSTER", "OIDS");
        return "SET WITHOUT " + what;
    }

    private String no() {
        cursor.expect("NO");
        if (cursor.accept("INHERIT")) {
            cursor.tableName();
            return "NO INHERIT";
        }
        cursor.expect("FORCE", "ROW", "LEVEL", "SECURITY");
        return "NO FORCE ROW LEVEL SECURITY";
    }

    private String replicaIdentity() {
        cursor.expect("REPLICA", "IDENTITY");
        if (cursor.accept("USING", "INDEX")) {
            cursor.name();
        } else {
            cursor.expectAny("FULL", "NOTHING", "DEFAULT");
        }
        return "REPLICA IDENTITY";
    }
}
