package dev.cofferdam.mutants;

import static dev.cofferdam.mutants.Edits.before;
import static dev.cofferdam.mutants.Edits.remove;
import static dev.cofferdam.mutants.Edits.replace;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/** The way back is a passage too, and its sync, its conversions and its functions are not what they have to be. */
final class WayBackOperators {
    private static final String BACK = "/boundaries/*/abandon/steps/*/statements";
    private static final String FUNCTION = BACK + "/~^CREATE FUNCTION [^(]*cofferdam_sync";
    private static final String TRIGGER = BACK + "/~^CREATE TRIGGER zz_";
    private static final String UNDO = "/phases/*/steps/*/undo/statements/~^CREATE FUNCTION [^(]*cofferdam_sync";
    private static final String RULE = "dualwrite-before-backfill";

    private WayBackOperators() {}

    static List<Operator> all() {
        return List.of(
                Operator.of(
                        "a way back whose sync does nothing",
                        replace(FUNCTION, "(?s)BEGIN\n.*END\n", "BEGIN\n RETURN NEW;\nEND\n"),
                        RULE),
                Operator.of(
                        "a way back whose sync empties the old column",
                        replace(FUNCTION, "(NEW\\.\\w+ := )[^;]*;", "$1NULL;"),
                        RULE),
                Operator.of(
                        "a way back whose sync leaves early for some rows",
                        replace(FUNCTION, "BEGIN\n", "BEGIN\n IF NEW.id > 100 THEN RETURN NEW; END IF;\n"),
                        RULE),
                Operator.of(
                        "a way back whose sync changes another column",
                        replace(FUNCTION, "RETURN NEW;", "NEW.no_such_column := ''; RETURN NEW;"),
                        RULE),
                Operator.of(
                        "a way back whose sync begins after the write",
                        replace(TRIGGER, "BEFORE INSERT OR UPDATE", "AFTER INSERT OR UPDATE"),
                        RULE),
                Operator.of(
                        "a way back whose sync sees no new row",
                        replace(TRIGGER, "BEFORE INSERT OR UPDATE", "BEFORE UPDATE"),
                        RULE),
                Operator.of("a way back without a trigger", Edits.removeAll(TRIGGER), RULE),
                Operator.of("a way back whose sync goes before the code does", WayBackOperators::removedEarly, RULE),
                Operator.of(
                        "an undo that brings back another sync",
                        replace(UNDO, "(NEW\\.\\w+ := )[^;]*;", "$1NULL;"),
                        "plan-rollback-restores"),
                Operator.of(
                        "a way back that converts otherwise",
                        replace(BACK + "/~^CREATE FUNCTION [^(]*cofferdam_(up|down)", "RETURN NULL;", "RETURN 0;"),
                        "plan-keeps-to-change"),
                Operator.of(
                        "a conversion that is forgotten on the way back",
                        remove(BACK + "/~^CREATE FUNCTION [^(]*cofferdam_down"),
                        RULE));
    }

    /** The trigger's name is the plan's own. */
    private static Map<String, JsonNode> removedEarly(JsonNode plan) {
        return Edits.places(plan, TRIGGER).stream()
                .findFirst()
                .map(path -> plan.at(path).asText().split(" ")[2])
                .map(name -> before(BACK + "/~^ANALYZE ", "DROP TRIGGER " + name + " ON t")
                        .of(plan))
                .orElse(Map.of());
    }
}
