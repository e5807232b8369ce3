package dev.cofferdam.scan.statements;

import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.domain.Confidence;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.scan.strings.FoldedText;
import dev.cofferdam.schema.Namesakes;
import dev.cofferdam.schema.Namesakes.Meant;
import dev.cofferdam.schema.Schema;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells tables of one name in several schemas apart by what a statement writes before the name. */
final class QualifiedNames {

    private final Namesakes namesakes;
    private final Set<String> schemas = new TreeSet<>(Set.of("public"));
    private final Pattern written;

    QualifiedNames(ColumnRef column, Schema schema) {
        namesakes = Namesakes.of(schema, column.table());
        schema.tables().forEach(table -> table.ref().schema().ifPresent(schemas::add));
        schemas.addAll(schema.searchPath());
        String quote = "[\"`\\]\\[]?";
        written = Pattern.compile(
                "(?<![\\w$.\"`\\[])(?:" + quote + "([\\w$]+)" + quote + "\\s*\\.\\s*)?" + quote
                        + Pattern.quote(column.table().name()) + quote + "(?![\\w$])(\\s*\\.)?",
                Pattern.CASE_INSENSITIVE);
    }

    /** Whether a name that was parsed can be the table's. */
    boolean mayMean(TableRef ref) {
        boolean unknown =
                ref.schema().filter(schema -> schema.contains(FoldedText.HOLE)).isPresent();
        TableRef known = unknown ? TableRef.of(ref.name()) : ref;
        return unknown && namesakes.any() ? ref.name().equals(namesakes.asked().name()) : namesakes.mayMean(known);
    }

    /** The uses without those of another table of the name; those that could be of either are possible. */
    List<SqlReading.Use> judged(List<SqlReading.Use> uses) {
        return namesakes.any()
                ? uses.stream().flatMap(use -> judged(use).stream()).toList()
                : uses;
    }

    private Optional<SqlReading.Use> judged(SqlReading.Use use) {
        Set<Meant> meant = meant(SqlWords.blanked(use.statement()));
        if (meant.isEmpty()) {
            // A routine's body may hold the statement in a string.
            meant = meant(use.statement());
        }
        if (meant.contains(Meant.ASKED) || meant.isEmpty()) {
            return Optional.of(use);
        }
        return meant.contains(Meant.OPEN) ? Optional.of(doubted(use)) : Optional.empty();
    }

    /** What the names in a text mean; a qualified one says of which table the same word before a column is. */
    private Set<Meant> meant(String text) {
        Set<Meant> qualified = EnumSet.noneOf(Meant.class);
        Set<Meant> bare = EnumSet.noneOf(Meant.class);
        Set<Meant> columns = EnumSet.noneOf(Meant.class);
        Matcher matcher = written.matcher(text);
        String name = namesakes.asked().name();
        while (matcher.find()) {
            String before = matcher.group(1);
            if (before == null) {
                (matcher.group(2) == null ? bare : columns).add(namesakes.of(TableRef.of(name)));
            } else if (schemas.contains(before.toLowerCase(Locale.ROOT))) {
                qualified.add(namesakes.of(TableRef.of(before.toLowerCase(Locale.ROOT), name)));
            } else if (matcher.group(2) != null || before.contains(FoldedText.HOLE)) {
                qualified.add(Meant.OPEN);
            }
        }
        Set<Meant> tables = EnumSet.copyOf(qualified);
        tables.addAll(bare);
        return tables.isEmpty() ? columns : tables;
    }

    private SqlReading.Use doubted(SqlReading.Use use) {
        return new SqlReading.Use(
                use.access(),
                use.star(),
                Confidence.POSSIBLE,
                use.offset(),
                use.reason() + "; the name could mean " + namesakes.words()
                        + ", and nothing says which schema is looked in",
                use.statement(),
                use.insertsRows());
    }
}
