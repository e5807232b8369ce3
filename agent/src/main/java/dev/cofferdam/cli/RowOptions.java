package dev.cofferdam.cli;

import dev.cofferdam.domain.TableRef;
import dev.cofferdam.domain.UserError;
import dev.cofferdam.rows.RowCount;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** How many rows there are, and how fast the user's server fills them. */
final class RowOptions {
    @Option(
            names = "--rows",
            paramLabel = "TABLE=N",
            description = "how many rows a table has, such as owners=12M; may be repeated")
    private List<String> rows = new ArrayList<>();

    @Option(
            names = "--rate",
            paramLabel = "N",
            description = "rows per second that a backfill reaches on your server, pauses included, if you know it")
    private Optional<Long> rate = Optional.empty();

    /**
     * What was given.
     *
     * @throws UserError when it is no number of rows of a table
     */
    List<RowCount> given() {
        return rows.stream().map(RowCount::parse).toList();
    }

    /**
     * Rows per second.
     *
     * @throws UserError when such a backfill never ends
     */
    OptionalLong rate() {
        rate.filter(perSecond -> perSecond < 1).ifPresent(perSecond -> {
            throw new UserError(
                    "a backfill of " + perSecond + " rows per second never ends", "--rate", "give 1 or more");
        });
        return rate.map(OptionalLong::of).orElseGet(OptionalLong::empty);
    }

    /**
     * The rows of a table: as given, else as counted, else assumed.
     *
     * @param counted asks the user's database, when there is one
     */
    static RowCount of(TableRef table, List<RowCount> given, Optional<Supplier<RowCount>> counted) {
        return given.stream()
                .filter(count -> count.table().isSameTable(table))
                .findFirst()
                .map(count -> new RowCount(table, count.rows(), count.source()))
                .or(() -> counted.map(Supplier::get))
                .orElseGet(() -> noRowsGiven(table, given));
    }

    /** A number for a table that the plan does not touch is a typo that would otherwise go unnoticed. */
    private static RowCount noRowsGiven(TableRef table, List<RowCount> given) {
        if (given.isEmpty()) {
            return RowCount.assumed(table);
        }
        throw new UserError(
                "the plan needs the rows of `" + table + "`, and --rows names only "
                        + String.join(
                                ", ",
                                given.stream()
                                        .map(count -> "`" + count.table() + "`")
                                        .toList()),
                "--rows",
                "write --rows " + table + "=N");
    }
}
