package dev.cofferdam.report;

import dev.cofferdam.domain.Boundary;
import dev.cofferdam.domain.Phase;
import dev.cofferdam.domain.PhaseKind;
import dev.cofferdam.domain.Rollback;
import dev.cofferdam.domain.Step;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where the files of a plan lie below its folder. Stable: a plan that is written again finds its files in the same places. */
final class PlanPaths {
    /** The beginning of a file's name up to the step's number: {@code backfill-02}, or {@code 03-after-contract-abandon-2}. */
    private static final Pattern STEP_NUMBER = Pattern.compile("^(?:\\d\\d-)?[a-z][a-z-]*?-\\d+(?=[-.])");

    static final String PLAN = "plan.md";
    static final String EDITS = "edits.md";
    private static final int LONGEST_SLUG = 48;

    private PlanPaths() {}

    /** {@code sql/01-expand/expand-1-add-the-column.sql}. */
    static String step(Phase phase, Step step) {
        return folder(phase) + joined(padded(name(step.id())), slug(step.title())) + ".sql";
    }

    /** The file behind a step's own that goes on with its work; the underscore sorts behind the dash. */
    static String continued(String path, int part, String what) {
        int slug = path.lastIndexOf('/') + 1;
        Matcher number = STEP_NUMBER.matcher(path.substring(slug));
        String stem = number.find() ? number.group() : path.substring(slug).replaceAll("\\.sql$", "");
        return path.substring(0, slug) + stem + "_" + part + "-" + what + ".sql";
    }

    /** The script that does the work of a backfill's second file, with a look at replicas in between. */
    static String script(String path) {
        return continued(path, 2, "rest").replaceAll("\\.sql$", ".sh");
    }

    /** Phases are numbered from 1, in the order in which they are run. */
    static int number(PhaseKind kind) {
        return List.of(PhaseKind.values()).indexOf(kind) + 1;
    }

    private static String folder(Phase phase) {
        return "sql/" + twoDigits(number(phase.kind())) + "-" + phase.kind().words() + "/";
    }

    /** {@code rollback/after-expand/abandon.md}. */
    static String card(Boundary boundary, Rollback rollback) {
        return way(boundary, rollback) + ".md";
    }

    /** {@code rollback/after-expand/abandon/01-after-expand-abandon-1.sql}; {@code number} counts the rollback's steps from 1. */
    static String rollbackStep(Boundary boundary, Rollback rollback, int number, Step step) {
        return way(boundary, rollback) + "/" + joined(twoDigits(number), name(step.id())) + ".sql";
    }

    /** {@code issues/cutover-02.md}. */
    static String issue(Step.Deploy deploy) {
        return "issues/" + padded(name(deploy.id())) + ".md";
    }

    private static String way(Boundary boundary, Rollback rollback) {
        return "rollback/" + name(boundary.id()) + "/" + rollback.kind().name().toLowerCase(Locale.ROOT);
    }

    /** An id may consist of nothing that a path may hold; the file is not lost over it. */
    private static String name(String id) {
        String slug = slug(id);
        return slug.isEmpty() ? "unnamed" : slug;
    }

    /** {@code backfill-2} as {@code backfill-02}, so that it sorts before {@code backfill-10}. */
    private static String padded(String name) {
        return name.replaceAll("-(\\d)$", "-0$1");
    }

    private static String joined(String first, String second) {
        return second.isEmpty() ? first : first + "-" + second;
    }

    private static String twoDigits(int number) {
        return String.format(Locale.ROOT, "%02d", number);
    }

    /** Letters, digits and dashes only: no title can leave the folder or trouble a shell. */
    static String slug(String text) {
        String slug =
                text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        if (slug.length() <= LONGEST_SLUG) {
            return slug;
        }
        String cut = slug.substring(0, LONGEST_SLUG);
        boolean insideWord = slug.charAt(LONGEST_SLUG) != '-' && cut.contains("-");
        return (insideWord ? cut.substring(0, cut.lastIndexOf('-')) : cut).replaceAll("-$", "");
    }
}
