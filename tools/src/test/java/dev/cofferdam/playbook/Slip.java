package dev.cofferdam.playbook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** What a person may get wrong in a plan by editing its file, at each place where it can be done; and who has to see it. */
enum Slip {
    DELETE_NOT_VALID(
            statements("(?s).*\\bADD CONSTRAINT\\b.*NOT VALID", sql -> sql.replace(" NOT VALID", "")),
            "check-add-validating",
            "fk-add-validating",
            "not-null-set-scan"),
    DELETE_CONCURRENTLY(
            statements("CREATE (UNIQUE )?INDEX CONCURRENTLY.*", sql -> sql.replace(" CONCURRENTLY", "")),
            "index-create-blocking"),
    BUILD_UNIQUE_UNDER_THE_LOCK(
            statements(".* UNIQUE USING INDEX .*", sql -> sql.replaceAll("UNIQUE USING INDEX .*", "UNIQUE (id)")),
            "unique-add-blocking"),
    NEVER_VALIDATE(
            forward(".* VALIDATE CONSTRAINT .*", sql -> sql.replaceAll("(ALTER TABLE )(.*) VALIDATE.*", "ANALYZE $2")),
            "plan-keeps-to-change",
            "not-null-set-scan"),
    DROP_ANOTHER_COLUMN(
            forward(".* DROP COLUMN .*", sql -> sql.replaceAll("DROP COLUMN .*", "DROP COLUMN other")),
            "plan-keeps-to-change"),
    DROP_ONE_MORE_COLUMN(
            forward("ALTER TABLE (?!.* RENAME ).*", sql -> sql + ", DROP COLUMN other"), "plan-keeps-to-change"),
    DO_NOT_DROP(forward(".* DROP COLUMN .*", sql -> "ANALYZE t"), "plan-keeps-to-change"),
    ANOTHER_DEFAULT(
            forward("ALTER TABLE (?!.* RENAME ).*", sql -> sql + ", ALTER COLUMN other SET DEFAULT 1"),
            "plan-keeps-to-change"),
    ANOTHER_TYPE(
            forward(".* (ADD COLUMN \\S+|TYPE) .*", sql -> sql.replaceFirst("(ADD COLUMN \\S+|TYPE) .*", "$1 money")),
            "plan-keeps-to-change"),
    OVERWRITE_ROWS(forward("ALTER TABLE .*", sql -> "UPDATE t SET old = NULL"), "plan-keeps-to-change"),
    FILL_ANOTHER_COLUMN_TOO(
            setup("(?i)(?s)(UPDATE t SET [^;]*?)(\\s+WHERE )", "$1, other = NULL$2"), "plan-keeps-to-change"),
    FILL_NOTHING(setup("(?s)(UPDATE t SET [^;]*);", "$1 AND false;"), "plan-keeps-to-change"),
    ONE_TRANSACTION(setup("(?s)(pg_sleep|changed = ROW_COUNT;)(.*?)COMMIT;", "$1$2"), "plan-keeps-to-change"),
    ALL_ROWS_AT_ONCE(setup("(batch_rows\\s+bigint DEFAULT )\\d+", "$1500000000"), "plan-keeps-to-change"),
    HOLLOW_A_GATE(Slip::hollow, "plan-step-preconditions"),
    ASK_FOR_FEWER_ROWS(Slip::narrowed, "plan-step-preconditions"),
    SOAK_FIVE_SECONDS(Slip::hurry, "contract-delay"),
    REMOVE_THE_EXIT(Slip::withoutExit, "plan-step-preconditions"),
    REMOVE_ALL_SOAKS_OF_A_MOMENT(moments("soak"), "contract-delay"),
    REMOVE_ALL_QUERIES_OF_A_MOMENT(moments("query"), "plan-step-preconditions", "verify-before-cutover"),
    REMOVE_ALL_DEPLOY_GATES_OF_A_MOMENT(moments("deployed"), "plan-drain-before-next", "plan-step-preconditions"),
    REMOVE_ALL_ATTESTATIONS_OF_A_MOMENT(moments("attestation"), "plan-contract-gate", "plan-step-preconditions"),
    REMOVE_A_RETREAT(way("retreat"), "plan-rollback-per-phase"),
    REMOVE_AN_ABANDON(way("abandon"), "plan-rollback-per-phase", "plan-rollback-restores"),
    NO_LOCK_TIMEOUT(limit("lock"), "lock-timeout-missing"),
    NO_STATEMENT_TIMEOUT(limit("statement"), "statement-timeout-missing");

    /** A lock on a table that is not the plan's own, under which others wait. */
    private static final String STRONG =
            ".*\"table\":\"(?!cofferdam_)[^}]*\"level\":\"(access-exclusive|share-row-exclusive)\".*";

    /** All plans with the slip, each by the place where it was made. */
    private interface Maker {
        Map<String, JsonNode> make(JsonNode plan);
    }

    @SuppressWarnings("ImmutableEnumChecker") // functions without state
    private final Maker maker;

    @SuppressWarnings("ImmutableEnumChecker") // a copy that nobody can change
    private final List<String> caughtBy;

    Slip(Maker maker, String... caughtBy) {
        this.maker = maker;
        this.caughtBy = List.of(caughtBy);
    }

    Map<String, JsonNode> in(JsonNode plan) {
        return maker.make(plan);
    }

    Set<String> caughtBy() {
        return Set.copyOf(caughtBy);
    }

    private interface Place {
        void change(JsonNode copy);
    }

    private static void add(Map<String, JsonNode> slips, JsonNode plan, String where, Place place) {
        JsonNode copy = plan.deepCopy();
        place.change(copy);
        slips.put(where, copy);
    }

    private static Maker statements(String wanted, UnaryOperator<String> by) {
        return plan -> replaced(plan, List.of("/phases", "/boundaries"), wanted, by);
    }

    private static Maker forward(String wanted, UnaryOperator<String> by) {
        return plan -> replaced(plan, List.of("/phases"), wanted, by);
    }

    private static Map<String, JsonNode> replaced(
            JsonNode plan, List<String> roots, String wanted, UnaryOperator<String> by) {
        Map<String, JsonNode> slips = new LinkedHashMap<>();
        for (String root : roots) {
            for (String lists : paths(plan.at(root), root, "statements")) {
                boolean undo = lists.endsWith("/undo/statements");
                for (int index = 0;
                        index < plan.at(lists).size() && !(undo && (roots.size() == 1 || root.equals("/boundaries")));
                        index++) {
                    String sql = plan.at(lists).get(index).asText();
                    int at = index;
                    if (sql.matches(wanted)) {
                        add(slips, plan, lists + "/" + index, copy -> ((ArrayNode) copy.at(lists))
                                .set(at, TextNode.valueOf(by.apply(sql))));
                    }
                }
            }
        }
        return slips;
    }

    /** In what installs a backfill. */
    private static Maker setup(String wanted, String by) {
        return plan -> {
            Map<String, JsonNode> slips = new LinkedHashMap<>();
            for (String list : paths(plan.at("/phases"), "/phases", "setup")) {
                for (int index = 0; index < plan.at(list).size(); index++) {
                    String sql = plan.at(list).get(index).asText();
                    String slipped = sql.replaceAll(wanted, by);
                    int at = index;
                    if (!slipped.equals(sql)) {
                        add(slips, plan, list + "/" + index, copy -> ((ArrayNode) copy.at(list))
                                .set(at, TextNode.valueOf(slipped)));
                    }
                }
            }
            return slips;
        };
    }

    /** Paths of everything below the node that is called so. */
    private static List<String> paths(JsonNode node, String path, String name) {
        List<String> found = new ArrayList<>();
        if (node instanceof ObjectNode object) {
            object.properties().forEach(field -> {
                String below = path + "/" + field.getKey();
                if (field.getKey().equals(name)) {
                    found.add(below);
                }
                found.addAll(paths(field.getValue(), below, name));
            });
        }
        for (int index = 0; node instanceof ArrayNode && index < node.size(); index++) {
            found.addAll(paths(node.get(index), path + "/" + index, name));
        }
        return found;
    }

    /** Paths of all gates of this kind, by the moment at which they are met: entry, steps and exit of each phase. */
    private static Map<Integer, List<String>> gates(JsonNode plan, String kind) {
        Map<Integer, List<String>> moments = new LinkedHashMap<>();
        int moment = 0;
        for (int phase = 0; phase < plan.at("/phases").size(); phase++) {
            String path = "/phases/" + phase;
            collect(plan, path + "/entry", kind, moment, moments);
            for (int step = 0; step < plan.at(path + "/steps").size(); step++) {
                moment++;
                collect(plan, path + "/steps/" + step + "/conduct/gates", kind, moment, moments);
            }
            collect(plan, path + "/exit", kind, moment, moments);
        }
        return moments;
    }

    private static void collect(
            JsonNode plan, String list, String kind, int moment, Map<Integer, List<String>> moments) {
        for (int index = 0; index < plan.at(list).size(); index++) {
            if (plan.at(list).get(index).get("kind").asText().equals(kind)) {
                moments.computeIfAbsent(moment, any -> new ArrayList<>()).add(list + "/" + index);
            }
        }
    }

    private static Map<String, JsonNode> hollow(JsonNode plan) {
        return each(
                plan,
                "query",
                gate -> gate.put("sql", "SELECT '" + gate.get("expected").asText() + "'"));
    }

    /** Every gate that counts what a demand refuses lets some of it pass. */
    private static Map<String, JsonNode> narrowed(JsonNode plan) {
        Map<String, JsonNode> slips = new LinkedHashMap<>();
        boolean demand = plan.at("/change/kind").asText().matches("set-not-null|add-unique");
        if (demand) {
            JsonNode copy = plan.deepCopy();
            gates(plan, "query")
                    .values()
                    .forEach(places -> places.forEach(path -> {
                        ObjectNode gate = (ObjectNode) copy.at(path);
                        gate.put(
                                "sql",
                                gate.get("sql")
                                        .asText()
                                        .replace("IS NULL", "IS NULL AND id > 5")
                                        .replace("count(*) > 1", "count(*) > 99"));
                    }));
            slips.put("every gate", copy);
        }
        return slips;
    }

    private static Map<String, JsonNode> hurry(JsonNode plan) {
        return each(plan, "soak", gate -> gate.put("time", "5s"));
    }

    private interface GateEdit {
        void edit(ObjectNode gate);
    }

    private static Map<String, JsonNode> each(JsonNode plan, String kind, GateEdit by) {
        Map<String, JsonNode> slips = new LinkedHashMap<>();
        gates(plan, kind)
                .values()
                .forEach(places ->
                        places.forEach(path -> add(slips, plan, path, copy -> by.edit((ObjectNode) copy.at(path)))));
        return slips;
    }

    /** Gates that are said twice for one moment, at the exit of a phase and at the entry of the next, are one. */
    private static Maker moments(String kind) {
        return plan -> {
            Map<String, JsonNode> slips = new LinkedHashMap<>();
            gates(plan, kind)
                    .values()
                    .forEach(places -> add(slips, plan, places.toString(), copy -> {
                        for (int index = places.size() - 1; index >= 0; index--) {
                            String path = places.get(index);
                            int slash = path.lastIndexOf('/');
                            ((ArrayNode) copy.at(path.substring(0, slash)))
                                    .remove(Integer.parseInt(path.substring(slash + 1)));
                        }
                    }));
            return slips;
        };
    }

    /** Of every phase but the last with work, whose end is the plan's. */
    private static Map<String, JsonNode> withoutExit(JsonNode plan) {
        Map<String, JsonNode> slips = new LinkedHashMap<>();
        int last = -1;
        for (int phase = 0; phase < plan.at("/phases").size(); phase++) {
            last = plan.at("/phases/" + phase + "/steps").isEmpty() ? last : phase;
        }
        for (int phase = 0; phase < last; phase++) {
            String path = "/phases/" + phase;
            if (!plan.at(path + "/steps").isEmpty()) {
                add(slips, plan, path, copy -> ((ObjectNode) copy.at(path)).remove("exit"));
            }
        }
        return slips;
    }

    private static Maker way(String name) {
        return plan -> {
            Map<String, JsonNode> slips = new LinkedHashMap<>();
            for (int index = 0; index < plan.at("/boundaries").size(); index++) {
                String path = "/boundaries/" + index + "/" + name;
                if (plan.at(path).has("steps")) {
                    add(slips, plan, path, copy -> ((ObjectNode) copy.at(path)).remove("steps"));
                }
            }
            return slips;
        };
    }

    private static Maker limit(String name) {
        return plan -> {
            Map<String, JsonNode> slips = new LinkedHashMap<>();
            for (String path : paths(plan.at("/phases"), "/phases", "timeouts")) {
                // Where nobody queues, how long a lock is waited for is nobody's harm.
                boolean harms = name.equals("statement")
                        || plan.at(path.replace("/timeouts", "/locks"))
                                .toString()
                                .matches(STRONG);
                if (harms && !plan.at(path).get(name).asText().equals("0s")) {
                    add(slips, plan, path, copy -> ((ObjectNode) copy.at(path)).put(name, "0s"));
                }
            }
            return slips;
        };
    }
}
