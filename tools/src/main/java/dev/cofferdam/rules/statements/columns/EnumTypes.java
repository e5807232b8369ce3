package dev.cofferdam.rules.statements.columns;

import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.RuleClass;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.rules.info.RuleInfo;
import dev.cofferdam.rules.statements.situation.Report;
import dev.cofferdam.rules.statements.situation.Situation;
import dev.cofferdam.rules.statements.situation.StatementRule;
import dev.cofferdam.sql.Identifiers;
import dev.cofferdam.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Flags enums that are made, and enums that lose values by way of another type. */
public final class EnumTypes implements StatementRule {
    private static final RuleInfo REMOVE = new RuleInfo(
            "enum-value-remove",
            Severity.ERROR,
            Hazard.BREAKS_OLD_CODE,
            "A value that code names is taken out of an enum");
    private static final RuleInfo CREATE = new RuleInfo(
            "enum-create",
            Severity.INFO,
            RuleClass.ADVICE,
            Hazard.NO_WAY_BACK,
            "An enum is made, whose values can never be taken out");

    @Override
    public List<RuleInfo> detects() {
        return List.of(REMOVE, CREATE);
    }

    @Override
    public List<Report> check(Situation at) {
        List<Report> reports = new ArrayList<>();
        at.as(Statement.CreateType.class)
                .filter(type -> !type.enumValues().isEmpty())
                .map(EnumTypes::created)
                .ifPresent(reports::add);
        at.as(Statement.Query.class)
                .filter(EnumTypes::deletesValues)
                .map(query -> fromTheCatalog())
                .ifPresent(reports::add);
        for (TypeChange change : TypeChange.of(at)) {
            removed(change, at).ifPresent(report -> reports.add(change.placed(report, at)));
        }
        return reports;
    }

    private static Report created(Statement.CreateType type) {
        return Report.on(
                type.name().toString(),
                CREATE,
                "values of enum `" + type.name()
                        + "` can be added and renamed, but neither taken out nor moved, and each new one breaks code that does not know it",
                "a text column with CHECK (... IN ("
                        + type.enumValues().stream()
                                .map(value -> "'" + value.replace("'", "''") + "'")
                                .collect(Collectors.joining(", "))
                        + ")), or a lookup table with a foreign key");
    }

    private static boolean deletesValues(Statement.Query query) {
        return query.verb() == Statement.Verb.DELETE
                && query.target()
                        .filter(table -> table.name().equals("pg_enum"))
                        .isPresent();
    }

    private static Report fromTheCatalog() {
        return Report.on(
                "pg_enum",
                REMOVE,
                "rows and index pages that still hold the value cannot be read any more; the server takes no care of what is deleted from `pg_enum`",
                "leave the value in the enum, unused; or make a second enum without it and move the columns to it beside the old ones");
    }

    private static Optional<Report> removed(TypeChange change, Situation at) {
        List<String> before = change.from().map(type -> values(type, at)).orElse(List.of());
        List<String> after = values(change.to(), at);
        List<String> gone =
                before.stream().filter(value -> !after.contains(value)).toList();
        if (after.isEmpty() || gone.isEmpty()) {
            return Optional.empty();
        }
        String column = change.action().column();
        String values = gone.stream().map(value -> "'" + value + "'").collect(Collectors.joining(", "));
        return Optional.of(Report.on(
                change.table(),
                REMOVE,
                values + (gone.size() > 1 ? " are no values of `" : " is no value of `") + change.to()
                        + "`: rows that hold it make the statement fail, and the running version fails when it"
                        + " writes or asks for it",
                "deploy the version that neither writes nor asks for " + values
                        + "; rewrite the rows in batches; then `" + ColumnActions.alter(change.table())
                        + " ADD CONSTRAINT "
                        + ColumnActions.quoted(change.table().name() + "_" + column + "_values") + " CHECK ("
                        + ColumnActions.quoted(column) + " NOT IN (" + values
                        + ")) NOT VALID` and later VALIDATE CONSTRAINT, and leave the value in the enum"));
    }

    private static List<String> values(String type, Situation at) {
        List<String> parts =
                Stream.of(type.split("\\.", -1)).map(Identifiers::fold).toList();
        return parts.size() == 1
                ? at.schema().enumValues(TableRef.of(parts.get(0)))
                : at.schema().enumValues(TableRef.of(parts.get(0), parts.get(1)));
    }
}
