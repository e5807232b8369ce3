package dev.cofferdam.scan.statements;

import dev.cofferdam.domain.Access;
import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.domain.Confidence;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.scan.strings.FoldedText;
import dev.cofferdam.scan.words.Tokens;
import dev.cofferdam.schema.Schema;
import dev.cofferdam.sql.AlterAction;
import dev.cofferdam.sql.ColumnUse;
import dev.cofferdam.sql.ParsedStatement;
import dev.cofferdam.sql.SqlParser;
import dev.cofferdam.sql.Statement;
import dev.cofferdam.sql.TableConstraint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What SQL text does with one column: the parser's facts, bound by the schema; words where the parser gives up. */
public final class SqlReading {

    private static final Pattern STAR = Pattern.compile("(?<![\\w(])\\*(?!\\s*\\d)");

    /** What a query inside selects is read where that is written. */
    private static final Pattern STAR_OF_QUERY =
            Pattern.compile("(?<![.\\w(])\\*\\s*from\\s*\\(\\s*select\\b", Pattern.CASE_INSENSITIVE);

    /** A sub-query of one table. */
    private static final Pattern STAR_OF_ONE = Pattern.compile(
            "(?<=select\\s{1,9})\\*\\s+from\\s+(?:\\w+\\.)?(\\w+)(?:\\s+(?:as\\s+)?\\w+)?\\s*(?=\\))",
            Pattern.CASE_INSENSITIVE);

    /** Only the number of the rows goes out of the sub-query. */
    private static final Pattern COUNTED = Pattern.compile(
            "\\bselect\\s+count\\s*\\(\\s*[*1]\\s*\\)\\s*(?:as\\s+\\w+\\s+)?from\\s*\\(\\s*select\\s+(?:\\w+\\.)?\\*\\s+from\\b"
                    + "(?!.*\\b(?:union|intersect|except)\\b)",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /** (PostgreSQL docs, "INSERT".) */
    private static final Pattern DEFAULTS =
            Pattern.compile("\\binsert\\s+into\\s+(?:[^;(]*?)\\bdefault\\s+values\\b", Pattern.CASE_INSENSITIVE);

    private static final Pattern BLOCK = Pattern.compile(
            "(?:\\s|--[^\\n]*\\n)*do\\s+(?:language\\s+\\w+\\s+)?(\\$\\w*\\$)(.*)\\1.*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private final ColumnRef column;
    private boolean gaveUp;
    private final Schema schema;
    private final UnnamedUses unnamed;

    public SqlReading(ColumnRef column, Schema schema) {
        this.column = column;
        this.schema = schema;
        unnamed = new UnnamedUses(column, schema);
    }

    /**
     * One use.
     *
     * @param star whether the name is not written: {@code *}, or an INSERT without columns
     * @param offset in the text; of the statement when nothing is written
     * @param statement the whole statement
     * @param insertsRows whether it inserts rows, of which seed data has a statement each
     */
    public record Use(
            Access access,
            boolean star,
            Confidence confidence,
            int offset,
            String reason,
            String statement,
            boolean insertsRows) {}

    /** All uses in a script, in the order of their offsets. */
    public List<Use> read(String script) {
        if (!Tokens.has(script, column.table().name())) {
            return List.of();
        }
        CompoundBlocks compound = CompoundBlocks.of(script);
        List<Use> uses = new ArrayList<>();
        compound.blocks().forEach(block -> readBlock(block, uses));
        for (ParsedStatement statement : SqlParser.parse(compound.rest())) {
            // Cheap, and true of every statement that touches the table.
            if (Tokens.has(statement.text(), column.table().name())) {
                readStatement(statement, uses);
            }
        }
        uses.addAll(unnamed.clientCopies(script));
        return uses;
    }

    private void readBlock(CompoundBlocks.Block block, List<Use> uses) {
        if (!Tokens.has(block.text(), column.table().name())) {
            return;
        }
        new ObjectReading(column, schema)
                .read(block.text())
                .orElseGet(() -> new RoutineReading(column, schema).uses(block.text()))
                .forEach(use -> uses.add(shifted(use, block.text(), block.offset())));
    }

    private void readStatement(ParsedStatement parsed, List<Use> uses) {
        Statement facts = parsed.facts();
        if (facts instanceof Statement.Query query) {
            readQuery(query, parsed, uses);
        } else if (facts instanceof Statement.CreateView view) {
            readQuery(view.query(), parsed, uses);
        } else if (facts instanceof Statement.CreateTable create) {
            readCreateTable(create, parsed, uses);
        } else if (facts instanceof Statement.AlterTable alter) {
            if (isTable(alter.table())
                    && alter.actions().stream().anyMatch(each -> AlteredColumns.isNamed(each, column.column()))) {
                uses.add(ddl(parsed, "ALTER TABLE names the column"));
            } else if (alter.actions().stream().anyMatch(this::refersTo)) {
                uses.add(ddl(parsed, "a foreign key refers to the column"));
            }
        } else if (facts instanceof Statement.CreateIndex create) {
            boolean named = create.columns().contains(column.column())
                    || create.include().contains(column.column())
                    || create.where()
                            .filter(each -> Tokens.has(each, column.column()))
                            .isPresent();
            if (isTable(create.table()) && named) {
                uses.add(ddl(parsed, "an index of the column"));
            }
        } else if (facts instanceof Statement.CreateTrigger trigger) {
            if (isTable(trigger.table()) && Tokens.has(parsed.text(), column.column())) {
                uses.add(ddl(parsed, "a trigger that names the column"));
            }
        } else if (facts instanceof Statement.CreateRoutine routine) {
            List<Use> inBody = new ArrayList<>();
            readBody(routine.body(), parsed, inBody);
            inBody.forEach(use -> uses.add(use.access() == Access.DDL ? asRead(use) : use));
        } else if (facts instanceof Statement.CouldNotDecide) {
            Matcher block = BLOCK.matcher(parsed.text());
            readBody(block.matches() ? block.group(2) : "", parsed, uses);
        } else if (facts instanceof Statement.Other) {
            readWords(parsed, uses);
        }
    }

    /** What a routine or a block runs; its words where that says nothing. */
    private void readBody(String body, ParsedStatement parsed, List<Use> uses) {
        int inside = parsed.text().indexOf(body);
        List<Use> run = body.isEmpty() || inside < 0 ? List.of() : new RoutineReading(column, schema).uses(body);
        run.forEach(use -> uses.add(shifted(use, parsed, inside)));
        if (run.isEmpty()) {
            gaveUp |= parsed.facts() instanceof Statement.CouldNotDecide;
            readWords(parsed, uses);
        }
    }

    private void readWords(ParsedStatement parsed, List<Use> uses) {
        Optional<Integer> wrapped = StatementOpening.wrapped(parsed.text());
        if (wrapped.isPresent()) {
            read(parsed.text().substring(wrapped.get())).forEach(use -> uses.add(shifted(use, parsed, wrapped.get())));
            return;
        }
        Optional<List<Use>> object = new ObjectReading(column, schema).read(parsed.text());
        if (object.isPresent()) {
            object.get().forEach(use -> uses.add(shifted(use, parsed, 0)));
            return;
        }
        Optional<int[]> query = UnnamedUses.copiedQuery(parsed.text());
        if (query.isPresent()) {
            String inside = parsed.text().substring(query.get()[0], query.get()[1]);
            read(inside).forEach(use -> uses.add(shifted(use, parsed, query.get()[0])));
        } else if (unnamed.isCopy(parsed) || unnamed.of(parsed).isPresent()) {
            unnamed.of(parsed).ifPresent(uses::add);
        } else {
            SqlWords.read(parsed.text(), column)
                    .map(use -> shifted(use, parsed, 0))
                    .ifPresent(uses::add);
        }
    }

    /** Whether a statement on the table could not be parsed since this was last asked. */
    public boolean gaveUp() {
        boolean before = gaveUp;
        gaveUp = false;
        return before;
    }

    /** Words of a body: it makes nothing of the column, however its statement begins. */
    private static Use asRead(Use use) {
        return new Use(
                Access.READ,
                use.star(),
                use.confidence(),
                use.offset(),
                use.reason(),
                use.statement(),
                use.insertsRows());
    }

    private static Use shifted(Use use, ParsedStatement parsed, int inside) {
        return shifted(use, parsed.text(), parsed.offset() + inside);
    }

    private static Use shifted(Use use, String statement, int by) {
        return new Use(
                use.access(),
                use.star(),
                use.confidence(),
                by + use.offset(),
                use.reason(),
                statement,
                use.insertsRows());
    }

    private void readCreateTable(Statement.CreateTable create, ParsedStatement parsed, List<Use> uses) {
        boolean defines = isTable(create.table())
                && create.columns().stream().anyMatch(each -> each.name().equals(column.column()));
        boolean refersTo = create.constraints().stream().anyMatch(this::refersTo);
        if (defines || refersTo) {
            uses.add(ddl(parsed, defines ? "CREATE TABLE defines the column" : "a foreign key refers to the column"));
        }
        create.asQuery().ifPresent(query -> readQuery(query, parsed, uses));
    }

    private boolean refersTo(TableConstraint constraint) {
        return constraint.references().filter(this::isTable).isPresent()
                && constraint.referencedColumns().contains(column.column());
    }

    private boolean refersTo(AlterAction action) {
        return action instanceof AlterAction.AddConstraint add && refersTo(add.constraint());
    }

    private Use ddl(ParsedStatement parsed, String reason) {
        int at = SqlWords.blanked(parsed.text()).length() == parsed.text().length()
                ? Tokens.find(SqlWords.blanked(parsed.text()), column.column()).orElse(0)
                : 0;
        return new Use(Access.DDL, false, Confidence.CERTAIN, parsed.offset() + at, reason, parsed.text(), false);
    }

    private void readQuery(Statement.Query query, ParsedStatement parsed, List<Use> uses) {
        boolean insertsRows = query.verb() == Statement.Verb.INSERT;
        List<Use> found = new ArrayList<>();
        for (ColumnUse use : query.columns()) {
            if (use.column().equals(column.column())) {
                bind(use)
                        .ifPresent(confidence -> found.add(new Use(
                                use.access(),
                                false,
                                confidence,
                                parsed.offset() + use.offset(),
                                use.table().isPresent()
                                        ? "the statement names the column"
                                        : "the schema binds the name to this table",
                                parsed.text(),
                                insertsRows)));
            }
        }
        // One use for each kind of access is what a reader edits.
        for (Access access : List.of(Access.WRITE, Access.READ_WRITE, Access.READ)) {
            found.stream().filter(use -> use.access() == access).findFirst().ifPresent(uses::add);
        }
        if (query.target().filter(this::isTable).isPresent()) {
            byPosition(query, parsed).ifPresent(uses::add);
        }
        if (found.stream().noneMatch(use -> use.access().reads())) {
            Optional<Use> star = query.star() ? star(query, parsed) : Optional.empty();
            star.or(() -> unnamed.naturalJoin(query, parsed)).ifPresent(uses::add);
        }
    }

    private static Optional<Use> byPosition(Statement.Query query, ParsedStatement parsed) {
        boolean defaults = DEFAULTS.matcher(SqlWords.blanked(parsed.text())).find();
        return query.insertWithoutColumns() || defaults
                ? Optional.of(new Use(
                        Access.WRITE,
                        true,
                        Confidence.CERTAIN,
                        parsed.offset(),
                        defaults
                                ? "DEFAULT VALUES writes the default of every column"
                                : "an INSERT without a column list writes by position",
                        parsed.text(),
                        query.verb() == Statement.Verb.INSERT))
                : Optional.empty();
    }

    /** Of a qualified star the qualifier decides, of a bare one every table of its query. */
    private Optional<Use> star(Statement.Query query, ParsedStatement parsed) {
        String text = withoutStarsOfOthers(SqlWords.blanked(parsed.text()));
        if (!isRead(query, text) || UnnamedUses.takesOtherFields(text, column.column())) {
            return Optional.empty();
        }
        long counted = COUNTED.matcher(text).results().count();
        if (counted > 0 && counted == STAR.matcher(text).results().count()) {
            return Optional.empty();
        }
        long ofQueries = STAR_OF_QUERY.matcher(text).results().count();
        if (ofQueries > 0 && STAR.matcher(text).results().count() == ofQueries) {
            return Optional.empty();
        }
        boolean only = query.tables().size() == 1;
        boolean bare = Pattern.compile("(?<![.\\w(])\\*(?!\\s*\\d)|\\(\\s*select\\s+\\*", Pattern.CASE_INSENSITIVE)
                .matcher(text)
                .find();
        boolean qualified = false;
        Matcher matcher = Pattern.compile("(\\w+)\\.\\*").matcher(text);
        while (matcher.find()) {
            String qualifier = matcher.group(1);
            qualified |= qualifier.equalsIgnoreCase(column.table().name())
                    || SqlWords.isAliasOf(text, qualifier, column.table().name());
        }
        if (!only && !bare && !qualified) {
            return Optional.empty();
        }
        return Optional.of(new Use(
                Access.READ,
                true,
                only || qualified ? Confidence.CERTAIN : Confidence.LIKELY,
                parsed.offset() + Math.max(0, text.indexOf('*')),
                "`*` reads every column of the table",
                parsed.text(),
                false));
    }

    /** The text with each star blank whose query is on one other table alone. */
    private String withoutStarsOfOthers(String text) {
        return Tokens.has(text, "with")
                ? text
                : STAR_OF_ONE
                        .matcher(text)
                        .replaceAll(star -> star.group(1)
                                        .equalsIgnoreCase(column.table().name())
                                ? Matcher.quoteReplacement(star.group())
                                : " " + Matcher.quoteReplacement(star.group().substring(1)));
    }

    /** {@code INSERT INTO owners SELECT * FROM pets} reads nothing of what it writes. */
    private boolean isRead(Statement.Query query, String text) {
        boolean inserts = query.verb() == Statement.Verb.INSERT
                && query.target().filter(this::isTable).isPresent();
        boolean returns = Tokens.has(text, "returning");
        return query.tables().stream().filter(this::isTable).count() > (inserts && !returns ? 1 : 0);
    }

    private Optional<Confidence> bind(ColumnUse use) {
        if (use.table().isPresent()) {
            return use.table().filter(this::isTable).map(this::confidence);
        }
        if (use.inScope().stream().noneMatch(this::isTable)) {
            return Optional.empty();
        }
        Optional<TableRef> nearest = nearest(use);
        if (nearest.isPresent()) {
            return nearest.filter(this::isTable).map(this::confidence);
        }
        if (use.inScope().stream().filter(this::isTable).allMatch(this::isAmbiguous)) {
            return Optional.of(Confidence.POSSIBLE);
        }
        List<TableRef> others =
                use.inScope().stream().filter(each -> !isTable(each)).toList();
        boolean allKnown = others.stream().allMatch(each -> find(each).isPresent());
        boolean another = others.stream().anyMatch(each -> find(each)
                .filter(table -> table.findColumn(column.column()).isPresent())
                .isPresent());
        return Optional.of(
                allKnown && !another ? Confidence.CERTAIN : another ? Confidence.POSSIBLE : Confidence.LIKELY);
    }

    /** A name is of the innermost query that has such a column, when its tables are all known (PostgreSQL docs, "Subquery Expressions"). */
    private Optional<TableRef> nearest(ColumnUse use) {
        boolean allKnown = use.nearest().stream().allMatch(each -> find(each).isPresent());
        List<TableRef> having = use.nearest().stream()
                .filter(each -> find(each)
                        .filter(table -> table.findColumn(column.column()).isPresent())
                        .isPresent())
                .toList();
        return allKnown && having.size() == 1 ? Optional.of(having.get(0)) : Optional.empty();
    }

    /** Another schema that is written out may hold a table of its own of that name. */
    private Confidence confidence(TableRef ref) {
        boolean elsewhere = column.table().schema().isEmpty()
                && !isHoled(ref)
                && ref.schema().filter(each -> !each.equals("public")).isPresent();
        return isAmbiguous(ref) ? Confidence.POSSIBLE : elsewhere ? Confidence.LIKELY : Confidence.CERTAIN;
    }

    private Optional<dev.cofferdam.schema.Table> find(TableRef ref) {
        return schema.tables().stream()
                .filter(table -> isSame(table.ref(), ref))
                .findFirst();
    }

    private boolean isTable(TableRef ref) {
        return isSame(ref, column.table()) && !isTwin(ref);
    }

    /** The schema's table of that name in another of its schemas, which the statement writes out. */
    private boolean isTwin(TableRef ref) {
        return ref.schema().isPresent() && !ref.isSameTable(column.table()) && isDeclared(ref);
    }

    /** Where another schema has such a table too, a name without one means that of the search path, which is {@code public} mostly. */
    private boolean isAmbiguous(TableRef ref) {
        return ref.schema().isEmpty() && !ref.isSameTable(column.table()) && isDeclared(ref);
    }

    private boolean isDeclared(TableRef ref) {
        return schema.tables().stream().anyMatch(table -> table.ref().isSameTable(ref));
    }

    private static boolean isHoled(TableRef ref) {
        return ref.schema().filter(each -> each.contains(FoldedText.HOLE)).isPresent();
    }

    /** A name without a schema means the one that is asked about: the search path is not known. */
    private static boolean isSame(TableRef ref, TableRef other) {
        return ref.name().equals(other.name())
                && (ref.schema().isEmpty() || other.schema().isEmpty() || ref.isSameTable(other));
    }
}
