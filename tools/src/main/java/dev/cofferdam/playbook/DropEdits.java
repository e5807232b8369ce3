package dev.cofferdam.playbook;

import dev.cofferdam.domain.Access;
import dev.cofferdam.domain.AppVersion;
import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.domain.Edit;
import dev.cofferdam.domain.Place;
import dev.cofferdam.domain.Usage;
import java.util.List;
import java.util.Optional;

/**
 * The edits after which no code reads, writes or maps the column. The property goes with the mapping, so whatever names it has to be edited
 * too; only what a mapper does by itself follows the mapping.
 */
final class DropEdits {
    private final ColumnRef column;
    private final AppVersion version;
    private final List<String> usagesFacts;

    DropEdits(ColumnRef column, AppVersion version, List<String> usagesFacts) {
        this.column = column;
        this.version = version;
        this.usagesFacts = usagesFacts;
    }

    List<Edit> of(List<Usage> usages) {
        List<Usage> toSettle = usages.stream().filter(Usage::needsEdit).toList();
        return EditWork.edits(toSettle, EditWork::isByMapper, this::edit);
    }

    private Edit edit(String id, List<Usage> settled) {
        Usage first = settled.get(0);
        return new Edit(
                id,
                version,
                first.place(),
                what(first, settled),
                Optional.empty(),
                Optional.empty(),
                settled.stream().map(Usage::id).toList(),
                usagesFacts);
    }

    private String what(Usage first, List<Usage> settled) {
        String name = column.column();
        Place place = first.place();
        String member = "`" + place.member().orElse(place.file()) + "`";
        return switch (first.style()) {
            case MAPPING ->
                "remove " + member + " and its accessors from `"
                        + place.className().orElse(place.file())
                        + "`: a mapper names every mapped column in each statement, whether the code uses it or not";
            case JPQL, CRITERIA, NATIVE_QUERY, SQL_STRING, MAPPER_XML, TEXT, MIGRATION ->
                "take `" + name + "` out of the statement in " + member + EditWork.onLines(settled);
            case DERIVED_QUERY ->
                "remove " + member + ", or find the rows by something else: its name is a query on the column"
                        + EditWork.onLines(settled);
            case RESULT_COLUMN ->
                "stop fetching `" + name + "` from the result in " + member + EditWork.onLines(settled);
            case GENERATED ->
                first.access() == Access.MAPPING
                        ? "generate the classes anew from the schema without `" + name + "`"
                        : "take `" + name + "` out of the query in " + member + EditWork.onLines(settled);
            case ACCESSOR -> "stop using the property in " + member + EditWork.onLines(settled);
            case TEMPLATE -> "take the property out of this template" + EditWork.onLines(settled);
            case SQL_FILE -> "take `" + name + "` out of this file" + EditWork.onLines(settled);
            case STAR ->
                first.access().writes()
                        ? "name the columns in this INSERT: it fills them by position, and the place of `" + name
                                + "` will be gone"
                        : "name the columns that are needed instead of `*`, without `" + name
                                + "`: the star stops returning it when it is put aside";
            case ENTITY_READ, ENTITY_WRITE, ASSOCIATION_READ ->
                "find the mapping that makes " + member + " touch `" + name + "`, and remove the column from it";
        };
    }
}
