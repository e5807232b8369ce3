package dev.cofferdam.scan.skeleton;

import dev.cofferdam.scan.words.JavaTokens;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Types, annotations and constant values at a place among the tokens, and what to pass over. Each leaves its end behind. */
final class SkeletonParts {
    private static final Set<String> PRIMITIVES =
            Set.of("void", "int", "long", "boolean", "double", "float", "byte", "short", "char");

    private static final Pattern UNICODE = Pattern.compile("\\\\u+([0-9a-fA-F]{4})");

    private final JavaTokens tokens;
    private int at;

    SkeletonParts(JavaTokens tokens) {
        this.tokens = tokens;
    }

    /** The index after what was read last. */
    int end() {
        return at;
    }

    TypeUse type(int start) {
        at = start;
        TypeUse type = component();
        while (tokens.is(at, '@')) {
            annotation(at);
        }
        if (tokens.is(at, '.') && tokens.is(at + 1, '.') && tokens.is(at + 2, '.')) {
            at += 3;
            return type;
        }
        return dimensions(at, type);
    }

    /** The type with the brackets that follow here; after a name they belong to it too. */
    TypeUse dimensions(int start, TypeUse component) {
        at = start;
        TypeUse type = component;
        while (tokens.is(at, '[') && tokens.is(at + 1, ']')) {
            type = new TypeUse(TypeUse.ARRAY, List.of(type));
            at += 2;
        }
        return type;
    }

    private TypeUse component() {
        while (tokens.is(at, '@')) {
            annotation(at);
        }
        if (tokens.is(at, '?')) {
            return wildcard();
        }
        StringBuilder name = new StringBuilder();
        List<TypeUse> arguments = List.of();
        while (tokens.is(at, JavaTokens.NAME)) {
            name.append(tokens.text(at++));
            if (PRIMITIVES.contains(name.toString())) {
                return TypeUse.named(name.toString());
            }
            arguments = tokens.is(at, '<') ? arguments() : List.of();
            boolean more = tokens.is(at, '.') && (tokens.is(at + 1, JavaTokens.NAME) || tokens.is(at + 1, '@'));
            if (!more) {
                break;
            }
            name.append('.');
            at++;
            while (tokens.is(at, '@')) {
                annotation(at);
            }
        }
        return new TypeUse(name.isEmpty() ? "Object" : name.toString(), arguments);
    }

    private TypeUse wildcard() {
        at++;
        boolean upper = tokens.isWord(at, "extends");
        if (!upper && !tokens.isWord(at, "super")) {
            return TypeUse.named("Object");
        }
        at++;
        TypeUse bound = type(at);
        return upper ? bound : TypeUse.named("Object");
    }

    private List<TypeUse> arguments() {
        List<TypeUse> arguments = new ArrayList<>();
        at++;
        while (!tokens.is(at, '>') && !tokens.is(at, JavaTokens.END)) {
            int before = at;
            arguments.add(type(at));
            while (tokens.is(at, '&')) {
                type(at + 1);
            }
            if (tokens.is(at, ',')) {
                at++;
            } else if (!tokens.is(at, '>') || at == before && !tokens.is(at, '>')) {
                break;
            }
        }
        at += tokens.is(at, '>') ? 1 : 0;
        return arguments;
    }

    /** The annotation that begins here. */
    AnnotationFact annotation(int start) {
        int line = tokens.line(start);
        at = start + 1;
        String name = "";
        while (tokens.is(at, JavaTokens.NAME)) {
            name = tokens.text(at++);
            if (!tokens.is(at, '.') || !tokens.is(at + 1, JavaTokens.NAME)) {
                break;
            }
            at++;
        }
        Map<String, ConstantText> members = new LinkedHashMap<>();
        if (tokens.is(at, '(')) {
            int close = afterBrackets(at) - 1;
            members(at + 1, close, members);
            at = close + 1;
        }
        return new AnnotationFact(name, line, members);
    }

    private void members(int start, int close, Map<String, ConstantText> members) {
        int from = start;
        while (from < close) {
            boolean named =
                    tokens.is(from, JavaTokens.NAME) && tokens.is(from + 1, '=') && !tokens.isPair(from + 1, '=', '=');
            int value = named ? from + 2 : from;
            int end = Math.min(close, afterOperand(value, close));
            members.put(named ? tokens.text(from) : "value", value(value, end));
            from = end + 1;
        }
    }

    /** The index of the comma that ends an operand, or the limit. */
    private int afterOperand(int from, int limit) {
        int i = from;
        while (i < limit && !tokens.is(i, ',')) {
            boolean opens = tokens.is(i, '(') || tokens.is(i, '{') || tokens.is(i, '[');
            i = opens ? afterBrackets(i) : i + 1;
        }
        return i;
    }

    /** The constant value between two indices. */
    ConstantText value(int from, int to) {
        List<Integer> signs = new ArrayList<>();
        for (int i = from; i < to; ) {
            if (isLooser(i)) {
                return new ConstantText.Opaque();
            }
            if (tokens.is(i, '+') && i > from) {
                signs.add(i);
            }
            boolean opens = tokens.is(i, '(') || tokens.is(i, '{') || tokens.is(i, '[');
            i = opens ? afterBrackets(i) : i + 1;
        }
        ConstantText value = term(from, signs.isEmpty() ? to : signs.get(0));
        for (int i = 0; i < signs.size(); i++) {
            int end = i + 1 < signs.size() ? signs.get(i + 1) : to;
            value = new ConstantText.Joined(value, term(signs.get(i) + 1, end));
        }
        return value;
    }

    /** An operator that binds less than {@code +}, or as much: the whole is then no sum of texts. */
    private boolean isLooser(int i) {
        char kind = tokens.kind(i);
        return kind == '?' || kind == '=' || kind == '&' || kind == '|' || kind == '^' || kind == '-' && i > 0;
    }

    private ConstantText term(int from, int to) {
        boolean single = to == from + 1;
        if (single && tokens.is(from, JavaTokens.STRING)) {
            return new ConstantText.Literal(unquoted(tokens.text(from)));
        }
        if (single && tokens.is(from, JavaTokens.BLOCK)) {
            return new ConstantText.Literal(block(tokens.text(from)));
        }
        if (single && (tokens.isWord(from, "true") || tokens.isWord(from, "false"))) {
            return new ConstantText.Literal(tokens.text(from));
        }
        if (tokens.is(from, '(') && afterBrackets(from) == to) {
            return value(from + 1, to - 1);
        }
        if (tokens.is(from, '{') && afterBrackets(from) == to) {
            return new ConstantText.Several(values(from + 1, to - 1));
        }
        if (tokens.is(from, '@')) {
            int end = at;
            AnnotationFact nested = annotation(from);
            at = end;
            return new ConstantText.Nested(nested);
        }
        return name(from, to);
    }

    private List<ConstantText> values(int from, int to) {
        List<ConstantText> values = new ArrayList<>();
        for (int start = from; start < to; ) {
            int end = afterOperand(start, to);
            values.add(value(start, end));
            start = end + 1;
        }
        return values;
    }

    private ConstantText name(int from, int to) {
        StringBuilder name = new StringBuilder();
        for (int i = from; i < to; i++) {
            boolean expected = (i - from) % 2 == 0 ? tokens.is(i, JavaTokens.NAME) : tokens.is(i, '.');
            boolean brackets = tokens.is(i, '[') || tokens.is(i, ']');
            if (!expected && !brackets) {
                return new ConstantText.Opaque();
            }
            name.append(tokens.text(i));
        }
        String text = name.toString();
        boolean literal = text.isEmpty() || text.equals("null") || text.equals("this");
        return literal
                ? new ConstantText.Opaque()
                : new ConstantText.Name(text.endsWith(".class") ? text.substring(0, text.length() - 6) : text);
    }

    private static String unquoted(String token) {
        String content = token.substring(1, Math.max(1, token.length() - 1));
        return content.indexOf('\\') < 0 ? content : translated(content);
    }

    private static String block(String token) {
        String content =
                token.substring(token.indexOf('\n') + 1, Math.max(token.indexOf('\n') + 1, token.length() - 3));
        return translated(content.stripIndent());
    }

    /** Unicode escapes come first (JLS 3.3). A text with an escape that does not exist stays as it is. */
    private static String translated(String content) {
        try {
            return UNICODE.matcher(content)
                    .replaceAll(escape ->
                            Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(escape.group(1), 16))))
                    .translateEscapes();
        } catch (IllegalArgumentException e) {
            return content;
        }
    }

    /** The index after the bracket that closes the one here; after a token that opens none, the next. */
    int afterBrackets(int start) {
        int depth = 0;
        int i = start;
        do {
            char kind = tokens.kind(i);
            if (kind == '(' || kind == '{' || kind == '[') {
                depth++;
            } else if (kind == ')' || kind == '}' || kind == ']') {
                depth--;
            }
            i++;
        } while (depth > 0 && i < tokens.size());
        return i;
    }

    int afterAnnotationOrSign(int start) {
        if (tokens.is(start, '@')) {
            annotation(start);
            return at;
        }
        return start + 1;
    }

    /** The index after a method's body, or after the semicolon of one that has none. */
    int afterBodyOrSemicolon(int start) {
        int i = start;
        while (!tokens.is(i, ';') && !tokens.is(i, '{') && !tokens.is(i, '}') && !tokens.is(i, JavaTokens.END)) {
            i = tokens.is(i, '(') ? afterBrackets(i) : i + 1;
        }
        if (tokens.is(i, '{')) {
            return afterBrackets(i);
        }
        return tokens.is(i, ';') ? i + 1 : i;
    }

    /** The index of the comma or semicolon that ends a field's initializer. */
    int afterInitializer(int start) {
        int i = start;
        while (!tokens.is(i, ';') && !tokens.is(i, ',') && !tokens.is(i, '}') && !tokens.is(i, JavaTokens.END)) {
            if (tokens.is(i, '<')) {
                i = afterTypeArguments(i);
            } else {
                i = tokens.is(i, '(') || tokens.is(i, '{') || tokens.is(i, '[') ? afterBrackets(i) : i + 1;
            }
        }
        return i;
    }

    /** A comma between type arguments ends no initializer; one after a comparison does. */
    private int afterTypeArguments(int start) {
        int depth = 0;
        for (int i = start; i < tokens.size(); i++) {
            char kind = tokens.kind(i);
            depth += kind == '<' ? 1 : kind == '>' ? -1 : 0;
            if (depth == 0) {
                return i + 1;
            }
            boolean inside = kind == '<'
                    || kind == '>'
                    || kind == JavaTokens.NAME
                    || kind == '.'
                    || kind == ','
                    || kind == '?'
                    || kind == '&'
                    || kind == '['
                    || kind == ']'
                    || kind == '@';
            if (!inside) {
                break;
            }
        }
        return start + 1;
    }
}
