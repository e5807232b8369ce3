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
    private static final List<String> PREFIXES = List.of("RequestMapping", "Path", "Controller", "RestController");

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

    private String path(TypeFact type, TypeFact declaring, MethodFact method, AnnotationFact annotation) {
        String prefix = prefix(type).or(() -> prefix(declaring)).orElse("");
        // JAX-RS says the verb and the path apart.
        Optional<AnnotationFact> own = annotation.members().isEmpty() ? method.annotation("Path") : Optional.empty();
        String rest = path(own.orElse(annotation), declaring).orElse("");
        String joined = withoutPatterns((prefix + "/" + rest).replaceAll("/{2,}", "/"));
        return joined.length() > 1 && joined.endsWith("/") ? joined.substring(0, joined.length() - 1) : joined;
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
        return Stream.of("value", "path", "uri", "urlPatterns")
                .flatMap(member -> annotation.member(member).stream())
                .map(value -> text(value, context))
                .findFirst();
    }

    /** The first of several paths; a part that only the running program knows is an ellipsis. */
    private String text(ConstantText value, TypeFact context) {
        if (value instanceof ConstantText.Several several && !several.values().isEmpty()) {
            return text(several.values().get(0), context);
        }
        return index.text(value, context).orElse("…");
    }

    /** Of a servlet that names its path itself; most are named in {@code web.xml}. */
    Optional<String> servletPath(TypeFact type) {
        return SERVLETS.stream()
                .flatMap(name -> type.annotation(name).stream())
                .flatMap(annotation -> path(annotation, type).stream())
                .findFirst();
    }
}
