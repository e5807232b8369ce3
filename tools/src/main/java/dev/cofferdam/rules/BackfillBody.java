package dev.cofferdam.rules;

import dev.cofferdam.domain.Step;
import dev.cofferdam.sql.Identifiers;
import dev.cofferdam.sql.SqlParser;
import dev.cofferdam.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What the procedure of a backfill does, held against what its step says: the parser does not look into routines, so the assignment and the predicate
 * that everybody reads in the plan would otherwise bind nobody.
 */
record BackfillBody(Step.Backfill backfill) {

    /** Above it a batch holds its row locks, and its transaction, for longer than a reader of the plan expects. */
    private static final long MOST_ROWS = 100_000;

    /** What is wrong, in words that go on from the step's name. */
    List<String> wrongs() {
        List<String> wrongs = new ArrayList<>();
        if (backfill.batchRows() > MOST_ROWS) {
            wrongs.add("takes " + backfill.batchRows() + " rows in one transaction");
        }
        routine().ifPresent(body -> {
            String stated = "update " + plain(Identifiers.quoteIfNeeded(backfill.table())) + " set "
                    + plain(backfill.set()) + " where ";
            String predicate = "and " + plain(backfill.predicate());
            for (String update : updates(body)) {
                if (!update.startsWith(stated)) {
                    wrongs.add("has a procedure that does not set what the step says: " + update);
                } else if (!update.endsWith(predicate)) {
                    wrongs.add("has a procedure that does not keep to the rows of the step: " + update);
                }
            }
            if (!Pattern.compile("\\bcommit\\b").matcher(loop(body)).find()) {
                wrongs.add("has a procedure that does not commit behind each batch");
            }
            batchRows(body)
                    .filter(rows -> rows > MOST_ROWS)
                    .ifPresent(rows -> wrongs.add("has a procedure that takes " + rows + " rows in one transaction"));
        });
        return wrongs;
    }

    /** The text of the routine in the set-up, without comments, in lower case and with single blanks. */
    private Optional<String> routine() {
        return backfill.setup().stream()
                .filter(text -> SqlParser.parse(text).stream()
                        .anyMatch(parsed -> parsed.facts() instanceof Statement.CreateRoutine))
                .map(text -> plain(text.replaceAll("--[^\\n]*", " ").replaceAll("(?s)/\\*.*?\\*/", " ")))
                .findFirst();
    }

    private List<String> updates(String body) {
        String table = plain(Identifiers.quoteIfNeeded(backfill.table()));
        return Pattern.compile("\\bupdate\\s+(?:only\\s+)?" + Pattern.quote(table) + " set [^;]*")
                .matcher(body)
                .results()
                .map(MatchResult::group)
                .map(String::strip)
                .toList();
    }

    private static String loop(String body) {
        int last = body.lastIndexOf("update ");
        int end = body.lastIndexOf("end loop");
        return last >= 0 && end > last ? body.substring(last, end) : body;
    }

    private static Optional<Long> batchRows(String body) {
        return Pattern.compile("\\bbatch_rows bigint default (\\d{1,18})\\b")
                .matcher(body)
                .results()
                .map(found -> Long.valueOf(found.group(1)))
                .findFirst();
    }

    private static String plain(String text) {
        return text.replaceAll("\\s+", " ").strip().toLowerCase(Locale.ROOT);
    }
}
