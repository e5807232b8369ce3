package dev.cofferdam.rules.statements.objects;

import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.rules.info.RuleInfo;
import dev.cofferdam.rules.statements.situation.DroppedAttribute;
import dev.cofferdam.rules.statements.situation.Report;
import dev.cofferdam.rules.statements.situation.Situation;
import dev.cofferdam.rules.statements.situation.StatementRule;
import dev.cofferdam.sql.AlterAction;
import dev.cofferdam.sql.ParsedStatement;
import dev.cofferdam.sql.Statement;
import dev.cofferdam.sql.Statement.ObjectKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Flags CASCADE on a DROP: it removes dependents that nobody has read about (PostgreSQL docs, Dependency Tracking). */
public final class CascadeDrops implements StatementRule {
    private static final RuleInfo INFO =
            new RuleInfo("cascade-drop", Severity.ERROR, Hazard.LOSES_DATA, "CASCADE removes dependents unseen");

    /** Kinds on which nothing can depend; CASCADE is idle talk there. */
    private static final Set<ObjectKind> WITHOUT_DEPENDENTS = Set.of(ObjectKind.TRIGGER, ObjectKind.OTHER);

    @Override
    public List<RuleInfo> detects() {
        return List.of(INFO);
    }

    @Override
    public List<Report> check(Situation at) {
        Stream<Report> dropped = at
                .as(Statement.Drop.class)
                // A schema's CASCADE is the whole point of dropping it, and has a rule of its own.
                .filter(drop ->
                        drop.cascade() && drop.kind() != ObjectKind.SCHEMA && !WITHOUT_DEPENDENTS.contains(drop.kind()))
                .stream()
                .flatMap(drop -> drop.names().stream()
                        .filter(name -> !isNew(drop.kind(), name, at))
                        .map(name -> dropped(drop, name, at)));
        Stream<Report> columns = at.actions(AlterAction.DropColumn.class)
                .filter(drop -> drop.cascade() && !at.isNewColumn(at.alteredTable(), drop.column()))
                .map(drop -> report(
                        "column `" + at.alteredTable().column(drop.column()) + "`",
                        viewsOn(at.alteredTable(), at),
                        at));
        Stream<Report> constraints = at.actions(AlterAction.DropConstraint.class)
                .filter(drop -> drop.cascade() && !at.isNew(at.alteredTable()))
                .map(drop -> report("constraint `" + drop.constraint() + "`", keysTo(at.alteredTable(), at), at));
        Stream<Report> attributes = DroppedAttribute.in(at).stream()
                .filter(DroppedAttribute::cascade)
                .map(drop -> report(
                        "attribute `" + drop.type() + "." + drop.name() + "`",
                        List.of("the column in every table that is made OF `" + drop.type() + "`"),
                        at));
        return Stream.of(dropped, columns, constraints, attributes)
                .flatMap(all -> all)
                .toList();
    }

    /** DROP ... IF EXISTS CASCADE before a CREATE, where no earlier file made it, is a habit of dumps and most likely meets none. */
    private static Report dropped(Statement.Drop drop, TableRef name, Situation at) {
        Report report = report(kind(drop.kind()) + " `" + name + "`", dependents(name, at), at);
        boolean known = at.table(name).isPresent() || at.schema().findView(name).isPresent();
        boolean again = at.after().stream().map(ParsedStatement::facts).anyMatch(facts -> makes(facts, name));
        return drop.ifExists() && !known && again ? report.weighed(Severity.WARNING) : report;
    }

    private static boolean makes(Statement facts, TableRef name) {
        return facts instanceof Statement.CreateTable table && table.table().isSameTable(name)
                || facts instanceof Statement.CreateView view && view.view().isSameTable(name);
    }

    private static boolean isNew(ObjectKind kind, TableRef name, Situation at) {
        return switch (kind) {
            case TABLE, VIEW, MATERIALIZED_VIEW, SEQUENCE -> at.isNew(name);
            case FUNCTION, PROCEDURE -> at.isNewRoutine(name);
            case TYPE, DOMAIN -> at.isNewType(name);
            case INDEX -> at.isNewIndex(name);
            case TRIGGER, SCHEMA, EXTENSION, OTHER -> false;
        };
    }

    private static Report report(String object, List<String> dependents, Situation at) {
        String known = dependents.isEmpty()
                ? "views, keys, defaults and functions that this file does not name"
                : String.join(", ", dependents) + ", and whatever else depends on it";
        String first = dependents.isEmpty() ? "each dependent by name" : String.join(", ", dependents) + " by name";
        return Report.on(
                        object,
                        INFO,
                        "drops " + object + " and with it " + known + "; the running version may use them",
                        "drop " + first + " first, where nobody needs it, then " + object
                                + " without CASCADE, which fails rather than take along what was overlooked")
                .at(at.offsetOf("CASCADE"));
    }

    private static String kind(ObjectKind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static List<String> dependents(TableRef name, Situation at) {
        List<String> all = new ArrayList<>(keysTo(name, at));
        all.addAll(viewsOn(name, at));
        return all;
    }

    private static List<String> keysTo(TableRef table, Situation at) {
        return at.schema().foreignKeysTo(table).stream()
                .filter(key -> !key.table().ref().isSameTable(table))
                .map(key -> "foreign key `" + key.constraint().name() + "` of `"
                        + key.table().ref() + "`")
                .toList();
    }

    private static List<String> viewsOn(TableRef table, Situation at) {
        return at.schema().viewsOn(table).stream()
                .map(view -> "view `" + view.ref() + "`")
                .toList();
    }
}
