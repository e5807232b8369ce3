package dev.cofferdam.evals.rules.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What the server's tree of a statement says (src/include/nodes/parsenodes.h of PostgreSQL 18, whose numbers these are). */
final class ServerReading {
    /** ObjectType. What is not here is {@code other} to us. */
    private static final Map<Integer, String> OBJECTS = Map.ofEntries(
            Map.entry(12, "domain"),
            Map.entry(15, "extension"),
            Map.entry(19, "function"),
            Map.entry(20, "index"),
            Map.entry(23, "materialized view"),
            Map.entry(29, "procedure"),
            Map.entry(36, "schema"),
            Map.entry(37, "sequence"),
            Map.entry(41, "table"),
            Map.entry(44, "trigger"),
            Map.entry(49, "type"),
            Map.entry(51, "view"));

    private static final int COLUMN = 6;
    private static final int CONSTRAINT_OF_TABLE = 40;
    private static final int TABLE = 41;
    private static final int TRIGGER = 44;

    private ServerReading() {}

    static List<String> of(Node tree) {
        List<String> said = new ArrayList<>();
        switch (tree.tag()) {
            case "ALTERTABLESTMT" -> alter(tree, said);
            case "CREATESTMT" -> create(tree, said);
            case "INDEXSTMT" -> index(tree, said);
            case "DROPSTMT" -> said.add(drop(tree));
            case "RENAMESTMT" -> rename(tree, said);
            case "ALTEROBJECTSCHEMASTMT" -> schema(tree, said);
            default -> said.add(small(tree));
        }
        return said;
    }

    private static String small(Node tree) {
        return switch (tree.tag()) {
            case "VIEWSTMT" -> "create view " + relation(tree, "view") + Words.flags("or-replace", tree.is("replace"));
            case "CREATEFUNCTIONSTMT" ->
                "create " + (tree.is("is_procedure") ? "procedure " : "function ") + dotted(tree.words("funcname"))
                        + " language " + language(tree) + Words.flags("or-replace", tree.is("replace"));
            case "CREATETRIGSTMT" -> trigger(tree);
            case "CREATEENUMSTMT" -> "create type " + dotted(tree.words("typeName")) + " values " + tree.words("vals");
            case "CREATERANGESTMT" -> "create type " + dotted(tree.words("typeName")) + " values []";
            case "COMPOSITETYPESTMT" -> "create type " + relation(tree, "typevar") + " values []";
            case "CREATEDOMAINSTMT" -> "create type " + dotted(tree.words("domainname")) + " values []";
            case "CREATESEQSTMT" -> "create sequence " + relation(tree, "sequence");
            case "CREATESCHEMASTMT" ->
                "create schema " + tree.word("schemaname") + Words.flags("if-not-exists", tree.is("if_not_exists"));
            case "CREATEEXTENSIONSTMT" -> "create extension " + tree.word("extname");
            case "VARIABLESETSTMT" -> "set " + tree.word("name") + Words.flags("local", tree.is("is_local"));
            case "TRANSACTIONSTMT" -> "transaction";
            default -> "other";
        };
    }

    private static String language(Node function) {
        return function.nodes("options").stream()
                .filter(option -> option.word("defname").equals("language"))
                .flatMap(option -> option.node("arg").stream())
                .map(arg -> arg.word("sval"))
                .findFirst()
                .orElseGet(() -> function.nodes("options").stream()
                        .filter(option -> option.word("defname").equals("language"))
                        .map(option -> option.word("arg"))
                        .findFirst()
                        .orElse("sql"));
    }

    private static String trigger(Node tree) {
        int events = tree.number("events");
        TreeSet<String> names = new TreeSet<>();
        List<String> all = List.of("INSERT", "DELETE", "UPDATE", "TRUNCATE");
        for (int i = 0; i < all.size(); i++) {
            if ((events & (4 << i)) != 0) {
                names.add(all.get(i));
            }
        }
        return "create trigger " + tree.word("trigname") + " on " + relation(tree, "relation") + " calls "
                + dotted(tree.words("funcname")) + " events " + names + " of " + tree.words("columns")
                + Words.flags("before", tree.number("timing") == 2, "each-row", tree.is("row"));
    }

    private static String drop(Node tree) {
        int kind = tree.number("removeType");
        if (!OBJECTS.containsKey(kind)) {
            return "other";
        }
        List<String> names = new ArrayList<>();
        String on = "";
        for (Object each : tree.list("objects")) {
            List<String> parts = parts(each);
            if (kind == TRIGGER) {
                on = " on " + dotted(parts.subList(0, parts.size() - 1));
                parts = parts.subList(parts.size() - 1, parts.size());
            }
            names.add(dotted(parts));
        }
        return "drop " + OBJECTS.get(kind) + " " + names + on
                + Words.flags(
                        "if-exists", tree.is("missing_ok"),
                        "cascade", tree.number("behavior") == 1,
                        "concurrently", tree.is("concurrent"));
    }

    private static List<String> parts(Object name) {
        if (name instanceof List<?> list) {
            return Node.words(list);
        }
        if (name instanceof Node node) {
            return node.words(node.tag().equals("TYPENAME") ? "names" : "objname");
        }
        return List.of(String.valueOf(name));
    }

    private static void rename(Node tree, List<String> said) {
        int kind = tree.number("renameType");
        String to = tree.word("newname");
        boolean ofTable = tree.number("relationType") == TABLE;
        if (kind == TABLE) {
            said.add("alter table " + relation(tree, "relation"));
            said.add("rename to " + to);
        } else if (kind == COLUMN && ofTable) {
            said.add("alter table " + relation(tree, "relation"));
            said.add("rename column " + tree.word("subname") + " to " + to);
        } else if (kind == CONSTRAINT_OF_TABLE) {
            said.add("alter table " + relation(tree, "relation"));
            said.add("rename constraint " + tree.word("subname") + " to " + to);
        } else if (OBJECTS.containsKey(kind) && kind != TRIGGER) {
            String name = tree.has("relation")
                    ? relation(tree, "relation")
                    : tree.has("object")
                            ? dotted(parts(tree.fields().getOrDefault("object", "")))
                            : tree.word("subname");
            said.add("rename " + OBJECTS.get(kind) + " " + name + " to " + to);
        } else {
            said.add("other");
        }
    }

    private static void schema(Node tree, List<String> said) {
        if (tree.number("objectType") == TABLE) {
            said.add("alter table " + relation(tree, "relation"));
            said.add("set schema " + tree.word("newschema"));
        } else {
            said.add("other");
        }
    }

    private static void alter(Node tree, List<String> said) {
        if (tree.number("objtype") != TABLE) {
            said.add("other");
            return;
        }
        said.add("alter table " + relation(tree, "relation") + Words.flags("if-exists", tree.is("missing_ok")));
        tree.nodes("cmds").forEach(command -> command(command, said));
    }

    private static void command(Node command, List<String> said) {
        String name = command.word("name");
        Node def = command.node("def").orElse(new Node("NOTHING", Map.of()));
        String dropped = Words.flags("if-exists", command.is("missing_ok"), "cascade", command.number("behavior") == 1);
        switch (command.number("subtype")) {
            case 0 -> {
                said.add("add " + ServerColumns.column(def) + Words.flags("if-not-exists", command.is("missing_ok")));
                said.addAll(ServerColumns.inline(def));
            }
            case 2 ->
                said.add(
                        (def.tag().equals("NOTHING") && !command.has("def") ? "drop default " : "set default ") + name);
            case 4 -> said.add("drop not null " + name);
            case 5 -> said.add("set not null " + name);
            case 13 -> said.add("drop column " + name + dropped);
            case 16 -> said.add("add " + ServerColumns.constraint(def, List.of()));
            case 20 -> said.add("validate " + name);
            case 22 -> said.add("drop constraint " + name + dropped);
            case 24 ->
                said.add("type " + name + " " + ServerColumns.type(def)
                        + Words.flags("using", def.has("raw_default"), "collate", def.has("collClause")));
            case 37, 38, 39, 41, 43 -> said.add("trigger enable");
            case 40, 42, 44 -> said.add("trigger");
            case 59 ->
                said.add("attach " + relation(def, "name")
                        + Words.flags(
                                "default",
                                def.node("bound")
                                        .filter(bound -> bound.is("is_default"))
                                        .isPresent()));
            case 60, 61 ->
                said.add("detach " + relation(def, "name")
                        + Words.flags("concurrently", def.is("concurrent"), "finish", command.number("subtype") == 61));
            case 6, 7, 8, 9, 10, 11, 12, 62, 63, 64 -> said.add("other of column " + name);
            default -> said.add("other");
        }
    }

    private static void index(Node tree, List<String> said) {
        List<Node> elements = tree.nodes("indexParams");
        TreeSet<String> columns = new TreeSet<>();
        for (Node element : elements) {
            if (element.has("name")) {
                columns.add(element.word("name"));
            }
            columns.addAll(ServerColumns.columnsIn(element));
        }
        String name = tree.word("idxname");
        said.add("create index " + (name.isEmpty() ? "-" : name) + " on " + relation(tree, "relation") + " using "
                + tree.word("accessMethod") + " elements " + elements.size() + " include "
                + tree.nodes("indexIncludingParams").stream()
                        .map(each -> each.word("name"))
                        .toList()
                + Words.flags(
                        "unique", tree.is("unique"),
                        "concurrently", tree.is("concurrent"),
                        "if-not-exists", tree.is("if_not_exists"),
                        "only",
                                tree.node("relation")
                                        .filter(each -> !each.is("inh"))
                                        .isPresent(),
                        "where", tree.has("whereClause")));
        said.add("columns " + columns);
    }

    private static void create(Node tree, List<String> said) {
        List<Node> elements = tree.nodes("tableElts");
        said.add("create table " + relation(tree, "relation")
                + Words.flags(
                        "if-not-exists", tree.is("if_not_exists"),
                        "temporary",
                                tree.node("relation")
                                        .filter(each ->
                                                each.word("relpersistence").equals("t"))
                                        .isPresent(),
                        "partitioned", tree.has("partspec"),
                        "default-partition",
                                tree.node("partbound")
                                        .filter(bound -> bound.is("is_default"))
                                        .isPresent()));
        said.add("from "
                + elements.stream()
                        .filter(each -> each.tag().equals("TABLELIKECLAUSE"))
                        .map(each -> relation(each, "relation"))
                        .collect(Collectors.toCollection(TreeSet::new))
                + " "
                + tree.nodes("inhRelations").stream()
                        .map(ServerReading::name)
                        .collect(Collectors.toCollection(TreeSet::new)));
        List<String> constraints = new ArrayList<>();
        for (Node each : elements) {
            if (each.tag().equals("COLUMNDEF")) {
                said.add(ServerColumns.column(each));
                constraints.addAll(ServerColumns.inline(each));
            } else if (each.tag().equals("CONSTRAINT")) {
                constraints.add(ServerColumns.constraint(each, List.of()));
            }
        }
        constraints.stream().sorted().forEach(said::add);
    }

    static String relation(Node node, String field) {
        return node.node(field).map(ServerReading::name).orElse("?");
    }

    private static String name(Node relation) {
        String schema = relation.word("schemaname");
        return (schema.isEmpty() ? "" : schema + ".") + relation.word("relname");
    }

    static String dotted(List<String> parts) {
        return String.join(".", parts);
    }
}
