package dev.cofferdam.scan.styles.values;

import dev.cofferdam.domain.Access;
import dev.cofferdam.scan.files.SourceFile;
import dev.cofferdam.scan.java.Accessors;
import dev.cofferdam.scan.skeleton.TypeFact;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Accessors by what they do, whatever they are called: {@code hasOwner() { return owner; }}, {@code owner(x) { this.owner = x; }}. */
final class AccessorBodies {

    private static final String NAME_OF_METHOD = "(?<name>[a-zA-Z_$][\\w$]*+)\\s*+";
    private static final String THROWS = "\\s*+(?:throws\\s[\\w.,\\s]++)?\\{\\s*+";

    private AccessorBodies() {}

    /** Methods of a type, none of them named like a bean's, whose whole body returns the field or sets it to their argument, with what they do. */
    static Map<String, Access> of(TypeFact type, String field, SourceFile source) {
        String text = source.text();
        Map<String, Access> found = new LinkedHashMap<>();
        String quoted = Pattern.quote(field);
        add(
                NAME_OF_METHOD + "\\(\\s*+\\)" + THROWS
                        + "return\\s++(?:this\\s*+\\.\\s*+)?(?:Optional\\.\\w++\\(\\s*+)?" + quoted
                        + "\\s*+\\)?\\s*+;\\s*+}",
                Access.READ,
                type,
                text,
                found);
        add(
                NAME_OF_METHOD + "\\([^(){};]*?(?<argument>[\\w$]++)\\s*+\\)" + THROWS + "(?:this\\s*+\\.\\s*+)?"
                        + quoted + "\\s*+=\\s*+\\k<argument>\\s*+;\\s*+(?:return\\s++this\\s*+;\\s*+)?}",
                Access.WRITE,
                type,
                text,
                found);
        found.keySet().removeAll(Accessors.of(field).keySet());
        return found;
    }

    private static void add(String pattern, Access access, TypeFact type, String text, Map<String, Access> found) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        int parameters = access == Access.READ ? 0 : 1;
        while (matcher.find()) {
            String name = matcher.group("name");
            // Several types may share a file, and a constructor is no accessor.
            if (type.methods().stream()
                    .anyMatch(method ->
                            method.name().equals(name) && method.parameters().size() == parameters)) {
                found.put(name, access);
            }
        }
    }
}
