package dev.cofferdam.cli;

import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Rehearsed;
import dev.cofferdam.domain.UserError;
import dev.cofferdam.domain.Verdict;
import dev.cofferdam.report.page.PlanHtml;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A plan's page as {@code plan} writes it, with what a later rehearsal has seen; the plan itself stays as it is. */
final class RehearsalPage {
    private RehearsalPage() {}

    /**
     * Says before anything takes time that a page could not be written there.
     *
     * @throws UserError when its folder is not there, or may not be written to
     */
    static void check(Path file) {
        Path folder = folder(file);
        if (Files.isDirectory(file) || !Files.isDirectory(folder) || !Files.isWritable(folder)) {
            throw refused(
                    file,
                    Files.isDirectory(file)
                            ? "it is a folder"
                            : "`" + folder + "` is no folder that can be written to");
        }
    }

    static void write(Path file, Plan plan, Rehearsed seen, Verdict verdict, Path repository) {
        String page = PlanHtml.of(
                plan.rehearsed(seen).withVerdict(verdict.outcome()), verdict.findings(), SourceHost.of(repository));
        try {
            Files.writeString(file, page, StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw refused(file, String.valueOf(failed.getMessage()));
        }
    }

    private static Path folder(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        return parent == null ? file.toAbsolutePath() : parent;
    }

    private static UserError refused(Path file, String why) {
        return new UserError(
                "the page `" + file + "` cannot be written: " + why, "--html", "name a file in a folder of yours");
    }
}
