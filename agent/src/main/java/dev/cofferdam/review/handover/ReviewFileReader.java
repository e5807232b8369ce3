package dev.cofferdam.review.handover;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cofferdam.domain.Access;
import dev.cofferdam.domain.Checked;
import dev.cofferdam.domain.CodePath;
import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.domain.Confidence;
import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.Place;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.RuleClass;
import dev.cofferdam.domain.SafeForm;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.domain.StatementFinding;
import dev.cofferdam.domain.Style;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.domain.Undecided;
import dev.cofferdam.domain.Usage;
import dev.cofferdam.domain.UserError;
import dev.cofferdam.planfile.PlanFile;
import dev.cofferdam.review.Impact;
import dev.cofferdam.review.PlanStep;
import dev.cofferdam.review.PlannedChange;
import dev.cofferdam.review.Review;
import dev.cofferdam.review.diff.ChangedFile;
import dev.cofferdam.review.diff.Comparison;
import dev.cofferdam.validate.Validator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads a review that was handed over. Plans in it are judged anew; what they say of themselves counts for nothing. */
public final class ReviewFileReader {
    /** Ten times what a large review takes. */
    private static final int MOST_CHARACTERS = 8_000_000;

    private final String where;

    private ReviewFileReader(String where) {
        this.where = where;
    }

    /**
     * Reads it.
     *
     * @throws UserError when it does not fit the schema, saying where
     */
    public static Review read(String text, String where) {
        ReviewFileReader reader = new ReviewFileReader(where);
        try {
            return reader.review(text);
        } catch (IllegalArgumentException impossible) {
            // The records know more than a schema can say.
            throw reader.refused("one of its values is not possible");
        }
    }

    private Review review(String text) {
        JsonNode root = json(text);
        List<String> problems = ReviewSchema.problems(root);
        if (!problems.isEmpty()) {
            throw refused(String.join("; ", problems));
        }
        return new Review(
                new Comparison.Commits(
                        root.path("base").asText(),
                        Optional.of(root.path("head").asText())),
                list(root.path("written"), ReviewFileReader::file),
                list(root.path("migrations"), JsonNode::asText),
                new Checked(
                        list(root.path("findings"), ReviewFileReader::finding),
                        list(root.path("undecided"), ReviewFileReader::undecided),
                        root.path("migrations").size(),
                        root.path("statements").asInt()),
                root.path("silenced").asInt(),
                list(root.path("impacts"), ReviewFileReader::impact),
                list(root.path("plans"), this::plan),
                list(root.path("steps"), ReviewFileReader::step),
                List.of());
    }

    private JsonNode json(String text) {
        if (text.length() > MOST_CHARACTERS) {
            throw refused("it has more than " + MOST_CHARACTERS + " characters");
        }
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw refused("it is no JSON");
        }
    }

    private UserError refused(String why) {
        return new UserError(
                "`" + where + "` is no review that was handed over: " + why,
                "--from",
                "name the review.json that `cofferdam review --out DIR` wrote");
    }

    private static <T> List<T> list(JsonNode array, Function<JsonNode, T> read) {
        List<T> all = new ArrayList<>();
        array.forEach(each -> all.add(read.apply(each)));
        return all;
    }

    private static Place place(JsonNode node) {
        return Place.of(node.path("file").asText(), node.path("line").asInt());
    }

    private static ChangedFile file(JsonNode node) {
        String path = node.path("file").asText();
        return new ChangedFile(
                path,
                node.path("added").asBoolean() ? Optional.empty() : Optional.of(path),
                false,
                list(
                        node.path("lines"),
                        each -> new ChangedFile.Lines(
                                each.path("first").asInt(), each.path("last").asInt())));
    }

    private static StatementFinding finding(JsonNode node) {
        Place place = place(node);
        Optional<SafeForm> safe = node.has("safeForm")
                ? Optional.of(new SafeForm(
                        list(node.path("safeForm").path("statements"), JsonNode::asText),
                        node.path("safeForm").path("outsideTransaction").asBoolean()))
                : Optional.empty();
        return new StatementFinding(
                new Finding(
                        node.path("id").asText(),
                        node.path("rule").asText(),
                        Severity.valueOf(node.path("severity").asText()),
                        Hazard.valueOf(node.path("hazard").asText()),
                        place.toString(),
                        node.path("message").asText(),
                        node.path("remedy").asText()),
                RuleClass.valueOf(node.path("class").asText()),
                place,
                node.path("column").asInt(),
                node.path("statement").asText(),
                safe);
    }

    private static Undecided undecided(JsonNode node) {
        return new Undecided(
                place(node), node.path("what").asText(), node.path("why").asText());
    }

    private static Impact impact(JsonNode node) {
        return new Impact(
                node.path("change").asText(),
                Impact.Kind.valueOf(node.path("kind").asText()),
                place(node),
                list(node.path("broken"), ReviewFileReader::usage),
                node.path("tests").asLong(),
                node.path("possible").asLong(),
                list(node.path("undecided"), ReviewFileReader::undecided));
    }

    private static Usage usage(JsonNode node) {
        return new Usage(
                "handed-over",
                new ColumnRef(TableRef.of("-"), "-"),
                Access.valueOf(node.path("access").asText()),
                Style.valueOf(node.path("style").asText()),
                Confidence.LIKELY,
                place(node),
                node.path("evidence").asText(),
                "handed over",
                false,
                Optional.empty(),
                list(node.path("paths"), path -> CodePath.parse(path.asText())));
    }

    private PlannedChange plan(JsonNode node) {
        Optional<Plan> plan =
                node.has("plan") ? Optional.of(PlanFile.parse(node.path("plan").asText(), where)) : Optional.empty();
        return new PlannedChange(
                node.path("change").asText(),
                place(node),
                plan,
                plan.map(each -> Validator.validate(each).findings()).orElse(List.of()),
                node.has("refused") ? Optional.of(node.path("refused").asText()) : Optional.empty());
    }

    private static PlanStep step(JsonNode node) {
        return new PlanStep(
                node.path("plan").asText(),
                node.path("step").asText(),
                node.path("title").asText(),
                place(node),
                list(node.path("gates"), JsonNode::asText));
    }
}
