package dev.cofferdam.intent;

import dev.cofferdam.domain.IndexChange;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.domain.UserError;
import dev.cofferdam.schema.Table;

/** Holds a change of an index against the schema. */
final class IndexFit {
    private IndexFit() {}

    static IndexChange fit(IndexChange change, KnownNames names) {
        Table table = names.table(change.table());
        if (!(change instanceof IndexChange.CreateIndex create)) {
            // Only what the schema has is ever dropped.
            return change;
        }
        create.elements().stream()
                .filter(element -> element.matches(Sentence.NAME))
                .forEach(element -> names.existing(
                        table.ref().column(Sentence.parts(element).get(0))));
        create.name()
                .ifPresent(
                        name -> names.checkNewRelation(new TableRef(table.ref().schema(), name)));
        table.indexes().stream()
                .filter(index -> index.elements().equals(create.elements())
                        && index.predicate().equals(create.predicate())
                        && index.method().equals(create.method().orElse("btree"))
                        && (index.unique() || !create.unique()))
                .findFirst()
                .ifPresent(index -> {
                    throw new UserError(
                            "`" + table.ref() + "` has this index already, `" + index.name() + "`",
                            names.schema().source(),
                            "there is nothing to plan");
                });
        return new IndexChange.CreateIndex(
                table.ref(), create.elements(), create.unique(), create.method(), create.predicate(), create.name());
    }
}
