package dev.cofferdam.review;

import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.domain.Place;
import dev.cofferdam.domain.StatementFinding;
import dev.cofferdam.domain.UserError;
import dev.cofferdam.migrations.Histories;
import dev.cofferdam.review.diff.ChangedFile;
import dev.cofferdam.review.diff.Comparison;
import dev.cofferdam.scan.MappedName;
import dev.cofferdam.schema.Column;
import dev.cofferdam.schema.Schema;
import dev.cofferdam.schema.StaticSchema;
import dev.cofferdam.schema.Table;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Mappings that the change altered while no migration did the same to the schema. */
final class MappingGaps {
    private static final Pattern MAPPING = Pattern.compile(
            "@(?:\\w+\\.)*(?:Entity|Table|Embeddable|MappedSuperclass|MappedEntity|TableName)\\b|<hibernate-mapping|<entity-mappings");

    private static final Pattern CODE = Pattern.compile("(?i).*\\.(?:java|kt|groovy|xml)");

    private final Comparison comparison;
    private final RunningCode running;
    private final Consumer<String> progress;

    MappingGaps(Comparison comparison, RunningCode running, Consumer<String> progress) {
        this.comparison = comparison;
        this.running = running;
        this.progress = progress;
    }

    /** Nothing where the schema is not known as a whole: then the column may come from what was not read. */
    List<StatementFinding> find() {
        if (comparison.files().stream().noneMatch(this::maps)) {
            return List.of();
        }
        Optional<Schema> wanted = schema(comparison.head());
        if (wanted.isEmpty() || !wanted.get().unread().isEmpty()) {
            return List.of();
        }
        progress.accept("what entities map, before and after");
        Schema schema = wanted.get();
        List<MappedName> before = running.scanner().mapped(schema);
        List<MappedName> after = new RunningCode(comparison.head()).scanner().mapped(schema);
        ChangedLines lines = new ChangedLines(comparison.head(), comparison.files());
        List<StatementFinding> found = new ArrayList<>();
        for (MappedName name : after) {
            if (before.stream().noneMatch(old -> old.column().equals(name.column()))) {
                missing(name, schema, lines).ifPresent(found::add);
            }
        }
        for (MappedName name : before) {
            if (after.stream().noneMatch(now -> now.column().equals(name.column()))) {
                unmapped(name, after, schema, lines).ifPresent(found::add);
            }
        }
        return found;
    }

    private boolean maps(ChangedFile file) {
        return CODE.matcher(file.path()).matches()
                && (hasMapping(comparison.head().resolve(file.path()))
                        || file.before()
                                .filter(old -> hasMapping(comparison.base().resolve(old)))
                                .isPresent());
    }

    private static boolean hasMapping(Path file) {
        return ChangedLines.text(file).stream()
                .anyMatch(line -> MAPPING.matcher(line).find());
    }

    /** The schema that the migrations of a tree make; empty when there are none. */
    static Optional<Schema> schema(Path tree) {
        try {
            return Optional.of(StaticSchema.of(Histories.find(tree, Optional.empty())));
        } catch (UserError none) {
            return Optional.empty();
        }
    }

    private static Optional<Table> table(Schema schema, ColumnRef column) {
        return schema.findTable(column.table());
    }

    private static Optional<StatementFinding> missing(MappedName name, Schema schema, ChangedLines lines) {
        Optional<Table> table = table(schema, name.column());
        boolean there = table.isEmpty()
                || table.get().columns().stream().anyMatch(column -> column.name()
                        .equalsIgnoreCase(name.column().column()));
        if (there) {
            return Optional.empty();
        }
        return line(name, lines)
                .map(line -> CodeRules.MAPPED_COLUMN_MISSING.at(
                        line.place(),
                        line.text(),
                        "`" + name.entity() + "." + name.property() + "` is mapped to `" + name.column()
                                + "`, which no migration makes; every SELECT and INSERT of `" + name.entity()
                                + "` in the new version fails",
                        "add a migration that adds `" + name.column().column() + "` to `"
                                + name.column().table() + "` and runs before this version is deployed"));
    }

    /** A column that stays and refuses null must be filled by somebody. */
    private static Optional<StatementFinding> unmapped(
            MappedName name, List<MappedName> after, Schema schema, ChangedLines lines) {
        boolean stillMapped = after.stream()
                .anyMatch(now -> now.column().table().equals(name.column().table()));
        Optional<Column> demanded = table(schema, name.column())
                .flatMap(table -> table.findColumn(name.column().column()))
                .filter(column -> !column.nullable()
                        && column.defaultExpression().isEmpty()
                        && column.identity().isEmpty()
                        && column.generated().isEmpty());
        if (!stillMapped || demanded.isEmpty()) {
            return Optional.empty();
        }
        return line(name, lines)
                .map(line -> CodeRules.REQUIRED_COLUMN_UNMAPPED.at(
                        line.place(),
                        line.text(),
                        "`" + name.entity() + "` no longer maps `" + name.column()
                                + "`, which is NOT NULL and has no default; every INSERT of the new version fails",
                        "first run a migration: `ALTER TABLE " + name.column().table() + " ALTER COLUMN "
                                + name.column().column() + " DROP NOT NULL`; then deploy this version"));
    }

    private static Optional<ChangedLines.Line> line(MappedName name, ChangedLines lines) {
        String last = name.property().replaceFirst(".*\\.", "");
        Pattern words = Pattern.compile("\\b" + Pattern.quote(last) + "\\b|\\b"
                + Pattern.quote(name.column().column()) + "\\b");
        // A mapping that was only taken out left no line.
        return lines.named(name.entity()).map(file -> lines.find(file, words)
                .orElseGet(() -> new ChangedLines.Line(Place.of(file.path(), 1), name.toString())));
    }
}
