package dev.cofferdam.rules.statements.script;

import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.RuleClass;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.rules.info.RuleInfo;
import dev.cofferdam.rules.statements.situation.Report;
import dev.cofferdam.rules.statements.situation.Situation;
import dev.cofferdam.rules.statements.situation.StatementRule;
import dev.cofferdam.sql.AlterAction;
import dev.cofferdam.sql.Identifiers;
import dev.cofferdam.sql.ParsedStatement;
import dev.cofferdam.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Flags statements outside a transaction that fail when the file is run again after a later one failed (PostgreSQL docs, CREATE TABLE, ALTER
 * TABLE: IF EXISTS, IF NOT EXISTS).
 */
public final class Reruns implements StatementRule {
    private static final RuleInfo INFO = new RuleInfo(
            "non-idempotent-statement",
            Severity.WARNING,
            RuleClass.HYGIENE,
            Hazard.FAILS_WHEN_RUN,
            "A file that runs outside a transaction cannot be run again");

    private static final Set<String> NO_WORK = Set.of("COMMENT ON", "GRANT", "REVOKE", "ANALYZE", "VACUUM", "SHOW");

    @Override
    public List<RuleInfo> detects() {
        return List.of(INFO);
    }

    /** Once a file: the first one that a second run stumbles over. */
    @Override
    public List<Report> check(Situation at) {
        boolean isAlone = at.before().isEmpty() && at.after().isEmpty();
        if (at.inTransaction()
                || isAlone
                || at.before().stream()
                        .anyMatch(earlier -> stumbles(earlier, at).isPresent())) {
            return List.of();
        }
        boolean mayFail = isConcurrentBuild(at.facts()) || at.after().stream().anyMatch(Reruns::mayFail);
        return stumbles(at.statement(), at).stream()
                .map(stumble -> report(stumble, mayFail, isConcurrentBuild(at.facts())))
                .toList();
    }

    /** What was dropped IF EXISTS before may be made again and again, but not twice in one run. */
    private static Optional<Stumble> stumbles(ParsedStatement statement, Situation at) {
        return stumbles(statement.facts()).filter(stumble -> {
            boolean cleared = false;
            for (ParsedStatement earlier : at.before()) {
                if (earlier.offset() >= statement.offset()) {
                    break;
                }
                boolean made = stumbles(earlier.facts()).filter(stumble::equals).isPresent();
                cleared = !made && (cleared || clears(earlier.facts(), stumble));
            }
            return !cleared;
        });
    }

    private static boolean clears(Statement facts, Stumble stumble) {
        return dropped(facts).anyMatch(name -> stumble.message().endsWith("`" + name + "` already exists"));
    }

    private static Stream<String> dropped(Statement facts) {
        if (facts instanceof Statement.Drop drop && drop.ifExists()) {
            return drop.names().stream().map(TableRef::toString);
        }
        return facts instanceof Statement.AlterTable alter
                ? alter.actions().stream().flatMap(Reruns::dropped)
                : Stream.empty();
    }

    private static Stream<String> dropped(AlterAction action) {
        if (action instanceof AlterAction.DropConstraint drop && drop.ifExists()) {
            return Stream.of(drop.constraint());
        }
        return action instanceof AlterAction.DropColumn drop && drop.ifExists()
                ? Stream.of(drop.column())
                : Stream.empty();
    }

    private static boolean mayFail(ParsedStatement statement) {
        return !(statement.facts() instanceof Statement.SetSetting
                || statement.facts() instanceof Statement.Transaction
                || statement.facts() instanceof Statement.Other other && NO_WORK.contains(other.words()));
    }

    /** What a second run would say, or nothing. IF NOT EXISTS on a concurrent index would keep an invalid one. */
    private static Optional<Stumble> stumbles(Statement facts) {
        if (facts instanceof Statement.CreateTable create) {
            return when(
                    !create.ifNotExists() && !create.temporary(),
                    "`" + create.table() + "` already exists",
                    "CREATE TABLE IF NOT EXISTS");
        }
        if (facts instanceof Statement.CreateIndex index) {
            String name = index.name().orElse("");
            return when(
                    !name.isEmpty() && !index.ifNotExists(),
                    "`" + name + "` already exists",
                    index.concurrently()
                            ? "DROP INDEX CONCURRENTLY IF EXISTS " + Identifiers.quoteIfNeeded(name) + " before it"
                            : "CREATE INDEX IF NOT EXISTS");
        }
        if (facts instanceof Statement.Drop drop) {
            return when(!drop.ifExists(), "`" + drop.names().get(0) + "` does not exist", "DROP ... IF EXISTS");
        }
        if (facts instanceof Statement.CreateView view) {
            return when(
                    !view.orReplace() && !view.materialized(),
                    "`" + view.view() + "` already exists",
                    "CREATE OR REPLACE VIEW");
        }
        if (facts instanceof Statement.RenameObject rename) {
            return when(true, "`" + rename.name() + "` does not exist", "");
        }
        return facts instanceof Statement.AlterTable alter
                ? alter.actions().stream()
                        .flatMap(action -> stumbles(action).stream())
                        .findFirst()
                : Optional.empty();
    }

    private static Optional<Stumble> stumbles(AlterAction action) {
        if (action instanceof AlterAction.AddColumn add) {
            return when(
                    !add.ifNotExists(),
                    "column `" + add.column().name() + "` already exists",
                    "ADD COLUMN IF NOT EXISTS");
        }
        if (action instanceof AlterAction.DropColumn drop) {
            return when(!drop.ifExists(), "column `" + drop.column() + "` does not exist", "DROP COLUMN IF EXISTS");
        }
        if (action instanceof AlterAction.DropConstraint drop) {
            return when(
                    !drop.ifExists(),
                    "constraint `" + drop.constraint() + "` does not exist",
                    "DROP CONSTRAINT IF EXISTS");
        }
        if (action instanceof AlterAction.AddConstraint add) {
            String name = add.constraint().name().orElse("");
            return when(
                    !name.isEmpty(),
                    "constraint `" + name + "` already exists",
                    "DROP CONSTRAINT IF EXISTS before the ADD");
        }
        boolean renames = action instanceof AlterAction.RenameColumn || action instanceof AlterAction.RenameTable;
        return when(renames, "what is renamed does not exist", "");
    }

    private record Stumble(String message, String form) {}

    private static Optional<Stumble> when(boolean stumbles, String message, String form) {
        return stumbles ? Optional.of(new Stumble(message, form)) : Optional.empty();
    }

    /** A build that fails leaves its index behind, so that it is in its own way. */
    private static boolean isConcurrentBuild(Statement facts) {
        return facts instanceof Statement.CreateIndex index && index.concurrently();
    }

    private static Report report(Stumble stumble, boolean mayFail, boolean leavesRest) {
        String when = leavesRest
                ? "when the build or a later statement fails, the index stays, INVALID after a failed build; when the file is run again"
                : mayFail
                        ? "when a later statement of the file fails and the file is run again"
                        : "when the run is cut off before its tool has noted it and the file is run again";
        Report report = Report.on(
                stumble.message(),
                INFO,
                "this is committed at once; " + when + ", it stops here: " + stumble.message(),
                (stumble.form().isEmpty() ? "" : stumble.form() + ", or ")
                        + "one statement a file outside of transactions, so that a failed one leaves nothing before it to repeat");
        return mayFail ? report : report.weighed(Severity.INFO);
    }
}
