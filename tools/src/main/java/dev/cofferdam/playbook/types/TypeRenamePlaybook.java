package dev.cofferdam.playbook.types;

import dev.cofferdam.domain.ColumnChange;
import dev.cofferdam.domain.Place;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Undecided;
import dev.cofferdam.domain.UserError;
import dev.cofferdam.playbook.parts.ColumnTwin;
import dev.cofferdam.playbook.parts.Conversion;
import dev.cofferdam.playbook.parts.JavaType;
import dev.cofferdam.playbook.parts.PlanningInput;
import dev.cofferdam.playbook.parts.TakenAlong;
import dev.cofferdam.playbook.parts.TypePair;
import dev.cofferdam.playbook.renames.RenameColumnPlaybook;
import dev.cofferdam.playbook.renames.Retyping;
import dev.cofferdam.schema.Index;
import dev.cofferdam.schema.View;
import dev.cofferdam.sql.ColumnUse;
import dev.cofferdam.sql.Identifiers;
import dev.cofferdam.sql.ParsedStatement;
import dev.cofferdam.sql.SqlParser;
import dev.cofferdam.sql.Statement;
import dev.cofferdam.sql.Volatility;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A type change under a new name: the passage of a rename, with a conversion in each direction. */
final class TypeRenamePlaybook {
    private final ColumnChange.ChangeType change;
    private final String newName;
    private final TypePair types;
    private final PlanningInput input;
    private final ColumnTwin bare;

    TypeRenamePlaybook(ColumnChange.ChangeType change, String newName, TypePair types, PlanningInput input) {
        this.change = change;
        this.newName = newName;
        this.types = types;
        this.input = input;
        this.bare = new ColumnTwin(change.table(), change.column().column(), newName, input.before(), input.after());
    }

    Plan draft() {
        refuseVolatile();
        refuseOtherColumns();
        refuseViewsOfAnotherType();
        ColumnTwin twin = bare.converting(up(), down());
        Retyping retyping = new Retyping(lossy(twin), assumed(), concerns(twin), Optional.of(JavaType.of(types.to())));
        return new RenameColumnPlaybook(new ColumnChange.RenameColumn(change.column(), newName), input, twin, retyping)
                .draft();
    }

    private void refuseVolatile() {
        change.using().filter(Volatility::mayBeVolatile).ifPresent(expression -> {
            throw new UserError(
                    "`" + expression
                            + "` may give another value each time it is asked, so nobody could tell a filled row from a"
                            + " wrong one",
                    input.before().source(),
                    "convert with an expression over `" + change.column().column() + "` alone");
        });
    }

    /** Old and new code read one view, which can show one type only; what the view says itself stays. */
    private void refuseViewsOfAnotherType() {
        if (types.servesOldCode()) {
            return;
        }
        for (View view : new TakenAlong(input.before(), change.column()).views()) {
            View after = input.after().views().stream()
                    .filter(other -> other.ref().isSameTable(view.ref()))
                    .findFirst()
                    .orElse(view);
            if (!after.shows().equals(view.shows())) {
                throw new UserError(
                        "view `" + view.ref() + "` shows `" + change.column() + "` as " + types.from()
                                + ", and would show " + types.to() + " to code of today that reads it",
                        input.before().source(),
                        "let the view say its type first, in a migration of its own: CREATE OR REPLACE VIEW "
                                + Identifiers.quoteIfNeeded(view.ref()) + " AS SELECT ... " + castThatStays()
                                + " AS " + bare.oldName() + " ...; then it goes on showing "
                                + types.from());
            }
        }
    }

    /** A cast to the type that a value has already is not kept in a view, so it takes a way round. */
    private String castThatStays() {
        return bare.oldName() + (types.from().equals("text") ? "::varchar" : "::text") + "::" + types.from();
    }

    /** The expression becomes the body of a function of one value. */
    private void refuseOtherColumns() {
        String column = change.column().column();
        change.using()
                .flatMap(expression -> otherColumn("SELECT " + expression + " FROM " + bare.table()))
                .ifPresent(other -> {
                    throw new UserError(
                            "the expression reads `" + other + "` besides `" + column
                                    + "`, so a write of that column would change the value too",
                            input.before().source(),
                            "convert with an expression over `" + column + "` alone");
                });
    }

    private Optional<String> otherColumn(String select) {
        return SqlParser.parse(select).stream()
                .map(ParsedStatement::facts)
                .filter(Statement.Query.class::isInstance)
                .flatMap(query -> ((Statement.Query) query).columns().stream())
                .map(ColumnUse::column)
                .filter(name -> !name.equals(change.column().column()))
                .findFirst();
    }

    private Conversion up() {
        if (change.using().isPresent()) {
            return guarded("up", bare.oldName(), types, "(" + change.using().get() + ")::" + types.to(), true);
        }
        return types.isTotal()
                ? new Conversion.Cast(types.to())
                : guarded("up", "value", types, types.cast("value"), false);
    }

    /** The cast back, where it can be told from its result that it is one: a value that would come up as another leaves NULL. */
    private Conversion down() {
        TypePair back = types.reversed();
        if (back.isTotal() && change.using().isEmpty()) {
            return new Conversion.Cast(back.to());
        }
        String value = "(" + zone().map(zone -> "value AT TIME ZONE " + zone).orElse("value") + ")::" + back.to();
        String upAgain = change.using().isPresent() ? bare.oursAnywhere("up") + "(" + value + ")" : types.cast(value);
        String expression =
                "CASE WHEN NOT (" + TypePair.differs(types.to(), upAgain, "value") + ") THEN " + value + " END";
        return guarded("down", "value", back, expression, false);
    }

    /** The zone in {@code using x AT TIME ZONE 'zone'}: the one expression whose way back is known (PostgreSQL docs 9.9.4). */
    private Optional<String> zone() {
        Pattern inZone = Pattern.compile(
                "\\s*" + Pattern.quote(bare.oldName()) + "\\s+AT\\s+TIME\\s+ZONE\\s+('(?:[^']|'')*')\\s*",
                Pattern.CASE_INSENSITIVE);
        return change.using().map(inZone::matcher).filter(Matcher::matches).map(words -> words.group(1));
    }

    private Conversion guarded(String name, String parameter, TypePair pair, String expression, boolean nullIsAValue) {
        return new Conversion.Guarded(
                bare.oursAnywhere(name),
                bare.oursAnywhere(name + "_misfit"),
                parameter,
                pair.from(),
                pair.to(),
                expression,
                nullIsAValue);
    }

    private List<String> lossy(ColumnTwin twin) {
        List<String> pairs = new ArrayList<>();
        if (!twin.up().isTotal()) {
            pairs.add("a " + twin.oldColumn() + " that does not convert leaves " + twin.newColumn() + " null");
        }
        if (!types.givesBack() || change.using().isPresent()) {
            pairs.add("a " + twin.newColumn() + " that newer code writes comes back to " + twin.oldColumn()
                    + " as the cast gives it, not as older code wrote it (such as '7' for '007')");
        }
        if (!twin.down().isTotal()) {
            pairs.add("a " + twin.newColumn() + " that " + types.from() + " cannot hold leaves " + twin.oldColumn()
                    + " null");
        }
        return pairs;
    }

    private List<String> assumed() {
        List<String> assumed = new ArrayList<>();
        assumed.add(
                "form of the change: a new column under a new name, because the request names one; code of today keeps "
                        + change.column() + ", code of tomorrow uses " + newName);
        assumed.add("up is `" + bare.newName() + " = "
                + change.using().orElse(bare.oldName() + "::" + types.to()) + "`, down is `" + bare.oldName() + " = "
                + bare.newName() + "::" + types.from() + "`");
        if (readsSettings()) {
            assumed.add(
                    "every session that writes has the same DateStyle, IntervalStyle and TimeZone; they decide how a text of a date or time is"
                            + " read");
        }
        return assumed;
    }

    private boolean readsSettings() {
        return (types.to() + types.from()).matches(".*(date|time|interval).*");
    }

    private List<Undecided> concerns(ColumnTwin twin) {
        List<Undecided> concerns = new ArrayList<>();
        if (!twin.up().isTotal()) {
            concerns.add(concern(
                    "column/" + twin.oldColumn() + "/values",
                    "code of today may go on writing a " + twin.oldColumn() + " that does not convert to " + types.to(),
                    "the trigger then leaves " + twin.newColumn()
                            + " null and fails no write; newer code reads null there until somebody repairs the row, and NOT NULL"
                            + " waits until the older code is gone"));
        }
        if (types.sortsAnew()) {
            concerns.add(concern(
                    "column/" + twin.newColumn() + "/order",
                    twin.newColumn() + " sorts, compares and finds equal as " + types.to() + ", not as " + types.from(),
                    "ORDER BY, BETWEEN, MIN, MAX, DISTINCT and joins may give other rows ('10' comes before '9' as text, behind it as a"
                            + " number); the way back gives values as the cast prints them"));
        }
        for (Index index : twin.targetTable().indexes()) {
            if (index.unique()
                    && index.columns().contains(newName)
                    && !twin.up().isTotal()) {
                concerns.add(concern(
                        "index/" + index.name() + "/values",
                        "values that differ for " + index.name() + " today may be equal as " + types.to(),
                        "from the backfill on, code of today that writes such a value fails on the twin of "
                                + index.name()));
            }
        }
        return concerns;
    }

    private static Undecided concern(String where, String what, String why) {
        return new Undecided(Place.of("database/" + where, 1), what, why);
    }
}
