package dev.cofferdam.cli;

import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.domain.UserError;
import dev.cofferdam.domain.Verdict;
import dev.cofferdam.migrations.Histories;
import dev.cofferdam.planfile.PlanFile;
import dev.cofferdam.schema.Schema;
import dev.cofferdam.schema.StaticSchema;
import dev.cofferdam.validate.Validator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A plan file with what the rules say of it today.
 *
 * @param open the findings that no approval covers
 * @param drift how the repository's schema differs from the one that the plan was made for; absent when it does not, or nobody asked
 */
record CheckedPlan(Path file, Plan plan, Verdict verdict, List<Finding> open, Optional<String> drift) {

    /** Reads the file strictly and runs the rules over it; the verdict that the file claims counts for nothing. */
    static CheckedPlan of(Path given, Optional<Path> repository) {
        Path file = Files.isDirectory(given) ? given.resolve("plan.yaml") : given;
        Plan plan = PlanFile.read(file);
        return new CheckedPlan(
                file,
                plan,
                Validator.validate(plan),
                Validator.open(plan),
                repository.flatMap(root -> drift(plan, root)));
    }

    /** How severe what nobody approved is. */
    List<Severity> severities() {
        return Stream.concat(open.stream().map(Finding::severity), drift.map(words -> Severity.WARNING).stream())
                .toList();
    }

    /** Whether an approval that counts covers the finding. */
    boolean isApproved(Finding finding) {
        return !open.contains(finding);
    }

    private static Optional<String> drift(Plan plan, Path repository) {
        Schema now = StaticSchema.of(Histories.find(repository, Optional.empty()));
        if (now.findTable(plan.change().table()).isEmpty()) {
            return Optional.of(
                    "table `" + plan.change().table() + "` is not in the repository's schema (" + now.source() + ")");
        }
        try {
            String fingerprint = now.fingerprint(plan.change().table());
            return fingerprint.equals(plan.schemaFingerprint())
                    ? Optional.empty()
                    : Optional.of("table `" + plan.change().table()
                            + "`, or what hangs together with it, has changed since the plan was made (fingerprint "
                            + plan.schemaFingerprint() + ", now " + fingerprint + "; " + now.source() + ")");
        } catch (UserError unknown) {
            return Optional.of(unknown.problem());
        }
    }
}
