package dev.cofferdam.rehearse.seed;

import dev.cofferdam.sql.Identifiers;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Keeps those values of a type that the column's own checks let pass. The server decides; the words of the checks are tried first. */
final class Palettes {
    private static final Pattern WORD = Pattern.compile("'((?:[^']|'')*)'");
    private static final Pattern NUMBER = Pattern.compile("(?<![\\w.'])-?\\d+(?:\\.\\d+)?(?![\\w'])");

    /** Numbers that a family is tried with; the last ones are of the size that large tables reach. */
    private static final String SAMPLES = "(1), (2), (3), (9), (10), (11), (99), (100), (12345), (1000000)";

    private final Connection owner;

    Palettes(Connection owner) {
        this.owner = owner;
    }

    /**
     * The values.
     *
     * @param like a column of a type that the values must read as, too
     */
    Palette of(SeedTable table, SeedColumn column, Optional<SeedColumn> like) throws SQLException {
        List<Condition> conditions = Stream.of(
                        column.domainChecks().stream().map(text -> new Condition(text, "value")),
                        table.conditionsOn(column)
                                .map(text -> new Condition(text, Identifiers.quoteIfNeeded(column.name()))),
                        like.stream()
                                .map(other -> new Condition("value::text::" + other.cast() + " IS NOT NULL", "value")))
                .flatMap(each -> each)
                .toList();
        List<String> families = Stream.concat(
                        TypeValues.families(column).stream(),
                        like.stream().flatMap(other -> TypeValues.families(other).stream()
                                .map(family -> "((" + family + ")::" + other.cast() + ")::text")))
                .toList();
        if (column.numbered()) {
            // The greatest number of all would leave its sequence none to go on with.
            return new Palette(List.of(), family(column, families, conditions));
        }
        if (conditions.isEmpty()) {
            return new Palette(TypeValues.awkward(column), families.stream().findFirst());
        }
        List<String> picks = new ArrayList<>();
        Set<String> candidates = candidates(column, conditions);
        like.ifPresent(other -> candidates.addAll(TypeValues.awkward(other)));
        for (String candidate : candidates) {
            if (holds(conditions, cast(Sql.literal(candidate), column), "(VALUES (1)) AS s (n)")) {
                picks.add(candidate);
            }
        }
        return new Palette(picks, family(column, families, conditions));
    }

    private Optional<String> family(SeedColumn column, List<String> families, List<Condition> conditions)
            throws SQLException {
        for (String family : families) {
            String made = cast("(" + family.replace(TypeValues.NUMBER, "s.n::bigint") + ")", column);
            if (holds(conditions, made, "(VALUES " + SAMPLES + ") AS s (n)")) {
                return Optional.of(family);
            }
        }
        return Optional.empty();
    }

    /** A value as the column's type takes it; an explicit cast to a domain's base type leaves its checks to the conditions. */
    static String cast(String value, SeedColumn column) {
        return "(" + value + ")::" + column.cast();
    }

    private static Set<String> candidates(SeedColumn column, List<Condition> conditions) {
        Set<String> all = new LinkedHashSet<>();
        for (Condition condition : conditions) {
            Matcher word = WORD.matcher(condition.text());
            while (word.find()) {
                all.add(word.group(1).replace("''", "'"));
            }
            Matcher number = NUMBER.matcher(condition.text());
            while (number.find()) {
                BigDecimal bound = new BigDecimal(number.group());
                Stream.of(bound, bound.subtract(BigDecimal.ONE), bound.add(BigDecimal.ONE))
                        .map(BigDecimal::toPlainString)
                        .forEach(all::add);
            }
        }
        all.addAll(TypeValues.awkward(column));
        return all;
    }

    /** A check that is null holds (PG docs, "Check Constraints"); a value that the type does not read does not. */
    private boolean holds(List<Condition> conditions, String value, String from) throws SQLException {
        String query = conditions.stream()
                .map(one -> "(SELECT (" + one.text() + ") IS NOT FALSE FROM (SELECT " + value + " AS " + one.alias()
                        + ") AS v)")
                .collect(Collectors.joining(" AND ", "SELECT coalesce(bool_and(", "), false) FROM " + from));
        try (Statement statement = owner.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() && row.getBoolean(1);
        } catch (SQLException refused) {
            if (owner.isClosed()) {
                throw refused;
            }
            return false;
        }
    }

    /** What must hold of a value that goes by this name. */
    private record Condition(String text, String alias) {}
}
