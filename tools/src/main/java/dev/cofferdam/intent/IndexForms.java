package dev.cofferdam.intent;

import dev.cofferdam.domain.IndexChange;
import dev.cofferdam.domain.Recipe;
import dev.cofferdam.domain.TableRef;
import java.util.List;
import java.util.Optional;

/** How to ask for an index, or for one less. */
final class IndexForms {
    private static final String INDEX = "[a|an|the] [new] index [(called|named) NAME] [concurrently]";

    private IndexForms() {}

    static List<Form> all() {
        return List.of(create(), drop());
    }

    private static Form create() {
        return Form.of(
                        Recipe.R29,
                        "create index on TABLE (COLUMN)",
                        match -> match.find("table").isPresent()
                                ? created(match, match.table(), match.namesIn(match.table()))
                                : created(match, match.tableOfColumns(), match.columnNames()),
                        "(create|add|build|make|put|introduce) " + INDEX + " [on|for|over|to] TABLE COLUMNS",
                        "(create|add|build|make|put|introduce) " + INDEX + " [on|for|over|to] COLUMNS",
                        "index COLUMNS",
                        "(we|i) need an index (on|for|over) COLUMNS",
                        "COLUMNS (should|shall|must|needs to|need to) (be indexed|have an index)")
                .planned(true)
                .alsoCalled("slow speed faster fast search searching lookup performance btree gin");
    }

    private static IndexChange created(Match match, TableRef table, List<String> columns) {
        return new IndexChange.CreateIndex(
                table,
                match.quoted(columns),
                false,
                Optional.empty(),
                Optional.empty(),
                match.find("name").map(Sentence::parts).map(parts -> parts.get(parts.size() - 1)));
    }

    private static Form drop() {
        return Form.of(
                        Recipe.R29,
                        "drop index INDEX",
                        match -> match.find("name").isPresent()
                                ? match.names().index(Sentence.parts(match.value("name")))
                                : match.names().indexOn(match.tableOfColumns(), match.columnNames()),
                        "(drop|remove|delete|get rid of) [the] [unused|old|obsolete] index NAME [(of|on|from) TABLE]",
                        "(drop|remove|delete|get rid of) [the] [unused|old|obsolete] NAME index",
                        "(drop|remove|delete|get rid of) [the] [unused|old|obsolete] index (of|on|for|over|from) COLUMNS")
                .planned(true)
                .alsoCalled("unused index");
    }
}
