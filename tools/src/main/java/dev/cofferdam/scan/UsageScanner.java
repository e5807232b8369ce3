package dev.cofferdam.scan;

import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.domain.Usage;
import dev.cofferdam.scan.files.SourceFile;
import dev.cofferdam.scan.files.SourceTree;
import dev.cofferdam.scan.hits.ExposedNames;
import dev.cofferdam.scan.hits.Scan;
import dev.cofferdam.scan.hits.SearchPaths;
import dev.cofferdam.scan.hits.StyleFinder;
import dev.cofferdam.scan.java.JavaIndex;
import dev.cofferdam.scan.styles.jooq.JooqFinder;
import dev.cofferdam.scan.styles.jooq.OpenFieldFinder;
import dev.cofferdam.scan.styles.jpa.AssociationFinder;
import dev.cofferdam.scan.styles.jpa.AuditFinder;
import dev.cofferdam.scan.styles.jpa.CriteriaFinder;
import dev.cofferdam.scan.styles.jpa.DerivedCallFinder;
import dev.cofferdam.scan.styles.jpa.DirtyWriteFinder;
import dev.cofferdam.scan.styles.jpa.ExampleFinder;
import dev.cofferdam.scan.styles.jpa.FluentNamesFinder;
import dev.cofferdam.scan.styles.jpa.HandedFinder;
import dev.cofferdam.scan.styles.jpa.InverseSides;
import dev.cofferdam.scan.styles.jpa.ManagerFinder;
import dev.cofferdam.scan.styles.jpa.MappingFinder;
import dev.cofferdam.scan.styles.jpa.NamedQueryFinder;
import dev.cofferdam.scan.styles.jpa.OpenCriteriaFinder;
import dev.cofferdam.scan.styles.jpa.OpenNamesFinder;
import dev.cofferdam.scan.styles.jpa.OpenSortsFinder;
import dev.cofferdam.scan.styles.jpa.PanacheFinder;
import dev.cofferdam.scan.styles.jpa.PlainRepositoryFinder;
import dev.cofferdam.scan.styles.jpa.ProbeFinder;
import dev.cofferdam.scan.styles.jpa.PropertyNamesFinder;
import dev.cofferdam.scan.styles.jpa.QuerydslFinder;
import dev.cofferdam.scan.styles.jpa.RepositoryFinder;
import dev.cofferdam.scan.styles.jpa.SearchIndexFinder;
import dev.cofferdam.scan.styles.jpa.XmlQueryFinder;
import dev.cofferdam.scan.styles.kotlin.KotlinFinder;
import dev.cofferdam.scan.styles.kotlin.KotlinJooq;
import dev.cofferdam.scan.styles.kotlin.KotlinUnshownSql;
import dev.cofferdam.scan.styles.mybatis.AnnotatedSqlFinder;
import dev.cofferdam.scan.styles.mybatis.BehindMappers;
import dev.cofferdam.scan.styles.mybatis.MyBatisFinder;
import dev.cofferdam.scan.styles.mybatis.NestedSelects;
import dev.cofferdam.scan.styles.mybatis.PlusFinder;
import dev.cofferdam.scan.styles.mybatis.ProviderFinder;
import dev.cofferdam.scan.styles.sql.AliasLabelFinder;
import dev.cofferdam.scan.styles.sql.AskedViewFinder;
import dev.cofferdam.scan.styles.sql.BehindFinder;
import dev.cofferdam.scan.styles.sql.BehindStatements;
import dev.cofferdam.scan.styles.sql.ChangelogFinder;
import dev.cofferdam.scan.styles.sql.ConstantLabelFinder;
import dev.cofferdam.scan.styles.sql.DataSetFinder;
import dev.cofferdam.scan.styles.sql.DefinedSqlFinder;
import dev.cofferdam.scan.styles.sql.DynamicRoutineFinder;
import dev.cofferdam.scan.styles.sql.NamedTableFinder;
import dev.cofferdam.scan.styles.sql.OpenInsertFinder;
import dev.cofferdam.scan.styles.sql.PositionFinder;
import dev.cofferdam.scan.styles.sql.PublicationFinder;
import dev.cofferdam.scan.styles.sql.RoutineCallFinder;
import dev.cofferdam.scan.styles.sql.RowMapperFinder;
import dev.cofferdam.scan.styles.sql.SchemaObjectFinder;
import dev.cofferdam.scan.styles.sql.SchemaObjects;
import dev.cofferdam.scan.styles.sql.SimpleInsertFinder;
import dev.cofferdam.scan.styles.sql.SqlBuilderFinder;
import dev.cofferdam.scan.styles.sql.SqlFileFinder;
import dev.cofferdam.scan.styles.sql.SqlObjectFinder;
import dev.cofferdam.scan.styles.sql.StatementFinder;
import dev.cofferdam.scan.styles.sql.TableClassFinder;
import dev.cofferdam.scan.styles.sql.UnshownSqlFinder;
import dev.cofferdam.scan.styles.text.BehindTexts;
import dev.cofferdam.scan.styles.text.ConfigColumns;
import dev.cofferdam.scan.styles.text.ContractFinder;
import dev.cofferdam.scan.styles.text.LiteralFinder;
import dev.cofferdam.scan.styles.text.ModelQueries;
import dev.cofferdam.scan.styles.text.OtherLanguages;
import dev.cofferdam.scan.styles.text.ScriptRows;
import dev.cofferdam.scan.styles.text.ScriptTables;
import dev.cofferdam.scan.styles.text.SplicedTextFinder;
import dev.cofferdam.scan.styles.text.TextFinder;
import dev.cofferdam.scan.styles.text.XmlSqlFinder;
import dev.cofferdam.scan.styles.values.AccessorFinder;
import dev.cofferdam.scan.styles.values.CopyFinder;
import dev.cofferdam.scan.styles.values.FilledByHand;
import dev.cofferdam.scan.styles.values.InitializerFinder;
import dev.cofferdam.scan.styles.values.JsonUpdateFinder;
import dev.cofferdam.scan.styles.values.MapStructFinder;
import dev.cofferdam.scan.styles.values.OpenBeanFinder;
import dev.cofferdam.scan.styles.values.PositionalFinder;
import dev.cofferdam.scan.styles.values.ReflectionFinder;
import dev.cofferdam.schema.Namesakes;
import dev.cofferdam.schema.Schema;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Finds what reads or writes columns. An open scanner answers about the repository as it was when it was opened; asked about several
 * columns it reads the repository once.
 */
public final class UsageScanner {

    /** What is followed from a usage up to where the outside comes in; each takes longer than the one before it. */
    public enum Follow {
        NOTHING,
        CALLS,
        CALLS_AND_TESTS
    }

    private final SourceTree tree;
    private final JavaIndex index;

    private UsageScanner(SourceTree tree) {
        this.tree = tree;
        index = JavaIndex.of(tree);
    }

    /**
     * Reads the working tree below a folder.
     *
     * @param repository root of the working tree; a {@link dev.cofferdam.domain.UserError} says when it is no folder
     * @param cache folder in which an index is kept for the next time; nothing is kept without one
     */
    public static UsageScanner open(Path repository, Optional<Path> cache) {
        return new UsageScanner(SourceTree.read(repository, cache));
    }

    /** Scans the working tree below a folder for one column, entry points included. */
    public static ScanResult scan(Path repository, Schema schema, ColumnRef column) {
        return open(repository, Optional.empty()).scan(schema, column, true);
    }

    /**
     * What concerns one column.
     *
     * @param schema decides what names cannot; may be empty
     * @param column by the names the server stores
     * @param paths whether to follow the calls up to the entry points, which takes longer than the rest
     */
    public ScanResult scan(Schema schema, ColumnRef column, boolean paths) {
        return scan(schema, column, paths ? Follow.CALLS : Follow.NOTHING);
    }

    /** Likewise. */
    public ScanResult scan(Schema asRead, ColumnRef column, Follow follow) {
        return scan(asRead, column, follow, scan -> List.of());
    }

    /**
     * Likewise.
     *
     * @param more finders besides ours; of tests, which cannot make ours fail
     */
    ScanResult scan(Schema asRead, ColumnRef column, Follow follow, Function<Scan, List<StyleFinder>> more) {
        Schema schema =
                Namesakes.of(asRead, column.table()).any() ? asRead.withSearchPath(SearchPaths.of(tree)) : asRead;
        tree.faults().forget();
        Scan scan = new Scan(tree, index, schema, column);
        SchemaObjects objects = new SchemaObjects(scan);
        // The order matters: who is handed a string says so before the strings that are left are judged as words.
        BehindStatements behind = new BehindStatements(objects, column);
        List<StyleFinder> styles =
                new ArrayList<>(List.of(new RoutineCallFinder(scan, objects), new BehindFinder(scan, behind)));
        styles.addAll(inCode(scan));
        styles.addAll(List.of(
                new SqlFileFinder(scan),
                new ChangelogFinder(scan),
                new SchemaObjectFinder(scan),
                new AskedViewFinder(scan),
                new PublicationFinder(scan),
                new DataSetFinder(scan),
                new DynamicRoutineFinder(scan),
                new ContractFinder(scan),
                new ConfigColumns(scan),
                new ExposedNames(scan),
                new UnshownSqlFinder(scan),
                new OpenInsertFinder(scan),
                new SplicedTextFinder(scan),
                new BehindMappers(scan, behind),
                new BehindTexts(scan, behind),
                new OpenNamesFinder(scan),
                new OpenCriteriaFinder(scan),
                new OpenSortsFinder(scan),
                new OpenBeanFinder(scan),
                new JsonUpdateFinder(scan),
                new DefinedSqlFinder(scan),
                new OpenFieldFinder(scan),
                new KotlinUnshownSql(scan)));
        styles.addAll(more.apply(scan));
        find(styles);
        ThroughViews views = new ThroughViews(tree, scan);
        tree.faults().guard(views, "", () -> views.find(objects.shown(), inner -> find(inCode(inner))));
        ThroughTriggers triggers = new ThroughTriggers(scan);
        tree.faults().guard(triggers, "", () -> triggers.find(objects.fired(), inner -> find(writers(inner))));
        Set<String> read = new HashSet<>();
        styles.forEach(each -> read.addAll(each.files()));
        // Text comes after all others, for it is what is left of a file that one of them failed on.
        tree.faults().guard(this, "", () -> new TextFinder(scan, read).find());
        noteNamesakes(scan);
        noteWhatIsMissing(scan);
        List<Usage> usages = new UsageList(scan, follow).usages();
        tree.faults().notes().forEach(scan::note);
        return new ScanResult(usages, scan.undecided(), scan.folded(), scan.notes());
    }

    private void find(List<StyleFinder> styles) {
        // Each has said which files it will look into, so that they are parsed together.
        index.prepare();
        // What a finder does not look for file by file may fail too.
        styles.forEach(style -> tree.faults().guard(style, "", style::find));
    }

    /** What a framework writes when code saves, changes or deletes an entity. */
    private static List<StyleFinder> writers(Scan scan) {
        return List.of(
                new RepositoryFinder(scan),
                new ManagerFinder(scan),
                new HandedFinder(scan),
                new DirtyWriteFinder(scan));
    }

    /** How code names a column, whether a table has it or a view shows it. */
    private static List<StyleFinder> inCode(Scan scan) {
        // What statements fill is a mapping too, and others ask for it.
        MyBatisFinder mapperFiles = new MyBatisFinder(scan);
        AnnotatedSqlFinder annotated = new AnnotatedSqlFinder(scan);
        SqlObjectFinder sqlObjects = new SqlObjectFinder(scan);
        FilledByHand.addTo(scan);
        StatementFinder statements = new StatementFinder(scan);
        List<StyleFinder> styles = new ArrayList<>(
                List.of(new MappingFinder(scan), statements, new RepositoryFinder(scan), new ManagerFinder(scan)));
        styles.addAll(List.of(new HandedFinder(scan), new SearchIndexFinder(scan), new DerivedCallFinder(scan)));
        styles.addAll(List.of(new AssociationFinder(scan), new InverseSides(scan), new DirtyWriteFinder(scan)));
        styles.addAll(AccessorFinder.of(scan));
        styles.addAll(List.of(new PositionalFinder(scan), new InitializerFinder(scan)));
        styles.addAll(List.of(new CopyFinder(scan), new ReflectionFinder(scan), new MapStructFinder(scan)));
        styles.addAll(List.of(
                new PanacheFinder(scan),
                new PlainRepositoryFinder(scan),
                new FluentNamesFinder(scan),
                new CriteriaFinder(scan),
                new NamedQueryFinder(scan),
                new PropertyNamesFinder(scan),
                new ProbeFinder(scan),
                new AuditFinder(scan),
                new QuerydslFinder(scan),
                new TableClassFinder(scan),
                new JooqFinder(scan),
                new SimpleInsertFinder(scan),
                new RowMapperFinder(scan, statements),
                new PositionFinder(scan, statements),
                new ConstantLabelFinder(scan, statements),
                new AliasLabelFinder(scan, statements),
                new NamedTableFinder(scan),
                new LiteralFinder(scan, statements)));
        styles.addAll(List.of(
                mapperFiles,
                annotated,
                sqlObjects,
                new XmlQueryFinder(scan),
                new PlusFinder(scan),
                new ExampleFinder(scan),
                new XmlSqlFinder(scan),
                new OtherLanguages(scan),
                new ModelQueries(scan),
                new ScriptTables(scan),
                new ScriptRows(scan),
                new KotlinFinder(scan),
                new KotlinJooq(scan),
                new SqlBuilderFinder(scan),
                new ProviderFinder(scan),
                new NestedSelects(scan, mapperFiles)));
        return styles;
    }

    /** What entities map, in the order of their tables and columns. */
    public List<MappedName> mapped(Schema schema) {
        Scan scan = new Scan(tree, index, schema, new ColumnRef(TableRef.of("-"), "-"));
        return scan.entities().all().stream()
                .flatMap(entity -> entity.properties().stream().flatMap(property -> property.columns().stream()
                        .map(each -> new MappedName(
                                TableRef.of(each.table()).column(each.column()),
                                entity.type().simpleName(),
                                property.path()))))
                .sorted(Comparator.comparing(name -> name.column().toString()))
                .toList();
    }

    /**
     * Why a place is or is not among the usages, in sentences.
     *
     * @param path relative to the repository's root
     * @param line counted from 1
     */
    public List<String> explain(ScanResult result, ColumnRef column, String path, int line) {
        return new Explanation(tree, index, result, column).of(path, line);
    }

    private static void noteNamesakes(Scan scan) {
        Namesakes names = scan.namesakes();
        if (names.any()) {
            String taken = names.withoutSchema()
                    .map(table -> "is taken for `" + table + "`")
                    .orElse("could mean any of them, and is possible at most in SQL");
            scan.note("the name `" + names.asked().name() + "` is ambiguous: there are " + names.words()
                    + "; without a schema before it, it " + taken);
        }
    }

    private static void noteWhatIsMissing(Scan scan) {
        // What the fast reader could not make sense of is shown to the parser before it is called broken.
        scan.index().files().stream()
                .filter(file -> file.reading().state() == SourceFile.State.BROKEN_JAVA)
                .forEach(file -> scan.index().unit(file.path()));
        List<String> unparsed =
                scan.index().unparsed().stream().map(SourceFile::path).toList();
        if (!unparsed.isEmpty()) {
            scan.note(UnparsedFiles.note(
                    "no Java that could be parsed (newer syntax, a template, too large or too deep)", unparsed));
        }
        UnparsedFiles.notes(scan).forEach(scan::note);
        if (scan.index().files().isEmpty()) {
            scan.note("no Java file was read; only SQL, templates and text were searched");
        }
        long foreign = scan.tree().files().stream()
                .filter(file -> file.extension().matches("kt|groovy|scala"))
                .count();
        if (foreign > 0) {
            scan.note(foreign + " Kotlin, Groovy or Scala files were read by their words, without a parser");
        }
        UnreadLibraries.notes(scan.tree().files()).forEach(scan::note);
        if (scan.entities().all().stream().anyMatch(entity -> entity.type().has("Entity"))) {
            scan.note("column names of entities: " + scan.naming().strategy().words() + ", "
                    + scan.naming().why() + (scan.naming().sure() ? "" : " (assumed)"));
        }
    }
}
