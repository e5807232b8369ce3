package dev.cofferdam.scan;

import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.domain.Usage;
import dev.cofferdam.scan.files.SourceFile;
import dev.cofferdam.scan.files.SourceTree;
import dev.cofferdam.scan.java.JavaIndex;
import dev.cofferdam.scan.words.Tokens;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Says why a line is or is not among the usages. */
final class Explanation {
    private final SourceTree tree;
    private final JavaIndex index;
    private final ScanResult result;
    private final ColumnRef column;

    Explanation(SourceTree tree, JavaIndex index, ScanResult result, ColumnRef column) {
        this.tree = tree;
        this.index = index;
        this.result = result;
        this.column = column;
    }

    List<String> of(String path, int line) {
        List<String> said = new ArrayList<>();
        result.usages().stream()
                .filter(usage ->
                        usage.place().file().equals(path) && usage.place().line() == line)
                .forEach(usage -> said.add(counted(usage)));
        result.undecided().stream()
                .filter(each -> each.place().file().equals(path) && each.place().line() == line)
                .forEach(each -> said.add("could not be decided: " + each.what() + "; " + each.why()));
        return said.isEmpty() ? notCounted(path, line) : said;
    }

    private static String counted(Usage usage) {
        return "counted as " + usage.access().name().toLowerCase(Locale.ROOT) + " by "
                + usage.style().words() + ", " + usage.confidence().name().toLowerCase(Locale.ROOT) + ": "
                + usage.reason();
    }

    private List<String> notCounted(String path, int line) {
        Optional<SourceFile> found = tree.find(path);
        if (found.isEmpty()) {
            return List.of("not counted: `" + path
                    + "` was not read; it does not exist, is no text, or lies in a folder of built or foreign files");
        }
        SourceFile file = found.get();
        List<String> lines = file.lines();
        if (line > lines.size()) {
            return List.of("not counted: `" + path + "` has " + lines.size() + " lines");
        }
        List<String> said = new ArrayList<>();
        String text = lines.get(line - 1);
        boolean named = Tokens.formsOf(column.column()).stream().anyMatch(form -> Tokens.has(text, form));
        said.add(
                named
                        ? "not counted: the line names `" + column.column()
                                + "`, but nothing binds the name to " + column.table()
                                + "; it may be a comment, a parameter, or belong to another table"
                        : "not counted: the line does not name `" + column.column()
                                + "`, and nothing was found that reads or writes " + column
                                + " here without naming it");
        if (!file.mentions(column.table().name())) {
            said.add("the file does not hold the word `" + column.table().name() + "`");
        }
        if (index.unparsed().contains(file)) {
            said.add("the file does not parse as Java and was searched as text");
        }
        near(path, line).ifPresent(said::add);
        return said;
    }

    private Optional<String> near(String path, int line) {
        return result.usages().stream()
                .filter(usage -> usage.place().file().equals(path))
                .min(Comparator.comparingInt(usage -> Math.abs(usage.place().line() - line)))
                .map(usage -> "the nearest usage in this file is on line "
                        + usage.place().line() + ", " + counted(usage));
    }
}
