package dev.cofferdam.intent;

import dev.cofferdam.domain.Change;
import dev.cofferdam.domain.ConstraintChange;
import dev.cofferdam.domain.EnumChange;
import dev.cofferdam.domain.IndexChange;
import dev.cofferdam.domain.TableChange;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.domain.UserError;
import dev.cofferdam.schema.Schema;
import dev.cofferdam.sql.ParsedStatement;
import dev.cofferdam.sql.SqlParser;
import dev.cofferdam.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the changes that a naive migration makes. */
final class DdlRequest {
    private static final String NAME = "(?:\"(?:[^\"]|\"\")+\"|[\\w$]+)";
    private static final String DOTTED = NAME + "(?:\\." + NAME + ")?";
    private static final String TEXT = "'((?:[^']|'')*)'";

    private static final Pattern FILL = Pattern.compile("(?is)update\\s+(?:only\\s+)?(?<table>" + DOTTED
            + ")\\s+set\\s+(?<column>" + NAME + ")\\s*=\\s*(?<value>.+?)(?:\\s+where\\s+" + NAME
            + "\\s+is\\s+(?:not\\s+)?null)?");
    private static final Pattern ADD_VALUE = Pattern.compile(
            "(?is)alter\\s+type\\s+(?<type>" + DOTTED + ")\\s+add\\s+value\\s+(?:if\\s+not\\s+exists\\s+)?" + TEXT
                    + "(?:\\s+(?<side>before|after)\\s+(?<other>" + TEXT + "))?\\s*");
    private static final Pattern RENAME_VALUE = Pattern.compile(
            "(?is)alter\\s+type\\s+(?<type>" + DOTTED + ")\\s+rename\\s+value\\s+" + TEXT + "\\s+to\\s+" + TEXT);

    private final String where;
    private final KnownNames names;
    private final List<DdlPart> parts = new ArrayList<>();
    private boolean searchPathSet;

    DdlRequest(String where, Schema schema) {
        this.where = where;
        this.names = new KnownNames(schema);
    }

    static List<Change> read(String sql, String where, Schema schema) {
        DdlRequest request = new DdlRequest(where, schema);
        SqlParser.parse(sql).forEach(request::add);
        if (request.parts.isEmpty()) {
            throw new UserError(
                    "there is no change in it",
                    where,
                    "give a statement such as ALTER TABLE owners RENAME telephone TO phone_number");
        }
        List<Change> changes = new ArrayList<>();
        for (DdlPart part : DdlFold.together(request.parts, request.names)) {
            changes.addAll(request.changesOf(part));
        }
        return changes;
    }

    /** Whether it is SQL down to its last word, and nothing else. */
    static boolean isSql(String text) {
        List<ParsedStatement> statements = SqlParser.parse(text);
        return !statements.isEmpty()
                && statements.stream().noneMatch(parsed -> parsed.facts() instanceof Statement.CouldNotDecide);
    }

    /** What was taken in so far. */
    List<DdlPart> parts() {
        return List.copyOf(parts);
    }

    /** Takes in one statement. */
    void add(ParsedStatement parsed) {
        Statement facts = parsed.facts();
        if (facts instanceof Statement.AlterTable alter) {
            checkPath(alter.table(), parsed);
            alter.actions().forEach(action -> parts.add(new DdlPart.Action(alter.table(), action, parsed)));
        } else if (facts instanceof Statement.CreateIndex index) {
            addIndex(index, parsed);
        } else if (facts instanceof Statement.Drop drop) {
            addDrop(drop, parsed);
        } else if (facts instanceof Statement.Query query && query.verb() == Statement.Verb.UPDATE) {
            addFill(parsed);
        } else if (facts instanceof Statement.SetSetting setting) {
            searchPathSet |= setting.name().equals("search_path");
        } else if (facts instanceof Statement.Other other) {
            addOther(other, parsed);
        } else if (!(facts instanceof Statement.Transaction)) {
            throw notSupported(parsed);
        }
    }

    /** Elsewhere a table without a schema is one of `public`, which need not be the one that the script would find. */
    private void checkPath(TableRef table, ParsedStatement parsed) {
        if (searchPathSet && table.schema().isEmpty()) {
            throw new UserError(
                    "the script sets the search path, and `" + table + "` does not say its schema",
                    place(parsed),
                    "write the table with its schema");
        }
    }

    private void addIndex(Statement.CreateIndex index, ParsedStatement parsed) {
        checkPath(index.table(), parsed);
        if (!index.include().isEmpty()) {
            throw notSupported(parsed);
        }
        boolean plain = index.unique()
                && index.where().isEmpty()
                && index.elements().stream().allMatch(element -> element.matches(NAME));
        parts.add(
                plain
                        ? new DdlPart.UniqueIndex(index, parsed)
                        : new DdlPart.Whole(
                                new IndexChange.CreateIndex(
                                        index.table(),
                                        index.elements(),
                                        index.unique(),
                                        Optional.of(index.method()).filter(method -> !method.equals("btree")),
                                        index.where(),
                                        index.name()),
                                parsed));
    }

    private void addDrop(Statement.Drop drop, ParsedStatement parsed) {
        if (drop.cascade()) {
            throw cascade(parsed);
        }
        for (TableRef name : drop.names()) {
            checkPath(name, parsed);
            switch (drop.kind()) {
                case TABLE -> parts.add(new DdlPart.Whole(new TableChange.DropTable(name), parsed));
                case INDEX -> parts.add(new DdlPart.Whole(names.index(List.of(name.name())), parsed));
                default -> throw notSupported(parsed);
            }
        }
    }

    private void addFill(ParsedStatement parsed) {
        Matcher fill = FILL.matcher(parsed.text());
        // A comma outside of parentheses would begin a second column.
        if (!fill.matches()
                || fill.group("value")
                        .replaceAll("'[^']*'|\\([^()]*\\)", "")
                        .matches("(?s).*[,;].*|(?is).*\\bwhere\\b.*")) {
            throw notSupported(parsed);
        }
        List<String> table = Sentence.parts(fill.group("table"));
        TableRef ref = table.size() == 2 ? TableRef.of(table.get(0), table.get(1)) : TableRef.of(table.get(0));
        checkPath(ref, parsed);
        parts.add(new DdlPart.Fill(
                ref,
                Sentence.parts(fill.group("column")).get(0),
                fill.group("value").strip(),
                parsed));
    }

    private void addOther(Statement.Other other, ParsedStatement parsed) {
        Matcher added = ADD_VALUE.matcher(parsed.text());
        Matcher renamed = RENAME_VALUE.matcher(parsed.text());
        if (added.matches()) {
            String type = String.join(".", Sentence.parts(added.group("type")));
            Optional<String> place = Optional.ofNullable(added.group("side"))
                    .map(side -> side.toUpperCase(Locale.ROOT) + " " + added.group("other"));
            add(new EnumChange.AddEnumValue(type, text(added.group(2)), place, names.columnsOfType(type)), parsed);
        } else if (renamed.matches()) {
            String type = String.join(".", Sentence.parts(renamed.group("type")));
            add(
                    new EnumChange.RenameEnumValue(
                            type, text(renamed.group(2)), text(renamed.group(3)), names.columnsOfType(type)),
                    parsed);
        } else if (other.words().matches("VACUUM FULL|CLUSTER")
                && other.tables().size() == 1) {
            add(new TableChange.RebuildTable(other.tables().get(0)), parsed);
        } else if (!other.words().equals("ANALYZE")) {
            throw notSupported(parsed);
        }
    }

    private void add(Change change, ParsedStatement parsed) {
        parts.add(new DdlPart.Whole(change, parsed));
    }

    private static String text(String inQuotes) {
        return inQuotes.replace("''", "'");
    }

    /** The changes that a part asks for. */
    List<? extends Change> changesOf(DdlPart part) {
        if (part instanceof DdlPart.Whole whole) {
            return List.of(whole.change());
        }
        if (part instanceof DdlPart.UniqueIndex unique) {
            return List.of(new ConstraintChange.AddUnique(
                    unique.index().table(),
                    unique.index().columns(),
                    unique.index().name()));
        }
        if (part instanceof DdlPart.Action action) {
            return new DdlAction(names, () -> notSupported(part.statement()), () -> cascade(part.statement()))
                    .changes(action.table(), action.action());
        }
        throw new UserError(
                "`" + EnglishRequest.shortened(part.statement().text())
                        + "` fills a column and is no change of the schema",
                place(part.statement()),
                "leave it out; a plan fills what it makes, and needs to know only what the schema is to become");
    }

    private UserError cascade(ParsedStatement parsed) {
        return new UserError(
                "`" + EnglishRequest.shortened(parsed.text()) + "` drops what depends on it too, whatever that is",
                place(parsed),
                "leave out CASCADE, and drop first what depends on it");
    }

    private UserError notSupported(ParsedStatement parsed) {
        String said = "`" + EnglishRequest.shortened(parsed.text()) + "` ";
        if (parsed.facts() instanceof Statement.CouldNotDecide unclear) {
            return new UserError(
                    said + "is not understood: " + unclear.reason(),
                    place(parsed),
                    "correct it, or say in English what is to change");
        }
        return new UserError(
                said + "is a kind of change that has no playbook yet",
                place(parsed),
                "changes that can be planned today: " + Forms.plannedInOneLine());
    }

    private String place(ParsedStatement parsed) {
        return where + ", line " + parsed.line();
    }
}
