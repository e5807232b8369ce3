package dev.cofferdam.playbook.parts;

import dev.cofferdam.domain.Change;
import dev.cofferdam.domain.ConstraintChange;
import dev.cofferdam.domain.IndexChange;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.domain.UserError;
import dev.cofferdam.intent.Requests;
import dev.cofferdam.sql.Identifiers;
import java.util.Optional;

/** How a small change is done without a plan: a statement or two, and what has to be known of them. */
public final class WithoutPlan {
    private static final String ALONE = "by itself and outside of a transaction";

    private WithoutPlan() {}

    /** The refusal of a change that is understood and cannot be planned yet. */
    public static UserError refusal(Change change) {
        return new UserError(
                "`" + change.summary() + "` is understood (" + change.recipe() + "), but has no playbook yet",
                "REQUEST",
                advice(change).orElseGet(() -> "changes that can be planned today: " + Requests.PLANNED_FORMS));
    }

    private static Optional<String> advice(Change change) {
        String table = Identifiers.quoteIfNeeded(change.table());
        if (change instanceof IndexChange.CreateIndex index) {
            return Optional.of("no code has to change for it, so run it " + ALONE + ": " + create(index, table)
                    + "; when it fails, drop the invalid index that it leaves before the next try");
        }
        if (change instanceof IndexChange.DropIndex index) {
            return Optional.of("no code has to change for it, so run it " + ALONE + ": DROP INDEX CONCURRENTLY "
                    + Identifiers.quoteIfNeeded(new TableRef(change.table().schema(), index.name())));
        }
        if (change instanceof ConstraintChange.AddCheck check) {
            String name = check.name().map(Identifiers::quoteIfNeeded).orElse("NAME");
            return Optional.of("when no running code writes other rows any more, run ALTER TABLE " + table
                    + " ADD CONSTRAINT " + name + " CHECK (" + bare(check.condition())
                    + ") NOT VALID; repair the rows that break it; then run ALTER TABLE " + table
                    + " VALIDATE CONSTRAINT " + name + ", in another transaction");
        }
        if (change instanceof ConstraintChange.DropCheck check) {
            return Optional.of("when all running code can read what the check forbade, run ALTER TABLE " + table
                    + " DROP CONSTRAINT " + Identifiers.quoteIfNeeded(check.name()) + " with a lock_timeout");
        }
        return Optional.empty();
    }

    private static String create(IndexChange.CreateIndex index, String table) {
        return "CREATE " + (index.unique() ? "UNIQUE " : "") + "INDEX CONCURRENTLY "
                + index.name()
                        .map(name -> Identifiers.quoteIfNeeded(name) + " ")
                        .orElse("") + "ON " + table
                + index.method().map(method -> " USING " + method).orElse("") + " ("
                + String.join(", ", index.elements()) + ")"
                + index.predicate().map(where -> " WHERE " + where).orElse("");
    }

    private static String bare(String condition) {
        return condition.startsWith("(") && condition.indexOf(')') == condition.length() - 1
                ? condition.substring(1, condition.length() - 1)
                : condition;
    }
}
