package dev.cofferdam.playbook.renames;

import dev.cofferdam.domain.Access;
import dev.cofferdam.domain.AppVersion;
import dev.cofferdam.domain.ColumnChange;
import dev.cofferdam.domain.Edit;
import dev.cofferdam.domain.Place;
import dev.cofferdam.domain.Style;
import dev.cofferdam.domain.Usage;
import dev.cofferdam.playbook.parts.EditWork;
import dev.cofferdam.sql.Identifiers;
import java.util.List;
import java.util.Optional;

/**
 * The few edits that settle all usages of a renamed column. A mapping settles whatever goes through the mapped property, because the
 * property may keep its name; SQL text has to be edited where it stands, once for each member that holds it.
 */
final class RenameEdits {
    private final ColumnChange.RenameColumn change;
    private final EditWork.Author author;

    RenameEdits(ColumnChange.RenameColumn change, AppVersion version, List<String> usagesFacts) {
        this.change = change;
        this.author = new EditWork.Author(version, usagesFacts);
    }

    List<Edit> of(List<Usage> usages) {
        List<Usage> toSettle = usages.stream().filter(Usage::needsEdit).toList();
        return EditWork.edits(toSettle, RenameEdits::followsMapping, this::edit);
    }

    private Edit edit(String id, List<Usage> settled) {
        Usage first = settled.get(0);
        Optional<String> after = after(first);
        return author.edit(id, settled, what(first, settled), after.map(line -> withoutMarks(first.evidence())), after);
    }

    /** The property keeps its name, so whatever goes by that is right with the mapping. */
    private static boolean followsMapping(Usage usage) {
        return usage.style().isByProperty() || EditWork.isByMapper(usage);
    }

    private String what(Usage first, List<Usage> settled) {
        String oldName = change.column().column();
        String newName = change.newName();
        Place place = first.place();
        return switch (first.style()) {
            case MAPPING -> mapping(first);
            case SQL_FILE ->
                "write `" + newName + "` where this file says `" + oldName + "`" + EditWork.onLines(settled);
            case RESULT_COLUMN,
                    SQL_STRING,
                    MAPPER_XML,
                    NATIVE_QUERY,
                    JPQL,
                    CRITERIA,
                    DERIVED_QUERY,
                    ACCESSOR,
                    TEMPLATE,
                    API_NAME,
                    TEXT,
                    MIGRATION,
                    SCHEMA_OBJECT,
                    THROUGH_OBJECT ->
                "write `" + newName + "` for `" + oldName + "` in `"
                        + place.member().orElse(place.file()) + "`" + EditWork.onLines(settled);
            case POSITION ->
                "leave `" + place.member().orElse(place.file()) + "` as it is" + EditWork.onLines(settled)
                        + ": it fetches by position, so only see that the select list keeps its order";
            case GENERATED ->
                first.access() == Access.MAPPING
                        ? "generate the classes anew from the schema that has `" + newName
                                + "`; the compiler then names" + " whatever says `" + oldName + "`"
                        : "write the constant or accessor of `" + newName + "` for that of `" + oldName + "` in `"
                                + place.member().orElse(place.file()) + "`" + EditWork.onLines(settled);
            case STAR ->
                first.access().writes()
                        ? "name the columns in this INSERT: it fills them by position, and `" + newName
                                + "` stands at another place than `" + oldName + "`"
                        : "name the columns that are needed instead of `*`: until contract it returns both, afterwards only `"
                                + newName + "`";
            case ENTITY_READ, ENTITY_WRITE, DIRTY_WRITE, ASSOCIATION_READ ->
                "find the mapping that makes `" + place.member().orElse(place.file()) + "` touch `" + oldName
                        + "`, and map it to `" + newName + "`";
        };
    }

    private String mapping(Usage usage) {
        String oldName = change.column().column();
        String newName = change.newName();
        String property = usage.place().member().orElse(oldName);
        if (usage.isFilledByName()) {
            return "leave `" + property
                    + "` as it is: no mapping names its column, it is filled by the name of the result"
                    + " column; in the statements that select it write `" + newName + " AS " + property
                    + "` where they give it no other name";
        }
        boolean inFile =
                !usage.place().file().endsWith(".java") && !usage.place().file().endsWith(".kt");
        if (inFile) {
            return "write `" + newName + "` for `" + oldName + "` as the column of `" + property
                    + "` in this mapping; the property keeps its name";
        }
        if (after(usage).isPresent()) {
            return "write `" + newName + "` for `" + oldName + "` in the annotation that names the column of `"
                    + property + "`; the property keeps its name";
        }
        return "map `" + property + "` to the new column: put `name = \"" + newName
                + "\"` into its `@Column`, or add `@Column(name = \"" + newName
                + "\")`; the property keeps its name";
    }

    /** The line as it should read, when the marked token is the column's own name. */
    private Optional<String> after(Usage usage) {
        int from = usage.evidence().indexOf('«');
        int to = usage.evidence().indexOf('»');
        if (from < 0 || to < from || usage.style().isImplicit()) {
            return Optional.empty();
        }
        String token = usage.evidence().substring(from + 1, to);
        String bare = Identifiers.fold(token);
        if (!bare.equals(change.column().column()) || namesTheProperty(usage, from)) {
            return Optional.empty();
        }
        String written = token.startsWith("\"") ? "\"" + change.newName() + "\"" : change.newName();
        String rest = usage.evidence().substring(to + 1);
        return Optional.of(usage.evidence().substring(0, from) + written + withoutMarks(rest));
    }

    /** In a mapping the token is the column's name only inside quotes; otherwise it is the field, which stays. */
    private static boolean namesTheProperty(Usage usage, int from) {
        boolean quoted = from > 0 && usage.evidence().charAt(from - 1) == '"';
        return usage.style() == Style.MAPPING && !quoted;
    }

    private static String withoutMarks(String evidence) {
        return evidence.replace("«", "").replace("»", "");
    }
}
