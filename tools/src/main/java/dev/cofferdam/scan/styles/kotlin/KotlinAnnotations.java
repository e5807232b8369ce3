package dev.cofferdam.scan.styles.kotlin;

import dev.cofferdam.scan.skeleton.AnnotationFact;
import dev.cofferdam.scan.skeleton.ConstantText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Annotations as they stand before a declaration of Kotlin. */
final class KotlinAnnotations {

    private static final Pattern ANNOTATION = Pattern.compile("@(?:\\w+:)?([\\w.]+)(?:<[^<>()]*>)?");
    private static final Pattern NAMED = Pattern.compile("(\\w+)\\s*=(?!=)");
    private static final Pattern LIST = Pattern.compile("(?:\\w*[aA]rrayOf\\s*\\(|\\[)");

    private KotlinAnnotations() {}

    /**
     * All annotations of a text.
     *
     * @param text with its strings
     * @param line of the declaration, counted from 1
     */
    static List<AnnotationFact> of(String text, int line) {
        String code = KotlinText.code(text);
        List<AnnotationFact> found = new ArrayList<>();
        Matcher matcher = ANNOTATION.matcher(code);
        int from = 0;
        while (matcher.find(from)) {
            String name = matcher.group(1);
            from = matcher.end();
            Map<String, ConstantText> members = new LinkedHashMap<>();
            if (from < code.length() && code.charAt(from) == '(') {
                int close = Brackets.closing(code, from);
                members.putAll(members(text, code, from + 1, close));
                from = close;
            }
            found.add(new AnnotationFact(name.substring(name.lastIndexOf('.') + 1), line, members));
        }
        return List.copyOf(found);
    }

    private static Map<String, ConstantText> members(String text, String code, int from, int to) {
        Map<String, ConstantText> members = new LinkedHashMap<>();
        List<ConstantText> values = new ArrayList<>();
        for (int[] part : parts(code, from, to)) {
            Matcher named = NAMED.matcher(code).region(Brackets.skipBlank(code, part[0]), part[1]);
            if (named.lookingAt()) {
                members.put(named.group(1), value(text, code, named.end(), part[1]));
            } else {
                values.add(value(text, code, part[0], part[1]));
            }
        }
        if (!values.isEmpty()) {
            members.put("value", values.size() == 1 ? values.get(0) : new ConstantText.Several(values));
        }
        return members;
    }

    /** Where the arguments between two offsets begin and end. */
    static List<int[]> parts(String code, int from, int to) {
        List<int[]> parts = new ArrayList<>();
        int start = from;
        for (int at = from; at < to; at++) {
            char c = code.charAt(at);
            if (c == '(' || c == '[' || c == '{') {
                at = Brackets.closing(code, at);
            } else if (c == ',') {
                parts.add(new int[] {start, at});
                start = at + 1;
            }
        }
        if (start < to) {
            parts.add(new int[] {start, to});
        }
        return parts;
    }

    /** A string, a name, or a list of these; what is put together at run time is nothing that is known here. */
    static ConstantText value(String text, String code, int from, int to) {
        String written = text.substring(from, Math.max(from, Math.min(to, text.length())))
                .strip();
        Matcher list = LIST.matcher(written);
        if (list.lookingAt() && (written.endsWith(")") || written.endsWith("]"))) {
            int start = from + text.substring(from, to).indexOf(written) + list.end();
            int end = Brackets.closing(code, start - 1);
            return new ConstantText.Several(parts(code, start, end).stream()
                    .map(part -> value(text, code, part[0], part[1]))
                    .toList());
        }
        if (written.matches("\"[^\"$\\\\]*\"")) {
            return new ConstantText.Literal(written.substring(1, written.length() - 1));
        }
        return written.matches("[A-Za-z_][\\w.]*") ? new ConstantText.Name(written) : new ConstantText.Opaque();
    }
}
