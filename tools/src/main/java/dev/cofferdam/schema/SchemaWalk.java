package dev.cofferdam.schema;

import dev.cofferdam.domain.TableRef;
import dev.cofferdam.domain.Undecided;
import dev.cofferdam.migrations.MigrationUnit;
import dev.cofferdam.sql.EnumEdit;
import dev.cofferdam.sql.ParsedStatement;
import dev.cofferdam.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A schema that grows statement by statement, for whoever asks what was there before a statement. Knows what the statements say and
 * nothing else: a table that none of them made is not found, which does not mean that there is none.
 */
public final class SchemaWalk {
    private static final Pattern SET_CONFIG =
            Pattern.compile("(?is)set_config\\s*\\(\\s*'search_path'\\s*,\\s*'([^']*)'.*");

    private final SchemaDraft draft = new SchemaDraft();
    private final ConstraintDrafts constraints = new ConstraintDrafts(draft);
    private final TableCreation creation = new TableCreation(draft, constraints);
    private final AlterTableStatements alter = new AlterTableStatements(draft, creation, constraints);
    private final List<Undecided> unread = new ArrayList<>();
    private final Strangers strangers = new Strangers();
    private final Domains domains = new Domains();
    private final Guards guards = new Guards(unread);
    private final Origins origins = new Origins(draft);
    private final List<String> searchPath;
    private final Set<TableRef> withPolicies = new HashSet<>();

    /** Starts with nothing; the search path is the one that the history's tool sets before each unit. */
    public SchemaWalk(List<String> searchPath) {
        this.searchPath = List.copyOf(searchPath);
    }

    /** Starts a unit: resets the search path, and says whether the unit's preconditions let it run. */
    public boolean begin(MigrationUnit unit) {
        draft.searchPath(searchPath);
        return guards.lets(unit, new DraftWorld(draft));
    }

    /** Applies one statement of the unit that was begun last; what does not parse or does not fit is kept for {@link #unread}. */
    public void apply(MigrationUnit unit, ParsedStatement statement) {
        domains.note(statement);
        strangers.note(statement.facts(), table -> draft.findTable(table).isPresent());
        Optional<TableDraft> subject = origins.subject(statement.facts());
        try {
            apply(statement);
        } catch (CannotApply e) {
            unread.add(new Undecided(
                    unit.place(statement.line()), firstLine(statement.text()), String.valueOf(e.getMessage())));
        }
        origins.note(unit, statement, subject, !guards.isUnclear(unit));
    }

    /** What makes the server refuse the statement, which is not applied yet, after all that was; empty when it may have run before or not at all. */
    public List<Contradiction> contradictions(MigrationUnit unit, ParsedStatement statement) {
        return guards.isUnclear(unit) ? List.of() : new Contradictions(draft, origins).of(statement);
    }

    /** What could not be applied so far, in order. */
    public List<Undecided> unread() {
        return List.copyOf(unread);
    }

    /** The table as it stands now; empty when no statement made it. */
    public Optional<Table> findTable(TableRef ref) {
        return draft.findTable(ref).map(TableDraft::table);
    }

    /** The view or materialized view as it stands now. */
    public Optional<View> findView(TableRef ref) {
        return draft.findView(ref).map(SchemaDraft.ViewDraft::view);
    }

    /** The table that an index stands on, by the index's name. */
    public Optional<Table> tableOfIndex(TableRef index) {
        return draft.findIndex(index).map(held -> held.table().table());
    }

    /** The partitioned table or the ancestor that this one follows. */
    public Optional<TableRef> parentOf(TableRef ref) {
        return draft.findTable(ref)
                .flatMap(table -> Optional.ofNullable(table.parent))
                .map(TableDraft::ref);
    }

    /** Elements of a table's PARTITION BY as written; empty when it is not partitioned, or not known. */
    public List<String> partitionKeyOf(TableRef ref) {
        return draft.findTable(ref).map(table -> table.partitionKey).orElse(List.of());
    }

    /** The partition that takes what no other partition of the table takes. */
    public Optional<TableRef> defaultPartitionOf(TableRef ref) {
        return draft.findTable(ref).stream()
                .flatMap(table -> draft.partitionsOf(table).stream())
                .filter(partition -> partition.defaultPartition)
                .map(TableDraft::ref)
                .findFirst();
    }

    /** What statements have said of a table that none of them made: its constraints and indexes, no columns. */
    public Optional<Table> findStranger(TableRef ref) {
        return strangers.find(ref);
    }

    /** Partitions and heirs of a table, those of partitions included. */
    public List<TableRef> followersOf(TableRef ref) {
        return draft.findTable(ref).stream()
                .flatMap(table -> draft.withFollowers(table).stream().skip(1))
                .map(TableDraft::ref)
                .toList();
    }

    /** Values of an enum type, in order; empty also for a type that has none or is not known. */
    public List<String> enumValues(TableRef type) {
        return draft.findKey(draft.types, type).map(draft.types::get).orElse(List.of());
    }

    /** Whether some trigger calls this function. */
    public boolean isCalledByTrigger(TableRef routine) {
        return draft.sortedTables().stream()
                .flatMap(table -> table.triggers().stream())
                .anyMatch(trigger -> trigger.function().equals(routine.name())
                        || trigger.function().endsWith("." + routine.name()));
    }

    /** The function or procedure of this name as it stands now, whatever its arguments. */
    public Optional<Routine> findRoutine(TableRef name) {
        return draft.findKey(draft.routines, name).map(draft.routines::get);
    }

    /** Whether some statement made a row security policy on this table. */
    public boolean hasPolicy(TableRef ref) {
        return withPolicies.contains(draft.findTable(ref).map(TableDraft::ref).orElse(ref));
    }

    /** Tables of this name in any schema. */
    public List<TableRef> tablesNamed(String name) {
        return draft.tables.values().stream()
                .map(TableDraft::ref)
                .filter(ref -> ref.name().equals(name))
                .toList();
    }

    /** Whether some statement made this type or domain. */
    public boolean knowsType(TableRef type) {
        return draft.findKey(draft.types, type).isPresent();
    }

    /** Whether this is a domain to which some statement gave a rule. */
    public boolean isConstrainedDomain(TableRef type) {
        return domains.isConstrained(type);
    }

    /** Functions and procedures as they stand now. */
    public List<Routine> routines() {
        return List.copyOf(draft.routines.values());
    }

    /** Foreign keys of any table, also its own, that point at this one. */
    public List<ForeignKey> foreignKeysTo(TableRef ref) {
        TableRef target = draft.findTable(ref).map(TableDraft::ref).orElse(ref);
        return draft.tables.values().stream()
                .flatMap(table -> table.constraints.stream()
                        .filter(constraint -> constraint
                                .references()
                                .filter(target::isSameTable)
                                .isPresent())
                        .map(constraint -> new ForeignKey(table.table(), constraint)))
                .toList();
    }

    /** Views that stand on this table or view, directly. */
    public List<View> viewsOn(TableRef ref) {
        return draft.views.values().stream()
                .filter(view -> view.uses.stream().anyMatch(ref::isSameTable))
                .map(SchemaDraft.ViewDraft::view)
                .toList();
    }

    /** What a view shows, each column with its type or {@code unknown}; empty when the history does not tell. */
    public List<Column> columnsOf(TableRef view) {
        return draft.findView(view).map(found -> found.columns).orElse(List.of());
    }

    /** What the view would show that a statement makes; empty when its text does not tell. */
    public List<Column> columnsOf(Statement.CreateView create) {
        return new ViewStatements(draft).columns(create);
    }

    /** Everything there is now. */
    Schema schema(String source, List<Undecided> unreadBefore) {
        List<Undecided> all = new ArrayList<>(unreadBefore);
        all.addAll(unread);
        return new Schema(
                source,
                draft.sortedTables(),
                draft.views.values().stream().map(SchemaDraft.ViewDraft::view).toList(),
                List.copyOf(draft.routines.values()),
                all);
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
            EnumEdit.of(statement).ifPresent(this::editEnum);
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
        } else if (facts instanceof Statement.Other other) {
            if (other.words().equals("CREATE POLICY")) {
                other.tables()
                        .forEach(ref -> withPolicies.add(
                                draft.findTable(ref).map(TableDraft::ref).orElse(ref)));
            }
            RenamedViewColumn.of(other, text).ifPresent(renamed -> new ViewStatements(draft)
                    .renameColumn(renamed.view(), renamed.from(), renamed.to()));
            new Comments(draft).apply(text);
        }
    }

    /** A value that is there already is not added again; one whose neighbour is not known comes last. */
    private void editEnum(EnumEdit edit) {
        draft.findKey(draft.types, edit.type()).ifPresent(type -> {
            List<String> values = new ArrayList<>(draft.types.getOrDefault(type, List.of()));
            if (edit.newName().isPresent()) {
                values.replaceAll(
                        value -> value.equals(edit.value()) ? edit.newName().get() : value);
            } else if (!values.contains(edit.value())) {
                int beside = edit.neighbour().map(values::indexOf).orElse(-1);
                values.add(beside < 0 ? values.size() : edit.before() ? beside : beside + 1, edit.value());
            }
            draft.types.put(type, List.copyOf(values));
        });
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
