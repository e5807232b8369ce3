package dev.cofferdam.scan;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import dev.cofferdam.scan.files.SourceFile;
import dev.cofferdam.scan.hits.Scan;
import dev.cofferdam.scan.words.Tokens;
import dev.cofferdam.scan.words.Words;
import dev.cofferdam.scan.words.XmlNode;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Files that are not what they are named like. What could be found in them was found by words alone, and whoever relies on the answer has to
 * know. Only those that hold the column's name and the table's are looked at: the others have nothing to say.
 */
final class UnparsedFiles {
    private static final int LARGEST = 1 << 20;

    /** Of one kind; whoever needs more looks at the folder. */
    private static final int MOST_NAMES = 8;

    private UnparsedFiles() {}

    /** A note for each kind. */
    static List<String> notes(Scan scan) {
        Set<String> names = new HashSet<>(Tokens.formsOf(scan.column().column()));
        scan.entities()
                .mappings(scan.column())
                .forEach(mapping -> names.add(mapping.property().name()));
        Words named = Words.any(names);
        Words tables = Words.any(scan.tableWords());
        List<SourceFile> files = scan.tree().files().stream()
                .filter(file -> file.stamp().size() <= LARGEST && file.mentions(named) && file.mentions(tables))
                .toList();
        List<String> notes = new ArrayList<>();
        add(notes, "XML", broken(files, Set.of("xml")));
        add(notes, "YAML", broken(files, Set.of("yml", "yaml")));
        add(notes, "JSON", broken(files, Set.of("json")));
        return notes;
    }

    private static List<String> broken(List<SourceFile> files, Set<String> extensions) {
        return files.parallelStream()
                .filter(file -> extensions.contains(file.extension()) && !isWellFormed(file))
                .map(SourceFile::path)
                .toList();
    }

    private static boolean isWellFormed(SourceFile file) {
        return switch (file.extension()) {
            case "xml" -> XmlNode.read(file.text()).isPresent();
            case "json" -> isJson(file.text());
            default -> isYaml(file.text());
        };
    }

    /** With comments, as the files of editors and compilers have them. */
    private static boolean isJson(String text) {
        try (JsonParser parser = new JsonFactory().createParser(text)) {
            parser.enable(JsonParser.Feature.ALLOW_COMMENTS);
            while (parser.nextToken() != null) {
                // Only the end tells that all of it is JSON.
            }
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isYaml(String text) {
        try {
            new Yaml().parse(new StringReader(text)).forEach(event -> {});
            return true;
        } catch (YAMLException e) {
            return false;
        }
    }

    private static void add(List<String> notes, String kind, List<String> paths) {
        if (!paths.isEmpty()) {
            notes.add(note("no " + kind + " that could be parsed", paths));
        }
    }

    /** {@code 2 files are no XML that could be parsed and were searched as text: a.xml, b.xml}. */
    static String note(String what, List<String> paths) {
        boolean one = paths.size() == 1;
        String more = paths.size() > MOST_NAMES ? " and " + (paths.size() - MOST_NAMES) + " more" : "";
        return (one ? "1 file is " : paths.size() + " files are ") + what + " and " + (one ? "was" : "were")
                + " searched as text: "
                + String.join(", ", paths.stream().limit(MOST_NAMES).toList()) + more;
    }
}
