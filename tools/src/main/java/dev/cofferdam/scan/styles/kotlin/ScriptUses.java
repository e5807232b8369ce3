package dev.cofferdam.scan.styles.kotlin;

import dev.cofferdam.domain.Access;
import dev.cofferdam.domain.Confidence;
import dev.cofferdam.domain.Style;
import dev.cofferdam.scan.files.SourceFile;
import dev.cofferdam.scan.hits.Hit;
import dev.cofferdam.scan.hits.Scan;
import dev.cofferdam.scan.java.Accessors;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Accesses of Groovy, in Spock's tests above all, and of Scala to entities of Java and Kotlin: variables by the declaration that stands
 * nearest before their use, and named arguments.
 */
final class ScriptUses {

    private final Scan scan;

    ScriptUses(Scan scan) {
        this.scan = scan;
    }

    /**
     * Adds what it finds.
     *
     * @param targets by property: simple names of the types on which it stands for the column
     */
    void find(Map<String, Set<String>> targets) {
        targets.forEach((property, on) -> scan.tree().files().stream()
                .filter(file -> ScriptMembers.isScript(file) && file.mentionsAny(on))
                .forEach(file ->
                        scan.tree().faults().guard(this, file.path(), () -> new InFile(file, property, on).find())));
    }

    /** One property in one file. */
    private final class InFile {
        private final SourceFile file;
        private final String code;
        private final boolean scala;
        private final String property;
        private final Set<String> on;
        private final ScriptMembers members;

        InFile(SourceFile file, String property, Set<String> on) {
            this.file = file;
            this.property = property;
            this.on = on;
            code = KotlinText.code(file.text());
            scala = file.extension().equals("scala");
            members = new ScriptMembers(file, code);
        }

        void find() {
            findAccesses();
            Matcher argument = Pattern.compile("\\b(?:new\\s+)?(?:" + String.join("|", on) + ")\\s*\\(")
                    .matcher(code);
            while (argument.find()) {
                int close = Brackets.closing(code, argument.end() - 1);
                Matcher named = Pattern.compile(
                                "[(,]\\s*(" + Pattern.quote(property) + ")\\s*" + (scala ? "=(?![=>])" : ":"))
                        .matcher(code)
                        .region(argument.end() - 1, close);
                if (named.find()) {
                    add(named.start(1), Access.WRITE, property);
                }
            }
        }

        private void findAccesses() {
            Map<String, Access> accessors = Accessors.of(property);
            Matcher use = Pattern.compile("\\b([a-z_]\\w*)\\s*\\??\\.(?:(" + Pattern.quote(property)
                            + ")\\b(?!\\s*\\()(\\s*=(?![=~>]))?|(" + String.join("|", accessors.keySet())
                            + ")\\b(?=\\s*\\(" + (scala ? "|" : "") + "))")
                    .matcher(code);
            while (use.find()) {
                if (isDeclaredAsOne(use.group(1), use.start())) {
                    boolean bare = use.group(2) != null;
                    Access access = bare
                            ? use.group(3) == null ? Access.READ : Access.WRITE
                            : accessors.getOrDefault(use.group(4), Access.READ);
                    add(bare ? use.start(2) : use.start(4), access, bare ? property : use.group(4));
                }
            }
        }

        /** What is declared nearest before the use hides what was before it. */
        private boolean isDeclaredAsOne(String variable, int offset) {
            String name = Pattern.quote(variable);
            String type = "([A-Z][\\w.]*)";
            Matcher declared = Pattern.compile(
                            scala
                                    ? "\\b" + name + "\\s*(?::\\s*" + type + "|=\\s*new\\s+" + type + ")"
                                    : "\\b(?:" + type + "(?:<[^<>()]*>)?\\s+" + name + "\\s*[=,;)\\n]|" + name
                                            + "\\s*=\\s*new\\s+" + type + "|def\\s+" + name + "\\b(?!\\s*=\\s*new\\b))")
                    .matcher(code)
                    .region(0, offset);
            String last = "";
            while (declared.find()) {
                last = declared.group(1) != null
                        ? declared.group(1)
                        : declared.group(2) != null ? declared.group(2) : "";
            }
            return on.contains(last.substring(last.lastIndexOf('.') + 1));
        }

        private void add(int offset, Access access, String token) {
            scan.add(new Hit(
                            members.spot(offset),
                            access,
                            Style.ACCESSOR,
                            Confidence.LIKELY,
                            token,
                            "a variable that is declared as the entity; " + (scala ? "Scala" : "Groovy")
                                    + ", read by its words")
                    .at(file.columnAt(offset)));
        }
    }
}
