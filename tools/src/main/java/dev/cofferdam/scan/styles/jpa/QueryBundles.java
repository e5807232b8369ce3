package dev.cofferdam.scan.styles.jpa;

import dev.cofferdam.scan.files.SourceFile;
import dev.cofferdam.scan.hits.Scan;
import dev.cofferdam.scan.skeleton.TypeFact;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Files of properties that hold Spring Data's named queries: {@code META-INF/jpa-named-queries.properties} and its siblings, and what
 * {@code namedQueriesLocation} names in place of them.
 */
final class QueryBundles {

    private static final Pattern NAME = Pattern.compile("(?:^|/)(?:jpa|jdbc|r2dbc)-named-queries\\.properties$");

    /** A line with the lines that a backslash at its end joins to it (java.util.Properties). */
    private static final Pattern ENTRY = Pattern.compile(
            "(?m)^[ \\t\\f]*(?![#!])([^\\s=:\\\\]+)[ \\t\\f]*[=: \\t][ \\t\\f]*((?:[^\\\\\\r\\n]++|\\\\\\r?\\n|\\\\.)*+)$");

    private static final Pattern JOINED = Pattern.compile("\\\\\\r?\\n[ \\t\\f]*");

    private QueryBundles() {}

    /**
     * A query under its name.
     *
     * @param from where its text begins in the file
     */
    record Named(SourceFile file, String name, String query, int from, int to) {
        /** Of JDBC and R2DBC, which know no JPQL. */
        boolean isSql() {
            return !file.name().startsWith("jpa") && NAME.matcher(file.path()).find();
        }
    }

    static List<Named> of(Scan scan) {
        Set<String> located = new HashSet<>();
        for (String annotation :
                List.of("EnableJpaRepositories", "EnableJdbcRepositories", "EnableR2dbcRepositories")) {
            for (TypeFact type : scan.index().annotated(annotation)) {
                type.annotation(annotation)
                        .flatMap(each -> each.member("namedQueriesLocation"))
                        .flatMap(each -> scan.index().text(each, type))
                        .map(each -> each.replaceFirst("^(?:classpath\\*?|file):/*", "/"))
                        .ifPresent(located::add);
            }
        }
        return scan.tree().files().stream()
                .filter(file -> file.extension().equals("properties"))
                .filter(file ->
                        NAME.matcher(file.path()).find() || located.stream().anyMatch(("/" + file.path())::endsWith))
                .flatMap(file -> in(file).stream())
                .toList();
    }

    private static List<Named> in(SourceFile file) {
        List<Named> all = new ArrayList<>();
        Matcher entry = ENTRY.matcher(file.text());
        while (entry.find()) {
            String query = JOINED.matcher(entry.group(2)).replaceAll(" ").replaceAll("\\\\(.)", "$1");
            all.add(new Named(file, entry.group(1), query, entry.start(2), entry.end(2)));
        }
        return all;
    }
}
