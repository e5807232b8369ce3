package dev.cofferdam.rules.statements.objects;

import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.RuleClass;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.rules.info.RuleInfo;
import dev.cofferdam.rules.statements.situation.Names;
import dev.cofferdam.rules.statements.situation.Report;
import dev.cofferdam.rules.statements.situation.Situation;
import dev.cofferdam.rules.statements.situation.StatementRule;
import dev.cofferdam.sql.ParsedStatement;
import dev.cofferdam.sql.PlainSql;
import dev.cofferdam.sql.Statement;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Flags names that the server cuts, and names whose schema the session decides (PostgreSQL docs 4.1.1, 5.10.3). */
public final class ObjectNames implements StatementRule {
    private static final RuleInfo TOO_LONG = new RuleInfo(
            "identifier-too-long", Severity.WARNING, Hazard.LEAVES_RUBBISH, "A name is longer than the server keeps");
    private static final RuleInfo UNQUALIFIED = new RuleInfo(
            "unqualified-name",
            Severity.WARNING,
            Hazard.LEAVES_RUBBISH,
            "The search path decides which table is meant");

    private static final RuleInfo BARE = new RuleInfo(
                    "name-without-schema",
                    Severity.INFO,
                    RuleClass.ADVICE,
                    Hazard.LEAVES_RUBBISH,
                    "A table is named without its schema")
            .forThoseWhoAsk();

    private static final int LONGEST = 63;

    @Override
    public List<RuleInfo> detects() {
        return List.of(TOO_LONG, UNQUALIFIED, BARE);
    }

    @Override
    public List<Report> check(Situation at) {
        Stream<Report> tooLong = definesNames(at.facts())
                ? PlainSql.tokens(at.statement().text()).stream()
                        .filter(Names::isName)
                        .map(Names::stored)
                        .filter(name -> bytes(name) > LONGEST)
                        .distinct()
                        .map(name -> tooLong(name, at))
                : Stream.empty();
        return Stream.of(tooLong, unqualified(at).stream(), bare(at).stream())
                .flatMap(reports -> reports)
                .toList();
    }

    /** In queries and data statements long names are labels or meet what was cut in the same way. */
    private static boolean definesNames(Statement facts) {
        return !(facts instanceof Statement.Query
                || facts instanceof Statement.CreateRoutine
                || facts instanceof Statement.CreateView
                || facts instanceof Statement.SetSetting);
    }

    private static int bytes(String name) {
        return name.getBytes(StandardCharsets.UTF_8).length;
    }

    private static Report tooLong(String name, Situation at) {
        int end = name.length();
        while (bytes(name.substring(0, end)) > LONGEST) {
            end--;
        }
        String kept = name.substring(0, end);
        int offset = Math.max(at.statement().text().indexOf(name), 0);
        return Report.on(
                        name,
                        TOO_LONG,
                        "`" + name + "` has " + bytes(name) + " bytes; the server keeps the first " + LONGEST + ", `"
                                + kept
                                + "`, so that another name with the same beginning collides, and tools that ask for the whole name find nothing",
                        "a name of at most " + LONGEST + " bytes")
                .at(offset);
    }

    /** Once a file, where the history holds tables of this name in several schemas. */
    private static Optional<Report> unqualified(Situation at) {
        if (at.setting("search_path").isPresent()) {
            return Optional.empty();
        }
        return named(at.facts()).stream()
                .filter(table -> table.schema().isEmpty() && !at.isNew(table))
                .filter(table -> at.schema().tablesNamed(table.name()).size() > 1)
                .filter(table -> at.before().stream().noneMatch(earlier -> names(earlier, table)))
                .findFirst()
                .map(table -> unqualified(table, at.schema().tablesNamed(table.name())));
    }

    private static Report unqualified(TableRef table, List<TableRef> candidates) {
        return Report.on(
                table,
                UNQUALIFIED,
                "there are "
                        + candidates.stream()
                                .map(each -> "`" + each.schema().orElse("public") + "." + each.name() + "`")
                                .reduce((left, right) -> left + " and " + right)
                                .orElseThrow()
                        + "; which one this changes depends on the search_path of whoever runs it",
                "write the schema: `" + candidates.get(0).schema().orElse("public") + "." + table.name() + "`");
    }

    /** Once a file, for teams that write every schema; a name of the file's own WITH or of a temporary table has none. */
    private static Optional<Report> bare(Situation at) {
        if (at.setting("search_path").isPresent()
                || at.before().stream().anyMatch(earlier -> isBare(earlier.facts()))) {
            return Optional.empty();
        }
        return defined(at.facts()).stream()
                .filter(table -> table.schema().isEmpty())
                .findFirst()
                .map(table -> Report.on(
                        table,
                        BARE,
                        "`" + table
                                + "` is looked for, or made, where the search_path of whoever runs this points first",
                        "write the schema: `public." + table.name() + "`, or whichever it is"));
    }

    private static boolean isBare(Statement facts) {
        return defined(facts).stream().anyMatch(table -> table.schema().isEmpty());
    }

    private static List<TableRef> defined(Statement facts) {
        if (facts instanceof Statement.CreateTable create) {
            return create.temporary() ? List.of() : List.of(create.table());
        }
        return facts instanceof Statement.Query ? List.of() : named(facts);
    }

    private static boolean names(ParsedStatement earlier, TableRef table) {
        return named(earlier.facts()).contains(table);
    }

    private static List<TableRef> named(Statement facts) {
        if (facts instanceof Statement.AlterTable alter) {
            return List.of(alter.table());
        }
        if (facts instanceof Statement.CreateIndex index) {
            return List.of(index.table());
        }
        if (facts instanceof Statement.CreateTrigger trigger) {
            return List.of(trigger.table());
        }
        if (facts instanceof Statement.Drop drop && drop.kind() == Statement.ObjectKind.TABLE) {
            return drop.names();
        }
        return facts instanceof Statement.Query query ? query.written() : List.of();
    }
}
