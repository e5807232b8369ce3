package dev.cofferdam.rules.statements.situation;

import dev.cofferdam.domain.LockExpectation;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.schema.Constraint;
import dev.cofferdam.sql.AlterAction;
import dev.cofferdam.sql.Identifiers;
import dev.cofferdam.sql.ParsedStatement;
import dev.cofferdam.sql.PlainSql;
import dev.cofferdam.sql.Statement;
import dev.cofferdam.sql.TableConstraint;
import dev.cofferdam.sql.Volatility;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Statements that take as long as a table is big, on what was there before the change; in words that end a sentence. */
public final class HeavyWork {
    private HeavyWork() {}

    /** Work that is done under a lock for which writers wait. */
    public record UnderLock(LockExpectation lock, String words) {}

    /** Work during which everybody goes on: concurrent builds, VALIDATE. */
    public static Optional<String> withoutStrongLock(Situation at) {
        Statement facts = at.facts();
        if (facts instanceof Statement.CreateIndex index && index.concurrently() && !at.isNew(index.table())) {
            return Optional.of("CREATE INDEX CONCURRENTLY on `" + index.table() + "`");
        }
        if (facts instanceof Statement.Other other && Reindex.isConcurrent(other, at.plain())) {
            return Optional.of("REINDEX CONCURRENTLY");
        }
        return at.actions(AlterAction.ValidateConstraint.class)
                .filter(validate -> !at.isNew(at.alteredTable()))
                .map(validate -> "VALIDATE CONSTRAINT `" + validate.constraint() + "` on `" + at.alteredTable() + "`")
                .findFirst();
    }

    /** Work that the statement does under its own strong lock. */
    public static Optional<UnderLock> underStrongLock(Situation at) {
        return of(at.statement(), at).flatMap(words -> StrongLocks.of(at.statement(), at).stream()
                .findFirst()
                .map(lock -> new UnderLock(lock, words)));
    }

    /** Work of a statement that is no data statement, whatever its lock. */
    public static Optional<String> of(ParsedStatement statement, Situation at) {
        Statement facts = statement.facts();
        if (facts instanceof Statement.CreateIndex index) {
            return at.isNew(index.table())
                    ? Optional.empty()
                    : Optional.of("the build of an index on `" + index.table() + "`");
        }
        if (facts instanceof Statement.AlterTable alter && !at.isNew(alter.table())) {
            return alter.actions().stream()
                    .flatMap(action -> action(alter.table(), action, at).stream())
                    .findFirst();
        }
        if (facts instanceof Statement.CreateTable create) {
            return create.asQuery().flatMap(query -> reads(query, at));
        }
        if (facts instanceof Statement.CreateView view) {
            return view.materialized() && !endsWithNoData(statement) ? reads(view.query(), at) : Optional.empty();
        }
        return facts instanceof Statement.Other other ? other(other, at) : Optional.empty();
    }

    private static boolean endsWithNoData(ParsedStatement statement) {
        return PlainSql.of(statement.text()).endsWith("with no data");
    }

    /** The query of a statement that copies what it reads. */
    public static Optional<String> reads(Statement.Query query, Situation at) {
        return query.tables().stream()
                .filter(table -> !at.isNew(table))
                .findFirst()
                .map(table -> "a query that reads `" + table + "`");
    }

    private static Optional<String> other(Statement.Other other, Situation at) {
        boolean isLong = other.words().startsWith("REFRESH MATERIALIZED VIEW")
                || other.words().equals("REINDEX TABLE")
                || other.words().equals("CLUSTER");
        return other.tables().stream()
                .filter(table -> isLong && !at.isNew(table))
                .findFirst()
                .map(table -> other.words() + " `" + table + "`");
    }

    private static Optional<String> action(TableRef table, AlterAction action, Situation at) {
        if (action instanceof AlterAction.AddConstraint add) {
            return constraint(table, add.constraint());
        }
        if (action instanceof AlterAction.SetNotNull set) {
            return isProven(table, set.column(), at)
                    ? Optional.empty()
                    : Optional.of("the scan of `" + table + "` for SET NOT NULL");
        }
        if (action instanceof AlterAction.ValidateConstraint) {
            return Optional.of("the scan of `" + table + "` for VALIDATE CONSTRAINT");
        }
        if (action instanceof AlterAction.AlterType change) {
            return retyped(table, change, at);
        }
        if (action instanceof AlterAction.AddColumn add) {
            return rewrites(add) || at.isOfConstrainedDomain(add.column())
                    ? Optional.of("the rewrite of `" + table + "`")
                    : Optional.empty();
        }
        boolean stored = action instanceof AlterAction.Other other
                && List.of("SET LOGGED", "SET UNLOGGED", "SET TABLESPACE", "SET ACCESS METHOD")
                        .contains(other.words());
        return stored ? Optional.of("the rewrite of `" + table + "`") : Optional.empty();
    }

    private static Optional<String> constraint(TableRef table, TableConstraint constraint) {
        if (constraint.notValid()
                || constraint.notEnforced()
                || constraint.usingIndex().isPresent()) {
            return Optional.empty();
        }
        return Optional.of(
                switch (constraint.kind()) {
                    case PRIMARY_KEY, UNIQUE, EXCLUDE -> "the build of an index on `" + table + "`";
                    case FOREIGN_KEY, CHECK, NOT_NULL -> "the scan of `" + table + "` for a constraint";
                });
    }

    private static boolean isProven(TableRef table, String column, Situation at) {
        return at.table(table).stream()
                .flatMap(found -> found.constraints().stream())
                .anyMatch(constraint -> constraint.validated()
                        && constraint.columns().contains(column)
                        && saysNotNull(constraint, column));
    }

    private static boolean saysNotNull(Constraint constraint, String column) {
        return constraint.kind() == Constraint.Kind.NOT_NULL
                || constraint.kind() == Constraint.Kind.PRIMARY_KEY
                || constraint.kind() == Constraint.Kind.CHECK
                        && PlainSql.of(constraint.definition())
                                .contains(Identifiers.quoteIfNeeded(column) + " is not null");
    }

    private static Optional<String> retyped(TableRef table, AlterAction.AlterType change, Situation at) {
        return switch (TypeCost.of(table, change, at).kind()) {
            case NOTHING -> Optional.empty();
            case INDEXES -> Optional.of("the build of indexes on `" + table + "`");
            case REWRITE -> Optional.of("the rewrite of `" + table + "`");
            case UNKNOWN -> Optional.of("what may be a rewrite of `" + table + "`");
        };
    }

    private static boolean rewrites(AlterAction.AddColumn add) {
        return Stream.of("serial", "bigserial", "smallserial")
                        .anyMatch(add.column().type()::equals)
                || add.column().identity().isPresent()
                || add.column().storedGenerated()
                || add.column()
                        .defaultExpression()
                        .filter(Volatility::mayBeVolatile)
                        .isPresent();
    }
}
