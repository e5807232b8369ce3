package dev.cofferdam.schema;

import dev.cofferdam.domain.TableRef;
import dev.cofferdam.domain.Undecided;
import dev.cofferdam.migrations.History;
import dev.cofferdam.migrations.MigrationUnit;
import dev.cofferdam.sql.ParsedStatement;
import dev.cofferdam.sql.SqlParser;
import dev.cofferdam.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Learns a schema from its history alone, by applying each statement's facts in order. No server is needed. */
public final class StaticSchema {
    private static final Pattern SET_CONFIG =
            Pattern.compile("(?is)set_config\\s*\\(\\s*'search_path'\\s*,\\s*'([^']*)'.*");

    private final SchemaDraft draft = new SchemaDraft();
    private final ConstraintDrafts constraints = new ConstraintDrafts(draft);
    private final TableCreation creation = new TableCreation(draft, constraints);
    private final AlterTableStatements alter = new AlterTableStatements(draft, creation, constraints);
    private final List<Undecided> unread = new ArrayList<>();
    private final Guards guards = new Guards(unread);
    private final List<String> searchPath;

    private StaticSchema(List<String> searchPath) {
        this.searchPath = searchPath;
    }

    /**
     * The schema that the history leaves behind on an empty database. What does not parse or does not fit is named in {@code
     * unread} and passed over, statement by statement.
     */
    public static Schema of(History history) {
        StaticSchema reading = new StaticSchema(history.searchPath());
        reading.unread.addAll(history.unread());
        history.units().forEach(reading::apply);
        return new Schema(
                "static, from " + history.layout() + ", " + history.counted(),
                reading.draft.sortedTables(),
                reading.draft.views.values().stream()
                        .map(SchemaDraft.ViewDraft::view)
                        .toList(),
                List.copyOf(reading.draft.routines.values()),
                reading.unread);
    }

    private void apply(MigrationUnit unit) {
        draft.searchPath(searchPath);
        if (!guards.lets(unit, new DraftWorld(draft))) {
            return;
        }
        for (ParsedStatement statement : SqlParser.parse(unit.sql())) {
            try {
                apply(statement);
            } catch (CannotApply e) {
                unread.add(new Undecided(
                        unit.place(statement.line()), firstLine(statement.text()), String.valueOf(e.getMessage())));
            }
        }
    }

    /** A statement's first line, for lists. */
    static String firstLine(String text) {
        String line = text.strip().lines().findFirst().orElse("");
        return line.length() > 100 ? line.substring(0, 100) + " ..." : line;
    }

    private void apply(ParsedStatement statement) {
        Statement facts = statement.facts();
        if (facts instanceof Statement.CreateTable create) {
            creation.apply(create, statement.text());
        } else if (facts instanceof Statement.AlterTable table) {
            alter.apply(table, statement.text());
        } else if (facts instanceof Statement.CreateIndex index) {
            new IndexStatements(draft).apply(index);
        } else if (facts instanceof Statement.Drop drop) {
            new DropStatements(draft).apply(drop);
        } else if (facts instanceof Statement.RenameObject rename) {
            new RenameStatements(draft, alter).apply(rename);
        } else if (facts instanceof Statement.CreateView view) {
            new ViewStatements(draft).apply(view);
        } else if (facts instanceof Statement.CouldNotDecide open) {
            throw new CannotApply(open.reason());
        } else {
            applySmall(facts, statement.text());
        }
    }

    private void applySmall(Statement facts, String text) {
        if (facts instanceof Statement.CreateRoutine routine) {
            String schema = draft.schemaForNew(routine.name());
            String name = DefaultNames.stored(routine.name().name());
            draft.routines.put(
                    SchemaDraft.key(schema, name),
                    new Routine(SchemaDraft.displayName(schema, name), routine.language(), routine.body()));
        } else if (facts instanceof Statement.CreateTrigger trigger) {
            addTrigger(trigger, text);
        } else if (facts instanceof Statement.CreateType type) {
            draft.types.put(key(type.name()), type.enumValues());
        } else if (facts instanceof Statement.CreateSequence sequence) {
            draft.sequences.putIfAbsent(key(sequence.name()), "");
        } else if (facts instanceof Statement.SetSetting setting
                && (setting.name().equals("search_path") || setting.name().equals("all"))) {
            draft.searchPath(SearchPath.of(setting.value(), searchPath));
        } else if (facts instanceof Statement.Query) {
            Matcher setConfig = SET_CONFIG.matcher(text);
            if (setConfig.find()) {
                draft.searchPath(SearchPath.of(setConfig.group(1), searchPath));
            }
        } else if (facts instanceof Statement.Other) {
            new Comments(draft).apply(text);
        }
    }

    private String key(TableRef ref) {
        return SchemaDraft.key(draft.schemaForNew(ref), DefaultNames.stored(ref.name()));
    }

    private void addTrigger(Statement.CreateTrigger create, String text) {
        if (draft.findView(create.table()).isPresent()) {
            return;
        }
        TableDraft table = draft.table(create.table());
        String name = DefaultNames.stored(create.name());
        String function = SchemaDraft.displayName(
                draft.schemaForNew(create.function()),
                DefaultNames.stored(create.function().name()));
        for (TableDraft each : create.forEachRow() ? draft.withFollowers(table) : List.of(table)) {
            each.triggers.removeIf(trigger -> trigger.name().equals(name));
            each.triggers.add(new Trigger(name, function, text));
        }
    }
}
