package dev.cofferdam.scan.styles.mybatis;

import dev.cofferdam.scan.files.Comments;
import dev.cofferdam.scan.files.SourceFile;
import dev.cofferdam.scan.statements.SqlWords;
import dev.cofferdam.scan.strings.FoldedText;
import dev.cofferdam.scan.words.Tokens;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A MyBatis mapper file: its statements with includes put in, and its result maps. Dynamic elements are read as if every branch were
 * taken, because any of them may run. Read by its tags, so that a file that is no proper XML still tells what it can.
 */
final class MyBatisMapper {
    /** The root element, after the declaration and the document type: a document that quotes a mapper is none. */
    private static final Pattern NAMESPACE =
            Pattern.compile("\\A\\uFEFF?\\s*+(?:<\\?[^>]*>\\s*+){0,9}(?:<!DOCTYPE[^>\\[]*+(?:\\[[^]]*+])?\\s*+>\\s*+)?"
                    + "<mapper\\b[^>]*\\bnamespace\\s*=\\s*[\"']([^\"']+)[\"']");

    private static final Pattern STATEMENT = Pattern.compile(
            "<(select|insert|update|delete|sql|selectKey|resultMap)\\b([^>]*?)(?:/>|>(.*?)</\\1\\s*>)", Pattern.DOTALL);
    private static final Pattern INCLUDE =
            Pattern.compile("<include\\b([^>]*?)(?:/>|>(.*?)</include\\s*>)", Pattern.DOTALL);
    private static final Pattern PROPERTY = Pattern.compile(
            "<property\\b[^>]*?name\\s*=\\s*[\"']([^\"']+)[\"'][^>]*?value\\s*=\\s*[\"']([^\"']*)[\"']");
    private static final Pattern RESULT = Pattern.compile(
            "<(?:id|result|idArg|arg|association|collection|discriminator)\\b([^>]*?\\bcolumn\\s*=\\s*[\"']([^\"']+)[\"'][^>]*)");
    private static final Pattern SET = Pattern.compile("<set\\b[^>]*>", Pattern.CASE_INSENSITIVE);
    private static final Pattern WHERE = Pattern.compile("<where\\b[^>]*>", Pattern.CASE_INSENSITIVE);
    private static final Pattern TRIM = Pattern.compile("<trim\\b([^>]*)>", Pattern.CASE_INSENSITIVE);
    /** Tags, parameters, and statements for keys, which are sent apart. */
    private static final Pattern NO_SQL =
            Pattern.compile("<selectKey\\b(?s:.*?)</selectKey\\s*>|<[a-zA-Z/!][^>]*>|#\\{[^}]*}");

    private static final int DEEPEST = 8;

    private final SourceFile file;
    private final String text;
    private final String namespace;
    private final Map<String, Fragment> fragments = new LinkedHashMap<>();
    private final List<Statement> statements = new ArrayList<>();
    private final List<Result> results = new ArrayList<>();
    private final Map<String, Filled> filled = new LinkedHashMap<>();

    /**
     * A statement as it would be sent.
     *
     * @param offset of its text in the file
     * @param resultMap that its rows are read through; empty when none is named
     */
    record Statement(String id, String sql, int offset, String resultMap, String resultType, boolean dynamic) {}

    /**
     * A column in a result map.
     *
     * @param property that it fills; empty when it fills none
     * @param select the statement that is run with it for each row; empty when none is
     */
    record Result(String map, String column, String property, String select, int offset) {}

    /** SQL that statements include. */
    private record Fragment(String body, int offset) {
        private static final Fragment NONE = new Fragment("", 0);
    }

    /** Where in a mapper's file something is written. */
    record WrittenIn(MyBatisMapper mapper, int offset) {}

    /** What a result map fills, and the map whose results it takes over; empty when none. */
    private record Filled(String type, String extended) {}

    private MyBatisMapper(SourceFile file, String text, String namespace) {
        this.file = file;
        this.text = text;
        this.namespace = namespace;
    }

    /** The mapper, when the file is one. */
    static Optional<MyBatisMapper> read(SourceFile file) {
        String text = Comments.blanked(file);
        Matcher matcher = NAMESPACE.matcher(text);
        if (!matcher.find()) {
            return Optional.empty();
        }
        MyBatisMapper mapper = new MyBatisMapper(file, text, matcher.group(1));
        mapper.readTags();
        return Optional.of(mapper);
    }

    private void readTags() {
        Matcher matcher = STATEMENT.matcher(text);
        while (matcher.find()) {
            String id = attribute(matcher.group(2), "id");
            String body = matcher.group(3) == null ? "" : matcher.group(3);
            int offset = Math.max(matcher.start(), matcher.start(3));
            switch (matcher.group(1)) {
                case "sql" -> fragments.put(id, new Fragment(body, offset));
                case "resultMap" -> {
                    filled.put(
                            id,
                            new Filled(
                                    attribute(matcher.group(2), "type"),
                                    lastPart(attribute(matcher.group(2), "extends"))));
                    readResults(id, body, offset);
                }
                default -> {
                    String map = attribute(matcher.group(2), "resultMap");
                    statements.add(new Statement(
                            id, body, offset, lastPart(map), attribute(matcher.group(2), "resultType"), false));
                }
            }
        }
    }

    private void readResults(String map, String body, int offset) {
        Matcher matcher = RESULT.matcher(body);
        while (matcher.find()) {
            // {prop=column, ...} hands several columns to a nested select.
            for (String part : matcher.group(2).replaceAll("[{}\\s]", "").split(",")) {
                results.add(new Result(
                        map,
                        part.substring(part.indexOf('=') + 1),
                        attribute(matcher.group(1), "property"),
                        attribute(matcher.group(1), "select"),
                        offset + matcher.start(2)));
            }
        }
    }

    private static String lastPart(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    /** The class that a result map fills; an alias of it or nothing when the map is another file's. */
    String typeOf(String map) {
        return filled.getOrDefault(map, new Filled("", "")).type();
    }

    /** The map and those whose results it takes over. */
    List<String> withExtended(String map) {
        List<String> all = new ArrayList<>();
        for (String next = map; !next.isEmpty() && !all.contains(next); ) {
            all.add(next);
            next = filled.getOrDefault(next, new Filled("", "")).extended();
        }
        return all;
    }

    /** Whether anything was found in it. */
    boolean isUnderstood() {
        return !statements.isEmpty() || !fragments.isEmpty() || !filled.isEmpty();
    }

    SourceFile file() {
        return file;
    }

    /** Qualified name of the mapper interface. */
    String namespace() {
        return namespace;
    }

    List<Result> results() {
        return results;
    }

    /** The statements as written, without what they include. */
    List<Statement> statements() {
        return statements;
    }

    /** The statements, fragments of this and other mappers put in. */
    List<Statement> statements(Map<String, List<MyBatisMapper>> mappers) {
        return statements.stream()
                .map(each -> {
                    String sql = plain(included(each.sql(), mappers, 0));
                    return new Statement(
                            each.id(),
                            sql,
                            each.offset(),
                            each.resultMap(),
                            each.resultType(),
                            sql.contains(FoldedText.HOLE));
                })
                .toList();
    }

    /** Where a statement writes a word of its SQL: in its own text, else in the first fragment that holds it. */
    Optional<WrittenIn> find(String word, Statement statement, Map<String, List<MyBatisMapper>> mappers) {
        return statements.stream()
                .filter(each -> each.offset() == statement.offset())
                .findFirst()
                .flatMap(raw -> find(word, new Fragment(raw.sql(), raw.offset()), mappers, 0));
    }

    /** Where the statement's own text ends in the file. */
    int endOf(Statement statement) {
        return statement.offset()
                + statements.stream()
                        .filter(each -> each.offset() == statement.offset())
                        .mapToInt(each -> each.sql().length())
                        .findFirst()
                        .orElse(0);
    }

    private Optional<WrittenIn> find(
            String word, Fragment fragment, Map<String, List<MyBatisMapper>> mappers, int depth) {
        OptionalInt own = place(NO_SQL.matcher(fragment.body()).replaceAll(MyBatisMapper::blanks), word);
        if (own.isPresent()) {
            return Optional.of(new WrittenIn(this, fragment.offset() + own.getAsInt()));
        }
        if (depth > DEEPEST) {
            return Optional.empty();
        }
        return INCLUDE.matcher(fragment.body())
                .results()
                .map(include -> reference(include.group(1)))
                .flatMap(reference -> {
                    MyBatisMapper owner = owner(reference.namespace(), reference.id(), mappers);
                    Fragment included = owner.fragments.getOrDefault(reference.id(), Fragment.NONE);
                    return owner.find(word, included, mappers, depth + 1).stream();
                })
                .findFirst();
    }

    /** A word, or one with its table's alias before it. */
    private static OptionalInt place(String sql, String word) {
        if (word.indexOf('.') < 0) {
            return Tokens.find(sql, word);
        }
        Matcher matcher = Pattern.compile("(?<![\\w.])" + Pattern.quote(word) + "(?!\\w)", Pattern.CASE_INSENSITIVE)
                .matcher(sql);
        return matcher.find() ? OptionalInt.of(matcher.start()) : OptionalInt.empty();
    }

    private static String blanks(MatchResult match) {
        return " ".repeat(match.group().length());
    }

    /** What an include names. */
    private record Reference(String namespace, String id) {}

    private Reference reference(String attributes) {
        String refid = attribute(attributes, "refid");
        int dot = refid.lastIndexOf('.');
        return new Reference(dot < 0 ? namespace : refid.substring(0, dot), refid.substring(dot + 1));
    }

    private String included(String body, Map<String, List<MyBatisMapper>> mappers, int depth) {
        if (depth > DEEPEST) {
            return body;
        }
        return INCLUDE.matcher(body).replaceAll(include -> {
            Reference reference = reference(include.group(1));
            MyBatisMapper owner = owner(reference.namespace(), reference.id(), mappers);
            String fragment =
                    owner.fragments.getOrDefault(reference.id(), Fragment.NONE).body();
            Matcher property = PROPERTY.matcher(include.group(2) == null ? "" : include.group(2));
            while (property.find()) {
                fragment = fragment.replace("${" + property.group(1) + "}", property.group(2));
            }
            return Matcher.quoteReplacement(owner.included(fragment, mappers, depth + 1));
        });
    }

    /** Several files may share a namespace, one for each database; a file's own fragment comes first. */
    private MyBatisMapper owner(String of, String fragment, Map<String, List<MyBatisMapper>> mappers) {
        return fragments.containsKey(fragment) && of.equals(namespace)
                ? this
                : mappers.getOrDefault(of, List.of()).stream()
                        .filter(each -> each.fragments.containsKey(fragment))
                        .findFirst()
                        .orElse(this);
    }

    /** Tags become the words they add; parameters become placeholders, spliced text a hole. */
    static String plain(String body) {
        String sql = body.replaceAll("<!--(?s:.*?)-->|<selectKey\\b(?s:.*?)</selectKey\\s*>", " ")
                .replace("<![CDATA[", " ")
                .replace("]]>", " ");
        sql = SET.matcher(sql).replaceAll(" SET ");
        sql = WHERE.matcher(sql).replaceAll(" WHERE ");
        sql = TRIM.matcher(sql)
                .replaceAll(trim -> Matcher.quoteReplacement(" " + attribute(trim.group(1), "prefix") + " "))
                .replaceAll("(?i)</trim\\s*>", " ");
        sql = sql.replaceAll("<foreach\\b[^>]*open\\s*=\\s*[\"']\\([\"'][^>]*>(?s:.*?)</foreach\\s*>", " (1) ");
        // A comment ends with its line, and the lines are joined below.
        return SqlWords.withoutComments(sql.replaceAll("<[a-zA-Z/!][^>]*>", " "))
                .replaceAll("#\\{[^}]*}", "?")
                .replaceAll("\\$\\{[^}]*}", FoldedText.HOLE)
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&")
                .replaceAll("(?i)\\bwhere\\s+(and|or)\\b", "WHERE")
                .replaceAll(",\\s*(?=\\)|(?i:where|from)\\b|$)", " ")
                .replaceAll("\\s+", " ")
                .strip();
    }

    private static String attribute(String attributes, String name) {
        Matcher matcher =
                Pattern.compile("\\b" + name + "\\s*=\\s*[\"']([^\"']*)[\"']").matcher(attributes);
        return matcher.find() ? matcher.group(1) : "";
    }
}
