package dev.cofferdam.rules.statements;

import dev.cofferdam.domain.StatementFinding;
import dev.cofferdam.domain.Undecided;
import java.util.List;
import java.util.Set;

/**
 * What the rules say of one unit of a history.
 *
 * @param runs whether the unit's preconditions let it run; nothing is said of one that does not
 * @param statements how many were judged
 * @param silenced how many findings comments and the configuration silenced
 * @param suppressions of the configuration that silenced one, by their numbers from 0
 */
public record UnitVerdict(
        List<StatementFinding> findings,
        List<Undecided> undecided,
        boolean runs,
        int statements,
        int silenced,
        Set<Integer> suppressions) {
    static final UnitVerdict NOT_RUN = new UnitVerdict(List.of(), List.of(), false, 0, 0, Set.of());

    public UnitVerdict {
        findings = List.copyOf(findings);
        undecided = List.copyOf(undecided);
        suppressions = Set.copyOf(suppressions);
    }
}
