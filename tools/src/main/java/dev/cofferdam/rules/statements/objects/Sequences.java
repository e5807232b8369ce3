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
import dev.cofferdam.schema.Column;
import dev.cofferdam.sql.AlterAction;
import dev.cofferdam.sql.ParsedStatement;
import dev.cofferdam.sql.PlainSql;
import dev.cofferdam.sql.Statement;
import dev.cofferdam.sql.Statement.ObjectKind;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Flags what makes a sequence give numbers twice, too few of them, or none (PostgreSQL docs, ALTER SEQUENCE, 8.1.4, 9.17). */
public final class Sequences implements StatementRule {
    private static final RuleInfo INFO = new RuleInfo(
            "sequence-hazards",
            Severity.WARNING,
            Hazard.BREAKS_OLD_CODE,
            "A sequence that is in use changes, moves or goes");

    private static final Pattern NEXTVAL = Pattern.compile("nextval\\('\"?([^'\"]+)\"?'.*");
    private static final Pattern SET_TO = Pattern.compile("\\bsetval \\( '([^']+)'(?: :: regclass)? , (\\d+)");
    private static final Pattern RESTART = Pattern.compile(" restart(?: with)? (\\d+)| restart$");
    private static final Pattern NARROWER = Pattern.compile(" as (smallint|int2|integer|int4|int)(?: |$)");
    private static final Pattern INCREMENT = Pattern.compile(" increment (?:by )?(-? ?\\d+)");

    @Override
    public List<RuleInfo> detects() {
        return List.of(INFO);
    }

    @Override
    public List<Report> check(Situation at) {
        if (at.facts() instanceof Statement.Drop drop && drop.kind() == ObjectKind.SEQUENCE) {
            return drop.names().stream()
                    .filter(name -> !at.isNew(name) && !(drop.ifExists() && isMade(name, at.after())))
                    .map(Sequences::dropped)
                    .toList();
        }
        if (at.facts() instanceof Statement.RenameObject rename && rename.kind() == ObjectKind.SEQUENCE) {
            return at.isNew(rename.name()) ? List.of() : List.of(renamed(rename.name(), rename.newName()));
        }
        if (at.facts() instanceof Statement.Other other && other.words().equals("ALTER SEQUENCE")) {
            return altered(at).stream().toList();
        }
        if (at.facts() instanceof Statement.Query) {
            return set(at).stream().toList();
        }
        return at.actions(AlterAction.AlterType.class)
                .flatMap(change -> leftBehind(change, at).stream())
                .toList();
    }

    private static Report dropped(TableRef name) {
        return Report.on(
                name.toString(),
                INFO,
                "sequence `" + name + "` goes; `nextval('" + name
                        + "')` of the running version fails, and its position is lost",
                "deploy code that takes its keys elsewhere first; drop `" + name + "` in a later release");
    }

    /** DROP SEQUENCE IF EXISTS before a CREATE is a habit of dumps. */
    private static boolean isMade(TableRef name, List<ParsedStatement> later) {
        return later.stream()
                .anyMatch(statement -> statement.facts() instanceof Statement.CreateSequence create
                        && create.name().isSameTable(name));
    }

    private static Report renamed(TableRef name, String newName) {
        return Report.on(
                name.toString(),
                INFO,
                "`nextval('" + name + "')` of the running version fails; only defaults of columns follow the new name",
                "keep the name while a running version asks for it; or create `" + newName
                        + "` beside it with a start far above, deploy, and drop `" + name + "` later");
    }

    private static Optional<Report> altered(Situation at) {
        List<String> words = PlainSql.tokens(at.statement().text());
        int from = words.contains("exists") ? 4 : 2;
        boolean qualified = words.size() > from + 2 && words.get(from + 1).equals(".");
        TableRef name = qualified
                ? TableRef.of(Names.stored(words.get(from)), Names.stored(words.get(from + 2)))
                : TableRef.of(Names.stored(words.get(from)));
        if (at.isNew(name) || isOfNewTable(name, at)) {
            return Optional.empty();
        }
        Matcher restart = RESTART.matcher(at.plain());
        Matcher increment = INCREMENT.matcher(at.plain());
        if (restart.find()) {
            return Optional.of(restarted(name, Optional.ofNullable(restart.group(1))));
        }
        Matcher type = NARROWER.matcher(at.plain());
        if (type.find() && !isForColumnOf(type.group(1), name, at)) {
            return Optional.of(narrowed(name, type.group(1)));
        }
        return increment.find() ? Optional.of(stepped(name, increment.group(1))) : Optional.empty();
    }

    /** The sequence of a serial is as narrow as its column from the start. */
    private static boolean isForColumnOf(String type, TableRef sequence, Situation at) {
        boolean small = type.equals("smallint") || type.equals("int2");
        String name = sequence.name();
        return IntStream.range(1, name.length())
                .filter(end -> name.charAt(end) == '_')
                .mapToObj(end -> new TableRef(sequence.schema(), name.substring(0, end)))
                .flatMap(table -> at.table(table).stream())
                .flatMap(table -> table.columns().stream())
                .filter(column -> column.type().equals("smallint")
                        || !small && column.type().equals("integer"))
                .map(column -> NEXTVAL.matcher(column.defaultExpression().orElse("")))
                .anyMatch(of -> of.find() && of.group(1).endsWith(name));
    }

    private static Report narrowed(TableRef name, String type) {
        boolean small = type.equals("smallint") || type.equals("int2");
        String most = small ? "32767" : "2147483647";
        return Report.on(
                name.toString(),
                INFO,
                "`" + name + "` ends at " + most
                        + " from now on: when it gets there inserts of the running version fail, and if it is"
                        + " beyond that already the server refuses the statement",
                "leave it bigint, which costs nothing; if `" + name + "` must be smaller, see `SELECT last_value FROM "
                        + name + "` in every environment first");
    }

    private static boolean isOfNewTable(TableRef sequence, Situation at) {
        return Stream.concat(at.before().stream(), at.after().stream())
                .map(ParsedStatement::facts)
                .anyMatch(facts -> facts instanceof Statement.CreateTable create
                        && sequence.name().startsWith(create.table().name() + "_")
                        && at.isNew(create.table()));
    }

    private static Report restarted(TableRef name, Optional<String> value) {
        return Report.on(
                name.toString(),
                INFO,
                "`" + name + "` starts again at " + value.orElse("its start value")
                        + "; if rows with that number or a higher one exist, inserts of the running version fail on the primary key",
                "`SELECT setval('" + name
                        + "', (SELECT max(<key>) FROM <table>))` with an insert lock on the table, or a value that is"
                        + " far above every key in every environment");
    }

    private static Report stepped(TableRef name, String step) {
        return Report.on(
                name.toString(),
                INFO,
                "`" + name + "` advances by " + step
                        + " from now on; an application that reserves blocks of keys by its own step (Hibernate's allocationSize) hands out"
                        + " numbers twice",
                "create a second sequence with the new step, started above every key, let the new version use it, and drop `"
                        + name + "` when no running version asks for it");
    }

    /** SELECT setval('s', 1000): a number that fits one environment. */
    private static Optional<Report> set(Situation at) {
        Matcher set = SET_TO.matcher(at.plain());
        if (!set.find()) {
            return Optional.empty();
        }
        TableRef name = TableRef.of(set.group(1));
        return at.isNew(name) || isOfNewTable(name, at)
                ? Optional.empty()
                : Optional.of(restarted(name, Optional.of(set.group(2))));
    }

    /** A serial column keeps its integer sequence when it becomes a bigint (docs 8.1.4: serial makes an integer sequence). */
    private static Optional<Report> leftBehind(AlterAction.AlterType change, Situation at) {
        Optional<Column> column = at.table(at.alteredTable()).flatMap(table -> table.findColumn(change.column()));
        boolean grows = change.newType().equals("bigint")
                && column.filter(each ->
                                each.type().equals("integer") || each.type().equals("smallint"))
                        .isPresent();
        Matcher nextval =
                NEXTVAL.matcher(column.flatMap(Column::defaultExpression).orElse(""));
        if (!grows || at.isNew(at.alteredTable()) || !nextval.find()) {
            return Optional.empty();
        }
        String sequence = nextval.group(1);
        String remedy = "ALTER SEQUENCE " + quoteIfNeeded(sequence) + " AS bigint";
        boolean follows = Stream.concat(at.before().stream(), at.after().stream())
                .map(statement -> PlainSql.of(statement.text()))
                .anyMatch(plain ->
                        plain.startsWith("alter sequence") && plain.contains(sequence) && plain.contains(" as bigint"));
        return follows
                ? Optional.empty()
                : Optional.of(Report.on(
                                at.alteredTable(),
                                INFO,
                                "`" + at.alteredTable().column(change.column()) + "` becomes bigint, its sequence `"
                                        + sequence + "` stays integer; inserts fail when it reaches 2147483647",
                                "`" + remedy + "` in the same file")
                        .about(sequence));
    }
}
