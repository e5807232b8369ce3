package dev.cofferdam.rules.statements;

import dev.cofferdam.rules.info.RuleInfo;
import dev.cofferdam.rules.statements.columns.AddedColumns;
import dev.cofferdam.rules.statements.columns.ColumnDefaults;
import dev.cofferdam.rules.statements.columns.ColumnDrops;
import dev.cofferdam.rules.statements.columns.ColumnRenames;
import dev.cofferdam.rules.statements.columns.ColumnTypeAdvice;
import dev.cofferdam.rules.statements.columns.ComputedColumns;
import dev.cofferdam.rules.statements.columns.DomainColumns;
import dev.cofferdam.rules.statements.columns.EnumTypes;
import dev.cofferdam.rules.statements.columns.EnumValues;
import dev.cofferdam.rules.statements.columns.GeneratedColumns;
import dev.cofferdam.rules.statements.columns.InlineConstraints;
import dev.cofferdam.rules.statements.columns.KeyWidths;
import dev.cofferdam.rules.statements.columns.StarClients;
import dev.cofferdam.rules.statements.columns.TypeDependents;
import dev.cofferdam.rules.statements.columns.TypeMeanings;
import dev.cofferdam.rules.statements.columns.TypeRewrites;
import dev.cofferdam.rules.statements.constraints.ConstraintDesign;
import dev.cofferdam.rules.statements.constraints.ConstraintIndexes;
import dev.cofferdam.rules.statements.constraints.DomainConstraints;
import dev.cofferdam.rules.statements.constraints.ForeignKeyDesign;
import dev.cofferdam.rules.statements.constraints.ForeignKeyLocks;
import dev.cofferdam.rules.statements.constraints.LostRules;
import dev.cofferdam.rules.statements.constraints.NewRules;
import dev.cofferdam.rules.statements.constraints.NotNullScans;
import dev.cofferdam.rules.statements.constraints.PartitionKeys;
import dev.cofferdam.rules.statements.constraints.SharedValidation;
import dev.cofferdam.rules.statements.constraints.ValidatingConstraints;
import dev.cofferdam.rules.statements.indexes.ConcurrentBuilds;
import dev.cofferdam.rules.statements.indexes.CorruptBuilds;
import dev.cofferdam.rules.statements.indexes.IndexBuilds;
import dev.cofferdam.rules.statements.indexes.IndexDesign;
import dev.cofferdam.rules.statements.indexes.IndexDrops;
import dev.cofferdam.rules.statements.indexes.Reindexes;
import dev.cofferdam.rules.statements.objects.CascadeDrops;
import dev.cofferdam.rules.statements.objects.Extensions;
import dev.cofferdam.rules.statements.objects.HistoryRefusals;
import dev.cofferdam.rules.statements.objects.MaterializedViews;
import dev.cofferdam.rules.statements.objects.NameMoves;
import dev.cofferdam.rules.statements.objects.NewTables;
import dev.cofferdam.rules.statements.objects.ObjectNames;
import dev.cofferdam.rules.statements.objects.Privileges;
import dev.cofferdam.rules.statements.objects.RoutineChanges;
import dev.cofferdam.rules.statements.objects.SchemaDrops;
import dev.cofferdam.rules.statements.objects.Sequences;
import dev.cofferdam.rules.statements.objects.TableDrops;
import dev.cofferdam.rules.statements.objects.TableRewrites;
import dev.cofferdam.rules.statements.objects.TableSwitches;
import dev.cofferdam.rules.statements.objects.TriggerChanges;
import dev.cofferdam.rules.statements.objects.Truncates;
import dev.cofferdam.rules.statements.objects.ViewChanges;
import dev.cofferdam.rules.statements.partitions.PartitionAttach;
import dev.cofferdam.rules.statements.partitions.PartitionDetach;
import dev.cofferdam.rules.statements.partitions.PartitionFanout;
import dev.cofferdam.rules.statements.partitions.TableToPartitioned;
import dev.cofferdam.rules.statements.script.DataStatements;
import dev.cofferdam.rules.statements.script.ExplicitLocks;
import dev.cofferdam.rules.statements.script.HeldLocks;
import dev.cofferdam.rules.statements.script.LockTimeouts;
import dev.cofferdam.rules.statements.script.NewerSyntax;
import dev.cofferdam.rules.statements.script.RepeatedAlters;
import dev.cofferdam.rules.statements.script.Reruns;
import dev.cofferdam.rules.statements.script.RowChanges;
import dev.cofferdam.rules.statements.script.SessionSettings;
import dev.cofferdam.rules.statements.script.TransactionShapes;
import dev.cofferdam.rules.statements.situation.StatementRule;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Every statement rule, by hand: a list that can be read and searched. */
public final class StatementRules {
    private static final List<StatementRule> ALL = List.of(
            new IndexBuilds(),
            new ConcurrentBuilds(),
            new IndexDrops(),
            new Reindexes(),
            new CorruptBuilds(),
            new IndexDesign(),
            new ValidatingConstraints(),
            new ForeignKeyLocks(),
            new SharedValidation(),
            new ConstraintIndexes(),
            new NotNullScans(),
            new NewRules(),
            new LostRules(),
            new ConstraintDesign(),
            new ForeignKeyDesign(),
            new DomainConstraints(),
            new PartitionAttach(),
            new PartitionDetach(),
            new PartitionKeys(),
            new PartitionFanout(),
            new TableToPartitioned(),
            new ComputedColumns(),
            new DomainColumns(),
            new AddedColumns(),
            new InlineConstraints(),
            new StarClients(),
            new ColumnDefaults(),
            new ColumnDrops(),
            new ColumnRenames(),
            new TypeRewrites(),
            new TypeMeanings(),
            new TypeDependents(),
            new GeneratedColumns(),
            new KeyWidths(),
            new ColumnTypeAdvice(),
            new EnumValues(),
            new EnumTypes(),
            new TableDrops(),
            new CascadeDrops(),
            new NameMoves(),
            new NewTables(),
            new Truncates(),
            new SchemaDrops(),
            new TableRewrites(),
            new MaterializedViews(),
            new ViewChanges(),
            new HistoryRefusals(),
            new RoutineChanges(),
            new TriggerChanges(),
            new TableSwitches(),
            new Privileges(),
            new Extensions(),
            new Sequences(),
            new ExplicitLocks(),
            new ObjectNames(),
            new LockTimeouts(),
            new SessionSettings(),
            new HeldLocks(),
            new RepeatedAlters(),
            new TransactionShapes(),
            new NewerSyntax(),
            new Reruns(),
            new RowChanges(),
            new DataStatements());

    private StatementRules() {}

    /** All rules, in the order of the catalogue. */
    public static List<StatementRule> all() {
        return ALL;
    }

    /** What is known of every hazard that they can report, sorted by id. */
    public static List<RuleInfo> infos() {
        return Stream.concat(
                        ALL.stream().flatMap(rule -> rule.detects().stream()),
                        Stream.of(DownMigrations.INFO, Suppressions.UNUSED, Suppressions.WITHOUT_REASON))
                .sorted(Comparator.comparing(RuleInfo::id))
                .toList();
    }
}
