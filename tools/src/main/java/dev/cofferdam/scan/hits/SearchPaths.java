package dev.cofferdam.scan.hits;

import dev.cofferdam.scan.files.SourceFile;
import dev.cofferdam.scan.files.SourceTree;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The schema in which the application looks for a name without one, as its configuration says: the JDBC driver's {@code currentSchema},
 * Hibernate's {@code default_schema}, the connection pool's {@code schema}.
 */
public final class SearchPaths {

    private static final Pattern FILES = Pattern.compile(
            "(application|bootstrap)[\\w.-]*\\.(properties|ya?ml)|hibernate[\\w.-]*\\.(properties|xml)|persistence\\.xml");
    private static final Pattern SCHEMA = Pattern.compile(
            "(?:currentSchema=|default[_-]schema[\"']?\\s*(?:[=:]|value\\s*=|\">)\\s*[\"']?|hikari\\.schema\\s*[=:]\\s*"
                    + "|set\\s+search_path\\s*(?:=|to)\\s*[\"']?)([A-Za-z_][\\w$]*)",
            Pattern.CASE_INSENSITIVE);

    private SearchPaths() {}

    /** One schema, or nothing when none is configured or profiles say several. */
    public static List<String> of(SourceTree tree) {
        Set<String> found = new TreeSet<>();
        tree.files().stream()
                .filter(file -> !file.isTest() && FILES.matcher(file.name()).matches())
                .map(SourceFile::text)
                .forEach(text -> {
                    Matcher matcher = SCHEMA.matcher(text);
                    while (matcher.find()) {
                        found.add(matcher.group(1).toLowerCase(Locale.ROOT));
                    }
                });
        return found.size() == 1 ? List.copyOf(found) : List.of();
    }
}
