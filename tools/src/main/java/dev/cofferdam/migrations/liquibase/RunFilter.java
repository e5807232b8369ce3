package dev.cofferdam.migrations.liquibase;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Decides which change sets run: by product, context and label ("contexts" and "labels", Liquibase documentation). Without contexts
 * or a label filter at run time, none is left out for them, save where a context is a product's name: whoever writes {@code mysql} and
 * {@code postgresql} as contexts names them at run time, in code that is not read.
 *
 * @param contexts those that are active; empty means no filter
 * @param labelFilter an expression over the labels of a change set; empty means no filter
 */
public record RunFilter(Set<String> contexts, Optional<String> labelFilter) {
    private static final Set<String> PRODUCTS = Set.of(
            "postgresql", "postgres", "mysql", "mariadb", "h2", "hsqldb", "oracle", "mssql", "sqlite", "db2", "derby");

    public RunFilter {
        contexts = contexts.stream()
                .map(context -> context.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The filter of a run that names no contexts and no labels. */
    public static RunFilter none() {
        return new RunFilter(Set.of(), Optional.empty());
    }

    /** Whether an element with these {@code dbms}, context and label values runs on PostgreSQL. */
    public boolean takes(ChangelogNode element) {
        return isForPostgres(element.value("dbms"))
                && takesContext(element.value("contextFilter").or(() -> element.value("context")))
                && takesLabels(element.value("labels"));
    }

    /** Whether a list of products names PostgreSQL, or none at all. */
    public static boolean isForPostgres(Optional<String> dbms) {
        Set<String> words = dbms.stream().flatMap(RunFilter::words).collect(Collectors.toSet());
        if (words.isEmpty() || words.contains("all")) {
            return true;
        }
        if (words.contains("none") || words.contains("!postgresql")) {
            return false;
        }
        return words.contains("postgresql") || words.stream().allMatch(word -> word.startsWith("!"));
    }

    private boolean takesContext(Optional<String> expression) {
        if (expression.isEmpty()) {
            return true;
        }
        WordExpression written = new WordExpression(
                expression.get(), contexts.isEmpty() ? Set.of("postgresql", "postgres")::contains : contexts::contains);
        boolean decidable = !contexts.isEmpty() || PRODUCTS.containsAll(written.words());
        return !decidable || written.holds();
    }

    private boolean takesLabels(Optional<String> labels) {
        if (labelFilter.isEmpty() || labels.isEmpty()) {
            return true;
        }
        List<String> words = words(labels.get()).toList();
        return new WordExpression(labelFilter.get(), words::contains).holds();
    }

    private static Stream<String> words(String list) {
        return Stream.of(list.split(","))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .map(word -> word.toLowerCase(Locale.ROOT));
    }
}
