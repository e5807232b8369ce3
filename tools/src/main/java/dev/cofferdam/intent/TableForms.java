package dev.cofferdam.intent;

import dev.cofferdam.domain.EnumChange;
import dev.cofferdam.domain.Recipe;
import dev.cofferdam.domain.TableChange;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.domain.UserError;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;

/** How to ask for changes of a table as a whole, or of an enum type. */
final class TableForms {
    private static final String TO = "(to|into|as|=>|->|→) [be] [called|named]";

    private TableForms() {}

    static List<Form> all() {
        return List.of(
                rename(),
                drop(),
                split(),
                merge(),
                partition(),
                move(),
                rebuild(),
                addValue(),
                renameValue(),
                removeValue());
    }

    private static Form rename() {
        return Form.of(
                        Recipe.R2,
                        "rename table TABLE to NEW_NAME",
                        match -> {
                            TableRef table = match.find("thing").isPresent() ? match.thing() : match.table();
                            TableRef renamed = match.newTable(table);
                            if (!renamed.schema().equals(table.schema())
                                    && !renamed.isSameTable(new TableRef(table.schema(), renamed.name()))) {
                                throw new UserError(
                                        "the new name `" + renamed + "` is in another schema",
                                        "REQUEST",
                                        "a rename keeps the schema; moving a table to another one has no form yet");
                            }
                            return new TableChange.RenameTable(table, renamed.name());
                        },
                        "(rename|change the name of|call) [the] table TABLE " + TO + " NAME",
                        "(rename|change the name of) [the] THING table " + TO + " NAME",
                        "(rename|change the name of) THING " + TO + " NAME",
                        "[the] table TABLE (should|shall|must) be (renamed to|renamed into|called|named) NAME")
                .alsoCalled("table");
    }

    private static Form drop() {
        return Form.of(
                        Recipe.R16,
                        "drop table TABLE",
                        match -> new TableChange.DropTable(
                                match.find("thing").isPresent() ? match.thing() : match.table()),
                        "(drop|remove|delete|get rid of|throw away) [the] [whole|entire] table TABLE",
                        "(drop|remove|delete|get rid of|throw away) [the] [whole|entire] THING table",
                        "(drop|remove|delete|get rid of|throw away) THING")
                .alsoCalled("table");
    }

    private static Form split() {
        return Form.of(
                        Recipe.R9,
                        "split COLUMN of TABLE into table NEW_NAME",
                        match -> {
                            TableRef table = match.tableOfColumns();
                            return new TableChange.SplitTable(table, match.columnNames(), match.newTable(table));
                        },
                        "(split|move|extract) [off] COLUMNS (into|to) [a|its own|their own|the] [new|separate] table [called|named] NAME",
                        "(split|move|extract) [off] COLUMNS (into|to) (a|its own|their own) (new|separate) table [called|named] NAME")
                .alsoCalled("table off separate new");
    }

    private static Form merge() {
        return Form.of(
                        Recipe.R10,
                        "merge table TABLE into OTHER_TABLE",
                        match -> new TableChange.MergeTables(match.table(), match.otherTable()),
                        "(merge|fold|combine|unite) [the] (table|rows of) TABLE (into|with|to) TABLE",
                        "move [all] [the] rows of TABLE (into|to) TABLE")
                .alsoCalled("tables together");
    }

    private static Form partition() {
        return Form.of(
                        Recipe.R17,
                        "partition table TABLE by range (COLUMN)",
                        match -> {
                            String by = match.find("strategy").orElse("range").toUpperCase(Locale.ROOT);
                            List<String> columns = match.namesIn(match.table());
                            return new TableChange.PartitionTable(
                                    match.table(), by + " (" + String.join(", ", match.quoted(columns)) + ")");
                        },
                        "partition [the] TABLE by STRATEGY [of|on] COLUMNS",
                        "partition [the] TABLE (by|on) [the] [year of|month of|week of|day of] COLUMNS",
                        "(split|divide) [the] TABLE into partitions by [STRATEGY] [of|on] COLUMNS")
                .alsoCalled("partitions partitioned partitioning shard");
    }

    private static Form move() {
        return Form.of(
                        Recipe.R27,
                        "move table TABLE to database NEW_NAME",
                        match -> new TableChange.MoveTable(match.table(), match.label(0)),
                        "(move|migrate|transfer|relocate) [the] TABLE (to|into) [the|another|a] (database|db|server|shard|cluster)"
                                + " [called|named] LABEL")
                .alsoCalled("database db shard server");
    }

    private static Form rebuild() {
        return Form.of(
                        Recipe.R28,
                        "rebuild table TABLE",
                        match -> new TableChange.RebuildTable(match.table()),
                        "(rebuild|repack|rewrite|compact|defragment|vacuum full) [the] TABLE",
                        "(remove|get rid of) [the] bloat (in|of|from) TABLE")
                .alsoCalled("bloat compact repack vacuum space disk");
    }

    private static Form addValue() {
        return Form.of(
                        Recipe.R19,
                        "add value VALUE to enum ENUM",
                        match -> new EnumChange.AddEnumValue(
                                type(match), match.label(0), match.names().columnsOfType(type(match))),
                        "add [a|the] [new] [value] LABEL to [the] (enum|enumeration|type) [type] REF [type|enum]",
                        "add [a|the] [new] [value] LABEL to [the] REF (enum|enumeration|type)",
                        "(extend) [the] (enum|enumeration) [type] REF (by|with) [a|the] [new] [value] LABEL")
                .planned(true)
                .alsoCalled("enum enumeration value");
    }

    private static Form renameValue() {
        BiFunction<Match, String, EnumChange> meaning = (match, type) -> new EnumChange.RenameEnumValue(
                type, match.label(0), match.label(1), match.names().columnsOfType(type));
        return Form.of(
                        Recipe.R19,
                        "rename value VALUE of enum ENUM to VALUE",
                        match -> meaning.apply(match, type(match)),
                        "rename [the] [value] LABEL (of|in) [the] (enum|enumeration|type) [type] REF to LABEL",
                        "rename [the] [value] LABEL (of|in) [the] REF (enum|enumeration|type) to LABEL",
                        "rename [the] value LABEL to LABEL (of|in) [the] (enum|enumeration|type) [type] REF")
                .alsoCalled("enum enumeration value");
    }

    private static Form removeValue() {
        return Form.of(
                        Recipe.R19,
                        "remove value VALUE from enum ENUM",
                        match -> new EnumChange.RemoveEnumValue(
                                type(match), match.label(0), match.names().columnsOfType(type(match))),
                        "(remove|drop|delete|get rid of) [the] [value] LABEL (from|of) [the] (enum|enumeration|type) [type] REF",
                        "(remove|drop|delete|get rid of) [the] [value] LABEL (from|of) [the] REF (enum|enumeration|type)")
                .alsoCalled("enum enumeration value");
    }

    private static String type(Match match) {
        return String.join(".", match.reference());
    }
}
