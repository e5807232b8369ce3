package dev.cofferdam.validate;

import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.rules.PlanFacts;
import dev.cofferdam.rules.SqlUnit;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
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
        return hash(units.isEmpty() ? finding.what() : statements);
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
