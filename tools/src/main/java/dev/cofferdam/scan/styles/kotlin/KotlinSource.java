package dev.cofferdam.scan.styles.kotlin;

import dev.cofferdam.domain.Access;
import dev.cofferdam.domain.Confidence;
import dev.cofferdam.domain.Style;
import dev.cofferdam.scan.files.SourceFile;
import dev.cofferdam.scan.hits.Hit;
import dev.cofferdam.scan.hits.Hit.Spot;
import dev.cofferdam.scan.styles.kotlin.KotlinType.Function;
import dev.cofferdam.scan.styles.kotlin.KotlinType.Property;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A file of Kotlin, taken apart into types, properties and functions. */
final class KotlinSource {

    private static final Pattern TYPE = Pattern.compile("\\b(class|interface|object)\\b[ \\t]*(\\w*)");
    private static final Pattern FUNCTION =
            Pattern.compile("\\bfun\\s+(?:<[^{}()]*?>\\s*)?(?:([\\w.<>?, *]+)\\.)?`?(\\w+)`?\\s*\\(");
    private static final Pattern PROPERTY =
            Pattern.compile("\\b(?:val|var)\\s+(?:<[^<>]*>\\s*)?(\\w+)\\s*(?::\\s*([\\w.]+(?:<[^={}()\\n]*>)?\\??))?");
    private static final Pattern ANSWER = Pattern.compile("\\s*:\\s*([\\w.]+(?:<[^={}()\\n]*>)?\\??)");
    /** What begins a declaration, so that an expression before it has ended. */
    private static final Pattern DECLARES = Pattern.compile(
            "(?:@|(?:fun|val|var|class|interface|object|override|private|internal|public|protected|companion|data|open|abstract|suspend|inline|operator|init|lateinit)\\b)");

    private static final Set<String> MODIFIERS = Set.of(
            "public",
            "private",
            "internal",
            "protected",
            "open",
            "abstract",
            "final",
            "data",
            "sealed",
            "enum",
            "annotation",
            "inner",
            "value",
            "inline",
            "override",
            "lateinit",
            "const",
            "suspend",
            "operator",
            "infix",
            "companion",
            "fun");
    private static final Pattern PACKAGE = Pattern.compile("(?m)^\\s*package\\s+([\\w.]+)");

    private final SourceFile file;
    private final String text;
    private final String code;
    private final String folder;
    private final List<KotlinType> types = new ArrayList<>();
    private final List<Function> functions = new ArrayList<>();

    KotlinSource(SourceFile file) {
        this.file = file;
        text = file.text();
        code = KotlinText.code(text);
        Matcher named = PACKAGE.matcher(code);
        folder = named.find() ? named.group(1) + "." : "";
        readTypes();
        readFunctions();
    }

    SourceFile file() {
        return file;
    }

    /** With its strings. */
    String text() {
        return text;
    }

    /** Without comments and strings, offset for offset. */
    String code() {
        return code;
    }

    List<KotlinType> types() {
        return types;
    }

    List<Function> functions() {
        return functions;
    }

    Optional<KotlinType> typeAt(int offset) {
        return types.stream().filter(type -> type.holds(offset)).max(Comparator.comparingInt(KotlinType::start));
    }

    Optional<Function> functionAt(int offset) {
        return functions.stream()
                .filter(each -> each.start() <= offset && offset < each.end())
                .max(Comparator.comparingInt(Function::start));
    }

    /** The full name under which the file imports a simple one. */
    Optional<String> imported(String name) {
        Matcher matcher = Pattern.compile("(?m)^import\\s+([\\w.]+\\." + Pattern.quote(name) + ")[ \\t]*;?$")
                .matcher(code);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** Whether a type of that full name is in sight without an import of its own. */
    boolean sees(String fullName) {
        String home = fullName.substring(0, fullName.lastIndexOf('.') + 1);
        return home.equals(folder) || code.contains("import " + home + "*");
    }

    /** The package with a dot behind it; empty when it is the unnamed one. */
    String folder() {
        return folder;
    }

    /** The class that the compiler makes for functions outside of types: {@code app.OwnersKt} of {@code Owners.kt}. */
    String facade() {
        String stem = file.name().replaceFirst("\\.\\w+$", "");
        return folder + Character.toUpperCase(stem.charAt(0)) + stem.substring(1) + "Kt";
    }

    /** The member of a type; of a function outside of types the class that the compiler makes; else the place alone. */
    Spot spot(int offset) {
        Optional<String> type = typeAt(offset).map(KotlinType::fullName);
        Optional<String> member = KotlinFacts.member(this, offset);
        Optional<String> owner = type.isEmpty() && member.isPresent() ? Optional.of(facade()) : type;
        return new Spot(file.path(), file.lineAt(offset), owner, member);
    }

    /** What is found at an offset; Kotlin is read without a compiler, and nothing in it is certain. */
    Hit hit(int offset, Access access, Style style, String token, String reason) {
        return new Hit(spot(offset), access, style, Confidence.LIKELY, token, reason + "; Kotlin, read by its words")
                .at(columnAt(offset));
    }

    /** Counted from 1. */
    int columnAt(int offset) {
        return offset - text.lastIndexOf('\n', offset - 1);
    }

    private void readTypes() {
        Matcher matcher = TYPE.matcher(code);
        while (matcher.find()) {
            int before = Brackets.backBlank(code, matcher.start());
            boolean reference = before > 0 && (code.charAt(before - 1) == ':' || code.charAt(before - 1) == '.');
            boolean expression =
                    matcher.group(1).equals("object") && before > 0 && "=(,".indexOf(code.charAt(before - 1)) >= 0;
            if (!reference && !expression) {
                addType(matcher.group(1), matcher.group(2), matcher.start(), matcher.end());
            }
        }
    }

    private void addType(String kind, String name, int keyword, int afterName) {
        int start = startOfHead(keyword);
        int head = skipGenerics(afterName);
        List<Property> properties = new ArrayList<>();
        int parameters = endOfConstructorWords(head);
        int at = parameters;
        if (parameters < code.length() && code.charAt(parameters) == '(') {
            at = Math.min(code.length(), Brackets.closing(code, parameters) + 1);
            readProperties(parameters + 1, at - 1, true, properties);
        }
        int open = endOfSupertypes(at);
        boolean hasBody = open < code.length() && code.charAt(open) == '{';
        int end = hasBody ? Math.min(code.length(), Brackets.closing(code, open) + 1) : open;
        if (hasBody) {
            readProperties(open + 1, end - 1, false, properties);
        }
        String outer = typeAt(keyword).map(type -> type.fullName() + "$").orElse(folder);
        String simple = name.isEmpty() && kind.equals("object") ? "Companion" : name;
        types.add(new KotlinType(
                this,
                kind,
                simple,
                outer + simple,
                text.substring(start, keyword),
                text.substring(Math.min(afterName, open), open),
                supertypes(code.substring(at, open)),
                List.copyOf(properties),
                start,
                open,
                end));
    }

    private int skipGenerics(int from) {
        int at = Brackets.skipBlank(code, from);
        if (at >= code.length() || code.charAt(at) != '<') {
            return at;
        }
        int depth = 0;
        while (at < code.length()) {
            depth += code.charAt(at) == '<' ? 1 : code.charAt(at) == '>' ? -1 : 0;
            at++;
            if (depth == 0) {
                break;
            }
        }
        return Brackets.skipBlank(code, at);
    }

    /** {@code @Inject internal constructor(}. */
    private int endOfConstructorWords(int from) {
        Matcher words = Pattern.compile(
                        "(?:@\\w+(?:\\([^()]*\\))?\\s*|private\\s+|internal\\s+|protected\\s+)*constructor\\s*")
                .matcher(code)
                .region(from, code.length());
        return words.lookingAt() ? words.end() : from;
    }

    /** The offset of the body's brace, or where the head ends without a body. */
    private int endOfSupertypes(int from) {
        int at = Brackets.skipBlank(code, from);
        if (at >= code.length() || code.charAt(at) == '{') {
            return Math.min(at, code.length());
        }
        if (code.charAt(at) != ':') {
            return from;
        }
        while (at < code.length()) {
            char c = code.charAt(at);
            if (c == '{') {
                return at;
            }
            if (c == '(') {
                at = Brackets.closing(code, at);
            } else if (c == '\n' && endsHead(at)) {
                return at;
            }
            at++;
        }
        return code.length();
    }

    private boolean endsHead(int newline) {
        int next = Brackets.skipBlank(code, newline);
        int before = Brackets.backBlank(code, newline) - 1;
        boolean open = before >= 0 && ",:<".indexOf(code.charAt(before)) >= 0;
        return !open
                && (next >= code.length()
                        || code.charAt(next) == '}'
                        || DECLARES.matcher(code).region(next, code.length()).lookingAt());
    }

    private static List<String> supertypes(String head) {
        List<String> names = new ArrayList<>();
        Matcher word = Pattern.compile("\\w+").matcher(head);
        while (word.find()) {
            names.add(word.group());
        }
        return List.copyOf(names);
    }

    private void readProperties(int from, int to, boolean constructor, List<Property> properties) {
        String flat = Brackets.flat(code.substring(from, Math.max(from, to)));
        Matcher matcher = PROPERTY.matcher(flat);
        while (matcher.find()) {
            int keyword = from + matcher.start();
            int line = flat.indexOf('\n', matcher.end());
            int end = from + (line < 0 ? flat.length() : line);
            properties.add(new Property(
                    matcher.group(1),
                    text.substring(startOfHead(keyword), keyword),
                    matcher.group(2) == null ? "" : matcher.group(2),
                    text.substring(from + matcher.end(), Math.max(from + matcher.end(), end)),
                    from + matcher.start(1),
                    constructor ? Brackets.position(flat, 0, matcher.start()) + 1 : 0));
        }
    }

    /** Where the modifiers and annotations before a keyword begin. */
    private int startOfHead(int keyword) {
        int start = keyword;
        while (true) {
            int end = Brackets.backBlank(code, start);
            int words = end > 0 && code.charAt(end - 1) == ')' ? Brackets.opening(code, end - 1) : end;
            int name = words < 0 ? end : startOfPath(words);
            boolean annotation = name > 0 && name < words && code.charAt(name - 1) == '@';
            boolean modifier = words == end && MODIFIERS.contains(code.substring(name, end));
            if (!annotation && !modifier) {
                return start;
            }
            start = annotation ? name - 1 : name;
        }
    }

    private int startOfPath(int end) {
        int at = end;
        while (at > 0
                && (Character.isJavaIdentifierPart(code.charAt(at - 1)) || ".:".indexOf(code.charAt(at - 1)) >= 0)) {
            at--;
        }
        return at;
    }

    private void readFunctions() {
        Matcher matcher = FUNCTION.matcher(code);
        while (matcher.find()) {
            int open = matcher.end() - 1;
            int close = Brackets.closing(code, open);
            Matcher answer = ANSWER.matcher(code).region(Math.min(close + 1, code.length()), code.length());
            boolean typed = answer.lookingAt();
            int after = typed ? answer.end() : Math.min(close + 1, code.length());
            int start = startOfHead(matcher.start());
            functions.add(new Function(
                    matcher.group(2),
                    typeAt(matcher.start()),
                    matcher.group(1) == null ? "" : matcher.group(1),
                    code.substring(open + 1, Math.max(open + 1, close)),
                    text.substring(start, matcher.start()),
                    typed ? answer.group(1) : "",
                    start,
                    matcher.start(2),
                    endOfFunction(after)));
        }
    }

    private int endOfFunction(int from) {
        int at = Brackets.skipBlank(code, from);
        if (at < code.length() && code.charAt(at) == '{') {
            return Math.min(code.length(), Brackets.closing(code, at) + 1);
        }
        if (at >= code.length() || code.charAt(at) != '=') {
            return Math.min(from, code.length());
        }
        return endOfExpression(at + 1);
    }

    /** An expression ends where its brackets are closed and the next line declares something. */
    int endOfExpression(int from) {
        int at = from;
        while (at < code.length()) {
            char c = code.charAt(at);
            if (c == '(' || c == '[' || c == '{') {
                at = Brackets.closing(code, at);
            } else if (c == ';'
                    || c == ')'
                    || c == ']'
                    || c == '}'
                    || c == '\n' && endsHead(at) && at > Brackets.skipBlank(code, from)) {
                return at;
            }
            at++;
        }
        return code.length();
    }
}
