package dev.cofferdam.rules.statements.objects;

import static dev.cofferdam.sql.Identifiers.quoteIfNeeded;

import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.rules.info.RuleInfo;
import dev.cofferdam.rules.statements.situation.Names;
import dev.cofferdam.rules.statements.situation.Report;
import dev.cofferdam.rules.statements.situation.Situation;
import dev.cofferdam.rules.statements.situation.StatementRule;
import dev.cofferdam.schema.View;
import dev.cofferdam.sql.ParsedStatement;
import dev.cofferdam.sql.PlainSql;
import dev.cofferdam.sql.Statement;
import dev.cofferdam.sql.Statement.ObjectKind;
import java.util.List;
import java.util.Optional;

/** Flags views that vanish under the running version, for good or for a moment (PostgreSQL docs, DROP VIEW, CREATE VIEW, ALTER VIEW). */
public final class ViewChanges implements StatementRule {
    private static final RuleInfo INFO = new RuleInfo(
            "view-change-dependents",
            Severity.ERROR,
            Hazard.BREAKS_OLD_CODE,
            "A view goes, or is away for a moment, while code reads it");

    @Override
    public List<RuleInfo> detects() {
        return List.of(INFO);
    }

    @Override
    public List<Report> check(Situation at) {
        if (at.facts() instanceof Statement.CreateView create) {
            return ReplacedView.refusal(create, at).map(why -> refused(create.view(), why)).stream()
                    .toList();
        }
        if (at.facts() instanceof Statement.Other other && other.words().equals("ALTER VIEW")) {
            return other.tables().stream()
                    .filter(view -> !at.isNew(view))
                    .flatMap(view -> renamed(view, at).stream())
                    .toList();
        }
        return at
                .as(Statement.Drop.class)
                .filter(drop -> drop.kind() == ObjectKind.VIEW || drop.kind() == ObjectKind.MATERIALIZED_VIEW)
                .stream()
                .flatMap(
                        drop -> drop.names().stream()
                                .flatMap(view -> stoodOn(view, drop, at)
                                        .or(() -> at.isNew(view) ? Optional.empty() : dropped(view, drop, at))
                                        .stream()))
                .toList();
    }

    /** SQLSTATE 42P16 (source: view.c, checkViewColumns). */
    private static Report refused(TableRef view, String why) {
        return Report.on(
                view,
                INFO,
                "the server refuses to replace `" + view + "`: " + why
                        + "; CREATE OR REPLACE VIEW only adds columns behind those that are there",
                "keep its columns with their names, types and order and add new ones at the end; or leave `" + view
                        + "` as it is and create `" + view.name()
                        + "_v2` beside it; or DROP and CREATE in one transaction, with its GRANTs, once no running version uses what"
                        + " goes");
    }

    /** SQLSTATE 2BP01: without CASCADE the server drops nothing that others stand on (PostgreSQL docs, Dependency Tracking). */
    private static Optional<Report> stoodOn(TableRef view, Statement.Drop drop, Situation at) {
        List<String> others = at.schema().viewsOn(view).stream()
                .map(View::ref)
                .filter(other -> drop.names().stream().noneMatch(other::isSameTable))
                .map(other -> "`" + other + "`")
                .toList();
        boolean known = at.schema().findView(view).isPresent();
        return drop.cascade() || !known || others.isEmpty()
                ? Optional.empty()
                : Optional.of(Report.on(
                        view,
                        INFO,
                        "the server refuses to drop `" + view + "`: " + String.join(", ", others)
                                + (others.size() == 1 ? " stands" : " stand") + " on it",
                        "`CREATE OR REPLACE VIEW " + quoteIfNeeded(view)
                                + " AS ...` if columns are only added at the end; otherwise drop "
                                + String.join(", ", others)
                                + " first and make " + (others.size() == 1 ? "it" : "them")
                                + " again in the same transaction, with the GRANTs"));
    }

    /** A view that is dropped and made again in one transaction is never seen to be away. */
    private static Optional<Report> dropped(TableRef view, Statement.Drop drop, Situation at) {
        if (isMade(view, at.laterInTransaction())) {
            return ReplacedView.lost(view, at).map(lost -> without(view, lost));
        }
        if (isMade(view, at.after())) {
            return Optional.of(Report.on(
                            view,
                            INFO,
                            "`" + view
                                    + "` is away until a later statement of this file makes it again; queries of the running"
                                    + " version that come in between fail, and rights granted on it are lost",
                            "`CREATE OR REPLACE VIEW " + quoteIfNeeded(view)
                                    + " AS ...` if columns are only added at the end; otherwise DROP and CREATE between BEGIN and"
                                    + " COMMIT, with the GRANTs")
                    .weighed(Severity.WARNING));
        }
        Report gone = Report.on(
                view,
                INFO,
                "`" + view + "` goes; every query of the running version that reads it fails",
                "deploy code that no longer reads `" + view
                        + "`, in every service and report; drop it in a later release");
        // An author's IF EXISTS on a view that no earlier file made most likely meets none.
        boolean meetsNone = drop.ifExists() && at.schema().findView(view).isEmpty();
        return Optional.of(meetsNone ? gone.weighed(Severity.WARNING) : gone);
    }

    private static Report without(TableRef view, List<String> lost) {
        String columns = "`" + String.join("`, `", lost) + "`";
        return Report.on(
                view,
                INFO,
                "`" + view + "` comes back without " + columns
                        + "; every query of the running version that names what is gone fails",
                "keep " + columns + " in `" + view
                        + "` until no running version reads it, then drop it in a later release");
    }

    private static boolean isMade(TableRef view, List<ParsedStatement> later) {
        return later.stream()
                .anyMatch(statement -> statement.facts() instanceof Statement.CreateView create
                                && create.view().isSameTable(view)
                        || statement.facts() instanceof Statement.CreateTable table
                                && table.table().isSameTable(view));
    }

    private static Optional<Report> renamed(TableRef view, Situation at) {
        List<String> words = PlainSql.tokens(at.statement().text());
        int to = words.lastIndexOf("to");
        if (!words.contains("rename") || to < 1) {
            return Optional.empty();
        }
        String column = Names.stored(words.get(to - 1));
        return Optional.of(Report.on(
                view,
                INFO,
                "column `" + view.column(column)
                        + "` gets another name; queries of the running version that name it fail",
                "add the new name at the end and keep the old one: `CREATE OR REPLACE VIEW " + quoteIfNeeded(view)
                        + " AS SELECT ..., " + quoteIfNeeded(column) + " AS " + words.get(words.size() - 1)
                        + " ...`; drop the old name when no running version reads it"));
    }
}
