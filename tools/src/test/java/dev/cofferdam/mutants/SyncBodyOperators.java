package dev.cofferdam.mutants;

import static dev.cofferdam.mutants.Edits.replace;

import java.util.List;

/** The sync copies what it has to, and does something else beside it. */
final class SyncBodyOperators {
    private static final String FUNCTION =
            "/phases/kind=expand/steps/*/statements/~^CREATE FUNCTION [^(]*cofferdam_sync";
    private static final String BACKFILL = FUNCTION + ".* current_setting";
    private static final String RULE = "dualwrite-before-backfill";

    private SyncBodyOperators() {}

    static List<Operator> all() {
        return List.of(
                Operator.of(
                        "a sync that empties the old column behind the backfill",
                        replace(BACKFILL, "(?s)( THEN\n)(?=.*?ELSIF TG_OP.*?(NEW\\.\\S+) := )", "$1 $2 := NULL; "),
                        RULE),
                Operator.of(
                        "a sync that fills in something else for the backfill",
                        replace(BACKFILL, "(?s) THEN\n(\\s+NEW\\.\\S+ := )[^;]*;", " THEN\n$1NULL;"),
                        RULE),
                Operator.of(
                        "a sync that converts for the backfill alone",
                        replace(BACKFILL, "(?s) THEN\n(\\s+NEW\\.\\S+ := )([^;]*);", " THEN\n$1upper($2);"),
                        RULE),
                Operator.of(
                        "a sync that changes another column",
                        replace(FUNCTION, "RETURN NEW;", "NEW.no_such_column := ''; RETURN NEW;"),
                        RULE),
                Operator.of(
                        "a sync that changes another column behind the backfill",
                        replace(BACKFILL, "(?s)( THEN\n)", "$1 NEW.no_such_column := ''; "),
                        RULE),
                Operator.of(
                        "a sync that calls what nobody sees",
                        replace(FUNCTION, "RETURN NEW;", "PERFORM no_such_function(); RETURN NEW;"),
                        RULE),
                Operator.of(
                        "a sync that refuses every write",
                        replace(FUNCTION, "RETURN NEW;", "RAISE EXCEPTION 'no'; RETURN NEW;"),
                        RULE),
                Operator.of(
                        "a sync that refuses the backfill",
                        replace(BACKFILL, "(?s)( THEN\n)", "$1 RAISE EXCEPTION 'no'; "),
                        RULE),
                Operator.of(
                        "a sync that trims what is written",
                        replace(FUNCTION, "BEGIN\n", "BEGIN\n NEW.old := trim(NEW.old);\n"),
                        RULE));
    }
}
