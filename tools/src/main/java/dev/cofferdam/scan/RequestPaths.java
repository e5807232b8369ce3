package dev.cofferdam.scan;

import dev.cofferdam.scan.java.JavaIndex;
import dev.cofferdam.scan.skeleton.AnnotationFact;
import dev.cofferdam.scan.skeleton.ConstantText;
import dev.cofferdam.scan.skeleton.TypeFact;
import dev.cofferdam.scan.skeleton.TypeFact.MethodFact;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Requests as a person knows them, by verb and path, put together from what stands at the class and at the method. */
final class RequestPaths {
    private static final Set<String> SERVLETS = Set.of("WebServlet", "WebFilter");
    private static final List<String> PREFIXES =
            List.of("RequestMapping", "HttpExchange", "Path", "Controller", "RestController");

    private final JavaIndex index;

    RequestPaths(JavaIndex index) {
        this.index = index;
    }

    /**
     * The request that a method answers.
     *
     * @param type the class that answers
     * @param declaring where the annotations stand: the class or an interface of it
     */
    Optional<Entry> of(TypeFact type, TypeFact declaring, MethodFact method) {
        return method.annotations().stream()
                .filter(annotation -> EntryTable.VERBS.containsKey(annotation.name()))
                .findFirst()
                .map(annotation -> new Entry(
                        Entry.Kind.REQUEST, verb(annotation) + " " + path(type, declaring, method, annotation)));
    }

    private static String verb(AnnotationFact annotation) {
        String verb = EntryTable.VERBS.getOrDefault(annotation.name(), "");
        if (!verb.isEmpty()) {
            return verb;
        }
        String asked = annotation.member("method").stream()
                .flatMap(value ->
                        value instanceof ConstantText.Several several ? several.values().stream() : Stream.of(value))
                .filter(ConstantText.Name.class::isInstance)
                .map(value -> ((ConstantText.Name) value).name().replaceAll(".*\\.", ""))
                .collect(Collectors.joining("|"));
        return asked.isEmpty() ? "any" : asked;
    }

    /** All paths, of all controllers that inherit the method where its own class is none. */
    private String path(TypeFact type, TypeFact declaring, MethodFact method, AnnotationFact annotation) {
        // JAX-RS says the verb and the path apart.
        Optional<AnnotationFact> own = annotation.members().isEmpty() ? method.annotation("Path") : Optional.empty();
        List<String> rests = paths(own.orElse(annotation), declaring);
        return prefixes(type, declaring).stream()
                .flatMap(prefix ->
                        (rests.isEmpty() ? List.of("") : rests).stream().map(rest -> joined(prefix, rest)))
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static String joined(String prefix, String rest) {
        String joined = withoutPatterns((prefix + "/" + rest).replaceAll("/{2,}", "/"));
        return joined.length() > 1 && joined.endsWith("/") ? joined.substring(0, joined.length() - 1) : joined;
    }

    private List<String> prefixes(TypeFact type, TypeFact declaring) {
        Optional<String> own = prefix(type).or(() -> prefix(declaring));
        if (own.isPresent()) {
            return List.of(own.get());
        }
        List<String> inherited = index.descendants(type).stream()
                .flatMap(child -> prefix(child).stream())
                .sorted()
                .toList();
        return inherited.isEmpty() ? List.of("") : inherited;
    }

    /** {@code /{version:[0-9]+}} is spoken of as {@code /{version}}. */
    private static String withoutPatterns(String path) {
        StringBuilder out = new StringBuilder();
        int depth = 0;
        boolean pattern = false;
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            pattern = depth > 0 && (pattern || c == ':' && depth == 1);
            if (!pattern) {
                out.append(c);
            }
        }
        return out.toString();
    }

    private Optional<String> prefix(TypeFact type) {
        return PREFIXES.stream()
                .flatMap(name -> type.annotation(name).stream())
                .flatMap(annotation -> path(annotation, type).stream())
                .filter(path -> path.contains("/") || type.has("Path"))
                .map(path -> path.startsWith("/") ? path : "/" + path)
                .findFirst();
    }

    private Optional<String> path(AnnotationFact annotation, TypeFact context) {
        return paths(annotation, context).stream().findFirst();
    }

    /** A part that only the running program knows is an ellipsis. */
    private List<String> paths(AnnotationFact annotation, TypeFact context) {
        return Stream.of("value", "path", "uri", "url", "urlPatterns")
                .flatMap(member -> annotation.member(member).stream())
                .findFirst()
                .map(value -> value instanceof ConstantText.Several several ? several.values() : List.of(value))
                .orElse(List.of())
                .stream()
                .map(value -> index.text(value, context).orElse("…"))
                .toList();
    }

    /** Of a servlet that names its path itself; most are named in {@code web.xml}. */
    Optional<String> servletPath(TypeFact type) {
        return SERVLETS.stream()
                .flatMap(name -> type.annotation(name).stream())
                .flatMap(annotation -> path(annotation, type).stream())
                .findFirst();
    }
}
