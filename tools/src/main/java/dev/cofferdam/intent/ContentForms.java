package dev.cofferdam.intent;

import dev.cofferdam.domain.ColumnChange;
import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.domain.Recipe;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.domain.UserError;
import dev.cofferdam.sql.Identifiers;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** How to ask for changes of where a column's values are kept, and in which form. */
final class ContentForms {
    private ContentForms() {}

    static List<Form> all() {
        return List.of(split(), merge(), move(), encrypt(), extract(), lookup(), allowMany());
    }

    private static Form split() {
        return Form.of(
                        Recipe.R6,
                        "split TABLE.COLUMN into NEW_NAME, OTHER_NAME at ' '",
                        ContentForms::parts,
                        "(split|divide|break|separate) [up] COLUMN [up] (into|to) NAMES [(at|by|on|with) [a] LABEL]")
                .alsoCalled("apart parts separate two columns");
    }

    private static ColumnChange.SplitColumn parts(Match match) {
        ColumnRef column = match.column();
        String type = match.names().column(column).type();
        if (match.find("label").isEmpty()) {
            throw new UserError(
                    "the request does not say where a value of `" + column + "` is cut",
                    "REQUEST",
                    "write `" + match.sentence().replaceFirst("[.!?\\s]+$", "")
                            + " at ' '`, with what stands between the parts");
        }
        String cut = literal(match.label(0));
        List<ColumnChange.Part> parts = new ArrayList<>();
        for (String name : match.newNames()) {
            parts.add(new ColumnChange.Part(
                    name,
                    type,
                    "split_part(" + Identifiers.quoteIfNeeded(column.column()) + ", " + cut + ", " + (parts.size() + 1)
                            + ")"));
        }
        return new ColumnChange.SplitColumn(column, parts);
    }

    private static Form merge() {
        return Form.of(
                        Recipe.R7,
                        "merge TABLE.COLUMN, OTHER_COLUMN into NEW_NAME with ' '",
                        ContentForms::merged,
                        "(merge|combine|join|concatenate|unite) COLUMNS (into|to|as) NAME"
                                + " [(with|by|using|separated by|joined by) [a] LABEL [in between|between them]]")
                .alsoCalled("together concatenation combine");
    }

    private static ColumnChange.MergeColumns merged(Match match) {
        List<ColumnRef> columns = match.columns();
        TableRef table = match.tableOfColumns();
        if (columns.size() < 2) {
            throw new NotTheForm();
        }
        if (match.find("label").isEmpty()) {
            throw new UserError(
                    "the request does not say what stands between the merged values",
                    "REQUEST",
                    "write `" + match.sentence().replaceFirst("[.!?\\s]+$", "") + " with ' '`");
        }
        String value = "concat_ws(" + literal(match.label(0)) + ", "
                + columns.stream()
                        .map(column -> Identifiers.quoteIfNeeded(column.column()))
                        .collect(Collectors.joining(", "))
                + ")";
        return new ColumnChange.MergeColumns(
                columns.get(0),
                columns.stream().skip(1).map(ColumnRef::column).toList(),
                match.newName(table),
                "text",
                value);
    }

    private static Form move() {
        return Form.of(
                        Recipe.R8,
                        "move TABLE.COLUMN to OTHER_TABLE",
                        match -> new ColumnChange.MoveColumn(match.column(), match.table()),
                        "(move|relocate|transfer) COLUMN (to|into) TABLE")
                .alsoCalled("relocate transfer other table");
    }

    private static Form encrypt() {
        return Form.of(
                        Recipe.R20,
                        "encrypt TABLE.COLUMN",
                        match -> new ColumnChange.EncryptColumn(match.column()),
                        "(encrypt|cipher) COLUMN",
                        "COLUMN (should|shall|must) be [stored|kept] encrypted",
                        "(store|keep) COLUMN encrypted")
                .alsoCalled("encryption encrypted secret protect plaintext");
    }

    private static Form extract() {
        return Form.of(
                        Recipe.R23,
                        "extract NEW_NAME, OTHER_NAME from TABLE.COLUMN",
                        ContentForms::extracted,
                        "(extract|pull|take|move) [the] [key|keys] (NAMES|[the] [key] LABEL) (from|out of) [the] [json|jsonb] [document]"
                                + " COLUMN [into (columns|a column)]",
                        "(turn|make) [the] (key|keys) (NAMES|LABEL) of COLUMN [into] (columns|a column)")
                .alsoCalled("json jsonb document keys fields");
    }

    private static ColumnChange.ExtractFromJson extracted(Match match) {
        ColumnRef column = match.column();
        List<String> keys = match.find("names").isPresent() ? match.newNames() : List.of(match.label(0));
        return new ColumnChange.ExtractFromJson(
                column,
                keys.stream()
                        .map(key -> new ColumnChange.Part(
                                key, "text", Identifiers.quoteIfNeeded(column.column()) + " ->> " + literal(key)))
                        .toList());
    }

    private static Form lookup() {
        return Form.of(
                        Recipe.R25,
                        "move TABLE.COLUMN to lookup table OTHER_TABLE",
                        match -> new ColumnChange.MoveToLookup(match.column(), match.table()),
                        "(move|turn|convert|normalise|normalize) COLUMN (to|into) [a|the] [new] lookup table [called|named] TABLE",
                        "(replace) COLUMN (by|with) [a|the] [new] lookup table [called|named] TABLE")
                .alsoCalled("lookup normalise normalize reference");
    }

    private static Form allowMany() {
        return Form.of(
                        Recipe.R26,
                        "turn TABLE.COLUMN into link table OTHER_TABLE",
                        match -> new ColumnChange.AllowMany(match.column(), match.table()),
                        "(turn|convert|change|move|replace) COLUMN (to|into|by|with) [a|the] [new] (link|join|junction) table [called|named] TABLE",
                        "make COLUMN many to many (with|through|via|by) [link table|join table] TABLE")
                .alsoCalled("many link junction several multiple");
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
