package dev.cofferdam.rules.statements.script;

import dev.cofferdam.domain.TableRef;
import dev.cofferdam.rules.info.RuleInfo;
import dev.cofferdam.rules.statements.situation.ManyRows;
import dev.cofferdam.rules.statements.situation.Report;
import dev.cofferdam.rules.statements.situation.Situation;
import dev.cofferdam.sql.DoLoop;
import dev.cofferdam.sql.SqlParser;
import dev.cofferdam.sql.Statement;
import dev.cofferdam.sql.Statement.Verb;
import java.util.Optional;
import java.util.regex.Pattern;

/** Changes of few rows that a DO block repeats: without a COMMIT in the loop all of them are one transaction (PostgreSQL docs 41.8). */
final class LoopedChanges {
    private static final Pattern LOOP = Pattern.compile("\\bloop\\b", Pattern.CASE_INSENSITIVE);

    private LoopedChanges() {}

    static Optional<Report> of(Situation at, RuleInfo rule) {
        Optional<TableRef> target = at.as(Statement.Query.class)
                .filter(query ->
                        query.verb() == Verb.UPDATE || query.verb() == Verb.DELETE || query.verb() == Verb.MERGE)
                .flatMap(Statement.Query::target)
                .filter(table -> !at.isNew(table));
        // Reading the script once more is for those that may hold a loop.
        if (target.isEmpty()
                || !LOOP.matcher(at.unit().sql()).find()
                || ManyRows.of(at).isPresent()) {
            return Optional.empty();
        }
        return DoLoop.around(SqlParser.parse(at.unit().sql()), at.statement().offset())
                .filter(loop -> !loop.commits() || at.inTransaction())
                .map(loop -> report(target.get(), loop, rule));
    }

    private static Report report(TableRef table, DoLoop loop, RuleInfo rule) {
        String what = loop.commits()
                ? "the COMMIT in this loop is refused with \"invalid transaction termination\", because a transaction is open around the"
                        + " block; nothing of what the loop did to `" + table + "` is kept"
                : "a loop changes `" + table
                        + "` bit by bit, and its DO block commits nothing in between: all of it is one transaction,"
                        + " whose row locks keep writers of those rows waiting until the end";
        return Report.on(
                table,
                rule,
                what,
                loop.commits()
                        ? "run the file outside a transaction, or the batches outside of schema migrations"
                        : "COMMIT at the end of each turn, in a file that runs outside a transaction; or the batches outside of schema"
                                + " migrations");
    }
}
