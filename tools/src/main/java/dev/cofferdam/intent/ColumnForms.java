package dev.cofferdam.intent;

import dev.cofferdam.domain.ColumnChange;
import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.domain.Recipe;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.domain.UserError;
import java.util.List;
import java.util.Optional;

/** How to ask for changes of a column's name, type, presence or default. */
final class ColumnForms {
    private static final String CALLED = "(called|named)";
    private static final String ARROW = "(=>|->|→)";
    private static final String TO = "(" + ARROW + "|(to|into|as) [be] [" + CALLED + "])";
    private static final String AS_NEW = "[(as|and (call it|rename it to|rename it)) NAME]";
    private static final String NOT_NULL =
            "(not null|non null|not nullable|non nullable|mandatory|required|compulsory|obligatory)";
    private static final String ANY_MORE = "[anymore|any more|any longer]";
    private static final String NULLABLE = "(nullable|optional|null)";

    private ColumnForms() {}

    static List<Form> all() {
        return List.of(
                rename(),
                changeType(),
                changeTypeAndName(),
                widen(),
                setNotNull(),
                dropColumn(),
                addColumn(),
                addColumnWithoutType(),
                dropNotNull(),
                setDefault(),
                dropDefault(),
                narrow(),
                widenKey(),
                timeZone(),
                collation());
    }

    private static Form rename() {
        return Form.of(
                        Recipe.R1,
                        "rename TABLE.COLUMN to NEW_NAME",
                        match -> {
                            ColumnRef column = match.column();
                            return new ColumnChange.RenameColumn(column, match.newName(column.table()));
                        },
                        "(rename|change the name of) COLUMN " + TO + " NAME",
                        "call COLUMN [" + TO + "] NAME",
                        "COLUMN (should|shall|must|is to) be (renamed (to|into)|called|named) NAME",
                        "COLUMN " + ARROW + " NAME",
                        "give COLUMN the [new] name NAME")
                .planned(true)
                .alsoCalled("name renaming relabel");
    }

    private static Form changeType() {
        return Form.of(
                        Recipe.R3,
                        "change TABLE.COLUMN to TYPE",
                        ColumnForms::typeOf,
                        "(change|alter|convert|turn|cast|migrate|switch|widen|enlarge|extend|expand|increase|lengthen) [the] [data] [type of] COLUMN_OF"
                                + " [from TYPE] (to|into) [type] TYPE [using VALUE] " + AS_NEW,
                        "(change|set|alter) the [data] type of COLUMN_OF [from TYPE] to TYPE [using VALUE] " + AS_NEW,
                        "make COLUMN [an|a] TYPE",
                        "store COLUMN as TYPE " + AS_NEW,
                        "COLUMN (should|shall|must|is to) (be|become|be changed to|have type|be of type|have the type) TYPE "
                                + AS_NEW,
                        "from TYPE to TYPE for COLUMN")
                .planned(true)
                .alsoCalled("type cast convert datatype");
    }

    private static Form changeTypeAndName() {
        return Form.of(
                        Recipe.R3,
                        "change TABLE.COLUMN to TYPE as NEW_NAME",
                        ColumnForms::typeOf,
                        "(change|alter|convert|turn) COLUMN_OF (to|into) TYPE (as|and (call it|rename it to|rename it)) NAME")
                .planned(true)
                .alsoCalled("type new name");
    }

    private static Form widen() {
        String characters = "[characters|chars|letters]";
        return Form.of(
                        Recipe.R3,
                        "widen TABLE.COLUMN to NUMBER",
                        ColumnForms::longer,
                        "(widen|enlarge|extend|expand|increase|lengthen) [the] [length of|size of] COLUMN to NUMBER "
                                + characters,
                        "make COLUMN (longer|wider|bigger) [,|:|to|up to] NUMBER " + characters)
                .planned(true)
                .alsoCalled("longer wider bigger length size characters");
    }

    private static ColumnChange.ChangeType longer(Match match) {
        ColumnRef column = match.column();
        String now = match.names().column(column).type();
        String wanted = "character varying(" + match.value("number") + ")";
        if (!TypeNames.base(now).matches("character( varying)?|text")) {
            throw new UserError(
                    "`" + column + "` is `" + now + "`, which has no length",
                    match.names().schema().source(),
                    "write the whole type: change " + column + " to TYPE");
        }
        if (now.equals(TypeNames.base(now)) || new TypeStep(now, wanted).isNarrower()) {
            throw new UserError(
                    "`" + column + "` is `" + now + "`, which is longer than " + match.value("number") + " already",
                    match.names().schema().source(),
                    "there is nothing to plan; to make it shorter, write `narrow " + column + " to varchar("
                            + match.value("number") + ")`");
        }
        return new ColumnChange.ChangeType(column, wanted, Optional.empty(), Optional.empty());
    }

    private static ColumnChange.ChangeType typeOf(Match match) {
        List<String> types = match.everyValue("type");
        String wanted = types.get(types.size() - 1);
        String type = TypeNames.known(wanted, match.names().schema()).orElseThrow(() -> noType(wanted, match));
        ColumnRef column = match.column();
        if (types.size() > 1) {
            checkCurrent(column, types.get(0), match);
        }
        return new ColumnChange.ChangeType(
                column, type, match.find("value"), match.find("name").map(name -> match.newName(column.table())));
    }

    /** Whoever says a wrong type of today may mean another column. */
    private static void checkCurrent(ColumnRef column, String said, Match match) {
        String now = match.names().column(column).type();
        Optional<String> meant = TypeNames.normal(said);
        if (meant.isEmpty() || !TypeNames.base(meant.get()).equals(TypeNames.base(now))) {
            throw new UserError(
                    "`" + column + "` is `" + now + "`, not `" + said + "`",
                    match.names().schema().source(),
                    "leave out `from " + said + "`, or name the column that is meant");
        }
    }

    /** "make it mandatroy" was not meant to be a type; "change it to bigit" was. */
    private static NotTheForm noType(String wanted, Match match) {
        if (match.says("(to|into|type)")) {
            TypeNames.normal(wanted)
                    .ifPresent(type -> TypeNames.check(type, match.names().schema()));
        }
        return new NotTheForm();
    }

    private static Form setNotNull() {
        return Form.severalOf(
                        Recipe.R12,
                        "make TABLE.COLUMN not null",
                        match -> match.columns().stream()
                                .map(ColumnChange.SetNotNull::new)
                                .toList(),
                        "(make|set|mark|declare|turn) COLUMNS [to|as|into] " + NOT_NULL,
                        "COLUMNS (should|shall|must|is to|has to) (be|become) " + NOT_NULL,
                        "COLUMNS (should|shall|must|may|can) (not|never) be (null|empty|missing) " + ANY_MORE,
                        "(i|we) want COLUMNS to be " + NOT_NULL,
                        "COLUMNS (cannot|can't|mustn't|shouldn't) be (null|empty) " + ANY_MORE,
                        "(disallow|forbid|prohibit|ban) (null|nulls) (in|for|on) COLUMNS",
                        "(add|set|put) [a] not null [constraint] (on|to|for|in) COLUMNS",
                        "(require|enforce) [a] [value] [for|in|of] COLUMNS",
                        "every row (must|should|needs to) have [a|an] COLUMN",
                        "enforce not null (on|for|in) COLUMNS")
                .planned(true)
                .alsoCalled("mandatory required compulsory nullability enforce always filled");
    }

    private static Form dropNotNull() {
        return Form.of(
                        Recipe.R12,
                        "make TABLE.COLUMN nullable",
                        match -> new ColumnChange.DropNotNull(match.column()),
                        "(make|set|mark|declare|turn) COLUMN [to|as|into] " + NULLABLE,
                        "COLUMN (should|shall|may|can|must) (be|become) " + NULLABLE,
                        "COLUMN (is|should be|shall be) no longer (required|mandatory|not null|compulsory)",
                        "(allow|permit|accept) (null|nulls) (in|for|on) COLUMN",
                        "(drop|remove|lift|delete) [the] not null [constraint] (on|of|from|for) COLUMN",
                        "make COLUMN no longer (required|mandatory|not null)",
                        "let COLUMN be " + NULLABLE)
                .planned(true)
                .alsoCalled("optional nullable empty missing");
    }

    private static Form dropColumn() {
        return Form.severalOf(
                        Recipe.R16,
                        "drop TABLE.COLUMN",
                        match -> match.columns().stream()
                                .map(ColumnChange.DropColumn::new)
                                .toList(),
                        "(drop|remove|delete|erase) [the] [unused|obsolete|old] COLUMNS",
                        "(get rid of|throw away|do away with) COLUMNS",
                        "COLUMNS (should|shall|must|can|is to) (go|be (dropped|removed|deleted))",
                        "we (no longer|do not) need COLUMNS [any more]")
                .planned(true)
                .alsoCalled("remove delete rid obsolete unused");
    }

    private static Form addColumn() {
        String kinds = "(required|mandatory|non null|not null)";
        return Form.of(
                        Recipe.R11,
                        "add TABLE.NEW_NAME TYPE not null default VALUE",
                        ColumnForms::added,
                        "add [a|an] [new] [optional|nullable] COLUMN [of type|as|with type] TYPE [null|nullable]"
                                + " [[with] [a|the] default [value] [of|to] VALUE]",
                        "add [a|an] [new] " + kinds
                                + " COLUMN [of type|as|with type] TYPE [[with] [a|the] default [value] [of|to] VALUE]",
                        "add [a|an] [new] COLUMN [of type|as|with type] TYPE [[with] [a|the] default [value] [of|to] VALUE] "
                                + NOT_NULL,
                        "add [a|an] [new] COLUMN [of type|as|with type] TYPE " + NOT_NULL
                                + " [[with] [a|the] default [value] [of|to] VALUE]",
                        "(give|extend) TABLE (a|with a) [new] [optional|nullable] [TYPE] column [called|named] NAME"
                                + " [of type TYPE] [[with] [a|the] default [value] [of|to] VALUE]",
                        "add [a|an] [new] [optional|nullable] TYPE column [called|named] NAME (to|on|in) TABLE"
                                + " [[with] [a|the] default [value] [of|to] VALUE]",
                        "add [a|an] [new] " + kinds + " TYPE column [called|named] NAME (to|on|in) TABLE"
                                + " [[with] [a|the] default [value] [of|to] VALUE]",
                        "add [a|an] [new] column [called|named] NAME [of type|as|with type] TYPE to TABLE"
                                + " [[with] [a|the] default [value] [of|to] VALUE]",
                        "add [a|an] [new] column [called|named] NAME to TABLE (of|as|with) [type] TYPE"
                                + " [[with] [a|the] default [value] [of|to] VALUE]",
                        "TABLE needs [a|an] [new] NAME column [,|of type|as|with type] TYPE",
                        "TABLE needs [a|an] [new] column [called|named] NAME [,|of type|as|with type] TYPE",
                        "add NAME TYPE " + NOT_NULL + " to TABLE",
                        "add NAME TYPE to TABLE [[with] [a|the] default [value] [of|to] VALUE]")
                .planned(true)
                .alsoCalled("create introduce additional");
    }

    /** Whoever leaves out the type gets an answer that says so, instead of a guess. */
    private static Form addColumnWithoutType() {
        return Form.of(
                Recipe.R11,
                "add TABLE.NEW_NAME TYPE",
                match -> {
                    TableRef table = match.find("table").isPresent()
                            ? match.table()
                            : match.column().table();
                    String name = match.find("table").isPresent()
                            ? match.newName(table)
                            : match.column().column();
                    match.names().table(table);
                    throw new UserError(
                            "the request does not say of which type `" + name + "` is to be",
                            "REQUEST",
                            "write `add " + table.column(name) + " text`, with the type that it should have");
                },
                "add [a|an] [new] column [called|named] NAME (to|on|in) TABLE",
                "add [a|an] [new] COLUMN");
    }

    private static ColumnChange.AddColumn added(Match match) {
        String wanted = match.find("type").orElseThrow(NotTheForm::new);
        String type = TypeNames.known(wanted, match.names().schema()).orElseThrow(() -> noType(wanted, match));
        ColumnRef column =
                match.find("table").isPresent() ? match.table().column(match.newName(match.table())) : match.column();
        if (match.find("value")
                .filter(value -> value.matches("(?i).*\\b" + NOT_NULL))
                .isPresent()) {
            throw new NotTheForm();
        }
        return new ColumnChange.AddColumn(column, type, !match.says(NOT_NULL), match.find("value"));
    }

    private static Form setDefault() {
        return Form.of(
                        Recipe.R24,
                        "set default of TABLE.COLUMN to VALUE",
                        match -> new ColumnChange.ChangeDefault(match.column(), Optional.of(match.value("value"))),
                        "(set|change|alter) [the] default [value] (of|for|on) COLUMN to VALUE",
                        "(set|change|alter) [the] COLUMN default [value] [to] VALUE",
                        "default COLUMN to VALUE",
                        "(make|let) COLUMN default to VALUE",
                        "(make|use) VALUE [as] the default [value] (of|for) COLUMN",
                        "COLUMN (should|shall|must) default to VALUE",
                        "(add|give) [a] default [value] [of] VALUE to COLUMN",
                        "give COLUMN [a|the] default [value] [of] VALUE")
                .planned(true)
                .alsoCalled("initial preset");
    }

    private static Form dropDefault() {
        return Form.of(
                        Recipe.R24,
                        "drop default of TABLE.COLUMN",
                        match -> new ColumnChange.ChangeDefault(match.column(), Optional.empty()),
                        "(drop|remove|delete|get rid of|unset) [the] default [value] (of|for|on|from) COLUMN",
                        "COLUMN (should|shall|must) have no default [value]")
                .planned(true);
    }

    private static Form narrow() {
        return Form.of(
                        Recipe.R4,
                        "narrow TABLE.COLUMN to TYPE",
                        match -> {
                            String wanted =
                                    match.find("type").orElseGet(() -> "varchar(" + match.value("number") + ")");
                            String type = TypeNames.known(wanted, match.names().schema())
                                    .orElseThrow(() -> noType(wanted, match));
                            return new ColumnChange.NarrowType(match.column(), type);
                        },
                        "(limit|shorten|cut|restrict) [the] [length of] COLUMN to [at most] NUMBER characters",
                        "COLUMN (may|must|should) (have|be) at most NUMBER characters [long]",
                        "(narrow|shrink|shorten|limit|restrict|reduce) [the] [type of|size of|length of] COLUMN_OF [from TYPE] (to|into) TYPE")
                .alsoCalled("shorter smaller length truncate reduce");
    }

    private static Form widenKey() {
        return Form.of(
                        Recipe.R5,
                        "widen key TABLE.COLUMN to TYPE",
                        match -> {
                            String wanted = match.value("type");
                            return new ColumnChange.WidenKey(
                                    match.column(),
                                    TypeNames.known(wanted, match.names().schema())
                                            .orElseThrow(() -> noType(wanted, match)));
                        },
                        "(widen|enlarge|change|convert) [the] [primary] key [column] COLUMN (to|into) TYPE")
                .alsoCalled("identifier ids overflow exhausted");
    }

    private static Form timeZone() {
        return Form.of(
                        Recipe.R21,
                        "change TABLE.COLUMN to TYPE from ZONE",
                        match -> {
                            String wanted = match.find("type").orElse("timestamptz");
                            String type = TypeNames.known(wanted, match.names().schema())
                                    .orElseThrow(() -> noType(wanted, match));
                            return new ColumnChange.ChangeTimeZone(
                                    match.column(), type, match.find("zone").map(Match::unquoted));
                        },
                        "(change|convert|turn|make) COLUMN (to|into) TYPE (from|in|taking [the] [old] values as|assuming) ZONE [time]",
                        "make COLUMN_OF (timezone aware|time zone aware|zone aware) [from ZONE]",
                        "(give|add) COLUMN_OF a (time zone|timezone) [from ZONE]",
                        "store COLUMN with [a] (time zone|timezone) [from ZONE]")
                .alsoCalled("utc zone timezone zoned");
    }

    private static Form collation() {
        return Form.of(
                        Recipe.R22,
                        "change collation of TABLE.COLUMN to COLLATION",
                        match -> new ColumnChange.ChangeCollation(match.column(), match.label(0)),
                        "(change|set|alter) [the] collation (of|for|on) COLUMN to LABEL",
                        "(collate|sort|order) COLUMN (by|with|using|as) [collation|the collation] LABEL")
                .alsoCalled("sorting case insensitive locale language");
    }
}
