package dev.cofferdam.scan.styles.kotlin;

import dev.cofferdam.scan.skeleton.ConstantText;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Requests that code answers in place: {@code get("/owners") \{ .. \}} of Ktor, Javalin and Spark, {@code GET("/owners", handler::list)} of Spring. */
final class KotlinRoutes {

    private static final Set<String> VERBS = Set.of("get", "post", "put", "delete", "patch", "head", "options");
    private static final Set<String> AROUND = Set.of("routing", "route", "router", "coRouter", "nest", "authenticate");
    private static final Pattern LIBRARY = Pattern.compile("(?m)^\\s*import\\s+(?:io\\.ktor|io\\.javalin|spark)\\.");
    private static final Set<String> RECEIVERS = Set.of("Route", "Routing", "Application");

    private KotlinRoutes() {}

    /** A call around a place, and where its arguments are. */
    private record Around(String name, int open, int close) {}

    /** The request that the code at an offset answers; nothing when it answers none by itself. */
    static Optional<String> at(KotlinSource source, int offset) {
        String code = source.code();
        String verb = "";
        String path = "";
        boolean library = LIBRARY.matcher(code).find()
                || source.functionAt(offset)
                        .flatMap(function -> KotlinTypes.core(function.receiver()))
                        .filter(RECEIVERS::contains)
                        .isPresent();
        for (int open = Brackets.around(code, offset); open >= 0; open = Brackets.around(code, open)) {
            Around call = call(code, open);
            boolean isVerb = VERBS.contains(call.name().toLowerCase(Locale.ROOT));
            if (verb.isEmpty() && isVerb) {
                verb = call.name().toUpperCase(Locale.ROOT);
                path = argument(source, call);
            } else if (AROUND.contains(call.name())) {
                library = true;
                path = (call.name().equals("nest") ? receiver(source, open) : argument(source, call)) + path;
            }
        }
        boolean answers =
                library && !verb.isEmpty() && (path.isEmpty() || path.startsWith("/") || path.startsWith("…"));
        return answers
                ? Optional.of((verb + " " + (path.isEmpty() ? "/" : path)).replaceAll("/{2,}", "/"))
                : Optional.empty();
    }

    /** The call whose arguments or lambda a bracket opens. */
    private static Around call(String code, int bracket) {
        int end = Brackets.backBlank(code, bracket);
        int open = code.charAt(bracket) == '(' ? bracket : -1;
        if (open < 0 && end > 0 && code.charAt(end - 1) == ')') {
            open = Brackets.opening(code, end - 1);
            end = Brackets.backBlank(code, Math.max(0, open));
        }
        String name = code.substring(Brackets.startOfName(code, end), end);
        return new Around(name, open, open < 0 ? -1 : Brackets.closing(code, open));
    }

    private static String argument(KotlinSource source, Around call) {
        if (call.open() < 0) {
            return "";
        }
        List<int[]> parts = KotlinAnnotations.parts(source.code(), call.open() + 1, call.close());
        if (parts.isEmpty()) {
            return "";
        }
        ConstantText first = KotlinAnnotations.value(source.text(), source.code(), parts.get(0)[0], parts.get(0)[1]);
        String path = first instanceof ConstantText.Literal literal ? literal.text() : "…";
        return path.isEmpty() || path.startsWith("/") || path.equals("…") ? path : "/" + path;
    }

    /** What stands before {@code .nest} in Spring's router. */
    private static String receiver(KotlinSource source, int brace) {
        String before = source.text().substring(Math.max(0, brace - 100), brace).strip();
        return before.matches("(?s).*\"[^\"\\s]*\"\\s*\\.\\s*nest")
                ? before.replaceAll("(?s).*\"([^\"\\s]*)\"\\s*\\.\\s*nest", "$1")
                : "";
    }
}
