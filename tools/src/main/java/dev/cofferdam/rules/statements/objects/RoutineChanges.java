package dev.cofferdam.rules.statements.objects;

import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.rules.info.RuleInfo;
import dev.cofferdam.rules.statements.situation.Report;
import dev.cofferdam.rules.statements.situation.Situation;
import dev.cofferdam.rules.statements.situation.StatementRule;
import dev.cofferdam.sql.ParsedStatement;
import dev.cofferdam.sql.Statement;
import dev.cofferdam.sql.Statement.ObjectKind;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Flags functions and procedures that change or go: who calls them, and what their bodies use, no server tracks (PostgreSQL docs, CREATE
 * FUNCTION; Dependency Tracking).
 */
public final class RoutineChanges implements StatementRule {
    private static final RuleInfo INFO = new RuleInfo(
            "routine-change-untracked",
            Severity.WARNING,
            Hazard.BREAKS_OLD_CODE,
            "A function changes or goes, and nobody tracks who calls it");

    private static final Set<ObjectKind> CALLED =
            Set.of(ObjectKind.FUNCTION, ObjectKind.PROCEDURE, ObjectKind.EXTENSION);

    private static final Pattern ROW_OF_TRIGGER = Pattern.compile(
            "\\b(?:new|old)\\s*\\.|\\breturn\\s+(?:new|old)\\b|\\btg_(?:op|when|name|table_name|relid)\\b",
            Pattern.CASE_INSENSITIVE);

    @Override
    public List<RuleInfo> detects() {
        return List.of(INFO);
    }

    @Override
    public List<Report> check(Situation at) {
        if (at.facts() instanceof Statement.CreateRoutine create) {
            return replaced(create, at).stream().toList();
        }
        if (at.facts() instanceof Statement.RenameObject rename) {
            return renamed(rename, at).stream().toList();
        }
        return at.as(Statement.Drop.class).filter(drop -> CALLED.contains(drop.kind())).stream()
                .flatMap(drop -> drop.names().stream().flatMap(name -> dropped(drop, name, at).stream()))
                .toList();
    }

    private static Optional<Report> replaced(Statement.CreateRoutine create, Situation at) {
        boolean existed = !at.isNewRoutine(create.name())
                && at.schema().findRoutine(create.name()).isPresent();
        if (!create.orReplace() || !existed || sameBody(create, at)) {
            return Optional.empty();
        }
        TableRef name = create.name();
        return Optional.of(Report.on(
                name.toString(),
                INFO,
                "from its commit on every caller of `" + name
                        + "`, the running version and triggers too, gets the new body; with other argument types it makes a second"
                        + " function beside the old one",
                "keep arguments, result and meaning such that the running version can call it; otherwise create `"
                        + name + "_v2`, deploy callers of it, and drop `" + name + "` in a later release"));
    }

    private static boolean sameBody(Statement.CreateRoutine create, Situation at) {
        return at.schema()
                .findRoutine(create.name())
                .filter(old -> old.body().equals(create.body()))
                .isPresent();
    }

    /** One that is dropped and made again in one transaction is a change, not a loss; its new body may be anything. */
    private static Optional<Report> dropped(Statement.Drop drop, TableRef name, Situation at) {
        if (at.isNewRoutine(name) || drop.ifExists() && meetsNone(drop, name, at)) {
            return Optional.empty();
        }
        boolean again = isMade(name, at.after());
        String what = drop.kind() == ObjectKind.EXTENSION
                ? "extension `" + name
                        + "` goes with its functions, types and operators; statements of the running version that use them"
                        + " fail"
                : "`" + name + "` goes" + (again ? " and comes back with another body or other arguments" : "")
                        + "; calls by the running version, by triggers and inside other functions are not tracked and fail when they run";
        return Optional.of(Report.on(
                name.toString(),
                INFO,
                what,
                again
                        ? "`CREATE OR REPLACE` keeps the function, its rights and its triggers; for other arguments create a second one, deploy"
                                + " its callers, and drop `" + name + "` in a later release"
                        : "look for `" + name
                                + "` in the code of every running version and in the bodies of functions; deploy without the calls; drop it in a"
                                + " later release"));
    }

    /** Triggers, defaults and views hold on to the function itself; bodies and statements name it. */
    private static Optional<Report> renamed(Statement.RenameObject rename, Situation at) {
        boolean called = rename.kind() == ObjectKind.FUNCTION || rename.kind() == ObjectKind.PROCEDURE;
        TableRef name = rename.name();
        if (!called || at.isNewRoutine(name) || isMade(name, at.laterInTransaction()) || isOfTriggers(name, at)) {
            return Optional.empty();
        }
        return Optional.of(Report.on(
                name.toString(),
                INFO,
                "from its commit on `" + name + "` is called `" + new TableRef(name.schema(), rename.newName())
                        + "`; calls by the running version and inside other functions name the old one and fail when they run",
                "create `" + rename.newName() + "` beside `" + name
                        + "`, one of which may call the other; deploy callers of the new name; drop `" + name
                        + "` in a later release"));
    }

    /** Nobody calls one of a trigger, and triggers hold on to it under any name. */
    private static boolean isOfTriggers(TableRef name, Situation at) {
        return at.schema().isCalledByTrigger(name)
                || at.schema()
                        .findRoutine(name)
                        .filter(routine ->
                                ROW_OF_TRIGGER.matcher(routine.body()).find())
                        .isPresent();
    }

    private static boolean meetsNone(Statement.Drop drop, TableRef name, Situation at) {
        return drop.kind() != ObjectKind.EXTENSION
                && at.schema().findRoutine(name).isEmpty();
    }

    private static boolean isMade(TableRef name, List<ParsedStatement> later) {
        return later.stream()
                .anyMatch(statement -> statement.facts() instanceof Statement.CreateRoutine create
                        && create.name().isSameTable(name));
    }
}
