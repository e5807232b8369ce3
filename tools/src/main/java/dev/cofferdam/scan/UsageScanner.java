package dev.cofferdam.scan;

import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.schema.Schema;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds what reads or writes columns. An open scanner answers about the repository as it was when it was opened; asked about several
 * columns it reads the repository once.
 */
public final class UsageScanner {

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
        Scan scan = new Scan(tree, index, schema, column);
        // What statements fill is a mapping too, and others ask for it.
        List<StyleFinder> styles = new ArrayList<>(
                List.of(new MyBatisFinder(scan), new AnnotatedSqlFinder(scan), new SqlObjectFinder(scan)));
        FilledByHand.addTo(scan);
        // Each says in its constructor which files it will look into, so that they are parsed together.
        StatementFinder statements = new StatementFinder(scan);
        RepositoryFinder repositories = new RepositoryFinder(scan);
        ManagerFinder managers = new ManagerFinder(scan);
        HandedFinder handed = new HandedFinder(scan);
        DerivedCallFinder derivedCalls = new DerivedCallFinder(scan);
        SearchIndexFinder indexes = new SearchIndexFinder(scan);
        AssociationFinder associations = new AssociationFinder(scan);
        List<AccessorFinder> accessors = AccessorFinder.of(scan);
        List<StyleFinder> claiming = List.of(
                new CriteriaFinder(scan),
                new QuerydslFinder(scan),
                new JooqFinder(scan),
                new SimpleInsertFinder(scan),
                new RowMapperFinder(scan, statements),
                new PositionFinder(scan, statements));
        LiteralFinder literals = new LiteralFinder(scan, statements);
        styles.addAll(List.of(
                new XmlQueryFinder(scan),
                new PlusFinder(scan),
                new ExampleFinder(scan),
                new ChangelogFinder(scan),
                new SchemaObjectFinder(scan),
                new OtherLanguages(scan),
                new KotlinFinder(scan),
                new SqlBuilderFinder(scan),
                new ContractFinder(scan)));
        index.prepare();
        new MappingFinder(scan).find();
        statements.find();
        repositories.find();
        managers.find();
        handed.find();
        indexes.find();
        derivedCalls.find();
        associations.find();
        accessors.forEach(AccessorFinder::find);
        claiming.forEach(StyleFinder::find);
        literals.find();
        new SqlFileFinder(scan).find();
        Set<String> read = new HashSet<>();
        styles.forEach(each -> {
            each.find();
            read.addAll(each.files());
        });
        new TextFinder(scan, read).find();
        noteWhatIsMissing(scan);
        return new ScanResult(new UsageList(scan, paths).usages(), scan.undecided(), scan.notes());
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

    private static void noteWhatIsMissing(Scan scan) {
        // What the fast reader could not make sense of is shown to the parser before it is called broken.
        scan.index().files().stream()
                .filter(file -> file.reading().state() == SourceFile.State.BROKEN_JAVA)
                .forEach(file -> scan.index().unit(file.path()));
        scan.index()
                .unparsed()
                .forEach(file -> scan.note(file.path() + " does not parse as Java and was searched as text"));
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
