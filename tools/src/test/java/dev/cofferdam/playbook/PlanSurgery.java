package dev.cofferdam.playbook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.function.Consumer;

/** Cuts into a plan's tree, by the ids of steps. It counts what it met. */
final class PlanSurgery {
    private final JsonNode plan;
    private int cuts;

    PlanSurgery(JsonNode plan) {
        this.plan = plan;
    }

    /** How often something was met. */
    int cuts() {
        return cuts;
    }

    /** Replaces in every statement of the steps; a statement of which nothing is left goes. */
    PlanSurgery replace(String steps, String what, String by) {
        each(steps, step -> {
            for (String list : List.of("statements", "setup")) {
                if (step.get(list) instanceof ArrayNode statements) {
                    replace(statements, what, by);
                }
            }
        });
        return this;
    }

    private void replace(ArrayNode statements, String what, String by) {
        for (int index = statements.size() - 1; index >= 0; index--) {
            String sql = statements.get(index).asText();
            String cut = sql.replaceAll(what, by);
            if (!cut.equals(sql)) {
                cuts++;
                if (cut.isBlank()) {
                    statements.remove(index);
                } else {
                    statements.set(index, TextNode.valueOf(cut));
                }
            }
        }
    }

    /** The trigger takes what the backfill writes for something that the application wrote. */
    PlanSurgery unmarked(String steps) {
        return replace(steps, "PERFORM set_config\\('cofferdam.backfill', 'on', true\\);", "");
    }

    /** Drops the statements that match. */
    PlanSurgery forget(String steps, String what) {
        return replace(steps, "(?s)^" + what + "$", "");
    }

    /** Adds a statement behind the others, or before them when {@code first}. */
    PlanSurgery add(String steps, boolean first, String sql) {
        eachSql(steps, step -> {
            ArrayNode statements = (ArrayNode) step.get("statements");
            cuts++;
            if (first) {
                statements.insert(0, sql);
            } else {
                statements.add(sql);
            }
        });
        return this;
    }

    /** Nothing of the step is left but an ANALYZE, so that others keep their places, and nobody asks whether it is done. */
    PlanSurgery idle(String steps, String table) {
        eachSql(steps, step -> {
            cuts++;
            step.putArray("statements").add("ANALYZE " + table);
        });
        return unasked(steps);
    }

    /** The done-when asks nothing, so that the rehearsal has to tell; not a defect by itself. */
    PlanSurgery unasked(String steps) {
        eachAsked(steps, step -> {
            ObjectNode done = (ObjectNode) step.get("doneWhen");
            done.put("sql", "SELECT 1");
            done.put("expected", "1");
        });
        return this;
    }

    /** The same as the defect itself. */
    PlanSurgery vacuous(String steps) {
        eachAsked(steps, step -> cuts++);
        return unasked(steps);
    }

    /** The done-when expects something else. */
    PlanSurgery expects(String steps, String expected) {
        eachAsked(steps, step -> {
            cuts++;
            ((ObjectNode) step.get("doneWhen")).put("expected", expected);
        });
        return this;
    }

    /** No gate asks the database anything any more, nor does the backfill, so that only what happens to the traffic can tell. */
    PlanSurgery blind() {
        for (JsonNode holder : plan.findParents("exit")) {
            removeQueries(holder.get("exit"));
        }
        for (JsonNode holder : plan.findParents("gates")) {
            removeQueries(holder.get("gates"));
        }
        return unasked("backfill-1");
    }

    private static void removeQueries(JsonNode gates) {
        for (int index = gates.size() - 1; index >= 0; index--) {
            if (gates.get(index).get("kind").asText().equals("query")) {
                ((ArrayNode) gates).remove(index);
            }
        }
    }

    /** Another version may run during the steps too. */
    PlanSurgery lets(String steps, String version) {
        each(steps, step -> {
            cuts++;
            ((ArrayNode) step.at("/conduct/mayRun")).insert(0, version);
        });
        return this;
    }

    PlanSurgery transaction(String steps, String mode) {
        eachSql(steps, step -> {
            cuts++;
            step.put("transaction", mode);
        });
        return this;
    }

    /** The step goes to the end of another phase. */
    PlanSurgery move(String step, String phase) {
        for (JsonNode from : plan.get("phases")) {
            for (int index = from.path("steps").size() - 1; index >= 0; index--) {
                if (from.get("steps").get(index).get("id").asText().equals(step)) {
                    JsonNode moved = ((ArrayNode) from.get("steps")).remove(index);
                    plan.get("phases").forEach(to -> append(to, phase, moved));
                    cuts++;
                    return this;
                }
            }
        }
        return this;
    }

    private static void append(JsonNode to, String phase, JsonNode step) {
        if (to.get("kind").asText().equals(phase)) {
            ((ArrayNode) to.get("steps")).add(step);
        }
    }

    /** The steps say nothing of what they lock. */
    PlanSurgery silent(String steps) {
        eachSql(steps, step -> {
            cuts++;
            step.putArray("locks");
        });
        return this;
    }

    /** The steps give up before they can be through. */
    PlanSurgery hasty(String steps) {
        eachSql(steps, step -> {
            cuts++;
            ((ObjectNode) step.get("timeouts")).put("statement", "100ms");
        });
        return this;
    }

    /** The boundary says that its retreat is a matter of one deploy. */
    PlanSurgery claimsRetreat(String boundary) {
        for (JsonNode one : plan.get("boundaries")) {
            if (one.get("id").asText().equals(boundary)) {
                ObjectNode retreat = (ObjectNode) one.get("retreat");
                retreat.remove("impossibleBecause");
                retreat.set("steps", goingBack(boundary));
                cuts++;
            }
        }
        return this;
    }

    /** The steps of a retreat that is one. */
    private JsonNode goingBack(String boundary) {
        for (JsonNode one : plan.get("boundaries")) {
            JsonNode steps = one.get("retreat").path("steps");
            if (steps.size() == 1 && steps.get(0).get("kind").asText().equals("deploy")) {
                ArrayNode copy = steps.deepCopy();
                ((ObjectNode) copy.get(0)).put("id", boundary + "-retreat-1");
                return copy;
            }
        }
        throw new IllegalStateException("no boundary of the plan has a retreat by a deploy");
    }

    PlanSurgery patient(String steps) {
        eachSql(steps, step -> {
            cuts++;
            ((ObjectNode) step.get("timeouts")).put("lock", "0s").put("statement", "0s");
        });
        return this;
    }

    /** The step goes, wherever it stands. */
    PlanSurgery remove(String steps) {
        for (JsonNode holder : plan.findParents("steps")) {
            if (holder.get("steps") instanceof ArrayNode list) {
                for (int index = list.size() - 1; index >= 0; index--) {
                    if (list.get(index).get("id").asText().matches(steps)) {
                        list.remove(index);
                        cuts++;
                    }
                }
            }
        }
        return this;
    }

    /** The cell says something better than is true. */
    PlanSurgery claim(String matrix, String boundary, String column) {
        for (JsonNode cell : plan.get(matrix)) {
            if (cell.get("boundary").asText().equals(boundary)
                    && cell.get("column").asText().equals(column)) {
                ((ObjectNode) cell).put("result", "survives");
                cuts++;
            }
        }
        return this;
    }

    /** The plan says that the version can start there, of which no playbook's plan says anything. */
    PlanSurgery claimsStart(String boundary, String version) {
        ArrayNode cells = (ArrayNode) plan.get("compatibility");
        for (JsonNode cell : cells.deepCopy()) {
            if (cell.get("boundary").asText().equals(boundary)
                    && cell.get("column").asText().equals(version)) {
                cells.add(((ObjectNode) cell)
                        .put("column", version + ", starting")
                        .put("result", "survives"));
                cuts++;
            }
        }
        return this;
    }

    private void each(String steps, Consumer<ObjectNode> cut) {
        for (JsonNode list : plan.findValues("steps")) {
            list.forEach(step -> {
                if (step.get("id").asText().matches(steps)) {
                    cut.accept((ObjectNode) step);
                }
            });
        }
    }

    private void eachSql(String steps, Consumer<ObjectNode> cut) {
        each(steps, step -> {
            if (step.has("statements")) {
                cut.accept(step);
            }
        });
    }

    private void eachAsked(String steps, Consumer<ObjectNode> cut) {
        each(steps, step -> {
            if (step.has("doneWhen")) {
                cut.accept(step);
            }
        });
    }
}
