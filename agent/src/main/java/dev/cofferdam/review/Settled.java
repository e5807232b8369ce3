package dev.cofferdam.review;

import dev.cofferdam.domain.Checked;
import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.RuleClass;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.domain.StatementFinding;
import java.util.List;
import java.util.stream.Stream;

/**
 * Findings weighed by what the scan knows. A rule sees a statement and must think that code names what goes; where the repository holds no such code,
 * what is left is that another consumer might.
 */
final class Settled {
    private Settled() {}

    static Checked of(Checked checked, List<Impact> impacts, List<StatementFinding> beside) {
        return new Checked(
                Stream.concat(
                                checked.findings().stream().map(found -> weighed(found, impacts)),
                                beside.stream().distinct())
                        .toList(),
                checked.undecided(),
                checked.files(),
                checked.statements());
    }

    private static StatementFinding weighed(StatementFinding found, List<Impact> impacts) {
        Finding finding = found.finding();
        List<Impact> here = impacts.stream()
                .filter(impact -> impact.place().file().equals(found.place().file())
                        && impact.place().line() <= found.place().line()
                        && found.place().line()
                                < impact.place().line()
                                        + found.statement().lines().count())
                .toList();
        // What goes harms only who names it; what is demanded may fail on the rows alone.
        boolean clear = !here.isEmpty()
                && here.stream().allMatch(impact -> impact.isClear() && impact.kind() == Impact.Kind.TAKES_AWAY);
        if (!clear || found.ruleClass() != RuleClass.COMPAT || finding.severity() != Severity.ERROR) {
            return found;
        }
        return new StatementFinding(
                new Finding(
                        finding.id(),
                        finding.rule(),
                        Severity.WARNING,
                        finding.hazard(),
                        finding.where(),
                        "no code of this repository uses it, and if another consumer does: " + finding.what(),
                        finding.remedy()),
                found.ruleClass(),
                found.place(),
                found.column(),
                found.statement(),
                found.safeForm());
    }
}
