package dev.cofferdam.migrations;

import dev.cofferdam.sql.ParsedStatement;
import dev.cofferdam.sql.SqlParser;
import dev.cofferdam.sql.Statement;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Finds SQL files that are written for another database product: by what their folders and names say, and by syntax that PostgreSQL does not read
 * where a whole folder is full of it.
 */
final class OtherProducts {
    /** Of a folder that does not say so; a single file may be a slip. */
    private static final int FEWEST = 2;

    /** So many files tell what the others of their folder are. */
    private static final int MOST = 20;

    private final RepositoryFiles files;
    private final String above;
    private final List<OtherProduct> found = new ArrayList<>();
    private final Set<String> known = new HashSet<>();

    private OtherProducts(RepositoryFiles files, String above) {
        this.files = files;
        this.above = above;
    }

    /**
     * Those among these files.
     *
     * @param above the way to their folder in its repository, which may tell as well
     */
    static OtherProducts in(RepositoryFiles files, String above) {
        OtherProducts products = new OtherProducts(files, above.isEmpty() ? "" : above + "/");
        Map<String, List<String>> byFolder = new TreeMap<>();
        for (String file : files.matching(Vendors::isSql)) {
            byFolder.computeIfAbsent(RepositoryFiles.folderOf(file), any -> new ArrayList<>())
                    .add(file);
        }
        byFolder.forEach(products::look);
        return products;
    }

    /** The file alone, when it or its folder is for another product; paths as seen from a folder above it. */
    static Optional<OtherProduct> of(Path root, Path file) {
        String path = root.relativize(file).toString().replace('\\', '/');
        String folder = RepositoryFiles.folderOf(path);
        Path parent = file.getParent();
        // Of a file that lies in no repository its folder alone may speak.
        String told = folder.isEmpty() && parent != null ? parent.getFileName() + "/" + path : path;
        Optional<String> product = Vendors.product(Vendors.belowRoot(told));
        if (product.isEmpty() && parent != null && !Vendors.namesPostgres(path)) {
            product = ProductMarks.in(RepositoryFiles.textOf(file)).flatMap(any -> bySyntax(siblings(parent), path));
        }
        return product.map(name -> new OtherProduct(name, folder, List.of(path)));
    }

    private static List<String> siblings(Path folder) {
        RepositoryFiles files = RepositoryFiles.inside(folder);
        return first(files.matching(Vendors::isSql)).map(files::text).toList();
    }

    private static Stream<String> first(List<String> names) {
        return names.subList(0, Math.min(MOST, names.size())).stream();
    }

    List<OtherProduct> all() {
        return List.copyOf(found);
    }

    boolean has(String file) {
        return known.contains(file);
    }

    private void look(String folder, List<String> siblings) {
        Map<String, List<String>> named = new TreeMap<>();
        List<String> rest = new ArrayList<>();
        for (String file : siblings) {
            Optional<String> product = Vendors.product(Vendors.belowRoot(above + file));
            product.ifPresentOrElse(
                    name -> named.computeIfAbsent(name, any -> new ArrayList<>())
                            .add(file),
                    () -> rest.add(file));
        }
        named.forEach((name, own) -> add(name, folder, own));
        if (!rest.isEmpty() && !Vendors.namesPostgres(above + rest.get(0))) {
            bySyntax(first(rest).map(files::text).toList(), above + rest.get(0))
                    .ifPresent(name -> add(name, folder, rest));
        }
    }

    private void add(String name, String folder, List<String> own) {
        found.add(new OtherProduct(name, folder, own));
        known.addAll(own);
    }

    /** A module that is called after a product says something too, once its SQL agrees. */
    private static Optional<String> bySyntax(List<String> texts, String path) {
        Optional<String> module = Vendors.moduleOf(path);
        List<String> looks = texts.stream()
                .flatMap(text -> ProductMarks.in(text).filter(any -> isForeign(text)).stream())
                .toList();
        boolean enough =
                module.isPresent() ? !looks.isEmpty() : looks.size() >= FEWEST && 2 * looks.size() > texts.size();
        return enough ? Optional.of(module.orElse(looks.get(0))) : Optional.empty();
    }

    private static boolean isForeign(String text) {
        List<ParsedStatement> statements = SqlParser.parse(text);
        long refused = statements.stream()
                .filter(each -> each.facts() instanceof Statement.CouldNotDecide open
                        && open.reason().startsWith("syntax error"))
                .count();
        return 2 * refused >= statements.size();
    }
}
