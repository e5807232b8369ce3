package dev.cofferdam.scan.styles.kotlin;

import dev.cofferdam.domain.Access;
import dev.cofferdam.domain.Confidence;
import dev.cofferdam.domain.Style;
import dev.cofferdam.scan.files.SourceFile;
import dev.cofferdam.scan.hits.Hit;
import dev.cofferdam.scan.hits.Hit.Spot;
import dev.cofferdam.scan.hits.Scan;
import dev.cofferdam.scan.java.Accessors;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Groovy's accesses to entities of Java and Kotlin, in Spock's tests above all: variables by their declarations, and named arguments. */
final class GroovyUses {

    private final Scan scan;

    GroovyUses(Scan scan) {
        this.scan = scan;
    }

    /**
     * Adds what it finds.
     *
     * @param targets by property: simple names of the types on which it stands for the column
     */
    void find(Map<String, Set<String>> targets) {
        targets.forEach((property, on) -> scan.tree().files().stream()
                .filter(file -> file.extension().equals("groovy") && file.mentionsAny(on))
                .forEach(file -> findIn(file, property, on)));
    }

    private void findIn(SourceFile file, String property, Set<String> on) {
        String code = KotlinText.code(file.text());
        String types = String.join("|", on);
        Set<String> variables = new TreeSet<>();
        Matcher declared = Pattern.compile(
                        "\\b(?:(?:" + types + ")\\s+(\\w+)\\s*[=,;)\\n]|(\\w+)\\s*=\\s*new\\s+(?:" + types + ")\\b)")
                .matcher(code);
        while (declared.find()) {
            variables.add(declared.group(1) == null ? declared.group(2) : declared.group(1));
        }
        if (!variables.isEmpty()) {
            findAccesses(file, code, property, variables);
        }
        Matcher argument = Pattern.compile("\\bnew\\s+(?:" + types + ")\\s*\\(").matcher(code);
        while (argument.find()) {
            int close = Brackets.closing(code, argument.end() - 1);
            Matcher named = Pattern.compile("[(,]\\s*(" + Pattern.quote(property) + ")\\s*:")
                    .matcher(code)
                    .region(argument.end() - 1, close);
            if (named.find()) {
                add(file, named.start(1), Access.WRITE, property);
            }
        }
    }

    private void findAccesses(SourceFile file, String code, String property, Set<String> variables) {
        Map<String, Access> accessors = Accessors.of(property);
        Matcher use = Pattern.compile("\\b(?:" + String.join("|", variables) + ")\\s*\\??\\.(?:("
                        + Pattern.quote(property) + ")\\b(?!\\s*\\()(\\s*=(?![=~]))?|("
                        + String.join("|", accessors.keySet()) + ")\\s*\\()")
                .matcher(code);
        while (use.find()) {
            boolean bare = use.group(1) != null;
            Access access = bare
                    ? use.group(2) == null ? Access.READ : Access.WRITE
                    : accessors.getOrDefault(use.group(3), Access.READ);
            add(file, bare ? use.start(1) : use.start(3), access, bare ? property : use.group(3));
        }
    }

    private void add(SourceFile file, int offset, Access access, String token) {
        scan.add(new Hit(
                Spot.of(file, file.lineAt(offset)),
                access,
                Style.ACCESSOR,
                Confidence.LIKELY,
                token,
                "a variable that is declared as the entity; Groovy, read by its words"));
    }
}
