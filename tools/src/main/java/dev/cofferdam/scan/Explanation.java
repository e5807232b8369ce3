package dev.cofferdam.scan;

import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.domain.Style;
import dev.cofferdam.domain.Undecided;
import dev.cofferdam.domain.Usage;
import dev.cofferdam.scan.files.Comments;
import dev.cofferdam.scan.files.SourceFile;
import dev.cofferdam.scan.files.SourceTree;
import dev.cofferdam.scan.java.Accessors;
import dev.cofferdam.scan.java.JavaIndex;
import dev.cofferdam.scan.styles.sql.SqlFileFinder;
import dev.cofferdam.scan.words.Tokens;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

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
        foldedAt(path, line)
                .forEach(each -> said.add("could not be decided, and is listed with line "
                        + each.place().line() + " of " + each.place().file() + ": " + each.what() + "; " + each.why()));
        return said.isEmpty() ? notCounted(path, line) : said;
    }

    /** What the list tells once, at another place of the same kind. */
    private List<Undecided> foldedAt(String path, int line) {
        return result.undecided().stream()
                .filter(each ->
                        each.place().line() != line || !each.place().file().equals(path))
                .filter(each -> result.folded().getOrDefault(each, List.of()).stream()
                        .anyMatch(place -> place.file().equals(path) && place.line() == line))
                .toList();
    }

    static String counted(Usage usage) {
        String access = usage.access().name().toLowerCase(Locale.ROOT).replace('_', '-');
        String style = usage.style().words();
        return "counted as " + access + (access.equals(style) ? "" : " by " + style) + ", "
                + usage.confidence().name().toLowerCase(Locale.ROOT) + ": " + usage.reason();
    }

    private List<String> notCounted(String path, int line) {
        Optional<SourceFile> found = tree.find(path);
        if (found.isEmpty()) {
            return List.of(notRead(path));
        }
        SourceFile file = found.get();
        List<String> lines = file.lines();
        if (line > lines.size()) {
            return List.of("not counted: `" + path + "` has " + lines.size() + " lines");
        }
        List<String> said = new ArrayList<>();
        List<String> calls = lines.get(line - 1).isBlank()
                ? List.of()
                : new ExplainedCalls(index, result, column).on(file, line, accessors());
        said.add("not counted: "
                + (calls.isEmpty() ? because(file, lines.get(line - 1), line) : String.join("; ", calls)));
        boolean used =
                result.usages().stream().anyMatch(usage -> usage.place().file().equals(path));
        if (!used && !file.mentions(column.table().name())) {
            said.add("the file does not hold the word `" + column.table().name() + "`");
        }
        if (index.unparsed().contains(file)) {
            said.add(
                    "the file is no Java that could be parsed and was searched as text, which names the first place alone");
        }
        near(path, line).ifPresent(said::add);
        return said;
    }

    private String notRead(String path) {
        Optional<String> note = tree.notes().stream()
                .filter(each -> each.startsWith(path + " "))
                .findFirst();
        List<String> names = tree.files().stream().map(SourceFile::path).toList();
        String name = path.substring(path.lastIndexOf('/') + 1);
        List<String> alike = names.stream()
                .filter(each -> each.equals(name) || each.endsWith("/" + name))
                .limit(3)
                .toList();
        return "not counted: "
                + note.orElse(
                        "`" + path
                                + "` was not read; it does not exist, is no text, or lies in a folder of built or foreign files")
                + (alike.isEmpty()
                        ? "; write the path from the repository's root"
                        : "; did you mean `" + String.join("`, `", alike) + "`?");
    }

    private String because(SourceFile file, String text, int line) {
        if (text.isBlank()) {
            return "the line is blank";
        }
        Set<String> names = names();
        Optional<String> named = names.stream()
                .filter(form -> Tokens.has(text, form))
                .map(form -> asWritten(text, form))
                .findFirst();
        if (named.isEmpty() && code(file, line).isBlank()) {
            return "the line is a comment";
        }
        Optional<String> header = named.isEmpty() ? header(file, line) : Optional.empty();
        if (header.isPresent()) {
            return header.get();
        }
        if (named.isEmpty()
                && accessors().stream().noneMatch(file::mentions)
                && names.stream().noneMatch(file::mentions)) {
            return "the file holds none of the words `" + String.join("`, `", names)
                    + "` and no name of an accessor, and nothing was found that reads or writes " + column
                    + " here; what runs a statement by its name is counted where the statement is written";
        }
        if (named.isEmpty()) {
            return "the line does not name `" + String.join("` or `", names)
                    + "`, and nothing was found that reads or writes " + column + " here without naming it";
        }
        if (!Tokens.has(code(file, line), named.get())) {
            return "`" + named.get() + "` stands in a comment";
        }
        Optional<Usage> once = result.usages().stream()
                .filter(usage -> usage.place().file().equals(file.path()) && usage.style() == Style.TEXT)
                .filter(usage -> usage.place().className().isEmpty())
                .findFirst();
        if (once.isPresent()) {
            return "the file was searched as text and is listed once, on line "
                    + once.get().place().line() + ": " + once.get().reason();
        }
        if (Tokens.has(code(file, line), column.table().name())) {
            return "the line names both `" + named.get() + "` and `"
                    + column.table().name()
                    + "`, but was understood neither as a statement that is sent nor as a mapping; look at it yourself";
        }
        return "the line names `" + named.get() + "`, but nothing binds the name to " + column.table()
                + "; it may be a parameter or a variable, or belong to another table";
    }

    private static String asWritten(String text, String name) {
        OptionalInt at = Tokens.find(text, name);
        return at.isPresent() ? text.substring(at.getAsInt(), at.getAsInt() + name.length()) : name;
    }

    /** A method begins on the line, and what it does with the column stands below. */
    private Optional<String> header(SourceFile file, int line) {
        return index.facts(file.path()).types().stream()
                .flatMap(type -> type.methods().stream()
                        .filter(method -> method.line() == line)
                        .flatMap(method -> result.usages().stream()
                                .filter(usage -> usage.place().file().equals(file.path())
                                        && usage.place().member().equals(Optional.of(method.name()))
                                        && usage.place().line() > line)
                                .map(usage ->
                                        "`" + method.name() + "` begins here, and what it does is counted on line "
                                                + usage.place().line())))
                .findFirst();
    }

    /** The line without its comment. */
    private static String code(SourceFile file, int line) {
        String text = Comments.blanked(file.text(), file.extension(), true)
                .lines()
                .skip(line - 1L)
                .findFirst()
                .orElse("");
        return SqlFileFinder.isSql(file) ? text.replaceFirst("--.*", "") : text;
    }

    /** The column's name, and those of the properties that map it. */
    private Set<String> names() {
        Set<String> names = new LinkedHashSet<>(List.of(column.column()));
        result.usages().stream()
                .filter(usage -> usage.style() == Style.MAPPING && isProperty(usage))
                .flatMap(usage -> usage.place().member().stream())
                .forEach(names::add);
        return names;
    }

    /** A mapping may also stand at a class or be called a result map, and neither name is one of the column. */
    private boolean isProperty(Usage usage) {
        String member = usage.place().member().orElse("");
        return usage.place()
                .className()
                .flatMap(name -> index.type(name, usage.place().file()))
                .filter(type -> type.field(member).isPresent()
                        || type.methods().stream()
                                .anyMatch(method -> method.name().equals(member)))
                .isPresent();
    }

    /** Methods that read or write the properties that map the column. */
    private Set<String> accessors() {
        Set<String> accessors = new LinkedHashSet<>();
        result.usages().stream()
                .filter(usage -> usage.style() == Style.MAPPING || usage.style() == Style.ACCESSOR)
                .flatMap(usage -> usage.place().member().stream())
                .filter(member -> !member.startsWith("<"))
                .forEach(member -> {
                    accessors.addAll(Accessors.of(member).keySet());
                    accessors.addAll(
                            Accessors.of(Accessors.propertyOfGetter(member).orElse(member))
                                    .keySet());
                });
        return accessors;
    }

    private Optional<String> near(String path, int line) {
        return result.usages().stream()
                .filter(usage -> usage.place().file().equals(path))
                .min(Comparator.comparingInt(usage -> Math.abs(usage.place().line() - line)))
                .map(usage -> "the nearest usage in this file is on line "
                        + usage.place().line() + ", " + counted(usage));
    }
}
