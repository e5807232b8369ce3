package dev.cofferdam.rules.observed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.domain.Cell;
import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.Observation;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.RehearsalScale;
import dev.cofferdam.domain.Rehearsed;
import dev.cofferdam.samples.SamplePlan;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each rule on something that was seen: what is against the plan, and what the plan says itself. */
final class RehearsalRulesTest {
    private static final Plan PLAN = SamplePlan.rehearsed();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    expand-1   | FAILED        | Add the column | ''                     | syntax error              | rehearsal-step-fails       | expand/expand-1
                    end        | LOST          | index a        | ''                     | pg_index                  | rehearsal-end-differs      | end
                    end        | LOST          | statistics of a | ''                    | pg_stats                  | rehearsal-end-differs      | end
                    end        | EXTRA         | routine b()    | ''                     | pg_proc                   | rehearsal-end-differs      | end
                    schema     | INHERITANCE   | owners         | ''                     | pg_inherits               | rehearsal-end-differs      | schema
                    cutover-1  | ERROR         | v0             | 42703                  | no column in: SELECT 1    | rehearsal-code-fails       | cutover/cutover-1
                    backfill-1 | LOST_WRITE    | v0             | 2 rows                 | v0 wrote 'a'              | rehearsal-write-lost       | backfill/backfill-1
                    expand-1   | GUARANTEE     | v0             | null in owners.telephone | UPDATE owners           | rehearsal-guarantee-missing | expand/expand-1
                    after-expand | START       | v0             | mapping                | no column a               | rehearsal-version-fails    | after-expand
                    after-expand | START       | v1             | history                | Flyway refuses            | rehearsal-version-fails    | after-expand
                    expand-1   | WAIT          | traffic        | 501                    | UPDATE owners             | rehearsal-wait-over-budget | expand/expand-1
                    expand-1   | LOCK          | pets           | SHARE                  | 3 ms                      | rehearsal-lock-understated | expand/expand-1
                    expand-2   | LOCK          | owners         | SHARE ROW EXCLUSIVE    | 3 ms                      | rehearsal-lock-understated | expand/expand-2
                    expand-1   | REWRITE       | owners         | ''                     | pg_relation_filenode      | rehearsal-rewrite          | expand/expand-1
                    expand-1   | SCAN          | owners         | ACCESS EXCLUSIVE       | pg_stat_get_xact_numscans | rehearsal-scan-under-lock  | expand/expand-1
                    expand-2   | INVALID_INDEX | owners_idx     | ''                     | pg_index.indisvalid       | rehearsal-index-invalid    | expand/expand-2
                    """)
    void whatIsAgainstThePlanIsFound(
            String step,
            Observation.Kind kind,
            String subject,
            String value,
            String evidence,
            String rule,
            String where) {
        List<Finding> found = found(new Observation(step, kind, subject, value, evidence));
        assertThat(found).extracting(Finding::rule).containsExactly(rule);
        assertThat(found.get(0).where()).isEqualTo(where);
        assertThat(found.get(0).what()).contains(kind == Observation.Kind.WAIT ? evidence : subject);
    }

    @ParameterizedTest
    @CsvSource({
        "expand-1, WAIT, traffic, 500, UPDATE owners",
        "expand-1, LOCK, owners, ACCESS EXCLUSIVE, 9 ms",
        "expand-1, LOCK, pets, ROW EXCLUSIVE, 9 ms",
        "expand-2, LOCK, owners, SHARE UPDATE EXCLUSIVE, 900 ms",
        "expand-1, DURATION, step, 90000, measured here",
        "expand-1, WAL, server, 90000, pg_current_wal_insert_lsn",
    })
    void whatThePlanSaysItselfIsNot(String step, Observation.Kind kind, String subject, String value, String evidence) {
        assertThat(found(new Observation(step, kind, subject, value, evidence))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "after-expand, clinic v0, FAILS, rehearsal-version-fails",
        "after-expand, clinic v0, LOSES_DATA, rehearsal-version-fails",
        "after-expand, clinic v0, SURVIVES, ",
        "after-expand, clinic v0, COULD_NOT_DECIDE, ",
        "after-contract, clinic v0, FAILS, ",
        "after-cutover, retreat, LOSES_DATA, rehearsal-rollback-fails",
        "after-cutover, abandon, FAILS, rehearsal-rollback-fails",
        "after-contract, abandon, LOSES_DATA, ",
        "after-contract, abandon, FAILS, rehearsal-rollback-fails",
        "nowhere, abandon, FAILS, ",
    })
    void aCellThatIsWorseThanStatedIsFound(String boundary, String column, Cell.Result seen, @Nullable String rule) {
        List<Cell> cells = List.of(new Cell(boundary, column, seen, true, "no such column", Optional.empty()));
        boolean way = column.equals("retreat") || column.equals("abandon");
        Rehearsed rehearsed = new Rehearsed(
                PLAN.engine(),
                RehearsalScale.USUAL,
                List.of(),
                way ? List.of() : cells,
                way ? cells : List.of(),
                List.of());
        List<Finding> found = RehearsalRules.findings(PLAN, rehearsed);
        assertThat(found)
                .extracting(Finding::rule)
                .containsExactlyElementsOf(Optional.ofNullable(rule).stream().toList());
        assertThat(found)
                .allMatch(one -> one.where().equals(boundary) && one.what().contains("no such column"));
    }

    private static List<Finding> found(Observation seen) {
        return RehearsalRules.findings(
                PLAN,
                new Rehearsed(PLAN.engine(), RehearsalScale.USUAL, List.of(seen), List.of(), List.of(), List.of()));
    }
}
