package spy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Recordings to truth: {@code java -jar jdbc-spy.jar REPOSITORY RECORDING...} prints, for each statement that production code of the
 * repository issued, {@code class#method, table, column, READ|WRITE, named|star, flags, SQL}.
 */
public final class Derive {
    private Derive() {}

    public static void main(String[] arguments) throws IOException {
        Set<String> production = production(Path.of(arguments[0]));
        List<String> lines = new ArrayList<>();
        for (int at = 1; at < arguments.length; at++) {
            lines.addAll(Files.readAllLines(Path.of(arguments[at])));
        }
        Map<String, Set<String>> schema = schema(lines);
        Set<String> out = new TreeSet<>();
        int unread = 0;
        int statements = 0;
        for (String line : lines) {
            String[] fields = line.split("\t", 4);
            if (!fields[0].equals("S")) {
                continue;
            }
            String place = issuer(fields[2], production);
            if (place.isEmpty()) {
                continue;
            }
            statements++;
            try {
                for (Columns.Touch touch : Columns.of(fields[3], schema)) {
                    out.add(String.join("\t", place, touch.table(), touch.column(), touch.access(), touch.how(), fields[1], fields[3]));
                }
            } catch (Exception e) {
                unread++;
                System.err.println("not read: " + fields[3] + " // " + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
            }
        }
        out.forEach(System.out::println);
        System.err.println(statements + " statements of production code, " + unread + " not read by the parser, " + schema.size() + " tables");
    }

    /** The nearest own frame, when it is production code: what a test sends itself is no truth about the application. */
    private static String issuer(String frames, Set<String> production) {
        String nearest = frames.strip().split(" ")[0];
        int hash = nearest.indexOf('#');
        if (hash < 0) {
            return "";
        }
        String top = nearest.substring(0, hash).replaceAll("\\$.*", "");
        return production.contains(top) ? nearest : "";
    }

    private static Set<String> production(Path repository) throws IOException {
        Set<String> names = new LinkedHashSet<>();
        try (Stream<Path> files = Files.walk(repository)) {
            files.map(file -> repository.relativize(file).toString())
                    .filter(file -> file.matches("(.*/)?src/main/(java|kotlin)/.*\\.(java|kt)"))
                    .forEach(file -> names.add(file.replaceAll("^(.*/)?src/main/(java|kotlin)/|\\.(java|kt)$", "").replace('/', '.')));
        }
        return names;
    }

    private static Map<String, Set<String>> schema(List<String> lines) {
        Map<String, Set<String>> schema = new TreeMap<>();
        for (String line : lines) {
            String[] fields = line.split("\t");
            if (fields[0].equals("C")) {
                schema.computeIfAbsent(fields[1].toLowerCase(Locale.ROOT), table -> new LinkedHashSet<>())
                        .add(fields[2].toLowerCase(Locale.ROOT));
            }
        }
        return schema;
    }
}
