package dev.cofferdam.intent;

import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.domain.ConstraintChange;
import dev.cofferdam.domain.Recipe;
import dev.cofferdam.domain.TableRef;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How to ask for changes of uniqueness, foreign keys and primary keys. */
final class ConstraintForms {
    private static final String ON_DELETE = "[on delete ACTION]";
    private static final String UNIQUE = "[a] unique [constraint|index|key]";

    private ConstraintForms() {}

    static List<Form> all() {
        return List.of(addUnique(), dropUnique(), replaceUnique(), addForeignKey(), dropForeignKey(), primaryKey());
    }

    private static Form addUnique() {
        return Form.of(
                        Recipe.R13,
                        "add unique (COLUMN) on TABLE",
                        match -> new ConstraintChange.AddUnique(
                                match.tableOfColumns(),
                                match.columnNames(),
                                match.find("name").map(Sentence::parts).map(parts -> parts.get(parts.size() - 1))),
                        "(add|create|put) " + UNIQUE + " [called NAME|named NAME] [on|to|for|over] COLUMNS",
                        "(add|create|put) " + UNIQUE + " [called NAME|named NAME] [on|to|for|over] BEFORE COLUMNS",
                        "no two BEFORE (may|should|must|can) (have|share) the same COLUMNS",
                        "(add|enforce|ensure|require|guarantee) [a|the] (uniqueness|unicity) [constraint] (of|on|for|in|to) COLUMNS",
                        "(make|set|declare|mark) COLUMNS [as|to be] unique [together]",
                        "COLUMNS (should|shall|must|is to|has to|have to) be unique [together]",
                        "(forbid|disallow|prohibit|prevent) (duplicates|duplicate values|doubles) (in|of) COLUMNS",
                        "no two rows (may|should|must|can) (have|share) the same COLUMNS")
                .planned(true)
                .alsoCalled("uniqueness duplicate duplicates distinct twice same");
    }

    private static Form dropUnique() {
        return Form.of(
                        Recipe.R14,
                        "drop unique (COLUMN) on TABLE",
                        match -> new ConstraintChange.DropUnique(match.tableOfColumns(), match.columnNames()),
                        "(drop|remove|delete|lift|get rid of) [the] unique [constraint|index|key] [on|of|from|for|over] COLUMNS",
                        "(drop|remove|lift) [the] uniqueness (of|on|for) COLUMNS",
                        "(allow|permit) (duplicates|duplicate values|doubles) (in|of) COLUMNS",
                        "make COLUMNS (non unique|not unique|no longer unique)",
                        "COLUMNS (need|needs) (not be unique|no longer be unique)",
                        "COLUMNS (is|are) no longer unique")
                .planned(true)
                .alsoCalled("duplicates allow");
    }

    private static Form replaceUnique() {
        return Form.of(
                        Recipe.R14,
                        "replace unique (COLUMN) on TABLE by (OTHER_COLUMN)",
                        ConstraintForms::replaced,
                        "replace [the] unique [constraint|index|key] [on] COLUMNS (by|with) [one on] [unique] MORE",
                        "change [the] uniqueness [of|on] COLUMNS to MORE")
                .alsoCalled("swap instead");
    }

    private static ConstraintChange.ReplaceUnique replaced(Match match) {
        return new ConstraintChange.ReplaceUnique(match.tableOfColumns(), match.columnNames(), match.more());
    }

    private static Form addForeignKey() {
        return Form.of(
                        Recipe.R15,
                        "add foreign key (COLUMN) from TABLE to OTHER_TABLE",
                        ConstraintForms::foreignKey,
                        "(add|create) [a] foreign key [constraint] [from|on|for|of] COLUMNS (to|references|referencing) REF "
                                + ON_DELETE,
                        "(make|let) COLUMNS (reference|refer to|point to|point at) REF " + ON_DELETE,
                        "COLUMNS (should|shall|must) (reference|refer to|point to|point at) REF " + ON_DELETE)
                .planned(true)
                .alsoCalled("fk reference references referential integrity");
    }

    private static ConstraintChange.AddForeignKey foreignKey(Match match) {
        List<ColumnRef> columns = match.columns();
        List<String> reference = match.reference();
        TableRef table = match.names().tableOrColumnOf(reference);
        boolean column = reference.size() > 1 + table.schema().map(schema -> 1).orElse(0);
        return new ConstraintChange.AddForeignKey(
                match.tableOfColumns(),
                columns.stream().map(ColumnRef::column).toList(),
                table,
                column ? List.of(reference.get(reference.size() - 1)) : List.of(),
                match.find("action").map(action -> action.toUpperCase(Locale.ROOT)),
                Optional.empty());
    }

    private static Form dropForeignKey() {
        return Form.of(
                        Recipe.R15,
                        "drop foreign key (COLUMN) of TABLE",
                        match -> new ConstraintChange.DropForeignKey(
                                match.tableOfColumns(), match.columnNames(), Optional.empty()),
                        "(drop|remove|delete|get rid of) [the] foreign key [constraint] [of|from|on|for] COLUMNS [to TABLE]",
                        "COLUMNS (should|shall|must|need) no longer reference TABLE")
                .planned(true)
                .alsoCalled("fk reference");
    }

    private static Form primaryKey() {
        return Form.of(
                        Recipe.R18,
                        "change primary key of TABLE to (COLUMN)",
                        match -> new ConstraintChange.ChangePrimaryKey(match.table(), match.namesIn(match.table())),
                        "(change|set|alter|switch) [the] primary key (of|on|for) TABLE to COLUMNS",
                        "make COLUMNS the [new] primary key (of|on|for) TABLE",
                        "(use) COLUMNS as [the] [new] primary key (of|on|for) TABLE",
                        "add [a] primary key COLUMNS to TABLE")
                .alsoCalled("pk primary identify");
    }
}
