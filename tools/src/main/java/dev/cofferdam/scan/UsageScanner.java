package dev.cofferdam.scan;

import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.schema.Schema;
import java.nio.file.Path;

/** Finds what reads or writes a column. */
public final class UsageScanner {

    private UsageScanner() {}

    /**
     * Scans the working tree below a folder.
     *
     * @param repository root of the working tree; a {@link dev.cofferdam.domain.UserError} says when it is no folder
     * @param schema decides what names cannot; may be empty
     * @param column by the names the server stores
     */
    public static ScanResult scan(Path repository, Schema schema, ColumnRef column) {
        SourceTree tree = SourceTree.read(repository);
        Scan scan = new Scan(tree, schema, column);
        noteWhatIsMissing(scan);
        new MappingFinder(scan).find();
        StatementFinder statements = new StatementFinder(scan);
        statements.find();
        new RepositoryFinder(scan).find();
        new ManagerFinder(scan).find();
        new AssociationFinder(scan).find();
        AccessorFinder.find(scan);
        new LiteralFinder(scan, statements).find();
        new SqlFileFinder(scan).find();
        new TextFinder(scan).find();
        return new ScanResult(new UsageList(scan).usages(), scan.undecided(), scan.notes());
    }

    private static void noteWhatIsMissing(Scan scan) {
        scan.index
                .unparsed()
                .forEach(file -> scan.note(file.path() + " does not parse as Java and was searched as text"));
        if (scan.index.files().isEmpty()) {
            scan.note("no Java file was read; only SQL, templates and text were searched");
        }
        long foreign = scan.tree.files().stream()
                .filter(file -> file.extension().matches("kt|groovy|scala"))
                .count();
        if (foreign > 0) {
            scan.note(foreign + " Kotlin, Groovy or Scala files were searched as text only");
        }
        UnreadLibraries.notes(scan.tree.files()).forEach(scan::note);
        if (!scan.entities.all().isEmpty()) {
            scan.note("column names of entities: " + scan.naming.strategy().words() + ", " + scan.naming.why()
                    + (scan.naming.sure() ? "" : " (assumed)"));
        }
    }
}
