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
            new EnumTypes());

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
