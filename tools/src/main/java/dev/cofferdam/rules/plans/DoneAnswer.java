package dev.cofferdam.rules.plans;

import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.domain.Gate;
import dev.cofferdam.domain.Step;
import dev.cofferdam.rules.facts.PlanFacts;
import dev.cofferdam.rules.facts.SqlUnit;
import dev.cofferdam.sql.AlterAction;
import dev.cofferdam.sql.ParsedStatement;
import dev.cofferdam.sql.PlainSql;
import dev.cofferdam.sql.SqlParser;
import dev.cofferdam.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The answer by which a step is known to be done, held against what its statements leave: one that is there before, or never comes, has a run that was
 * interrupted passed over or repeated. Only queries of a form that says plainly what it counts are judged.
 */
record DoneAnswer(PlanFacts facts, AskedColumns asked, ComparedPlaces places) {
    private static final Set<String> OTHERWISE = Set.of("<>", "!=", "exists", "except", "having", "or", "limit");

    /** What a count of columns may ask beside the name, if it is to say no more than that the column is there. */
    private static final Set<String> PROPERTIES =
            Set.of("attnotnull", "atthasdef", "atttypid", "attidentity", "attgenerated");

    /** Every step with such an answer, as the subject of a finding. */
    List<KeptObjects.Wrong> wrongs() {
        List<KeptObjects.Wrong> wrongs = new ArrayList<>();
        for (SqlUnit unit : facts.units()) {
            if (unit.step() instanceof Step.Sql sql && !unit.isUndo() && asks(sql.doneWhen())) {
                wrong(sql.doneWhen(), unit).ifPresent(why -> wrongs.add(told(unit.where(), sql.doneWhen(), why)));
            }
            if (unit.step() instanceof Step.Backfill fill
                    && unit.part() == SqlUnit.Part.BATCH
                    && asks(fill.doneWhen())) {
                wrong(fill).ifPresent(why -> wrongs.add(told(unit.where(), fill.doneWhen(), why)));
            }
        }
        return wrongs;
    }

    /** A query that asks nothing is wrong by that alone, and is told once. */
    private boolean asks(Gate.Query doneWhen) {
        return asked.hollowness(doneWhen).isEmpty();
    }

    private static KeptObjects.Wrong told(String where, Gate.Query doneWhen, String why) {
        return new KeptObjects.Wrong(
                where,
                "the query by which `" + where + "` is known to be done " + why + ": " + doneWhen.sql(),
                "ask for what the step leaves behind, and expect the answer that comes only then");
    }

    /** Why the answer is not the step's, in words that go on from the query's name; empty when nothing speaks against it. */
    private Optional<String> wrong(Gate.Query doneWhen, SqlUnit unit) {
        List<String> tokens = PlainSql.tokens(doneWhen.sql());
        if (tokens.stream().anyMatch(OTHERWISE::contains) || isDenied(tokens)) {
            return Optional.empty();
        }
        Optional<String> counted = MadeNames.read(tokens).flatMap(catalog -> count(doneWhen, tokens, catalog, unit));
        return counted.isPresent() ? counted : property(doneWhen, tokens, unit);
    }

    /** NOT attisdropped belongs to every question about columns; any other NOT but that of IS NOT NULL turns the question round. */
    private static boolean isDenied(List<String> tokens) {
        for (int i = 0; i + 1 < tokens.size(); i++) {
            if (tokens.get(i).equals("not") && !Set.of("attisdropped", "null").contains(tokens.get(i + 1))) {
                return true;
            }
        }
        return false;
    }

    private static Optional<String> count(
            Gate.Query doneWhen, List<String> tokens, MadeNames.Catalog catalog, SqlUnit unit) {
        MadeNames names = MadeNames.of(unit);
        Predicate<String> named = AskedObjects.named(doneWhen.sql());
        int made = names.made(catalog, named).size();
        int gone = names.gone(catalog, named).size();
        if ((made > 0) == (gone > 0)) {
            return Optional.empty();
        }
        Optional<String> wanted = Optional.empty();
        if (starts(tokens, "select", "count", "(", "*", ")", "from")) {
            boolean judged = gone > 0
                    || catalog != MadeNames.Catalog.COLUMNS
                    || tokens.stream().noneMatch(PROPERTIES::contains);
            wanted = judged ? Optional.of(String.valueOf(made)) : Optional.empty();
        } else if (starts(tokens, "select", "to_regclass", "(")) {
            boolean asksForNone = tokens.get(tokens.size() - 2).equals("is");
            wanted = Optional.of(String.valueOf(asksForNone == gone > 0));
        }
        return wanted.filter(answer -> !answer.equals(doneWhen.expected().strip()))
                .map(answer ->
                        "answers " + answer + " once the step is done, and " + doneWhen.expected() + " is expected")
                .or(() -> unproved(doneWhen, tokens, names.made(catalog, named), unit));
    }

    /** What a statement adds NOT VALID is not validated when it is there. */
    private static Optional<String> unproved(
            Gate.Query doneWhen, List<String> tokens, Set<String> names, SqlUnit unit) {
        boolean never = tokens.contains("convalidated")
                && unit.actions(AlterAction.AddConstraint.class)
                        .anyMatch(add -> add.action().constraint().notValid()
                                && add.action()
                                        .constraint()
                                        .name()
                                        .filter(names::contains)
                                        .isPresent())
                && unit.actions(AlterAction.ValidateConstraint.class).findAny().isEmpty();
        return never && !doneWhen.expected().strip().equals("0")
                ? Optional.of("asks for a validated constraint, which the step adds NOT VALID")
                : Optional.empty();
    }

    /** NOT NULL and the type of a column, by the one row that the catalog has of it. */
    private Optional<String> property(Gate.Query doneWhen, List<String> tokens, SqlUnit unit) {
        Predicate<String> named = AskedObjects.named(doneWhen.sql());
        String expected = doneWhen.expected().strip();
        if (starts(tokens, "select", "attnotnull", "from")) {
            Set<String> answers = new HashSet<>();
            unit.actions(AlterAction.SetNotNull.class)
                    .filter(set -> named.test(set.action().column()))
                    .forEach(set -> answers.add("true"));
            unit.actions(AlterAction.DropNotNull.class)
                    .filter(drop -> named.test(drop.action().column()))
                    .forEach(drop -> answers.add("false"));
            return answers.size() == 1 && !answers.contains(expected)
                    ? Optional.of("answers " + answers.iterator().next() + " once the step is done, and " + expected
                            + " is expected")
                    : Optional.empty();
        }
        boolean typed = starts(tokens, "select", "format_type", "(") && unit.route() == SqlUnit.Route.FORWARD;
        return typed && plannedTypes(unit, named).anyMatch(expected::equals)
                ? Optional.of("answers " + expected + " before the step has run")
                : Optional.empty();
    }

    /** Types that a tool has read of columns that this step changes, or whose name it gives to another. */
    private Stream<String> plannedTypes(SqlUnit unit, Predicate<String> named) {
        Stream<ColumnRef> altered = unit.actions(AlterAction.AlterType.class)
                .map(change -> change.table().column(change.action().column()));
        Stream<ColumnRef> renamed = unit.actions(AlterAction.RenameColumn.class)
                .map(rename -> rename.table().column(rename.action().newName()));
        return Stream.concat(altered, renamed)
                .filter(column -> named.test(column.column()))
                .flatMap(column -> facts.typeOf(column).stream());
    }

    /** A backfill is done when none of the rows is left that it is there for. */
    private Optional<String> wrong(Step.Backfill backfill) {
        Gate.Query doneWhen = backfill.doneWhen();
        List<String> tokens = StandIn.uncast(PlainSql.tokens(doneWhen.sql()));
        List<String> predicate = StandIn.uncast(PlainSql.tokens(backfill.predicate()));
        int where = tokens.indexOf("where");
        boolean same = where >= 0
                && tokens.subList(where + 1, tokens.size()).stream()
                        .filter(token -> !token.equals(";"))
                        .toList()
                        .equals(predicate);
        boolean counts = starts(tokens, "select", "count", "*", "from")
                && doneWhen.expected().strip().equals("0");
        boolean seesAll = counts && (same || places.comparesAll(doneWhen, false) || places.countsUnfilled(doneWhen));
        boolean byItsOwnTable = SqlParser.parse(doneWhen.sql()).stream()
                .map(ParsedStatement::facts)
                .filter(Statement.Query.class::isInstance)
                .flatMap(query -> ((Statement.Query) query).tables().stream())
                .noneMatch(backfill.table()::isSameTable);
        return seesAll || byItsOwnTable || tokens.contains("exists")
                ? Optional.empty()
                : Optional.of("does not count, and expect none of, the rows that the backfill is there for: "
                        + backfill.predicate());
    }

    private static boolean starts(List<String> tokens, String... words) {
        return tokens.size() > words.length && tokens.subList(0, words.length).equals(List.of(words));
    }
}
