package dev.cofferdam.rules.statements.objects;

import static dev.cofferdam.sql.Identifiers.quoteIfNeeded;

import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.rules.info.RuleInfo;
import dev.cofferdam.rules.statements.situation.Report;
import dev.cofferdam.rules.statements.situation.Situation;
import dev.cofferdam.rules.statements.situation.StatementRule;
import dev.cofferdam.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;

/** Flags TRUNCATE, and TRUNCATE ... CASCADE more precisely (PostgreSQL docs, TRUNCATE). */
public final class Truncates implements StatementRule {
    private static final RuleInfo PLAIN =
            new RuleInfo("truncate", Severity.ERROR, Hazard.LOSES_DATA, "A table is emptied");
    private static final RuleInfo CASCADE = new RuleInfo(
            "truncate-cascade", Severity.ERROR, Hazard.LOSES_DATA, "A table is emptied, and all that reference it");

    @Override
    public List<RuleInfo> detects() {
        return List.of(PLAIN, CASCADE);
    }

    @Override
    public List<Report> check(Situation at) {
        boolean cascade = at.plain().endsWith(" cascade");
        return at.as(Statement.Other.class).filter(other -> other.words().equals("TRUNCATE")).stream()
                .flatMap(other -> other.tables().stream())
                .filter(table -> !at.isNew(table))
                .map(table -> cascade ? cascade(table, at) : plain(table))
                .toList();
    }

    private static Report plain(TableRef table) {
        return Report.on(
                table,
                PLAIN,
                "takes ACCESS EXCLUSIVE on `" + table
                        + "` and empties it; the running version finds no rows, and only a backup brings them back",
                "if the rows may go, delete them in batches by key, each committed, while `" + table
                        + "` stays in use; if all must go at once, keep a copy first: `CREATE TABLE "
                        + quoteIfNeeded(new TableRef(table.schema(), table.name() + "_before")) + " AS TABLE "
                        + quoteIfNeeded(table) + "`");
    }

    private static Report cascade(TableRef table, Situation at) {
        List<TableRef> referencing = at.schema().foreignKeysTo(table).stream()
                .map(key -> key.table().ref())
                .filter(other -> !other.isSameTable(table))
                .distinct()
                .toList();
        String known = referencing.isEmpty()
                ? "every table that references it, and those that reference them"
                : referencing.stream().map(other -> "`" + other + "`").collect(Collectors.joining(", "))
                        + ", and whatever references those";
        return Report.on(
                        table,
                        CASCADE,
                        "empties `" + table + "` and " + known + ", all under ACCESS EXCLUSIVE; nobody is asked whether"
                                + " they are in use",
                        "name every table that is to be emptied and leave CASCADE out: then it fails when one was overlooked; better, delete"
                                + " rows of `" + table + "` in batches by key")
                .at(at.offsetOf("CASCADE"));
    }
}
