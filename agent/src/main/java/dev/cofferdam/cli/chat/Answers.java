package dev.cofferdam.cli.chat;

import dev.cofferdam.domain.Boundary;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Step;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.loop.Candidate;
import dev.cofferdam.schema.Schema;
import dev.cofferdam.schema.Table;
import dev.cofferdam.toolbox.PlanReading;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What can be answered without any model: questions that name a part of the plan, a phase with a rollback, a table or a column. It quotes what was
 * planned and seen, and makes up nothing.
 */
final class Answers {
    private static final Pattern ROLLBACK =
            Pattern.compile("roll(?:ed|ing)? ?back|rollback|retreat|abandon|go(?:es)? back|undo|revert|take it back");
    private static final Pattern CODE = Pattern.compile(
            "\\b(?:who|where|what|which)\\b.*\\b(?:use|uses|used|reads?|writes?|touch|code|call)\\b|\\busages?\\b");
    private static final Pattern TIME = Pattern.compile("how long|how many hours|duration|estimate|how fast|when will");
    private static final Pattern LOCKING =
            Pattern.compile("\\block(?:s|ed|ing)?\\b|at night|downtime|block(?:s|ed|ing)?\\b");

    private final Schema schema;
    private final Optional<Candidate> current;
    private final Function<String, String> usages;

    /** @param usages the code paths of a table or column */
    Answers(Schema schema, Optional<Candidate> current, Function<String, String> usages) {
        this.schema = schema;
        this.current = current;
        this.usages = usages;
    }

    /** The answer in Markdown; empty when only a model could tell. */
    Optional<String> to(String question) {
        String words = question.toLowerCase(Locale.ROOT);
        return current.flatMap(candidate -> ofPlan(words, candidate)).or(() -> ofSchema(words));
    }

    private Optional<String> ofPlan(String words, Candidate candidate) {
        Plan plan = candidate.plan();
        PlanReading reading = new PlanReading(plan, candidate.verdict().findings());
        Optional<String> named = plan.steps()
                .map(Step::id)
                .filter(id -> names(words, id))
                .findFirst()
                .or(() -> plan.boundaries().stream()
                        .map(Boundary::id)
                        .filter(id -> names(words, id) || names(words, id.replace('-', ' ')))
                        .reduce((first, second) -> second.length() > first.length() ? second : first));
        if (named.isPresent()) {
            return named.flatMap(reading::find).map(text -> version(words, plan).orElse("") + text);
        }
        if (ROLLBACK.matcher(words).find()) {
            return Optional.of(version(words, plan).orElse("") + new PlanViews(plan, new Ink(false)).waysBack()
                    + "\nThe evidence of one: `/rollback BOUNDARY`.\n");
        }
        if (TIME.matcher(words).find()) {
            return reading.find("estimate").filter(text -> !text.isBlank());
        }
        return LOCKING.matcher(words).find() ? Optional.of(locking(plan)) : Optional.empty();
    }

    /** A question after a version that the plan does not have is best answered by saying which it has. */
    private static Optional<String> version(String words, Plan plan) {
        Matcher asked = Pattern.compile("\\bv(\\d+)\\b").matcher(words);
        List<String> known = plan.consumers().stream()
                .flatMap(consumer -> plan.steps()
                        .flatMap(step -> step.conduct().mayRun().stream())
                        .filter(version -> version.consumer().equals(consumer.name())))
                .map(Object::toString)
                .distinct()
                .sorted()
                .toList();
        return asked.find() && known.stream().noneMatch(version -> version.endsWith(" " + asked.group()))
                ? Optional.of("This plan has no " + asked.group() + ": its app versions are " + String.join(", ", known)
                        + ".\n\n")
                : Optional.empty();
    }

    private static String locking(Plan plan) {
        return "What the steps lock, strongest first. Each gives up after its lock timeout, and is tried again:\n\n"
                + plan.steps()
                        .filter(Step.Sql.class::isInstance)
                        .map(Step.Sql.class::cast)
                        .flatMap(step -> step.locks().stream()
                                .limit(1)
                                .map(lock -> "- `" + step.id() + "`: "
                                        + lock.level().toString().replace('_', ' ') + " on "
                                        + lock.table() + ", gives up after "
                                        + step.timeouts().lock().toMillis() + " ms\n"))
                        .collect(Collectors.joining())
                + "\nThe plain statement would hold its lock for as long as it runs, at night too: `/explain STEP` says why a step is as it is.\n";
    }

    private Optional<String> ofSchema(String words) {
        Optional<String> column = schema.tables().stream()
                .flatMap(table -> table.columns().stream().map(one -> name(table) + "." + one.name()))
                .filter(name -> names(words, name))
                .findFirst();
        if (column.isPresent()) {
            return Optional.of("```\n" + usages.apply(column.get()) + "```\n");
        }
        Optional<Table> table = schema.tables().stream()
                .filter(each ->
                        names(words, name(each)) || names(words, each.ref().name()))
                .findFirst();
        return table.map(
                found -> CODE.matcher(words).find() ? "```\n" + usages.apply(name(found)) + "```\n" : described(found));
    }

    private static String name(Table table) {
        TableRef ref = table.ref();
        return ref.toString();
    }

    static String described(Table table) {
        StringBuilder text =
                new StringBuilder("**" + name(table) + "**\n\n| column | type | | default |\n|---|---|---|---|\n");
        table.columns().forEach(column -> text.append("| ")
                .append(column.name())
                .append(" | ")
                .append(column.type())
                .append(" | ")
                .append(column.nullable() ? "" : "NOT NULL")
                .append(" | ")
                .append(column.defaultExpression().orElse("").replace("|", "\\|"))
                .append(" |\n"));
        table.constraints()
                .forEach(one ->
                        text.append("\n- ").append(one.name()).append(": ").append(one.definition()));
        table.indexes().forEach(one -> text.append("\n- ").append(one.definition()));
        table.triggers().forEach(one -> text.append("\n- ").append(one.definition()));
        return text.append('\n').toString();
    }

    private static boolean names(String words, String name) {
        return Pattern.compile("(?<![\\w.-])" + Pattern.quote(name.toLowerCase(Locale.ROOT)) + "(?![\\w-]|\\.\\w)")
                .matcher(words)
                .find();
    }
}
