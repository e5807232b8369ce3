package dev.cofferdam.mutants;

import static dev.cofferdam.mutants.Edits.append;
import static dev.cofferdam.mutants.Edits.remove;
import static dev.cofferdam.mutants.Edits.replace;
import static dev.cofferdam.mutants.Edits.where;

import java.util.List;

/** The write guard stands, and some old writer passes it. */
final class GuardOperators {
    private static final String STATEMENTS = "/phases/kind=contract/steps/*/statements";
    private static final String FUNCTION = STATEMENTS + "/~^CREATE FUNCTION [^(]*guard";
    private static final String UPDATES = STATEMENTS + "/~^CREATE TRIGGER .*guard.* BEFORE UPDATE";
    private static final String INSERTS = STATEMENTS + "/~^CREATE TRIGGER .*guard.* BEFORE INSERT";
    private static final String RULE = "contract-write-guard";

    private GuardOperators() {}

    static List<Operator> all() {
        return List.of(
                Operator.of("a guard whose condition is true", replace(FUNCTION, "IF .* THEN", "IF true THEN"), RULE),
                // Beside a default the rest of the condition still tells old writers from newer code.
                Operator.of(
                        "a guard that asks for another column",
                        replace(FUNCTION, "NEW\\.[^ ]+ IS NULL(?! OR)", "NEW.no_such_column IS NULL"),
                        RULE),
                Operator.of("a guard that lets rows pass", replace(FUNCTION, "'ROW' AND", "'ROW' OR"), RULE),
                Operator.of("a guard that refuses newer code", replace(FUNCTION, "IS NULL", "IS NOT NULL"), RULE),
                Operator.of(
                        "a guard that catches its own error",
                        replace(FUNCTION, "END\n(?=\\$)", "EXCEPTION WHEN OTHERS THEN RETURN NEW;\nEND\n"),
                        RULE),
                Operator.of("a guard that never fires", replace(INSERTS, "EXECUTE", "WHEN (false) EXECUTE"), RULE),
                Operator.of(
                        "a guard of another column",
                        replace(UPDATES, "UPDATE OF [^ ]+", "UPDATE OF no_such_column"),
                        RULE),
                Operator.of("a guard without INSERT", remove(INSERTS), RULE),
                Operator.of("a guard without UPDATE", remove(UPDATES), RULE),
                Operator.of(
                        "a guard that sleeps",
                        where(
                                FUNCTION,
                                append(
                                        "/phases/kind=contract/steps/statements=CREATE FUNCTION .*guard/statements",
                                        "ALTER TABLE t DISABLE TRIGGER ALL")),
                        RULE),
                Operator.of(
                        "a guard that may sleep when its step is done",
                        replace(
                                "/phases/kind=contract/steps/*/doneWhen/sql",
                                "( FROM pg_trigger .*) AND tgenabled = 'O'",
                                "$1"),
                        "verify-structure"));
    }
}
