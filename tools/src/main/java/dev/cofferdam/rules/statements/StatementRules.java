package dev.cofferdam.rules.statements;

import dev.cofferdam.rules.RuleInfo;
import java.util.Comparator;
import java.util.List;

/** Every statement rule, by hand: a list that can be read and searched. */
public final class StatementRules {
    private static final List<StatementRule> ALL = List.of(
            new IndexBuilds(),
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
        return ALL.stream()
                .flatMap(rule -> rule.detects().stream())
                .sorted(Comparator.comparing(RuleInfo::id))
                .toList();
    }
}
