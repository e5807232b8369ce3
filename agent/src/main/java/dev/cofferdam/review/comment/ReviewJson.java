package dev.cofferdam.review.comment;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cofferdam.report.Words;
import dev.cofferdam.report.check.CheckJson;
import dev.cofferdam.report.check.LeftOut;
import dev.cofferdam.review.Impact;
import dev.cofferdam.review.PlannedChange;
import dev.cofferdam.review.Review;

/** A review for programs: what {@code check} says, and {@code verdict}, {@code impacts}, {@code plans} and {@code notes} beside it. */
public final class ReviewJson {
    private ReviewJson() {}

    /** The whole object. */
    public static String of(Review review) {
        ObjectNode root = CheckJson.of(review.checked(), new LeftOut(0, review.silenced(), 0));
        root.put("verdict", review.isSilent() ? "nothing to say" : Headline.of(review));
        root.put("base", review.commits().base());
        review.commits().head().ifPresent(head -> root.put("head", head));
        review.migrations().forEach(root.putArray("migrations")::add);
        ArrayNode impacts = root.putArray("impacts");
        review.impacts().forEach(impact -> impact(impacts.addObject(), impact));
        ArrayNode plans = root.putArray("plans");
        review.plans().forEach(plan -> plan(plans.addObject(), plan));
        review.notes().forEach(root.putArray("notes")::add);
        return root.toPrettyString() + "\n";
    }

    private static void impact(ObjectNode node, Impact impact) {
        node.put("change", impact.change())
                .put("file", impact.place().file())
                .put("line", impact.place().line())
                .put("inTests", impact.tests())
                .put("possible", impact.possible());
        ArrayNode broken = node.putArray("breaks");
        impact.broken().forEach(usage -> {
            ObjectNode place = broken.addObject();
            place.put("file", usage.place().file())
                    .put("line", usage.place().line())
                    .put("access", Words.of(usage.access()))
                    .put("style", usage.style().words())
                    .put("confidence", Words.of(usage.confidence()))
                    .put("evidence", usage.evidence());
            ArrayNode paths = place.putArray("codePaths");
            usage.codePaths().forEach(path -> paths.add(path.toString()));
        });
        ArrayNode open = node.putArray("undecided");
        impact.open().forEach(each -> open.addObject()
                .put("file", each.place().file())
                .put("line", each.place().line())
                .put("what", each.what())
                .put("why", each.why()));
    }

    private static void plan(ObjectNode node, PlannedChange planned) {
        node.put("change", planned.change());
        planned.refused().ifPresent(why -> node.put("refused", why));
        planned.plan().ifPresent(plan -> {
            node.put("verdict", Words.of(plan.verdict()));
            ArrayNode phases = node.putArray("phases");
            plan.phases().forEach(phase -> {
                ObjectNode each = phases.addObject();
                each.put("phase", phase.kind().words());
                phase.skippedBecause().ifPresent(why -> each.put("skipped", why));
                ArrayNode steps = each.putArray("steps");
                phase.steps()
                        .forEach(step -> steps.addObject().put("id", step.id()).put("title", step.title()));
            });
        });
    }
}
