package dev.cofferdam.scan.styles.kotlin;

import dev.cofferdam.scan.files.SourceFile;
import dev.cofferdam.scan.hits.Hit.Spot;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The class and the method around a place of Groovy or Scala, by their words and brackets. */
final class ScriptMembers {

    private static final Pattern PACKAGE = Pattern.compile("(?m)^\\s*package\\s+([\\w.]+)");
    private static final Pattern TYPE = Pattern.compile("\\b(?:class|trait|object|interface)\\s+(\\w+)");
    private static final Pattern SCALA = Pattern.compile("\\bdef\\s+(\\w+)");
    private static final Pattern GROOVY = Pattern.compile(
            "\\b(?:def|void|static|[A-Z]\\w*(?:<[^<>()]*>)?)\\s+(?:\\w+\\s+)?(?:([a-z]\\w*)|[\"'][^\\n]*?[\"'])\\s*\\((?=[^()]*\\)\\s*\\{)");

    private final SourceFile file;
    private final String code;
    private final Pattern method;

    ScriptMembers(SourceFile file, String code) {
        this.file = file;
        this.code = code;
        method = file.extension().equals("scala") ? SCALA : GROOVY;
    }

    static boolean isScript(SourceFile file) {
        return file.extension().equals("groovy") || file.extension().equals("scala");
    }

    /** The place by its class and method, as far as they can be told. */
    Spot spot(int offset) {
        Matcher named = PACKAGE.matcher(code);
        String folder = named.find() ? named.group(1) + "." : "";
        Optional<String> type = name(TYPE, offset, 0);
        Optional<String> member = type.flatMap(each -> name(method, offset, startOfType(offset)));
        return new Spot(file.path(), file.lineAt(offset), type.map(each -> folder + each), member);
    }

    private int startOfType(int offset) {
        Matcher type = TYPE.matcher(code);
        int start = 0;
        while (type.find() && type.start() < offset) {
            start = holds(type.end(), offset) ? type.start() : start;
        }
        return start;
    }

    private Optional<String> name(Pattern pattern, int offset, int from) {
        Matcher declared = pattern.matcher(code).region(from, code.length());
        Optional<String> found = Optional.empty();
        while (declared.find() && declared.start() <= offset) {
            if (holds(declared.end(), offset)) {
                found = Optional.ofNullable(declared.group(1));
            }
        }
        return found;
    }

    /** Whether the block that begins behind a declaration, or else its line, holds the offset. */
    private boolean holds(int declared, int offset) {
        int line = code.indexOf('\n', declared);
        int open = code.indexOf('{', declared);
        int end = line < 0 ? code.length() : line;
        if (open >= 0 && (open < end || code.substring(declared, open).matches("[^{}=;]*"))) {
            return offset <= Brackets.closing(code, open);
        }
        return offset <= end;
    }
}
