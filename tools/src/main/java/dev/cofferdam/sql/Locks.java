package dev.cofferdam.sql;

import static dev.cofferdam.domain.LockExpectation.Hold.BATCH;
import static dev.cofferdam.domain.LockExpectation.Hold.BUILD;
import static dev.cofferdam.domain.LockExpectation.Hold.INSTANT;
import static dev.cofferdam.domain.LockExpectation.Hold.REWRITE;
import static dev.cofferdam.domain.LockExpectation.Hold.SCAN;
import static dev.cofferdam.domain.LockLevel.ACCESS_EXCLUSIVE;
import static dev.cofferdam.domain.LockLevel.ACCESS_SHARE;
import static dev.cofferdam.domain.LockLevel.ROW_EXCLUSIVE;
import static dev.cofferdam.domain.LockLevel.SHARE;
import static dev.cofferdam.domain.LockLevel.SHARE_ROW_EXCLUSIVE;
import static dev.cofferdam.domain.LockLevel.SHARE_UPDATE_EXCLUSIVE;

import dev.cofferdam.domain.Engine;
import dev.cofferdam.domain.LockExpectation;
import dev.cofferdam.domain.LockExpectation.Hold;
import dev.cofferdam.domain.LockLevel;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.sql.LockTable.Lock;
import dev.cofferdam.sql.Statement.ObjectKind;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The table locks that a statement takes on PostgreSQL 12 to 18, and how long it holds them at worst (docs 13.3.1, ALTER TABLE, and
 * the commands' own pages). Read from the text alone: where rows, an old type or an existing constraint decide, the longer hold is
 * given, and a table that the text does not name (the one behind DROP INDEX, the parent of a validated foreign key, a default
 * partition, the sequence of ALTER SEQUENCE, the table behind REINDEX INDEX) cannot be listed. Three locks are stronger, or held for longer, than is said here:
 * a column of a domain with constraints is added by a rewrite, SELECT ... FOR UPDATE takes ROW SHARE, and the storage parameter
 * {@code user_catalog_table} ACCESS EXCLUSIVE. {@code LockClaimsTest} proves each row on real servers.
 */
public final class Locks {
    private final Engine engine;
    private final Map<TableRef, LockExpectation> byTable = new LinkedHashMap<>();

    private Locks(Engine engine) {
        this.engine = engine;
    }

    /**
     * The locks of one statement, strongest first, one entry for each table. DROP INDEX and renaming an index list the index itself.
     * Nothing is listed for a statement that could not be decided, which its reader must not take for harmless.
     */
    public static List<LockExpectation> of(Statement facts, Engine engine) {
        if (engine.product() != Engine.Product.POSTGRESQL) {
            throw new IllegalArgumentException("locks are known for PostgreSQL, not for " + engine);
        }
        Locks locks = new Locks(engine);
        locks.statement(facts);
        return locks.byTable.values().stream()
                .sorted(Comparator.comparing(LockExpectation::level).reversed())
                .toList();
    }

    private void statement(Statement facts) {
        if (facts instanceof Statement.AlterTable alter) {
            alter.actions().forEach(action -> action(alter.table(), action));
        } else if (facts instanceof Statement.CreateTable create) {
            createTable(create);
        } else if (facts instanceof Statement.CreateIndex index) {
            add(index.table(), index.concurrently() ? SHARE_UPDATE_EXCLUSIVE : SHARE, BUILD);
        } else if (facts instanceof Statement.Drop drop) {
            drop(drop);
        } else if (facts instanceof Statement.RenameObject rename) {
            rename(rename);
        } else if (facts instanceof Statement.CreateView view) {
            view(view);
        } else if (facts instanceof Statement.CreateTrigger trigger) {
            add(trigger.table(), SHARE_ROW_EXCLUSIVE, INSTANT);
        } else if (facts instanceof Statement.Query query) {
            query(query);
        } else if (facts instanceof Statement.Other other) {
            other(other);
        }
    }

    private void action(TableRef table, AlterAction action) {
        if (action instanceof AlterAction.AddColumn add) {
            addColumn(table, add);
        } else if (action instanceof AlterAction.AddConstraint add) {
            constraint(table, add.constraint());
        } else if (action instanceof AlterAction.AlterType) {
            add(table, ACCESS_EXCLUSIVE, REWRITE);
        } else if (action instanceof AlterAction.SetNotNull) {
            add(table, ACCESS_EXCLUSIVE, SCAN);
        } else if (action instanceof AlterAction.ValidateConstraint) {
            add(table, SHARE_UPDATE_EXCLUSIVE, SCAN);
        } else if (action instanceof AlterAction.SwitchTrigger) {
            add(table, SHARE_ROW_EXCLUSIVE, INSTANT);
        } else if (action instanceof AlterAction.AttachPartition attach) {
            add(table, SHARE_UPDATE_EXCLUSIVE, INSTANT);
            add(attach.partition(), ACCESS_EXCLUSIVE, SCAN);
        } else if (action instanceof AlterAction.DetachPartition detach) {
            add(table, detach.concurrently() || detach.finish() ? SHARE_UPDATE_EXCLUSIVE : ACCESS_EXCLUSIVE, INSTANT);
            add(detach.partition(), engine.major() < 14 ? SHARE_UPDATE_EXCLUSIVE : ACCESS_EXCLUSIVE, INSTANT);
        } else {
            add(table, listed(action).orElse(new Lock(ACCESS_EXCLUSIVE, INSTANT)));
        }
    }

    private static Optional<Lock> listed(AlterAction action) {
        if (action instanceof AlterAction.OtherColumn column) {
            return Optional.ofNullable(LockTable.ALTER_COLUMN.get(column.words()));
        }
        return action instanceof AlterAction.Other other
                ? Optional.ofNullable(LockTable.ALTER_TABLE.get(other.words()))
                : Optional.empty();
    }

    private void addColumn(TableRef table, AlterAction.AddColumn add) {
        ColumnDefinition column = add.column();
        boolean rewrites = column.type().endsWith("serial")
                || column.identity().isPresent()
                || column.storedGenerated()
                || column.defaultExpression().filter(Volatility::mayBeVolatile).isPresent();
        boolean checksRows = column.notNull() && column.defaultExpression().isEmpty();
        add(table, ACCESS_EXCLUSIVE, rewrites ? REWRITE : checksRows ? SCAN : INSTANT);
        add.inline().forEach(constraint -> inline(table, column, constraint));
    }

    /** A foreign key of a column that is NULL in every row is not proved (source: parse_utilcmd.c, transformFKConstraints). */
    private void inline(TableRef table, ColumnDefinition column, TableConstraint constraint) {
        if (constraint.kind() == TableConstraint.Kind.FOREIGN_KEY
                && column.defaultExpression().isEmpty()) {
            add(constraint.references().orElse(table), SHARE_ROW_EXCLUSIVE, INSTANT);
        } else {
            constraint(table, constraint);
        }
    }

    private void constraint(TableRef table, TableConstraint constraint) {
        boolean unchecked = constraint.notValid() || constraint.notEnforced();
        switch (constraint.kind()) {
            case FOREIGN_KEY -> {
                add(table, SHARE_ROW_EXCLUSIVE, unchecked ? INSTANT : SCAN);
                add(constraint.references().orElse(table), SHARE_ROW_EXCLUSIVE, unchecked ? INSTANT : SCAN);
            }
            case CHECK, NOT_NULL -> add(table, ACCESS_EXCLUSIVE, unchecked ? INSTANT : SCAN);
            // A primary key over an index still proves NOT NULL by reading the rows, unless a constraint did.
            case PRIMARY_KEY ->
                add(table, ACCESS_EXCLUSIVE, constraint.usingIndex().isPresent() ? SCAN : BUILD);
            case UNIQUE -> add(table, ACCESS_EXCLUSIVE, constraint.usingIndex().isPresent() ? INSTANT : BUILD);
            case EXCLUDE -> add(table, ACCESS_EXCLUSIVE, BUILD);
        }
    }

    /** The new table is nobody's yet, so only the tables that it leans on count. */
    private void createTable(Statement.CreateTable create) {
        create.constraints().stream()
                .flatMap(constraint -> constraint.references().stream())
                .filter(referenced -> !referenced.equals(create.table()))
                .forEach(referenced -> add(referenced, SHARE_ROW_EXCLUSIVE, INSTANT));
        create.partitionOf().ifPresent(parent -> add(parent, ACCESS_EXCLUSIVE, INSTANT));
        create.inherits().forEach(parent -> add(parent, SHARE_UPDATE_EXCLUSIVE, INSTANT));
        create.likes().forEach(like -> add(like, ACCESS_SHARE, INSTANT));
        create.asQuery().ifPresent(this::query);
    }

    private void drop(Statement.Drop drop) {
        drop.onTable().ifPresent(table -> add(table, ACCESS_EXCLUSIVE, INSTANT));
        if (isRelation(drop.kind())) {
            drop.names()
                    .forEach(name ->
                            add(name, drop.concurrently() ? SHARE_UPDATE_EXCLUSIVE : ACCESS_EXCLUSIVE, INSTANT));
        }
    }

    /** Renaming an index takes SHARE UPDATE EXCLUSIVE from version 12 on. */
    private void rename(Statement.RenameObject rename) {
        if (isRelation(rename.kind())) {
            add(rename.name(), rename.kind() == ObjectKind.INDEX ? SHARE_UPDATE_EXCLUSIVE : ACCESS_EXCLUSIVE, INSTANT);
        }
    }

    private static boolean isRelation(ObjectKind kind) {
        return switch (kind) {
            case TABLE, INDEX, VIEW, MATERIALIZED_VIEW, SEQUENCE -> true;
            case FUNCTION, PROCEDURE, TRIGGER, TYPE, DOMAIN, SCHEMA, EXTENSION, OTHER -> false;
        };
    }

    private void view(Statement.CreateView view) {
        if (view.orReplace()) {
            add(view.view(), ACCESS_EXCLUSIVE, INSTANT);
        }
        view.query().tables().forEach(table -> add(table, ACCESS_SHARE, view.materialized() ? SCAN : INSTANT));
    }

    private void query(Statement.Query query) {
        query.tables().forEach(table -> add(table, ACCESS_SHARE, SCAN));
        query.written().forEach(table -> add(table, ROW_EXCLUSIVE, BATCH));
    }

    private void other(Statement.Other other) {
        Optional.ofNullable(LockTable.STATEMENTS.get(other.words()))
                .or(() -> privileges(other.words()))
                .ifPresent(lock -> other.tables().forEach(table -> add(table, lock)));
    }

    /** GRANT and REVOKE lock the table from version 18 on, and nothing before. */
    private Optional<Lock> privileges(String words) {
        boolean locks = engine.major() >= 18 && (words.equals("GRANT") || words.equals("REVOKE"));
        return locks ? Optional.of(new Lock(ACCESS_SHARE, INSTANT)) : Optional.empty();
    }

    private void add(TableRef table, Lock lock) {
        add(table, lock.level(), lock.hold());
    }

    /** One statement takes the strictest of its locks and keeps it for the longest of its works. */
    private void add(TableRef table, LockLevel level, Hold hold) {
        byTable.merge(
                table,
                new LockExpectation(table, level, hold),
                (left, right) ->
                        new LockExpectation(table, max(left.level(), right.level()), max(left.hold(), right.hold())));
    }

    private static <T extends Comparable<? super T>> T max(T left, T right) {
        return left.compareTo(right) >= 0 ? left : right;
    }
}
