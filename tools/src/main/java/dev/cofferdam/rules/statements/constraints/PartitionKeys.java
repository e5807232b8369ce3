package dev.cofferdam.rules.statements.constraints;

import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.rules.info.RuleInfo;
import dev.cofferdam.rules.statements.situation.Keys;
import dev.cofferdam.rules.statements.situation.Report;
import dev.cofferdam.rules.statements.situation.Situation;
import dev.cofferdam.rules.statements.situation.StatementRule;
import dev.cofferdam.sql.AlterAction;
import dev.cofferdam.sql.Statement;
import dev.cofferdam.sql.TableConstraint;
import dev.cofferdam.sql.TableConstraint.Kind;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Flags unique rules of a partitioned table that leave out part of its key: the server refuses them (docs 5.12.2.3, Limitations). */
public final class PartitionKeys implements StatementRule {
    private static final RuleInfo INFO = new RuleInfo(
            "partition-key-not-in-unique",
            Severity.ERROR,
            Hazard.FAILS_WHEN_RUN,
            "A unique rule of a partitioned table leaves out part of the partition key");

    private static final Set<Kind> UNIQUE = Set.of(Kind.PRIMARY_KEY, Kind.UNIQUE, Kind.EXCLUDE);

    @Override
    public List<RuleInfo> detects() {
        return List.of(INFO);
    }

    @Override
    public List<Report> check(Situation at) {
        if (at.facts() instanceof Statement.CreateTable create) {
            return create.constraints().stream()
                    .flatMap(constraint -> refused(create.table(), create.partitionKey(), constraint).stream())
                    .toList();
        }
        if (at.facts() instanceof Statement.CreateIndex index) {
            return refused(at, index).stream().toList();
        }
        return at.actions(AlterAction.AddConstraint.class)
                .flatMap(add ->
                        refused(at.alteredTable(), at.schema().partitionKeyOf(at.alteredTable()), add.constraint())
                                .stream())
                .toList();
    }

    /** Whether the server refuses the constraint, so that its cost is no matter. */
    static boolean isRefused(Added added) {
        return refused(added.table(), added.at().schema().partitionKeyOf(added.table()), added.constraint())
                .isPresent();
    }

    public static boolean isRefused(Situation at, Statement.CreateIndex index) {
        return refused(at, index).isPresent();
    }

    private static Optional<Report> refused(TableRef table, List<String> key, TableConstraint constraint) {
        return UNIQUE.contains(constraint.kind()) && constraint.usingIndex().isEmpty()
                ? refused(
                        table,
                        key,
                        constraint.columns(),
                        "`"
                                + constraint
                                        .name()
                                        .orElse(words(constraint.kind()) + " ("
                                                + String.join(", ", constraint.columns()) + ")")
                                + "`",
                        words(constraint.kind()))
                : Optional.empty();
    }

    private static String words(Kind kind) {
        return kind.name().replace('_', ' ');
    }

    private static Optional<Report> refused(Situation at, Statement.CreateIndex index) {
        return index.unique()
                ? refused(
                        index.table(),
                        at.schema().partitionKeyOf(index.table()),
                        Keys.of(index.elements()),
                        "the unique index"
                                + index.name().map(name -> " `" + name + "`").orElse(""),
                        "UNIQUE INDEX")
                : Optional.empty();
    }

    private static Optional<Report> refused(
            TableRef table, List<String> written, List<String> columns, String rule, String kind) {
        List<String> key = Keys.of(written);
        List<String> missing =
                key.stream().filter(part -> !columns.contains(part)).toList();
        if (missing.isEmpty()) {
            return Optional.empty();
        }
        String parts = "`" + String.join("`, `", missing) + "`";
        boolean expression = missing.stream().anyMatch(part -> part.contains("("));
        String all = String.join(
                ", ", Stream.concat(columns.stream(), missing.stream()).toList());
        return Optional.of(Report.on(
                        table,
                        INFO,
                        "the server refuses " + rule + ": `" + table + "` is partitioned by " + parts
                                + (expression
                                        ? ", an expression, beside which no unique rule of the whole table is possible"
                                        : ", which a unique rule of the whole table must contain"),
                        expression
                                ? "partition by a plain column, or make the rule for each partition alone"
                                : "`" + kind + " (" + all
                                        + ")`, if that is what the code needs; for each partition alone `("
                                        + String.join(", ", columns) + ")` is possible")
                .about(table + " " + rule));
    }
}
