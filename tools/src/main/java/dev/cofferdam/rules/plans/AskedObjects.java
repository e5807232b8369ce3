package dev.cofferdam.rules.plans;

import dev.cofferdam.domain.Gate;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.rules.facts.PlanFacts;
import dev.cofferdam.rules.facts.SqlUnit;
import dev.cofferdam.sql.AlterAction;
import dev.cofferdam.sql.ParsedStatement;
import dev.cofferdam.sql.PlainSql;
import dev.cofferdam.sql.SqlParser;
import dev.cofferdam.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether the query by which a step is known to be done names anything that the step makes, takes or changes. */
final class AskedObjects {
    private static final Pattern LITERAL = Pattern.compile("'((?:[^']|'')*)'");

    /** Names as SQL has them: in quotes, or plain. */
    private static final Pattern NAME = Pattern.compile("\"((?:[^\"]|\"\")+)\"|([\\p{L}_][\\w$]*)");

    private final Plan plan;
    private final PlanFacts facts;
    private final Set<String> own;

    AskedObjects(Plan plan, PlanFacts facts) {
        this.plan = plan;
        this.facts = facts;
        this.own = own();
    }

    boolean isAbout(Gate.Query doneWhen, SqlUnit unit) {
        if (unit.statements().stream().map(ParsedStatement::facts).noneMatch(AskedObjects::changesShape)) {
            return true; // Of statistics, comments and rows, the catalogs need not name what was done.
        }
        Set<String> names = unit.statements().stream()
                .flatMap(statement -> names(statement.text()))
                .collect(Collectors.toCollection(HashSet::new));
        names.addAll(own);
        if (!facts.isCreatedByPlan(plan.change().table())) {
            names.remove(plan.change().table().name());
            plan.change().table().schema().ifPresent(names::remove);
        }
        return LITERAL.matcher(doneWhen.sql()).results().anyMatch(literal -> namesOne(literal.group(1), names))
                || SqlParser.parse(doneWhen.sql()).stream()
                        .map(ParsedStatement::facts)
                        .filter(Statement.Query.class::isInstance)
                        .map(Statement.Query.class::cast)
                        .flatMap(query -> Stream.concat(
                                query.tables().stream().map(table -> table.name()),
                                query.columns().stream().map(use -> use.column())))
                        .anyMatch(names::contains);
    }

    private static boolean changesShape(Statement statement) {
        return statement instanceof Statement.AlterTable alter
                        && alter.actions().stream().noneMatch(AlterAction.Other.class::isInstance)
                || statement instanceof Statement.CreateIndex
                || statement instanceof Statement.CreateTrigger
                || statement instanceof Statement.CreateTable
                || statement instanceof Statement.Drop;
    }

    /** Both places of the sync, or the columns of the change: what depends on them is known by them. */
    private Set<String> own() {
        return Stream.of(plan.change().columns().stream(), facts.oldColumn().stream(), facts.newColumn().stream())
                .flatMap(columns -> columns)
                .flatMap(column -> facts.namesOf(column).stream())
                .map(column -> column.column())
                .collect(Collectors.toSet());
    }

    private static Stream<String> names(String text) {
        return NAME.matcher(String.join(" ", PlainSql.tokens(text)))
                .results()
                .map(name ->
                        name.group(1) == null ? name.group(2) : name.group(1).replace("\"\"", "\""));
    }

    /** Whether one of the query's texts is the name, calls it as a function is written, or is a pattern that it matches. */
    static Predicate<String> named(String sql) {
        List<String> literals =
                LITERAL.matcher(sql).results().map(found -> found.group(1)).toList();
        return name -> literals.stream()
                .anyMatch(literal -> literal.contains("(")
                        ? literal.replaceFirst("\\(.*$", "")
                                .replaceFirst("^.*\\.", "")
                                .replace("\"", "")
                                .equals(name)
                        : isIt(literal, name));
    }

    private static boolean isIt(String literal, String name) {
        String text = literal.replace("''", "'");
        return text.equals(name) || text.contains("%") && namesOne(literal, Set.of(name)) || text.endsWith("." + name);
    }

    /** A literal that is a name, holds one, or is a pattern that one matches (LIKE, PostgreSQL docs 9.7.1). */
    private static boolean namesOne(String literal, Set<String> names) {
        String text = literal.replace("''", "'");
        Pattern like = Pattern.compile(Pattern.compile("\\\\(.)|(%)|([^\\\\%])")
                .matcher(text)
                .replaceAll(part -> Matcher.quoteReplacement(
                        part.group(2) != null ? ".*" : Pattern.quote(part.group(part.group(1) != null ? 1 : 3)))));
        boolean isPattern = text.replace("%", "").length() > 2 && text.contains("%");
        return names.contains(text)
                || names(text).anyMatch(names::contains)
                || isPattern
                        && names.stream().anyMatch(name -> like.matcher(name).matches());
    }
}
