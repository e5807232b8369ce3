package dev.cofferdam.playbook.drops;

import dev.cofferdam.domain.Access;
import dev.cofferdam.domain.AppVersion;
import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.domain.Edit;
import dev.cofferdam.domain.Place;
import dev.cofferdam.domain.Style;
import dev.cofferdam.domain.Usage;
import dev.cofferdam.playbook.parts.EditWork;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The edits after which no code reads, writes or maps the column. The property goes with the mapping, so whatever names it has to be edited
 * too; only what a mapper does by itself follows the mapping.
 */
final class DropEdits {
    private final ColumnRef column;
    private final EditWork.Author author;

    DropEdits(ColumnRef column, AppVersion version, List<String> usagesFacts) {
        this.column = column;
        this.author = new EditWork.Author(version, usagesFacts);
    }

    List<Edit> of(List<Usage> usages) {
        List<Usage> toSettle = usages.stream().filter(Usage::needsEdit).toList();
        List<Place> properties = toSettle.stream()
                .filter(usage -> usage.style() == Style.MAPPING)
                .map(Usage::place)
                .toList();
        return EditWork.edits(
                toSettle, usage -> EditWork.isByMapper(usage) || isOwnAccessor(usage, properties), this::edit);
    }

    private Edit edit(String id, List<Usage> settled) {
        return author.edit(id, settled, what(settled.get(0), settled));
    }

    /** Getter and setter of a mapped property; they go with it. */
    private static boolean isOwnAccessor(Usage usage, List<Place> properties) {
        String member = usage.place().member().orElse("");
        return usage.style() == Style.ACCESSOR
                && properties.stream()
                        .filter(property ->
                                property.className().equals(usage.place().className()))
                        .flatMap(property -> property.member().stream())
                        .anyMatch(property -> member.equals(property)
                                || member.matches("(get|set|is|has|with)" + Pattern.quote(capital(property))));
    }

    private static String capital(String property) {
        return property.substring(0, 1).toUpperCase(Locale.ROOT) + property.substring(1);
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
            case JPQL, CRITERIA, NATIVE_QUERY, SQL_STRING, MAPPER_XML, TEXT, MIGRATION, SCHEMA_OBJECT, THROUGH_OBJECT ->
                "take `" + name + "` out of the statement in " + member + EditWork.onLines(settled);
            case DERIVED_QUERY ->
                "remove " + member + ", or find the rows by something else: its name is a query on the column"
                        + EditWork.onLines(settled);
            case RESULT_COLUMN ->
                "stop fetching `" + name + "` from the result in " + member + EditWork.onLines(settled);
            case POSITION ->
                "stop fetching `" + name + "` by its position in " + member + EditWork.onLines(settled)
                        + ", and count the positions after it anew: they move up when the select list loses it";
            case API_NAME -> shown(first);
            case ACCESSOR ->
                first.access() == Access.EXPOSURE
                        ? shown(first)
                        : "stop using the property in " + member + EditWork.onLines(settled);
            case GENERATED ->
                first.access() == Access.MAPPING
                        ? "generate the classes anew from the schema without `" + name + "`"
                        : "take `" + name + "` out of the query in " + member + EditWork.onLines(settled);
            case TEMPLATE -> "take the property out of this template" + EditWork.onLines(settled);
            case SQL_FILE -> "take `" + name + "` out of this file" + EditWork.onLines(settled);
            case STAR ->
                first.access().writes()
                        ? "name the columns in this INSERT: it fills them by position, and the place of `" + name
                                + "` will be gone"
                        : "name the columns that are needed instead of `*`, without `" + name
                                + "`: the star stops returning it when it is put aside";
            case ENTITY_READ, ENTITY_WRITE, DIRTY_WRITE, ASSOCIATION_READ ->
                "find the mapping that makes " + member + " touch `" + name + "`, and remove the column from it";
        };
    }

    /** What others see or send: they find out by failing, unless they are told. */
    private static String shown(Usage usage) {
        String type = usage.place().className().orElse(usage.place().file());
        return "`" + usage.place().member().orElse(type) + "` of `" + type
                + "` is what callers see or send (JSON, form, API): take it out once they do without it, or let it stay for a while with a"
                + " value that does not come from the column";
    }
}
