package dev.cofferdam.scan.statements;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Under which names a view shows what its query selects. */
public final class ViewColumns {

    private static final Pattern LISTED = Pattern.compile(
            "^\\s*create\\b[^(]*?\\bview\\s+(?:if\\s+not\\s+exists\\s+)?[\\w$.\"]+\\s*\\(([^)]*)\\)[^(]*?\\bas\\b",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern AS =
            Pattern.compile(".*\\bas\\s+\"?([\\w$]+)\"?", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    /** A column, a call or a cast of one; the arguments are cut out. */
    private static final Pattern NAME =
            Pattern.compile("(?:\"?[\\w$]+\"?\\s*\\.\\s*)*\"?([\\w$]+)\"?\\s*@?\\s*(?:::\\s*[\\w$]+@?)?");

    private static final Pattern LABEL = Pattern.compile(".*[\\w@\"'\\]]\\s+\"?([\\w$]+)\"?", Pattern.DOTALL);
    private static final Set<String> KEYWORDS = Set.of("end", "null", "true", "false", "case", "distinct");
    private static final Set<String> CLAUSES = Set.of(
            "from", "join", "on", "using", "where", "having", "by", "set", "values", "into", "returning", "limit");

    private final String text;
    private final List<String> listed;

    /**
     * @param statement that creates the view
     */
    public ViewColumns(String statement) {
        String blanked = SqlWords.blanked(statement);
        text = blanked.length() == statement.length() ? blanked : statement;
        Matcher matcher = LISTED.matcher(text);
        listed = matcher.find()
                ? Pattern.compile(",")
                        .splitAsStream(matcher.group(1))
                        .map(name -> name.strip().replace("\"", "").toLowerCase(Locale.ROOT))
                        .toList()
                : List.of();
    }

    /** One SELECT: where its list begins, and its items. */
    private record Items(int depth, List<int[]> spans) {}

    /** Names of the view's columns that are made of what stands at an offset; none when that is only compared or joined by. */
    public Set<String> showing(int offset) {
        Set<String> names = new LinkedHashSet<>();
        List<int[]> outermost = first().map(Items::spans).orElse(List.of());
        for (int i = 0; i < outermost.size(); i++) {
            if (outermost.get(i)[0] <= offset && offset < outermost.get(i)[1]) {
                // A query within an item gives the item its value.
                outer(i, Optional.empty()).ifPresent(names::add);
                return names;
            }
        }
        Optional<Items> items = around(offset);
        if (items.isEmpty()) {
            return names;
        }
        List<int[]> spans = items.get().spans();
        for (int i = 0; i < spans.size(); i++) {
            if (spans.get(i)[0] <= offset && offset < spans.get(i)[1]) {
                Optional<String> name = name(text.substring(spans.get(i)[0], spans.get(i)[1]));
                if (items.get().depth() == 0) {
                    outer(i, name).ifPresent(names::add);
                } else {
                    name.ifPresent(inner -> names.addAll(passedOn(inner)));
                }
            }
        }
        return names;
    }

    /** The name that an outermost item has: the view's own list comes first, then the first of several queries. */
    private Optional<String> outer(int position, Optional<String> name) {
        if (position < listed.size()) {
            return Optional.of(listed.get(position));
        }
        Optional<Items> first = first();
        return first.filter(items -> position < items.spans().size())
                .flatMap(items -> name(text.substring(
                        items.spans().get(position)[0], items.spans().get(position)[1])))
                .or(() -> name);
    }

    /** A query inside gives the column a name, by which the outermost query may select it. */
    private Set<String> passedOn(String inner) {
        Set<String> names = new LinkedHashSet<>();
        List<int[]> spans = first().map(Items::spans).orElse(List.of());
        for (int i = 0; i < spans.size(); i++) {
            String item = text.substring(spans.get(i)[0], spans.get(i)[1]);
            if (item.strip().endsWith("*")) {
                names.add(inner);
            } else if (Pattern.compile("(?<![\\w$])" + Pattern.quote(inner) + "(?![\\w$])", Pattern.CASE_INSENSITIVE)
                    .matcher(item)
                    .find()) {
                outer(i, name(item)).ifPresent(names::add);
            }
        }
        return names;
    }

    /** As the server names an item (PostgreSQL docs, "Column Labels"). */
    private static Optional<String> name(String item) {
        String flat = item.strip();
        for (String shorter = flat; ; shorter = flat) {
            flat = shorter.replaceAll("\\([^()]*\\)", "@");
            if (flat.equals(shorter)) {
                break;
            }
        }
        for (Pattern pattern : List.of(AS, NAME, LABEL)) {
            Matcher matcher = pattern.matcher(flat);
            if (matcher.matches()) {
                String folded = matcher.group(1).toLowerCase(Locale.ROOT);
                return KEYWORDS.contains(folded) ? Optional.empty() : Optional.of(folded);
            }
        }
        return Optional.empty();
    }

    /** The list of the outermost query; the first one of a union. */
    private Optional<Items> first() {
        int depth = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (depth == 0 && isWord("select", i)) {
                return Optional.of(items(i + "select".length(), 0));
            }
        }
        return Optional.empty();
    }

    private Optional<Items> around(int offset) {
        int depth = 0;
        for (int i = offset - 1; i >= 0; i--) {
            char c = text.charAt(i);
            depth += c == ')' ? 1 : c == '(' ? -1 : 0;
            depth = Math.max(depth, 0);
            boolean begins = Character.isJavaIdentifierPart(c)
                    && (i == 0 || !Character.isJavaIdentifierPart(text.charAt(i - 1)));
            if (begins && depth == 0) {
                if (isWord("select", i)) {
                    return Optional.of(items(i + "select".length(), depthAt(i)));
                }
                String word = word(i);
                if (CLAUSES.contains(word)) {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    private int depthAt(int offset) {
        int depth = 0;
        for (int i = 0; i < offset; i++) {
            depth += text.charAt(i) == '(' ? 1 : text.charAt(i) == ')' ? -1 : 0;
        }
        return depth;
    }

    private String word(int at) {
        int end = at;
        while (end < text.length() && Character.isJavaIdentifierPart(text.charAt(end))) {
            end++;
        }
        return text.substring(at, end).toLowerCase(Locale.ROOT);
    }

    private boolean isWord(String word, int at) {
        boolean begins = at == 0 || !Character.isJavaIdentifierPart(text.charAt(at - 1));
        return begins && word(at).equals(word);
    }

    private Items items(int start, int outer) {
        List<int[]> spans = new ArrayList<>();
        int depth = 0;
        int from = start;
        int i = start;
        for (; i < text.length(); i++) {
            char c = text.charAt(i);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (depth < 0 || c == ';' || depth == 0 && isWord("from", i)) {
                break;
            }
            if (depth == 0 && c == ',') {
                spans.add(new int[] {from, i});
                from = i + 1;
            }
        }
        spans.add(new int[] {from, i});
        return new Items(outer, spans);
    }
}
