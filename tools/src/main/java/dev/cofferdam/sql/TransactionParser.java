package dev.cofferdam.sql;

import dev.cofferdam.sql.Statement.Transaction;

/** Transaction control (docs, BEGIN, COMMIT, ROLLBACK, SAVEPOINT, PREPARE TRANSACTION). */
final class TransactionParser {
    private final Cursor cursor;

    TransactionParser(Cursor cursor) {
        this.cursor = cursor;
    }

    Statement statement() {
        String word = cursor.next().word();
        switch (word) {
            case "BEGIN" -> {
                cursor.acceptAny("WORK", "TRANSACTION");
                modes(false);
            }
            case "START" -> {
                cursor.expect("TRANSACTION");
                modes(false);
            }
            case "SAVEPOINT" -> cursor.name();
            case "RELEASE" -> {
                cursor.accept("SAVEPOINT");
                cursor.name();
            }
            case "PREPARE" -> {
                cursor.expect("TRANSACTION");
                cursor.string();
            }
            default -> {
                return new Transaction(ending(word));
            }
        }
        return new Transaction(word);
    }

    /** Reads what ends a transaction, or goes back inside of it; the words that tell which. */
    private String ending(String word) {
        boolean commit = word.equals("COMMIT");
        boolean rollback = word.equals("ROLLBACK");
        if ((commit || rollback) && cursor.accept("PREPARED")) {
            cursor.string();
            return word + " PREPARED";
        }
        cursor.acceptAny("WORK", "TRANSACTION");
        if (rollback && cursor.accept("TO")) {
            cursor.accept("SAVEPOINT");
            cursor.name();
            return "ROLLBACK TO";
        }
        if (cursor.accept("AND")) {
            cursor.accept("NO");
            cursor.expect("CHAIN");
        }
        return word;
    }

    /** {@code ISOLATION LEVEL SERIALIZABLE, READ ONLY, NOT DEFERRABLE}; the commas may be missing. */
    void modes(boolean required) {
        boolean more = required;
        while (more || cursor.atAny("ISOLATION", "READ", "DEFERRABLE", "NOT")) {
            mode();
            more = cursor.accept(",");
        }
    }

    private void mode() {
        if (cursor.accept("ISOLATION", "LEVEL")) {
            if (!cursor.accept("SERIALIZABLE") && !cursor.accept("REPEATABLE", "READ")) {
                cursor.expect("READ");
                cursor.expectAny("COMMITTED", "UNCOMMITTED");
            }
        } else if (cursor.accept("READ")) {
            cursor.expectAny("ONLY", "WRITE");
        } else {
            cursor.accept("NOT");
            cursor.expect("DEFERRABLE");
        }
    }
}
