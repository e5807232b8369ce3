import com.github.javaparser.JavaParser;
import com.github.javaparser.ParserConfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What `usages` would cost if it parsed everything: each Java file of a folder, two at a time on two cores, trees thrown away at once.
 * Run by `measure-usages` as a source file; prints seconds of wall and processor time of the parse alone, and the files.
 */
final class FullParse {
    private FullParse() {}

    public static void main(String[] arguments) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(Path.of(arguments[0]))) {
            files = all.filter(each -> each.toString().endsWith(".java") && Files.isRegularFile(each)).toList();
        }
        long start = System.nanoTime();
        long failed = files.parallelStream().filter(file -> !parses(file)).count();
        double wall = (System.nanoTime() - start) / 1e9;
        System.out.printf(Locale.ROOT, "%.1f %d %d%n", wall, files.size(), failed);
    }

    private static boolean parses(Path file) {
        ParserConfiguration configuration = new ParserConfiguration()
                .setLanguageLevel(ParserConfiguration.LanguageLevel.RAW)
                .setAttributeComments(false);
        try {
            return new JavaParser(configuration).parse(file).isSuccessful();
        } catch (IOException e) {
            return false;
        }
    }
}
