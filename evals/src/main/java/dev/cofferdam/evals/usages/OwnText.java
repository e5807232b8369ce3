package dev.cofferdam.evals.usages;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The repository's own words: whether a method's source, or a mapper file's statement, names a column or its property. Text only. */
final class OwnText {
    /** Lines above a method that may hold its annotations. */
    private static final int ABOVE = 8;

    private static final Pattern HEADING =
            Pattern.compile("\\binterface\\s+\\w+(?:<[^{]*?>)?\\s+extends\\s+([^{]*)\\{");

    private final Map<String, String> sources = new HashMap<>();

    OwnText(Path repository) {
        try (Stream<Path> files = Files.walk(repository)) {
            files.filter(file -> file.toString().matches(".*/src/main/.*\\.(java|xml)"))
                    .forEach(file -> sources.put(key(repository.relativize(file).toString()), text(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the method's text, with the annotations above it, or its class's mapper file names the column. */
    boolean names(RuntimeTruth truth) {
        String top = truth.type().replaceAll("\\$.*", "");
        String column = truth.column().replace("_", "").toLowerCase(Locale.ROOT);
        return plain(method(sources.getOrDefault(top, ""), truth.method())).contains(column)
                || plain(statement(sources.getOrDefault("xml:" + top, ""), truth.method()))
                        .contains(column);
    }

    /** Simple names of the type and of what it extends, as far as the sources say: a call may go through any of them. */
    Set<String> kin(String type) {
        Set<String> kin = new TreeSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(type.replaceAll("\\$.*", "")));
        while (!open.isEmpty()) {
            String name = open.pop();
            if (kin.add(name.substring(name.lastIndexOf('.') + 1))) {
                Matcher heading = HEADING.matcher(sources.getOrDefault(name, ""));
                if (heading.find()) {
                    for (String parent :
                            heading.group(1).replaceAll("<[^{]*?>", "").split("[\\s,]+")) {
                        sources.keySet().stream()
                                .filter(key -> key.endsWith("." + parent))
                                .forEach(open::push);
                    }
                }
            }
        }
        return kin;
    }

    private static String plain(String text) {
        return text.replace("_", "").toLowerCase(Locale.ROOT);
    }

    private static String key(String file) {
        String name = file.replaceAll("^(.*/)?src/main/\\w+/|\\.\\w+$", "").replace('/', '.');
        return file.endsWith(".xml") ? "xml:" + name : name;
    }

    private static String method(String source, String name) {
        StringBuilder found = new StringBuilder();
        Matcher matcher = Pattern.compile("\\b" + Pattern.quote(name) + "\\s*\\([^;{]*(?<end>[;{])")
                .matcher(source);
        while (matcher.find()) {
            int end = matcher.end();
            if (matcher.group("end").equals("{")) {
                end = closing(source, end);
            }
            found.append(source, above(source, matcher.start()), end);
        }
        return found.toString();
    }

    /** Not above the end of the member before. */
    private static int above(String source, int at) {
        int start = at;
        for (int line = 0; line < ABOVE && start > 0; line++) {
            int before = source.lastIndexOf('\n', start - 1);
            String text = source.substring(Math.max(before, 0), start);
            if (line > 0 && text.strip().matches("(?s).*[;}]|")) {
                break;
            }
            start = Math.max(before, 0);
        }
        return start;
    }

    private static int closing(String source, int from) {
        int depth = 1;
        int at = from;
        while (at < source.length() && depth > 0) {
            char letter = source.charAt(at++);
            depth += letter == '{' ? 1 : letter == '}' ? -1 : 0;
        }
        return at;
    }

    private static String statement(String xml, String id) {
        Matcher matcher = Pattern.compile(
                        "<(select|insert|update|delete)\\b[^>]*\\bid=\"" + Pattern.quote(id) + "\".*?</\\1>",
                        Pattern.DOTALL)
                .matcher(xml);
        return matcher.find() ? matcher.group() : "";
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
