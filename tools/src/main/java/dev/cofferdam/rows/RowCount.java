package dev.cofferdam.rows;

import dev.cofferdam.domain.TableRef;
import dev.cofferdam.domain.UserError;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How many rows a table has, and who says so. */
public record RowCount(TableRef table, long rows, Source source) {

    private static final Pattern GIVEN = Pattern.compile("([^=]+)=([0-9][0-9_,]*(?:\\.[0-9]+)?)([kKmMbB]?)");
    private static final Map<String, Long> UNITS = Map.of("k", 1_000L, "m", 1_000_000L, "b", 1_000_000_000L);

    /** The size that is shown when nobody knows the real one: figures per million rows scale by eye. */
    public static final long ASSUMED_ROWS = 1_000_000;

    /** Who says how many rows there are. */
    public enum Source {
        GIVEN("given by the user"),
        COUNTED("counted in the database"),
        CATALOG("estimated by the database's catalog (reltuples), because counting took too long"),
        ASSUMED("assumed: nobody counted, so figures are for one million rows");

        private final String words;

        Source(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /** Reads {@code owners=12M} or {@code billing.invoice=1.5k}. */
    public static RowCount parse(String text) {
        Matcher matcher = GIVEN.matcher(text.trim());
        if (!matcher.matches()) {
            throw new UserError(
                    "`" + text + "` is no row count",
                    "--rows",
                    "write table and number, such as owners=12M or billing.invoice=250_000");
        }
        String[] name = matcher.group(1).trim().split("\\.", -1);
        TableRef table = name.length == 2
                ? TableRef.of(name[0], name[1])
                : TableRef.of(matcher.group(1).trim());
        BigDecimal number = new BigDecimal(matcher.group(2).replaceAll("[_,]", ""));
        long unit = UNITS.getOrDefault(matcher.group(3).toLowerCase(Locale.ROOT), 1L);
        return new RowCount(table, number.multiply(BigDecimal.valueOf(unit)).longValue(), Source.GIVEN);
    }

    public static RowCount assumed(TableRef table) {
        return new RowCount(table, ASSUMED_ROWS, Source.ASSUMED);
    }
}
