package dev.cofferdam.report.check;

import dev.cofferdam.domain.StatementFinding;
import dev.cofferdam.sql.PlainSql;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What a finding is about, so that it is known again when lines move or the layout changes. */
public final class Fingerprints {
    private Fingerprints() {}

    /** Sixteen hexadecimal digits of rule, file and statement; two findings of one rule in equal statements of one file share them. */
    public static String of(StatementFinding found) {
        return of(found.finding().rule(), found.place().file(), found.statement());
    }

    static String of(String rule, String file, String statement) {
        String about = String.join("\n", rule, file, PlainSql.of(statement));
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(about.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
