package dev.cofferdam.rules.steps;

import dev.cofferdam.domain.Engine;
import dev.cofferdam.migrations.MigrationUnit;
import dev.cofferdam.rules.facts.SqlUnit;
import dev.cofferdam.rules.statements.StatementRules;
import dev.cofferdam.rules.statements.situation.Made;
import dev.cofferdam.rules.statements.situation.Past;
import dev.cofferdam.rules.statements.situation.Report;
import dev.cofferdam.rules.statements.situation.Situation;
import dev.cofferdam.rules.statements.situation.Transactions;
import dev.cofferdam.schema.SchemaWalk;
import dev.cofferdam.sql.ParsedStatement;
import dev.cofferdam.sql.SqlParser;
import dev.cofferdam.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One way through a plan, statement by statement, on top of the schema that its ledger describes. */
final class StepWalk {
    private final Engine engine;
    private final SchemaWalk schema = new SchemaWalk(List.of());
    private final List<ParsedStatement> ownTables;

    /**
     * A way that begins.
     *
     * @param before statements that make the schema as it is
     * @param ownTables those of the plan that create tables of its own, which nobody else uses wherever they stand
     */
    StepWalk(Engine engine, List<String> before, List<ParsedStatement> ownTables) {
        this.engine = engine;
        this.ownTables = ownTables;
        MigrationUnit unit = unit("the schema", true);
        schema.begin(unit);
        before.forEach(sql -> SqlParser.parse(sql).forEach(statement -> schema.apply(unit, statement)));
    }

    /** A report on a statement of the unit that was judged. */
    record Judged(ParsedStatement statement, Report report) {}

    /** Runs a unit without looking at it: it stands earlier on the way. */
    void pass(SqlUnit unit) {
        MigrationUnit run = begin(unit);
        unit.statements().forEach(statement -> schema.apply(run, statement));
    }

    /** Asks every rule about every statement of the unit, and runs them. */
    List<Judged> judge(SqlUnit unit) {
        MigrationUnit run = begin(unit);
        List<ParsedStatement> settings = settings(unit);
        List<ParsedStatement> all = new ArrayList<>(settings);
        all.addAll(unit.statements());
        Transactions transactions = Transactions.of(all, unit.isOneTransaction());
        Made made = made();
        List<Judged> judged = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            ParsedStatement statement = all.get(i);
            Situation at = new Situation(engine, run, transactions, i, schema, made);
            if (i >= settings.size() && !(statement.facts() instanceof Statement.CouldNotDecide)) {
                StatementRules.all().stream()
                        .flatMap(rule -> rule.check(at).stream())
                        .forEach(report -> judged.add(new Judged(statement, report)));
            }
            transactions.note(Past.of(at));
            made.note(statement.facts(), schema);
            schema.apply(run, statement);
        }
        return judged;
    }

    private MigrationUnit begin(SqlUnit unit) {
        MigrationUnit run = unit(unit.where(), unit.isOneTransaction());
        schema.begin(run);
        return run;
    }

    /** Between two steps days may pass and code may go out: what an earlier step made is in use by now, but for the plan's own tables. */
    private Made made() {
        Made made = new Made();
        SchemaWalk nothing = new SchemaWalk(List.of());
        ownTables.forEach(create -> made.note(create.facts(), nothing));
        return made;
    }

    private static MigrationUnit unit(String where, boolean transactional) {
        return new MigrationUnit(where, Optional.empty(), "", MigrationUnit.Kind.SCRIPT, transactional, "");
    }

    /** The step's limits as its file will set them. */
    private static List<ParsedStatement> settings(SqlUnit unit) {
        return SqlParser.parse("SET lock_timeout = '" + millis(unit.timeouts().lock()) + "'; SET statement_timeout = '"
                + millis(unit.timeouts().statement()) + "'");
    }

    private static String millis(Duration limit) {
        return limit.toMillis() + "ms";
    }
}
