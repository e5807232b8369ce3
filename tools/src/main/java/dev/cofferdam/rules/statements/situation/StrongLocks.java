package dev.cofferdam.rules.statements.situation;

import dev.cofferdam.domain.LockExpectation;
import dev.cofferdam.domain.LockLevel;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.schema.Table;
import dev.cofferdam.sql.ParsedStatement;
import dev.cofferdam.sql.PlainSql;
import dev.cofferdam.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Locks for which writers wait, SHARE and stronger, on what was there before the change (PostgreSQL docs 13.3.1). */
public final class StrongLocks {
    private static final Pattern REINDEX = Pattern.compile("reindex (?:\\( .* \\) )?index (?:concurrently )?(.+)");

    private StrongLocks() {}

    /** Those of one statement of the file, strongest first; DROP INDEX locks the index's table. */
    public static List<LockExpectation> of(ParsedStatement statement, Situation at) {
        if (statement.facts() instanceof Statement.CreateView view
                && at.schema().findView(view.view()).isEmpty()) {
            return List.of(); // OR REPLACE of a view that nobody made before locks nothing.
        }
        Optional<LockExpectation> rebuilt = rebuilt(statement).flatMap(lock -> onTable(lock, at));
        if (rebuilt.isPresent()) {
            return List.of(rebuilt.get());
        }
        if (clearsTheWay(statement, at)) {
            return List.of();
        }
        boolean index = statement.facts() instanceof Statement.Drop drop && drop.kind() == Statement.ObjectKind.INDEX;
        return at.locksOf(statement).stream()
                .filter(lock -> lock.level().blocksWrites())
                .flatMap(lock -> (index ? onTable(lock, at) : Optional.of(lock)).stream())
                .toList();
    }

    /**
     * DROP TABLE or INDEX IF EXISTS of what no statement made, before the file makes it: most likely there is none to lock. Of an index that can only be
     * said when the history knows the table.
     */
    public static boolean clearsTheWay(ParsedStatement statement, Situation at) {
        if (!(statement.facts() instanceof Statement.Drop drop) || !drop.ifExists()) {
            return false;
        }
        boolean table = drop.kind() == Statement.ObjectKind.TABLE;
        return (table || drop.kind() == Statement.ObjectKind.INDEX)
                && drop.names().stream()
                        .allMatch(name -> table
                                ? at.table(name).isEmpty() && isMade(name, at)
                                : at.schema().tableOfIndex(name).isEmpty() && isBuilt(name, at));
    }

    private static boolean isMade(TableRef table, Situation at) {
        return Stream.concat(at.before().stream(), at.after().stream())
                .anyMatch(each -> each.facts() instanceof Statement.CreateTable create
                        && create.table().isSameTable(table));
    }

    private static boolean isBuilt(TableRef index, Situation at) {
        return at.after().stream()
                .anyMatch(each -> each.facts() instanceof Statement.CreateIndex create
                        && create.name().filter(index.name()::equals).isPresent()
                        && at.table(create.table()).isPresent());
    }

    /** REINDEX INDEX names no table: that of the index is locked in SHARE (PostgreSQL docs, REINDEX, "Rebuilding Indexes Concurrently"). */
    private static Optional<LockExpectation> rebuilt(ParsedStatement statement) {
        if (!(statement.facts() instanceof Statement.Other other)) {
            return Optional.empty();
        }
        if (other.words().equals("ALTER INDEX")) {
            // Whoever plans a query of the table, or writes to it, opens the index (source: plancat.c, execIndexing.c).
            return MovedIndex.of(statement)
                    .map(moved -> new LockExpectation(
                            moved.index(), LockLevel.ACCESS_EXCLUSIVE, LockExpectation.Hold.REWRITE));
        }
        if (!other.words().startsWith("REINDEX")) {
            return Optional.empty();
        }
        String plain = PlainSql.of(statement.text());
        Matcher words = REINDEX.matcher(plain);
        return words.matches() && !Reindex.isConcurrent(other, plain)
                ? Optional.of(
                        new LockExpectation(Names.table(words.group(1)), LockLevel.SHARE, LockExpectation.Hold.BUILD))
                : Optional.empty();
    }

    private static Optional<LockExpectation> onTable(LockExpectation lock, Situation at) {
        Optional<TableRef> table = at.schema().tableOfIndex(lock.table()).map(Table::ref);
        return at.isNewIndex(lock.table())
                ? Optional.empty()
                : Optional.of(new LockExpectation(table.orElse(lock.table()), lock.level(), lock.hold()))
                        .filter(each -> !at.isNew(each.table()));
    }

    /** Everybody who waits behind it. */
    public static String waiters(LockExpectation lock) {
        return lock.level().blocksReads() ? "reads and writes" : "writes";
    }
}
