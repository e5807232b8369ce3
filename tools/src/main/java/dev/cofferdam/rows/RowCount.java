package dev.cofferdam.rows;

import dev.cofferdam.domain.TableRef;
import dev.cofferdam.domain.UserError;
import dev.cofferdam.sql.Identifiers;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How many rows a table has, and who says so. */
public record RowCount(TableRef table, long rows, Source source) {

    /** Commas only between groups of three: elsewhere {@code 1,5M} means one and a half million. */
    private static final Pattern GIVEN =
            Pattern.compile("([^=]+)=\\s*([0-9]+(?:_[0-9]+)*|[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+\\.[0-9]+)\\s*([kKmMbB]?)");

    private static final Pattern TABLE = Pattern.compile("(?:(\"[^\"]+\"|[^.\"\\s]+)\\.)?(\"[^\"]+\"|[^.\"\\s]+)");
    private static final Map<String, Long> UNITS = Map.of("k", 1_000L, "m", 1_000_000L, "b", 1_000_000_000L);

    /** A thousand times what one table can hold (PostgreSQL docs, appendix K); above this it is a slip. */
    public static final long MOST_ROWS = 1_000_000_000_000_000L;

    /** The size that is shown when nobody knows the real one: figures per million rows scale by eye. */
    public static final long ASSUMED_ROWS = 1_000_000;

    /** Who says how many rows there are. */
    public enum Source {
        GIVEN("given by the user"),
        COUNTED("counted in the database"),
        CATALOG("estimated by the database's catalog (reltuples), because counting took too long"),
        HIDDEN(
                "estimated by the database's catalog (reltuples), because row security hides rows from the role that asked"),
        ASSUMED("assumed: nobody counted, so figures are for one million rows");

        private final String words;

        Source(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /**
     * Reads {@code owners=12M} or {@code billing.invoice=1.5k}; the table as SQL writes it.
     *
     * @throws UserError when it is not a table and a number of rows
     */
    public static RowCount parse(String text) {
        Matcher matcher = GIVEN.matcher(text.strip());
        Matcher table = TABLE.matcher(matcher.matches() ? matcher.group(1).strip() : "");
        if (!table.matches()) {
            throw wrong(text, "is no row count");
        }
        long unit = UNITS.getOrDefault(matcher.group(3).toLowerCase(Locale.ROOT), 1L);
        BigDecimal rows = new BigDecimal(matcher.group(2).replaceAll("[_,]", "")).multiply(BigDecimal.valueOf(unit));
        if (rows.stripTrailingZeros().scale() > 0) {
            throw wrong(text, "is no whole number of rows");
        }
        if (rows.compareTo(BigDecimal.valueOf(MOST_ROWS)) > 0) {
            throw wrong(text, "is more than a table can hold");
        }
        Optional<String> schema = Optional.ofNullable(table.group(1)).map(Identifiers::fold);
        return new RowCount(
                new TableRef(schema, Identifiers.fold(table.group(2))), rows.longValueExact(), Source.GIVEN);
    }

    private static UserError wrong(String text, String why) {
        return new UserError(
                "`" + text + "` " + why,
                "--rows",
                "write table and number, such as owners=12M or billing.invoice=250_000");
    }

    /** What is shown when nobody knows. */
    public static RowCount assumed(TableRef table) {
        return new RowCount(table, ASSUMED_ROWS, Source.ASSUMED);
    }
}
