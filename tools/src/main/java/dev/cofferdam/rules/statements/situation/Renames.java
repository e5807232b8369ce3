package dev.cofferdam.rules.statements.situation;

import dev.cofferdam.domain.LockExpectation;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.sql.AlterAction;
import dev.cofferdam.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Tables that get other names within a transaction: a lock stays on the table, whatever it is called afterwards. */
final class Renames {
    /** The name that a table has at the end, by the one it has at some place before. */
    private final Map<TableRef, TableRef> atTheEnd = new HashMap<>();

    private Renames() {}

    /** The same, with the names that the tables have when all of it is done. */
    static List<Past> followed(List<Past> past) {
        if (past.stream().noneMatch(each -> renamed(each.statement().facts()).isPresent())) {
            return past;
        }
        Renames renames = new Renames();
        List<Past> backwards = new ArrayList<>();
        for (int i = past.size() - 1; i >= 0; i--) {
            Past each = past.get(i);
            renamed(each.statement().facts()).ifPresent(renames::add);
            backwards.add(new Past(
                    each.statement(), each.locks().stream().map(renames::named).toList(), each.work()));
        }
        Collections.reverse(backwards);
        return backwards;
    }

    private record Renamed(TableRef from, TableRef to) {}

    private static Optional<Renamed> renamed(Statement facts) {
        if (facts instanceof Statement.RenameObject rename && rename.kind() == Statement.ObjectKind.TABLE) {
            return Optional.of(renamed(rename.name(), rename.newName()));
        }
        return facts instanceof Statement.AlterTable alter
                ? alter.actions().stream()
                        .filter(AlterAction.RenameTable.class::isInstance)
                        .map(action -> renamed(alter.table(), ((AlterAction.RenameTable) action).newName()))
                        .findFirst()
                : Optional.empty();
    }

    private static Renamed renamed(TableRef table, String newName) {
        TableRef from = table.withoutPublic();
        return new Renamed(from, new TableRef(from.schema(), newName));
    }

    /** Going back over a rename, the old name means what the new one meant, and the new one nothing. */
    private void add(Renamed renamed) {
        TableRef meant = Objects.requireNonNullElse(atTheEnd.remove(renamed.to()), renamed.to());
        atTheEnd.put(renamed.from(), meant);
    }

    private LockExpectation named(LockExpectation lock) {
        TableRef now = atTheEnd.get(lock.table().withoutPublic());
        return now == null ? lock : new LockExpectation(now, lock.level(), lock.hold());
    }
}
