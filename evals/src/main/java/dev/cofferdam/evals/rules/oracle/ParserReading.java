package dev.cofferdam.evals.rules.oracle;

import dev.cofferdam.domain.TableRef;
import dev.cofferdam.sql.AlterAction;
import dev.cofferdam.sql.ColumnDefinition;
import dev.cofferdam.sql.Statement;
import dev.cofferdam.sql.TableConstraint;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** What our parser says, in the words that {@link ServerReading} uses. */
final class ParserReading {
    private ParserReading() {}

    static List<String> of(Statement facts) {
        List<String> said = new ArrayList<>();
        if (facts instanceof Statement.AlterTable alter) {
            alter(alter, said);
        } else if (facts instanceof Statement.CreateTable create) {
            create(create, said);
        } else if (facts instanceof Statement.CreateIndex index) {
            said.add("create index " + index.name().orElse("-") + " on " + index.table() + " using " + index.method()
                    + " elements "
                    + index.elements().size() + " include " + index.include()
                    + Words.flags(
                            "unique", index.unique(),
                            "concurrently", index.concurrently(),
                            "if-not-exists", index.ifNotExists(),
                            "only", index.only(),
                            "where", index.where().isPresent()));
            said.add("columns " + new TreeSet<>(index.columns()));
        } else if (facts instanceof Statement.Drop drop && drop.kind() == Statement.ObjectKind.OTHER) {
            said.add("other");
        } else if (facts instanceof Statement.Drop drop) {
            said.add("drop " + Words.kebab(drop.kind()) + " " + drop.names()
                    + drop.onTable().map(table -> " on " + table).orElse("")
                    + Words.flags(
                            "if-exists", drop.ifExists(),
                            "cascade", drop.cascade(),
                            "concurrently", drop.concurrently()));
        } else if (facts instanceof Statement.RenameObject rename) {
            said.add("rename " + Words.kebab(rename.kind()) + " " + rename.name() + " to " + rename.newName());
        } else {
            small(facts, said);
        }
        return said;
    }

    private static void small(Statement facts, List<String> said) {
        if (facts instanceof Statement.CreateView view) {
            said.add((view.materialized() ? "create materialized view " : "create view ")
                    + view.view()
                    + Words.flags("or-replace", view.orReplace()));
        } else if (facts instanceof Statement.CreateRoutine routine) {
            said.add("create " + (routine.procedure() ? "procedure " : "function ") + routine.name() + " language "
                    + routine.language() + Words.flags("or-replace", routine.orReplace()));
        } else if (facts instanceof Statement.CreateTrigger trigger) {
            said.add("create trigger " + trigger.name() + " on " + trigger.table() + " calls " + trigger.function()
                    + " events "
                    + new TreeSet<>(trigger.events()) + " of " + trigger.updateOf()
                    + Words.flags("before", trigger.before(), "each-row", trigger.forEachRow()));
        } else if (facts instanceof Statement.CreateType type) {
            said.add("create type " + type.name() + " values " + type.enumValues());
        } else if (facts instanceof Statement.CreateSequence sequence) {
            said.add("create sequence " + sequence.name());
        } else if (facts instanceof Statement.CreateSchema schema) {
            said.add("create schema " + schema.name() + Words.flags("if-not-exists", schema.ifNotExists()));
        } else if (facts instanceof Statement.CreateExtension extension) {
            said.add("create extension " + extension.name());
        } else if (facts instanceof Statement.SetSetting setting) {
            said.add("set " + setting.name() + Words.flags("local", setting.local()));
        } else if (facts instanceof Statement.Transaction) {
            said.add("transaction");
        } else if (facts instanceof Statement.Query) {
            said.add("query");
        } else if (facts instanceof Statement.CouldNotDecide) {
            said.add("could not decide");
        } else {
            said.add("other");
        }
    }

    private static void alter(Statement.AlterTable alter, List<String> said) {
        boolean rename = alter.actions().size() == 1
                && (alter.actions().get(0) instanceof AlterAction.RenameColumn
                        || alter.actions().get(0) instanceof AlterAction.RenameTable
                        || alter.actions().get(0) instanceof AlterAction.RenameConstraint
                        || alter.actions().get(0) instanceof AlterAction.SetSchema);
        said.add("alter table " + alter.table() + (rename ? "" : Words.flags("if-exists", alter.ifExists())));
        alter.actions().forEach(action -> action(action, said));
    }

    private static void action(AlterAction action, List<String> said) {
        if (action instanceof AlterAction.AddColumn add) {
            said.add("add " + column(add.column()) + Words.flags("if-not-exists", add.ifNotExists()));
            add.inline().forEach(each -> said.add(constraint(each)));
        } else if (action instanceof AlterAction.DropColumn drop) {
            said.add("drop column " + drop.column()
                    + Words.flags("if-exists", drop.ifExists(), "cascade", drop.cascade()));
        } else if (action instanceof AlterAction.RenameColumn rename) {
            said.add("rename column " + rename.column() + " to " + rename.newName());
        } else if (action instanceof AlterAction.RenameTable rename) {
            said.add("rename to " + rename.newName());
        } else if (action instanceof AlterAction.RenameConstraint rename) {
            said.add("rename constraint " + rename.constraint() + " to " + rename.newName());
        } else if (action instanceof AlterAction.AlterType type) {
            said.add("type " + type.column() + " " + Words.type(type.newType())
                    + Words.flags(
                            "using",
                            type.using().isPresent(),
                            "collate",
                            type.collation().isPresent()));
        } else if (action instanceof AlterAction.AddConstraint add) {
            said.add("add " + constraint(add.constraint()));
        } else if (action instanceof AlterAction.DropConstraint drop) {
            said.add("drop constraint " + drop.constraint()
                    + Words.flags("if-exists", drop.ifExists(), "cascade", drop.cascade()));
        } else {
            smallAction(action, said);
        }
    }

    private static void smallAction(AlterAction action, List<String> said) {
        if (action instanceof AlterAction.SetDefault set) {
            said.add("set default " + set.column());
        } else if (action instanceof AlterAction.DropDefault drop) {
            said.add("drop default " + drop.column());
        } else if (action instanceof AlterAction.SetNotNull set) {
            said.add("set not null " + set.column());
        } else if (action instanceof AlterAction.DropNotNull drop) {
            said.add("drop not null " + drop.column());
        } else if (action instanceof AlterAction.ValidateConstraint validate) {
            said.add("validate " + validate.constraint());
        } else if (action instanceof AlterAction.SetSchema set) {
            said.add("set schema " + set.newSchema());
        } else if (action instanceof AlterAction.SwitchTrigger trigger) {
            said.add("trigger" + Words.flags("enable", trigger.enable()));
        } else if (action instanceof AlterAction.AttachPartition attach) {
            said.add("attach " + attach.partition() + Words.flags("default", attach.asDefault()));
        } else if (action instanceof AlterAction.DetachPartition detach) {
            said.add("detach " + detach.partition()
                    + Words.flags("concurrently", detach.concurrently(), "finish", detach.finish()));
        } else if (action instanceof AlterAction.OtherColumn other) {
            said.add("other of column " + other.column());
        } else {
            said.add("other");
        }
    }

    private static void create(Statement.CreateTable create, List<String> said) {
        said.add("create table " + create.table()
                + Words.flags(
                        "if-not-exists", create.ifNotExists(),
                        "temporary", create.temporary(),
                        "partitioned", create.partitioned(),
                        "default-partition", create.defaultPartition(),
                        "as-query", create.asQuery().isPresent()));
        said.add("from " + new TreeSet<>(create.likes()) + " "
                + new TreeSet<>(create.partitionOf().map(List::of).orElse(create.inherits())));
        create.columns().forEach(each -> said.add(column(each)));
        create.constraints().stream().map(ParserReading::constraint).sorted().forEach(said::add);
    }

    private static String column(ColumnDefinition column) {
        return "column " + column.name() + " " + (column.type().isEmpty() ? "-" : Words.type(column.type()))
                + Words.flags(
                        "not-null", column.notNull(),
                        "default", column.defaultExpression().isPresent(),
                        "generated", column.generated().isPresent(),
                        "stored", column.storedGenerated(),
                        "identity", column.identity().isPresent(),
                        "collate", column.collation().isPresent());
    }

    private static String constraint(TableConstraint each) {
        boolean named = each.kind() == TableConstraint.Kind.EXCLUDE;
        return "constraint " + Words.kebab(each.kind()) + " " + each.name().orElse("-")
                + (named
                        ? ""
                        : " "
                                + (each.kind() == TableConstraint.Kind.CHECK
                                        ? new TreeSet<>(each.columns())
                                        : each.columns()))
                + each.references()
                        .map(TableRef::toString)
                        .map(table -> " to " + table + each.referencedColumns())
                        .orElse("")
                + each.usingIndex().map(index -> " using " + index).orElse("")
                + Words.flags("not-valid", each.notValid(), "not-enforced", each.notEnforced());
    }
}
