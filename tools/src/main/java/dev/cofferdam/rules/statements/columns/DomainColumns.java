package dev.cofferdam.rules.statements.columns;

import static dev.cofferdam.rules.statements.columns.ColumnActions.alter;
import static dev.cofferdam.rules.statements.columns.ColumnActions.quoted;

import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.rules.info.RuleInfo;
import dev.cofferdam.rules.statements.situation.Report;
import dev.cofferdam.rules.statements.situation.Situation;
import dev.cofferdam.rules.statements.situation.StatementRule;
import dev.cofferdam.sql.AlterAction;
import dev.cofferdam.sql.ColumnDefinition;
import java.util.List;

/** Flags new columns of a domain that has rules: the server writes every row to check them (PostgreSQL docs, ALTER TABLE, Notes). */
public final class DomainColumns implements StatementRule {
    private static final RuleInfo INFO = new RuleInfo(
            "column-add-constrained-domain",
            Severity.ERROR,
            Hazard.REWRITES_TABLE,
            "A column is added whose domain has rules");

    @Override
    public List<RuleInfo> detects() {
        return List.of(INFO);
    }

    @Override
    public List<Report> check(Situation at) {
        return at.actions(AlterAction.AddColumn.class)
                .map(AlterAction.AddColumn::column)
                .filter(column -> !at.isNew(at.alteredTable()) && at.isOfConstrainedDomain(column))
                .map(column -> report(at.alteredTable(), column).at(ColumnActions.place(at, "ADD", column.name())))
                .toList();
    }

    private static Report report(TableRef table, ColumnDefinition column) {
        return Report.on(
                        table,
                        INFO,
                        "domain `" + column.type() + "` has rules, which are checked for every row as `" + column.name()
                                + "` is added: `" + table
                                + "` and its indexes are written anew under ACCESS EXCLUSIVE; reads and writes wait until that is done",
                        "`" + alter(table) + " ADD COLUMN " + quoted(column.name())
                                + "` with the domain's own base type, and the rule as a CHECK of the table, NOT VALID at first and validated"
                                + " in a transaction of its own")
                .about(table.column(column.name()).toString());
    }
}
