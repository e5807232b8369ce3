package dev.cofferdam.report.check;

import dev.cofferdam.domain.Digest;
import dev.cofferdam.domain.StatementFinding;
import dev.cofferdam.sql.PlainSql;

/** What a finding is about, so that it is known again when lines move or the layout changes. */
public final class Fingerprints {
    private Fingerprints() {}

    /** Sixteen hexadecimal digits of rule, file and statement; two findings of one rule in equal statements of one file share them. */
    public static String of(StatementFinding found) {
        return of(found.finding().rule(), found.place().file(), found.statement());
    }

    static String of(String rule, String file, String statement) {
        String about = String.join("\n", rule, file, PlainSql.of(statement));
        return Digest.of(about);
    }
}
