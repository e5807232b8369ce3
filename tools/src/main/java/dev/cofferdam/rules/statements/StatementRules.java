package dev.cofferdam.rules.statements;

import dev.cofferdam.rules.info.RuleInfo;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Every statement rule, by hand: a list that can be read and searched. */
public final class StatementRules {
    private static final List<StatementRule> ALL = List.of(
            new IndexBuilds(),
            new ComputedColumns(),
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
            new Reruns(),
            new RowChanges(),
            new DataStatements(),
            new ConcurrentBuilds(),
            new IndexDrops(),
            new Reindexes(),
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
            new TableToPartitioned());

    private StatementRules() {}

    /** All rules, in the order of the catalogue. */
    public static List<StatementRule> all() {
        return ALL;
    }

    /** What is known of every hazard that they can report, sorted by id. */
    public static List<RuleInfo> infos() {
        return Stream.concat(
                        ALL.stream().flatMap(rule -> rule.detects().stream()),
                        Stream.of(Suppressions.UNUSED, Suppressions.WITHOUT_REASON))
                .sorted(Comparator.comparing(RuleInfo::id))
                .toList();
    }
}
