package dev.cofferdam.cli;

import dev.cofferdam.domain.Engine;
import dev.cofferdam.domain.StatementFinding;
import dev.cofferdam.rules.statements.Policy;
import dev.cofferdam.rules.statements.VerdictMemory;
import java.util.List;

/** Findings with the safe forms that the oldest supported server takes: a file that is written must run on whatever its owner has. */
final class OldestForms {
    private final Engine oldest;
    private final List<StatementFinding> there;

    /** Asks the rules once more, about that server. */
    OldestForms(Engine oldest, CheckedFiles sources, Policy policy, CheckSettings settings) {
        this.oldest = oldest;
        this.there = CheckRun.of(sources, oldest, policy, settings, VerdictMemory.NONE)
                .checked()
                .findings();
    }

    /** The same findings; one that the old server does not give has no form that both take. */
    List<StatementFinding> of(List<StatementFinding> findings) {
        return findings.stream()
                .map(found -> new StatementFinding(
                        found.finding(),
                        found.ruleClass(),
                        found.place(),
                        found.column(),
                        found.statement(),
                        there.stream()
                                .filter(old -> isSame(old, found))
                                .findFirst()
                                .flatMap(StatementFinding::safeForm)))
                .toList();
    }

    private static boolean isSame(StatementFinding one, StatementFinding other) {
        return one.place().equals(other.place())
                && one.column() == other.column()
                && one.finding().rule().equals(other.finding().rule());
    }

    String note() {
        return "note: no server is named, so the safe forms are those that " + oldest
                + " takes as well; name yours with --engine, or as `engine` in .cofferdam.yaml\n";
    }
}
