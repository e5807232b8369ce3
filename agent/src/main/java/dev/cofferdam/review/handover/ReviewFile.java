package dev.cofferdam.review.handover;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cofferdam.domain.Place;
import dev.cofferdam.domain.StatementFinding;
import dev.cofferdam.domain.Undecided;
import dev.cofferdam.domain.Usage;
import dev.cofferdam.planfile.PlanFile;
import dev.cofferdam.review.Impact;
import dev.cofferdam.review.PlanStep;
import dev.cofferdam.review.PlannedChange;
import dev.cofferdam.review.Review;
import dev.cofferdam.review.diff.ChangedFile;
import java.util.List;

/** Writes a review as the file that is handed over: as much as a comment shows. */
public final class ReviewFile {
    static final int FORMAT = 1;

    /** More than any comment shows. */
    private static final int MOST = 500;

    private static final int LONGEST = 20_000;

    private ReviewFile() {}

    /** The file; a review of a working tree, which no pull request can have, names no head. */
    public static String write(Review review) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("format", FORMAT);
        root.put("base", review.commits().base());
        review.commits().head().ifPresent(head -> root.put("head", head));
        root.put("statements", review.checked().statements()).put("silenced", review.silenced());
        review.migrations().stream().limit(MOST).forEach(root.putArray("migrations")::add);
        ArrayNode written = root.putArray("written");
        review.files().stream()
                .filter(file -> review.migrations().contains(file.path()))
                .limit(MOST)
                .forEach(file -> written(written.addObject(), file));
        ArrayNode findings = root.putArray("findings");
        review.checked().findings().stream().limit(MOST).forEach(found -> finding(findings.addObject(), found));
        undecided(root.putArray("undecided"), review.checked().undecided());
        ArrayNode impacts = root.putArray("impacts");
        review.impacts().stream().limit(MOST).forEach(impact -> impact(impacts.addObject(), impact));
        ArrayNode plans = root.putArray("plans");
        review.plans().forEach(plan -> plan(plans.addObject(), plan));
        ArrayNode steps = root.putArray("steps");
        review.steps().stream().limit(MOST).forEach(step -> step(steps.addObject(), step));
        return root.toPrettyString() + "\n";
    }

    private static void written(ObjectNode node, ChangedFile file) {
        node.put("file", file.path()).put("added", file.added());
        ArrayNode lines = node.putArray("lines");
        file.lines().stream()
                .limit(MOST)
                .forEach(each -> lines.addObject().put("first", each.first()).put("last", each.last()));
    }

    private static ObjectNode place(ObjectNode node, Place place) {
        return node.put("file", place.file()).put("line", place.line());
    }

    private static String cut(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    }

    private static void finding(ObjectNode node, StatementFinding found) {
        place(node, found.place())
                .put("column", found.column())
                .put("rule", found.finding().rule())
                .put("severity", found.finding().severity().name())
                .put("hazard", found.finding().hazard().name())
                .put("class", found.ruleClass().name())
                .put("id", found.finding().id())
                .put("statement", cut(found.statement()))
                .put("message", cut(found.finding().what()))
                .put("remedy", cut(found.finding().remedy()));
        found.safeForm().ifPresent(form -> {
            ObjectNode safe = node.putObject("safeForm").put("outsideTransaction", form.outsideTransaction());
            form.statements().stream().limit(MOST).map(ReviewFile::cut).forEach(safe.putArray("statements")::add);
        });
    }

    private static void undecided(ArrayNode array, List<Undecided> all) {
        all.stream().limit(MOST).forEach(open -> place(array.addObject(), open.place())
                .put("what", cut(open.what()))
                .put("why", cut(open.why())));
    }

    private static void impact(ObjectNode node, Impact impact) {
        place(node, impact.place())
                .put("change", cut(impact.change()))
                .put("kind", impact.kind().name())
                .put("tests", impact.tests())
                .put("possible", impact.possible());
        ArrayNode broken = node.putArray("broken");
        impact.broken().stream().limit(MOST).forEach(usage -> usage(broken.addObject(), usage));
        undecided(node.putArray("undecided"), impact.open());
    }

    private static void usage(ObjectNode node, Usage usage) {
        place(node, usage.place())
                .put("access", usage.access().name())
                .put("style", usage.style().name())
                .put("evidence", cut(usage.evidence()));
        ArrayNode paths = node.putArray("paths");
        usage.codePaths().stream().limit(MOST).forEach(path -> paths.add(cut(path.toString())));
    }

    private static void plan(ObjectNode node, PlannedChange planned) {
        place(node, planned.place()).put("change", cut(planned.change()));
        planned.refused().ifPresent(why -> node.put("refused", cut(why)));
        planned.plan().ifPresent(plan -> node.put("plan", PlanFile.write(plan)));
    }

    private static void step(ObjectNode node, PlanStep step) {
        place(node, step.place())
                .put("plan", step.plan())
                .put("step", step.step())
                .put("title", step.title());
        step.gates().stream().limit(MOST).forEach(node.putArray("gates")::add);
    }
}
