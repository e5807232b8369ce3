package dev.cofferdam.rules.plans;

import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.domain.Step;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.rules.facts.PlacedStep;
import dev.cofferdam.rules.facts.PlanFacts;
import dev.cofferdam.rules.facts.PlanRule;
import dev.cofferdam.rules.info.RuleInfo;
import dev.cofferdam.sql.Identifiers;
import dev.cofferdam.sql.PlainSql;
import dev.cofferdam.sql.SqlParser;
import dev.cofferdam.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Flags a backfill that keeps nowhere how far it is: after a crash it begins anew, and until then nobody knows where it stands. */
public final class BackfillResumable implements PlanRule {
    private static final RuleInfo INFO = new RuleInfo(
            "backfill-resumable", Severity.ERROR, Hazard.FAILS_WHEN_RUN, "A backfill does not keep how far it is");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public List<Finding> check(Plan plan, PlanFacts facts) {
        List<Finding> findings = new ArrayList<>();
        for (PlacedStep placed : facts.steps()) {
            if (placed.step() instanceof Step.Backfill backfill
                    && !backfill.setup().isEmpty()) {
                List<TableRef> kept = tables(backfill).toList();
                if (kept.stream().noneMatch(table -> isRead(table, backfill))) {
                    findings.add(finding(
                            placed,
                            "progress",
                            "its progress query `" + backfill.progress() + "` reads no table that its setup makes"));
                } else if (kept.stream().noneMatch(table -> isAdvanced(table, backfill))) {
                    findings.add(finding(
                            placed, "key", "its procedure never writes a key into the table that keeps the progress"));
                }
            }
        }
        return findings;
    }

    private static Finding finding(PlacedStep placed, String subject, String why) {
        return INFO.finding(
                placed.where(),
                subject,
                "`" + placed.where() + "` does not keep how far it is: " + why
                        + "; after a crash it begins with the first row again",
                "let setup make a table with the next key, the procedure write it in the transaction of each batch, and the progress query read it");
    }

    private static Stream<TableRef> tables(Step.Backfill backfill) {
        return backfill.setup().stream()
                .flatMap(sql -> SqlParser.parse(sql).stream())
                .map(parsed -> parsed.facts())
                .filter(Statement.CreateTable.class::isInstance)
                .map(create -> ((Statement.CreateTable) create).table());
    }

    private static boolean isRead(TableRef table, Step.Backfill backfill) {
        return SqlParser.parse(backfill.progress()).stream()
                .map(parsed -> parsed.facts())
                .anyMatch(facts -> facts instanceof Statement.Query query
                        && query.tables().stream().anyMatch(table::isSameTable));
    }

    /** {@code UPDATE progress SET next_key = ...}, whatever the column with the key is called. */
    private static boolean isAdvanced(TableRef table, Step.Backfill backfill) {
        Pattern advance = Pattern.compile("update " + Pattern.quote(PlainSql.of(Identifiers.quoteIfNeeded(table)))
                + " set [^;]*\\b\\w*key\\w* =");
        return backfill.setup().stream().map(BackfillResumable::body).anyMatch(body -> advance.matcher(body)
                .find());
    }

    private static String body(String sql) {
        return SqlParser.parse(sql).stream()
                .map(parsed -> parsed.facts())
                .filter(Statement.CreateRoutine.class::isInstance)
                .map(routine -> PlainSql.of(((Statement.CreateRoutine) routine).body()))
                .findFirst()
                .orElse("");
    }
}
