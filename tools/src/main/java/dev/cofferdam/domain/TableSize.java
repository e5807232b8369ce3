package dev.cofferdam.domain;

import java.util.Locale;
import java.util.OptionalLong;

/**
 * How big a table is, as far as anybody knows.
 *
 * @param rows about how many
 * @param bytes without its indexes
 * @param source who says so: {@code the database}, {@code .cofferdam.yaml}
 */
public record TableSize(OptionalLong rows, OptionalLong bytes, String source) {
    /** Below this, even work under a strong lock is over before anybody notices. */
    private static final long SMALL_ROWS = 10_000;

    private static final long SMALL_BYTES = 10_000_000;

    /** From this on, reading or rewriting it takes minutes. */
    private static final long BIG_ROWS = 10_000_000;

    public TableSize {
        Checks.text(source, "source");
    }

    /** As many rows as somebody said. */
    public static TableSize ofRows(long rows, String source) {
        return new TableSize(OptionalLong.of(rows), OptionalLong.empty(), source);
    }

    /** Whether every statement on it is short: few rows, or little to read. */
    public boolean isSmall() {
        return rows.isPresent() && rows.getAsLong() < SMALL_ROWS
                || bytes.isPresent() && bytes.getAsLong() < SMALL_BYTES;
    }

    /** Whether what reads all of it is long. */
    public boolean isBig() {
        return !isSmall() && rows.isPresent() && rows.getAsLong() >= BIG_ROWS;
    }

    /** {@code 12,000,000 rows (the database)}. */
    public String words() {
        String size = rows.isPresent()
                ? String.format(Locale.ROOT, "%,d rows", rows.getAsLong())
                : String.format(Locale.ROOT, "%,d bytes", bytes.orElse(0));
        return size + " (" + source + ")";
    }
}
