package dev.cofferdam.schema;

import dev.cofferdam.domain.TableRef;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which table a written name means, where tables of several schemas have it: the schema that is written, else the first one of the
 * search path that has such a table (PostgreSQL docs, "The Schema Search Path").
 *
 * @param asked the table in question
 * @param all tables and views of its name, itself among them
 * @param path schemas that are looked through before {@code public}; empty when nobody says
 */
public record Namesakes(TableRef asked, List<TableRef> all, List<String> path) {

    /** What a name means. */
    public enum Meant {
        ASKED,
        OTHER,
        OPEN
    }

    public Namesakes {
        all = List.copyOf(all);
        path = List.copyOf(path);
    }

    /** Those of a table. */
    public static Namesakes of(Schema schema, TableRef asked) {
        List<TableRef> all = Stream.concat(
                        Stream.of(asked),
                        Stream.concat(
                                        schema.tables().stream().map(Table::ref),
                                        schema.views().stream().map(View::ref))
                                .filter(each -> each.name().equals(asked.name())))
                .map(TableRef::withoutPublic)
                .distinct()
                .toList();
        return new Namesakes(asked, all, schema.searchPath());
    }

    /** Whether there is another of the name. */
    public boolean any() {
        return all.size() > 1;
    }

    /** What a name in a statement means. */
    public Meant of(TableRef written) {
        if (!written.name().equals(asked.name())) {
            return Meant.OTHER;
        }
        if (!any()) {
            boolean same = written.schema().isEmpty() || asked.schema().isEmpty() || written.isSameTable(asked);
            return same ? Meant.ASKED : Meant.OTHER;
        }
        Optional<TableRef> known = written.schema().isPresent()
                ? all.stream().filter(written::isSameTable).findFirst()
                : withoutSchema();
        return known.map(each -> each.isSameTable(asked) ? Meant.ASKED : Meant.OTHER)
                .orElse(asked.schema().isEmpty() || written.schema().isEmpty() ? Meant.OPEN : Meant.OTHER);
    }

    /** Whether a name in a statement can mean the table in question. */
    public boolean mayMean(TableRef written) {
        return of(written) != Meant.OTHER;
    }

    /** The table that a name without a schema means. */
    public Optional<TableRef> withoutSchema() {
        return Stream.concat(path.stream(), Stream.of("public"))
                .map(schema -> TableRef.of(schema, asked.name()))
                .flatMap(each -> all.stream().filter(each::isSameTable))
                .findFirst();
    }

    /** What they are called, for a sentence. */
    public String words() {
        return all.stream().map(each -> "`" + each + "`").sorted().collect(Collectors.joining(" and "));
    }
}
