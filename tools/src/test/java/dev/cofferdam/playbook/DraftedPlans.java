package dev.cofferdam.playbook;

import dev.cofferdam.domain.Change;
import dev.cofferdam.domain.Engine;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.migrations.History;
import dev.cofferdam.migrations.MigrationUnit;
import dev.cofferdam.playbook.additions.GrownTable;
import dev.cofferdam.playbook.demands.DemandedCode;
import dev.cofferdam.playbook.demands.DemandedRows;
import dev.cofferdam.playbook.drops.ShrunkTable;
import dev.cofferdam.playbook.easings.EasedTable;
import dev.cofferdam.playbook.parts.NaiveChange;
import dev.cofferdam.playbook.renames.RenamePlanVerdictTest;
import dev.cofferdam.playbook.renames.RenamedTable;
import dev.cofferdam.playbook.types.ChangedTable;
import dev.cofferdam.schema.Schema;
import dev.cofferdam.schema.StaticSchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The playbooks' plans for the tables of their tests, drafted from statements alone, so that judging them needs no server. */
public final class DraftedPlans {
    /** Tables whose plans need what only a server spells out: keys written beside a column, reserved words, sequences, what a view reads. */
    private static final Set<String> SPELLED_BY_A_SERVER = Set.of(
            "rename REFERENCING",
            "rename AWKWARD_NAMES",
            "rename MIXED_CASE_NAMES",
            "rename SEEN_BY_VIEWS",
            "drop REFERENCING",
            "drop NUMBERED",
            "drop IDENTITY",
            "demand DUPLICATES_REFUSED_BY_AN_INDEX_THAT_KEYS_REST_ON",
            "type NUMBER_READ",
            "type WIDER_REFERENCING",
            "type AWKWARD_NUMBER",
            "ease ONE_MORE_VALUE_BETWEEN");

    /** What stands in for them: a foreign key as the server prints it. */
    private static final String REFERENCING =
            "CREATE TABLE parent (id int PRIMARY KEY); CREATE TABLE t (id int PRIMARY KEY, old int, "
                    + "CONSTRAINT t_old_fkey FOREIGN KEY (old) REFERENCES parent(id) ON DELETE CASCADE)";

    private DraftedPlans() {}

    /** Every form of plan that the playbooks have, by kind of change and table; approvals given that the playbooks ask for. */
    public static Map<String, Plan> all(int version) {
        Map<String, Plan> plans = new LinkedHashMap<>();
        put(plans, "rename a referencing column", REFERENCING, RenamedTable.PLAIN.rename(), version);
        put(plans, "drop a referencing column", REFERENCING, ShrunkTable.OPTIONAL.drop(), version);
        put(plans, "widen a referencing column", REFERENCING, ChangedTable.WIDER_INTEGER.change(), version);
        for (RenamedTable table : RenamedTable.values()) {
            put(plans, "rename " + table, table.ddl(), table.rename(), version);
        }
        for (GrownTable table : GrownTable.values()) {
            put(plans, "add " + table, table.ddl(), table.add(), version);
        }
        for (ShrunkTable table : ShrunkTable.values()) {
            put(plans, "drop " + table, table.ddl(), table.drop(), version);
        }
        for (DemandedRows rows : DemandedRows.values()) {
            put(plans, "demand " + rows, rows.ddl(), rows.change(), version);
        }
        for (ChangedTable table : ChangedTable.values()) {
            put(plans, "type " + table, table.ddl(), table.change(), version);
        }
        for (EasedTable table : EasedTable.values()) {
            put(plans, "ease " + table, table.ddl(), table.change(), version);
        }
        return plans;
    }

    /** One plan of every form that the playbooks have: among them every phase, sync, repair, relaxation and way back. */
    public static Map<String, Plan> forms(int version) {
        Map<String, Plan> plans = new LinkedHashMap<>();
        put(plans, "rename a referencing column", REFERENCING, RenamedTable.PLAIN.rename(), version);
        for (RenamedTable table : List.of(RenamedTable.UNIQUE_AND_CHECKED)) {
            put(plans, "rename " + table, table.ddl(), table.rename(), version);
        }
        for (GrownTable table : List.of(GrownTable.RANDOM)) {
            put(plans, "add " + table, table.ddl(), table.add(), version);
        }
        for (ShrunkTable table : List.of(ShrunkTable.REQUIRED_AND_UNIQUE)) {
            put(plans, "drop " + table, table.ddl(), table.drop(), version);
        }
        for (DemandedRows rows :
                List.of(DemandedRows.NULLS, DemandedRows.DUPLICATES, DemandedRows.BROKEN_CHECK, DemandedRows.ORPHANS)) {
            put(plans, "demand " + rows, rows.ddl(), rows.change(), version);
        }
        for (ChangedTable table : List.of(
                ChangedTable.LONGER_READ,
                ChangedTable.WIDER_REQUIRED,
                ChangedTable.FLAG_BY_DEFAULT,
                ChangedTable.TEXT_TO_REQUIRED_NUMBER)) {
            put(plans, "type " + table, table.ddl(), table.change(), version);
        }
        for (EasedTable table : List.of(
                EasedTable.ONE_MORE_INDEX,
                EasedTable.AN_INDEX_LESS,
                EasedTable.REQUIRED,
                EasedTable.CHECKED,
                EasedTable.REFERRING,
                EasedTable.UNIQUE,
                EasedTable.ANOTHER_DEFAULT,
                EasedTable.ONE_MORE_VALUE)) {
            put(plans, "ease " + table, table.ddl(), table.change(), version);
        }
        return plans;
    }

    private static void put(Map<String, Plan> plans, String name, String ddl, Change change, int version) {
        if (!SPELLED_BY_A_SERVER.contains(name)) {
            plans.put(name, plan(ddl, change, version));
        }
    }

    private static Plan plan(String ddl, Change change, int version) {
        Schema before = schema(List.of(ddl));
        List<String> changed = new ArrayList<>(List.of(ddl));
        changed.addAll(NaiveChange.besides(change, before));
        return RenamePlanVerdictTest.approved(
                DemandedCode.draft(before, schema(changed), change, Engine.postgresql(version)));
    }

    private static Schema schema(List<String> statements) {
        MigrationUnit unit = new MigrationUnit(
                "schema.sql",
                Optional.empty(),
                "schema",
                MigrationUnit.Kind.SCRIPT,
                true,
                String.join(";\n", statements));
        return StaticSchema.of(new History("schema file", List.of(unit), List.of()));
    }
}
