package dev.cofferdam.playbook.additions;

import dev.cofferdam.domain.AppVersion;
import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.domain.Edit;
import dev.cofferdam.domain.Place;
import dev.cofferdam.domain.Style;
import dev.cofferdam.domain.Usage;
import dev.cofferdam.playbook.parts.EditWork;
import java.util.List;
import java.util.stream.Stream;

/** The edits after which no INSERT leaves the new column out. */
final class AddEdits {
    private final ColumnRef column;
    private final EditWork.Author author;

    AddEdits(ColumnRef column, AppVersion version, List<String> usagesFacts) {
        this.column = column;
        this.author = new EditWork.Author(version, usagesFacts);
    }

    List<Edit> of(List<Usage> usages) {
        List<Usage> writers = usages.stream()
                .filter(usage -> usage.needsEdit() && usage.access().writes())
                .toList();
        boolean mapped = writers.stream().anyMatch(usage -> usage.style() == Style.ENTITY_WRITE);
        Stream<Usage> mappings = usages.stream()
                .filter(usage -> mapped && usage.needsEdit() && usage.style() == Style.MAPPING)
                .limit(1);
        return EditWork.edits(Stream.concat(mappings, writers.stream()).toList(), EditWork::isByMapper, this::edit);
    }

    private Edit edit(String id, List<Usage> settled) {
        return author.edit(id, settled, what(settled.get(0), settled));
    }

    private String what(Usage first, List<Usage> settled) {
        String name = column.column();
        Place place = first.place();
        String where = "`" + place.member().orElse(place.file()) + "`" + EditWork.onLines(settled);
        if (first.style() == Style.MAPPING) {
            return "map `" + name + "` in `" + place.className().orElse(place.file())
                    + "`, or in the class of `" + column.table()
                    + "` alone if other tables share that one, and give it a value wherever one is made; the mapper then writes it in"
                    + " every INSERT";
        }
        if (first.style() == Style.ENTITY_WRITE) {
            return "find the mapping that " + where + " writes, map `" + name + "` there and give it a value";
        }
        return first.style() == Style.STAR
                ? "name the columns in the INSERT of " + where + ", and write `" + name + "` too"
                : "write `" + name + "` in the INSERT of " + where;
    }
}
