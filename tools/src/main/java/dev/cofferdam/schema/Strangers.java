package dev.cofferdam.schema;

import dev.cofferdam.domain.TableRef;
import dev.cofferdam.sql.AlterAction;
import dev.cofferdam.sql.Statement;
import dev.cofferdam.sql.TableConstraint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Tables that are altered though no statement made them, as in a history that begins after a dump: their constraints and indexes, as far
 * as statements have spoken of them.
 */
final class Strangers {
    private final Map<TableRef, Said> tables = new TreeMap<>();

    private record Said(List<Constraint> constraints, List<Index> indexes) {
        Table table(TableRef ref) {
            return new Table(ref, List.of(), constraints, indexes, List.of(), false);
        }
    }

    Optional<Table> find(TableRef ref) {
        return Optional.ofNullable(tables.get(ref.withoutPublic())).map(said -> said.table(ref));
    }

    /** Learns from a statement when its table is not known. */
    void note(Statement facts, Predicate<TableRef> isKnown) {
        if (facts instanceof Statement.AlterTable alter && !isKnown.test(alter.table())) {
            alter.actions().forEach(action -> note(alter.table(), action));
        } else if (facts instanceof Statement.CreateIndex index && !isKnown.test(index.table())) {
            said(index.table()).indexes.add(index(index));
        } else if (facts instanceof Statement.Drop drop && drop.kind() == Statement.ObjectKind.INDEX) {
            drop.names().forEach(name -> tables.values()
                    .forEach(said -> said.indexes.removeIf(index -> index.name().equals(name.name()))));
        } else if (facts instanceof Statement.Drop drop) {
            drop.names().forEach(name -> tables.remove(name.withoutPublic()));
        }
    }

    private void note(TableRef table, AlterAction action) {
        Said said = said(table);
        if (action instanceof AlterAction.AddConstraint add) {
            said.constraints.add(constraint(add.constraint(), said));
        } else if (action instanceof AlterAction.ValidateConstraint validate) {
            said.constraints.replaceAll(each -> each.name().equals(validate.constraint()) ? each.valid() : each);
        } else if (action instanceof AlterAction.DropConstraint drop) {
            said.constraints.removeIf(each -> each.name().equals(drop.constraint()));
            said.indexes.removeIf(
                    each -> each.constraint().filter(drop.constraint()::equals).isPresent());
        } else if (action instanceof AlterAction.DropColumn drop) {
            said.constraints.removeIf(each -> each.columns().contains(drop.column()));
            said.indexes.removeIf(each -> each.columns().contains(drop.column()));
        } else if (action instanceof AlterAction.RenameColumn rename) {
            said.constraints.replaceAll(each -> each.withColumnRenamed(rename.column(), rename.newName()));
            said.indexes.replaceAll(each -> each.withColumnRenamed(rename.column(), rename.newName()));
        } else if (action instanceof AlterAction.RenameTable rename) {
            tables.remove(table.withoutPublic());
            tables.put(new TableRef(table.withoutPublic().schema(), rename.newName()), said);
        }
    }

    private static Constraint constraint(TableConstraint written, Said said) {
        Optional<Index> taken = written.usingIndex().flatMap(name -> said.indexes.stream()
                .filter(index -> index.name().equals(name))
                .findFirst());
        return new Constraint(
                written.name().orElse(""),
                Constraint.Kind.valueOf(written.kind().name()),
                taken.map(Index::columns).orElse(written.columns()),
                written.definition(),
                written.references(),
                written.referencedColumns(),
                !written.notValid() && !written.notEnforced());
    }

    private static Index index(Statement.CreateIndex create) {
        return new Index(
                create.name().orElse(""),
                create.columns(),
                create.elements(),
                create.unique(),
                create.method(),
                create.where(),
                "",
                Optional.empty());
    }

    private Said said(TableRef table) {
        return tables.computeIfAbsent(table.withoutPublic(), any -> new Said(new ArrayList<>(), new ArrayList<>()));
    }
}
