package dev.cofferdam.cli;

import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.UserError;
import dev.cofferdam.planfile.PlanFile;
import dev.cofferdam.report.PlanFiles;
import dev.cofferdam.review.PlannedChange;
import dev.cofferdam.review.Review;
import dev.cofferdam.review.comment.CommentMarkdown;
import dev.cofferdam.review.comment.Links;
import dev.cofferdam.review.handover.ReviewFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** What a comment has no room for, in files that a run of CI can keep as its artifact. */
record ReviewFolder(Path folder) {
    void write(Review review, Links links, String sarif) {
        Map<String, String> files = new TreeMap<>();
        files.put("comment.md", CommentMarkdown.of(review, links));
        files.put("review.json", ReviewFile.write(review));
        files.put("review.sarif", sarif);
        int number = 1;
        for (PlannedChange planned : review.plans()) {
            if (planned.plan().isPresent()) {
                Plan plan = planned.plan().get();
                String name = "plans/" + number + "-" + PlanFolder.slug(planned.change()) + "/";
                number++;
                files.put(name + "plan.yaml", PlanFile.write(plan));
                PlanFiles.of(plan, planned.findings()).forEach((file, text) -> files.put(name + file, text));
            }
        }
        files.forEach(this::write);
    }

    private void write(String name, String text) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.toAbsolutePath().resolveSibling(""));
            AtomicFile.write(file, text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UserError(
                    "`" + folder.resolve(name) + "` cannot be written: " + e.getMessage(),
                    "--out",
                    "name another folder");
        }
    }
}
