package dev.cofferdam.scan.styles.text;

import dev.cofferdam.scan.files.SourceFile;
import dev.cofferdam.scan.strings.FoldedText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The strings of a file in another language than Java, those that one expression joins as one, with marks where text is spliced in. */
final class ForeignTexts {

    /** Triple quotes, back quotes, here documents, block scalars, quotes on one line, and values without quotes. */
    private static final Pattern STRING = Pattern.compile(
            "\"\"\"(.*?)\"\"\"|'''(.*?)'''|`([^`]*)`|<<-?\\s*['\"]?(\\w+)['\"]?[^\\n]*\\n(.*?)\\n\\s*\\4\\b"
                    + "|[:=]\\s*[|>][-+]?\\s*\\n((?:[ \\t]+[^\\n]*\\n?)+)"
                    + "|\"([^\"\\\\\\n]*+(?:\\\\.[^\"\\\\\\n]*+)*+)\"|'([^'\\\\\\n]*+(?:\\\\.[^'\\\\\\n]*+)*+)'"
                    + "|(?m:^[ \\t\\w.\\[\\]-]+[:=][ \\t]*((?i:select|insert|update|delete|with|merge)\\b[^\\n]*)$)",
            Pattern.DOTALL);
    /** Between two strings that one expression joins. */
    private static final Pattern JOINT = Pattern.compile("[\\s+\\\\]*");

    /** Between two strings that are joined with something that is none: a variable, a call. */
    private static final Pattern JOINED_WITH = Pattern.compile(
            "\\s*[+.]\\s*([A-Za-z_$][\\w.$?!]*(?:\\([^()\"'\\n]*\\))?(?:\\.\\w+(?:\\([^()\"'\\n]*\\))?)*)\\s*[+.]\\s*");

    private static final Pattern SPLICED =
            Pattern.compile("[$#]\\{([^}]*)}|\\$([A-Za-z_]\\w*)|%\\(\\w+\\)s|%[sd]|(?<!\\w)\\{(\\w*)}");

    /** The arguments of a script or function, which no statement of these files binds. */
    private static final Pattern SCRIPT_ARGUMENT = Pattern.compile("\\$[\\d@*]");

    /** What {@code trimMargin} and {@code stripMargin} take away. */
    private static final Pattern MARGIN = Pattern.compile("(?m)^([ \\t]*)\\|(?!\\|)");

    private static final Set<String> MARGINED = Set.of("kt", "kts", "scala", "groovy");

    private static final Set<String> SHELLS = Set.of("sh", "bash");

    private final SourceFile file;
    private final String source;

    ForeignTexts(SourceFile file, String source) {
        this.file = file;
        this.source = source;
    }

    /**
     * A string, or several that are joined.
     *
     * @param offset where the first begins
     */
    record Text(String text, int offset, int end) {}

    /** The text with marks in the places that only the run fills; what the file gives a name once stands in its place. */
    String holed(Text text) {
        String marked = SHELLS.contains(file.extension())
                ? SCRIPT_ARGUMENT.matcher(text.text()).replaceAll(FoldedText.HOLE)
                : text.text();
        return SPLICED.matcher(marked).replaceAll(splice -> {
            String name = Optional.ofNullable(splice.group(1))
                    .or(() -> Optional.ofNullable(splice.group(2)))
                    .or(() -> Optional.ofNullable(splice.group(3)))
                    .orElse("");
            return Matcher.quoteReplacement(constant(name.strip()).orElse(FoldedText.HOLE));
        });
    }

    /** What a name stands for that is given one string in the file and nothing else. */
    private Optional<String> constant(String name) {
        if (!name.matches("[A-Za-z_]\\w*")) {
            return Optional.empty();
        }
        Matcher given = Pattern.compile("(?<![\\w.])" + name
                        + "\\s*(?::\\s*\\w+\\s*)?=(?!=)\\s*(?:[\"'`]([^\"'`$\\n{}]*)[\"'`]\\s*(?=[;,\\n)}]|$))?")
                .matcher(source);
        Optional<String> value = Optional.empty();
        while (given.find()) {
            if (given.group(1) == null || value.isPresent()) {
                return Optional.empty();
            }
            value = Optional.of(given.group(1));
        }
        return value;
    }

    List<Text> all() {
        List<Text> texts = new ArrayList<>();
        Matcher matcher = STRING.matcher(source).useAnchoringBounds(false).useTransparentBounds(true);
        for (int at = next(source, 0); at < source.length(); at = next(source, at)) {
            if (!matcher.region(at, source.length()).lookingAt()) {
                at++;
                continue;
            }
            at = matcher.end();
            int group = 1;
            while (group == 4 || matcher.group(group) == null) {
                group++;
            }
            String text = group == 1 && MARGINED.contains(file.extension())
                    ? MARGIN.matcher(matcher.group(group)).replaceAll("$1 ")
                    : matcher.group(group);
            boolean line = group == 7 || group == 8;
            Text last = texts.isEmpty() ? new Text("", 0, -1) : texts.get(texts.size() - 1);
            Optional<String> between = line && last.end() >= 0 && !last.text().isEmpty()
                    ? between(source.substring(last.end(), matcher.start()))
                    : Optional.empty();
            if (between.isPresent()) {
                texts.set(texts.size() - 1, new Text(last.text() + between.get() + text, last.offset(), matcher.end()));
            } else {
                texts.add(new Text(text, matcher.start(group), matcher.end()));
            }
        }
        return texts;
    }

    /** What an expression puts between two strings; nothing when they are not joined. */
    private Optional<String> between(String code) {
        if (JOINT.matcher(code).matches()) {
            return Optional.of("");
        }
        Matcher joined = JOINED_WITH.matcher(code);
        return joined.matches() ? Optional.of(constant(joined.group(1)).orElse(FoldedText.HOLE)) : Optional.empty();
    }

    /** Where the next string may begin: asked of every character, the pattern would take most of a question's time. */
    private static int next(String source, int from) {
        int at = from;
        while (at < source.length() && !mayBegin(source, at)) {
            at++;
        }
        return at;
    }

    private static boolean mayBegin(String source, int at) {
        if (at == 0 || source.charAt(at - 1) == '\n') {
            return true;
        }
        return switch (source.charAt(at)) {
            case '"', '\'', '`' -> true;
            case '<' -> source.startsWith("<<", at);
            case ':', '=' -> isBeforeBlock(source, at + 1);
            default -> false;
        };
    }

    private static boolean isBeforeBlock(String source, int from) {
        int at = from;
        while (at < source.length() && Character.isWhitespace(source.charAt(at))) {
            at++;
        }
        return at < source.length() && (source.charAt(at) == '|' || source.charAt(at) == '>');
    }
}
