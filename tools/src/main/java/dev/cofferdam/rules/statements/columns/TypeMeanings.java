package dev.cofferdam.rules.statements.columns;

import static dev.cofferdam.rules.statements.columns.ColumnActions.alter;
import static dev.cofferdam.rules.statements.columns.ColumnActions.quoted;

import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.rules.info.RuleInfo;
import dev.cofferdam.rules.statements.situation.PlainCast;
import dev.cofferdam.rules.statements.situation.Report;
import dev.cofferdam.rules.statements.situation.Situation;
import dev.cofferdam.rules.statements.situation.StatementRule;
import dev.cofferdam.rules.statements.situation.TypeCost;
import dev.cofferdam.sql.Identifiers;
import dev.cofferdam.sql.Narrowing;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Flags what ALTER COLUMN TYPE means to code and values: what no longer fits, what reads otherwise, what sorts otherwise. */
public final class TypeMeanings implements StatementRule {
    private static final RuleInfo NARROWING = new RuleInfo(
            "column-type-narrowing",
            Severity.ERROR,
            Hazard.BREAKS_OLD_CODE,
            "A column's new type does not hold every value of the old one");
    private static final RuleInfo VISIBLE = new RuleInfo(
            "column-type-client-visible",
            Severity.WARNING,
            Hazard.BREAKS_OLD_CODE,
            "Prepared statements meet another result type");
    private static final RuleInfo ZONE = new RuleInfo(
            "column-timezone-type", Severity.ERROR, Hazard.BREAKS_OLD_CODE, "A timestamp gains or loses its time zone");
    private static final RuleInfo COLLATION = new RuleInfo(
            "column-collation-change",
            Severity.ERROR,
            Hazard.BREAKS_OLD_CODE,
            "A column sorts and compares by another collation");

    @Override
    public List<RuleInfo> detects() {
        return List.of(NARROWING, VISIBLE, ZONE, COLLATION);
    }

    @Override
    public List<Report> check(Situation at) {
        List<Report> reports = new ArrayList<>();
        for (TypeChange change : TypeChange.of(at)) {
            narrowing(change).map(report -> change.placed(report, at)).ifPresent(reports::add);
            visible(change).map(report -> change.placed(report, at)).ifPresent(reports::add);
            zone(change, at).map(report -> change.placed(report, at)).ifPresent(reports::add);
            collation(change).map(report -> change.placed(report, at)).ifPresent(reports::add);
        }
        return reports;
    }

    private static Optional<Report> narrowing(TypeChange change) {
        return change.from()
                .flatMap(from -> Narrowing.of(from, change.to()))
                .map(narrowing -> narrowed(change, narrowing));
    }

    private static Report narrowed(TypeChange change, Narrowing narrowing) {
        String column = change.action().column();
        String types = "`" + column + "` goes from " + change.from().orElseThrow() + " to " + change.to() + ": ";
        boolean casts = change.action()
                .using()
                .filter(using -> PlainCast.addsNothing(using, change.action().column(), change.from(), change.to()))
                .isPresent();
        boolean converts = change.action().using().isPresent() && !casts;
        return switch (narrowing.kind()) {
            case LENGTH ->
                bounded(
                        change,
                        types + "values of more than " + narrowing.limit().orElseThrow() + " characters "
                                + (casts
                                        ? "are cut without a word by the cast in USING"
                                        : converts ? "are what USING makes of them" : "make the statement fail")
                                + ", and the running version can no longer write them",
                        "length",
                        "length(" + quoted(column) + ") <= " + narrowing.limit().orElseThrow());
            case RANGE ->
                bounded(
                        change,
                        types
                                + "values out of its range make the statement fail, and the running version can no longer write them",
                        "range",
                        range(change, narrowing));
            case ROUNDED ->
                Report.on(
                        change.table(),
                        NARROWING,
                        types
                                + "what does not fit is rounded or cut off without a word, in the rows that are there and in what the running"
                                + " version writes",
                        "keep the values: `" + alter(change.table()) + " ADD COLUMN " + quoted(column + "_new") + " "
                                + change.to() + "`, filled by a trigger and a backfill, and drop `" + column
                                + "` when nobody misses its values");
            case UNREADABLE ->
                Report.on(
                        change.table(),
                        NARROWING,
                        types + "text that is no value of " + change.to()
                                + " makes the statement fail, and the running version, which binds text, can no longer write",
                        "`" + alter(change.table()) + " ADD COLUMN " + quoted(column + "_new") + " " + change.to()
                                + "`, filled by a trigger that sets aside what it cannot read, and a backfill; deploy the version that uses it;"
                                + " then drop `" + column + "`");
        };
    }

    private static String range(TypeChange change, Narrowing narrowing) {
        String column = quoted(change.action().column());
        return switch (change.to()) {
            case "smallint" -> column + " BETWEEN -32768 AND 32767";
            case "integer" -> column + " BETWEEN -2147483648 AND 2147483647";
            default -> "abs(" + column + ") < 1e" + narrowing.limit().orElse(0);
        };
    }

    /** A smaller domain can be proved online; the type may stay. */
    private static Report bounded(TypeChange change, String what, String suffix, String condition) {
        String name = quoted(change.table().name() + "_" + change.action().column() + "_" + suffix);
        return Report.on(
                change.table(),
                NARROWING,
                what,
                "deploy the version that writes nothing else; repair what `SELECT count(*) FROM "
                        + Identifiers.quoteIfNeeded(change.table()) + " WHERE NOT (" + condition + ")` counts; `"
                        + alter(change.table()) + " ADD CONSTRAINT " + name + " CHECK (" + condition
                        + ") NOT VALID` and later VALIDATE CONSTRAINT, and keep the type");
    }

    /** A table that is written anew stands still anyway: that is said by the rule about it. */
    private static Optional<Report> visible(TypeChange change) {
        if (isWiderInteger(change)) {
            return Optional.of(widened(change));
        }
        boolean isKept = change.cost() == TypeCost.Kind.NOTHING || change.cost() == TypeCost.Kind.INDEXES;
        boolean isOther =
                change.from().filter(from -> !from.equals(change.to())).isPresent();
        boolean isZone = change.from()
                .filter(from -> TypeCost.isZoneChange(from, change.to()))
                .isPresent();
        return isKept && isOther && !isZone
                ? Optional.of(Report.on(
                        change.table(),
                        VISIBLE,
                        "statements that open connections have prepared and that return `"
                                + change.table().column(change.action().column())
                                + "` fail once with \"cached plan must not change result type\"; inside a transaction the driver cannot try again",
                        "retry failed transactions, or recycle the connections of the running version right after it"))
                : Optional.empty();
    }

    private static boolean isWiderInteger(TypeChange change) {
        return change.from()
                .filter(from ->
                        from.equals("smallint") && List.of("integer", "bigint").contains(change.to())
                                || from.equals("integer") && change.to().equals("bigint"))
                .isPresent();
    }

    /** The rows stay what they are; what a driver makes of them does not. */
    private static Report widened(TypeChange change) {
        String from = change.from().orElseThrow();
        String column = "`" + change.table().column(change.action().column()) + "`";
        return Report.on(
                change.table(),
                VISIBLE,
                column + " comes back as " + change.to() + " from now on: a running version that reads it as " + from
                        + " gets another type from its driver, and an error at the first value that " + from
                        + " cannot hold; statements that open connections have prepared fail once with \"cached plan must not change result"
                        + " type\"",
                "first deploy the version that reads and binds " + column + " as " + change.to()
                        + ", then change the type, and recycle the connections right after it");
    }

    private static Optional<Report> zone(TypeChange change, Situation at) {
        boolean gains = change.to().endsWith(" with time zone");
        boolean isChange = change.from()
                .map(from -> TypeCost.isZoneChange(from, change.to()))
                .orElse(TypeCost.isTimestamp(change.to())
                        && change.action().using().isPresent());
        if (!isChange) {
            return Optional.empty();
        }
        boolean stated = change.action()
                .using()
                .filter(using -> using.toLowerCase(Locale.ROOT).contains("at time zone"))
                .isPresent();
        String values = stated || TypeCost.isUtc(at)
                ? ""
                : "every value is read in the time zone of the session that happens to run this; ";
        String column = change.action().column();
        return Optional.of(Report.on(
                change.table(),
                ZONE,
                values + "the running version "
                        + (gains
                                ? "writes `" + column + "` without a zone and gets it back in its session's zone"
                                : "reads `" + column + "` without the zone that it relies on")
                        + ", so that the same instant is shown otherwise",
                "`" + alter(change.table()) + " ADD COLUMN " + quoted(column + "_new") + " " + change.to()
                        + "`; fill it by a trigger and in batches as `" + quoted(column)
                        + " AT TIME ZONE 'UTC'`, or whatever zone the values were written in; deploy the version that uses it; then drop `"
                        + column + "`"));
    }

    private static Optional<Report> collation(TypeChange change) {
        boolean isOther = change.before()
                .map(column -> TypeCost.hasOtherCollation(column, change.action()))
                .orElse(change.action().collation().isPresent());
        if (!isOther || change.action().collation().isEmpty() && !change.to().matches("text|citext|character.*")) {
            return Optional.empty();
        }
        String column = change.action().column();
        String to = change.action()
                .collation()
                .map(collation -> "by " + collation)
                .orElse("by the type's own collation, because COLLATE is not repeated,");
        String indexes = change.built().isEmpty()
                ? change.before().isEmpty() ? "its indexes are built anew under ACCESS EXCLUSIVE; " : ""
                : change.built().stream().map(index -> "`" + index + "`").collect(Collectors.joining(", "))
                        + " is built anew under ACCESS EXCLUSIVE, and reads and writes wait until that is done; ";
        return Optional.of(Report.on(
                change.table(),
                COLLATION,
                indexes + "`" + column + "` sorts and compares " + to
                        + " from now on: pages that the running version is turning, and what counts as equal, change under it",
                change.action().collation().isEmpty()
                        ? "repeat COLLATE "
                                + change.before()
                                        .flatMap(known -> known.collation())
                                        .orElse("...") + " behind the type"
                        : "`" + alter(change.table()) + " ADD COLUMN " + quoted(column + "_new") + " " + change.to()
                                + " COLLATE "
                                + change.action().collation().get()
                                + "` with its own index, filled by a trigger and a backfill; deploy the version that uses it; then drop `"
                                + column + "`"));
    }
}
