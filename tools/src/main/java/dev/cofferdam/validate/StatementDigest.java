package dev.cofferdam.validate;

import dev.cofferdam.domain.Digest;
import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.rules.facts.PlanFacts;
import dev.cofferdam.rules.facts.SqlUnit;
import java.util.List;
import java.util.stream.Collectors;

/** Digest of what a finding is about: the statements at its place, or its own words where there are none. */
public final class StatementDigest {
    private StatementDigest() {}

    /** What an approval of this finding must carry; sixteen hexadecimal digits. */
    public static String of(Plan plan, Finding finding) {
        return of(PlanFacts.of(plan), finding);
    }

    static String of(PlanFacts facts, Finding finding) {
        List<SqlUnit> units = facts.units().stream()
                .filter(unit -> unit.where().equals(finding.where()))
                .toList();
        String statements = units.stream()
                .flatMap(unit -> unit.statements().stream())
                .map(statement -> statement.text())
                .collect(Collectors.joining(";\n"));
        return Digest.of(units.isEmpty() ? finding.what() : statements);
    }
}
