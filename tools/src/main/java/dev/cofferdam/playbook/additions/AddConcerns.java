package dev.cofferdam.playbook.additions;

import dev.cofferdam.domain.Style;
import dev.cofferdam.domain.Undecided;
import dev.cofferdam.domain.Usage;
import dev.cofferdam.playbook.parts.SchemaConcerns;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What an addition does, or may do, that a person has to approve by name. */
final class AddConcerns {
    /** Computed once, when the column is added, and stored for every row of today. */
    private static final Pattern CLOCK = Pattern.compile(
            "\\b(now|transaction_timestamp|statement_timestamp)\\s*\\(|\\b(current_(date|time|timestamp)|localtime(stamp)?)\\b",
            Pattern.CASE_INSENSITIVE);

    /** Where a row is handed on by position: one more column is one too many. */
    private static final Pattern BY_POSITION = Pattern.compile(
            "\\b(union|intersect|except)\\b|\\binsert\\s+into\\b.*\\bselect\\b|^\\s*copy\\b",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /** Types as the server prints them that are no domain, so that no hidden constraint makes it read or rewrite rows. */
    private static final Set<String> BUILT_IN = Set.of(
            "text",
            "character varying",
            "character",
            "smallint",
            "integer",
            "bigint",
            "real",
            "double precision",
            "numeric",
            "boolean",
            "date",
            "uuid",
            "bytea",
            "json",
            "jsonb",
            "inet",
            "cidr",
            "interval",
            "money",
            "xml",
            "tsvector",
            "time without time zone",
            "time with time zone",
            "timestamp without time zone",
            "timestamp with time zone");

    private final AddedColumn column;
    private final String name;
    private final List<Undecided> found = new ArrayList<>();

    private AddConcerns(AddedColumn column) {
        this.column = column;
        this.name = column.change().column().column();
    }

    static List<Undecided> of(AddedColumn column, List<Usage> usages) {
        AddConcerns concerns = new AddConcerns(column);
        concerns.frozenClock();
        concerns.type();
        concerns.awkwardName();
        concerns.byPosition(usages);
        concerns.rowTriggers();
        concerns.noWriter(usages);
        SchemaConcerns.unread(column.before(), column.change().table()).ifPresent(concerns.found::add);
        return concerns.found;
    }

    private void frozenClock() {
        boolean clock = column.change()
                .defaultValue()
                .filter(value -> CLOCK.matcher(value).find())
                .isPresent();
        if (clock && column.form() == AddedColumn.Form.AT_ONCE) {
            add(
                    "every row of today gets the time of the migration as its " + name,
                    "the default is computed once when the column is added; if that is not their true value, add the column without"
                            + " default, set the default for new rows afterwards, and leave earlier rows null");
        }
    }

    private void type() {
        String type = column.definition().type();
        String base = type.replaceAll("\\(.*?\\)|\\[\\]", "").strip();
        if (base.equals("json")) {
            add(
                    name + " is of type json, which has no equality",
                    "SELECT DISTINCT, UNION and GROUP BY over whole rows fail from now on, also in code that does not know the column;"
                            + " jsonb has none of this");
        } else if (!BUILT_IN.contains(base)) {
            add(
                    name + " is of type " + type + ", which the plan knows nothing about",
                    "a domain with constraints makes the server rewrite the table while nobody can read it; an enum does not");
        }
    }

    private void awkwardName() {
        if (column.name().startsWith("\"")) {
            add(
                    "the name " + column.name() + " is right only in double quotes",
                    "every SQL text has to write them, and an object mapper has to be told to");
        }
        if (Set.of("type", "dtype").contains(name.toLowerCase(Locale.ROOT))) {
            add(
                    "some object mappers take a column called " + name + " for the class of the row",
                    "a mapped hierarchy on this table would begin to read it; choose another name if there is one");
        }
    }

    private void byPosition(List<Usage> usages) {
        usages.stream()
                .filter(usage -> usage.style() == Style.STAR && !usage.test() && usage.needsEdit())
                .filter(usage -> usage.statement()
                        .filter(sql -> BY_POSITION.matcher(sql).find())
                        .isPresent())
                .forEach(usage -> found.add(new Undecided(
                        usage.place(),
                        "a statement hands on whole rows by position",
                        "one more column may be one too many for it: "
                                + usage.evidence().strip())));
    }

    private void rowTriggers() {
        if (column.form() == AddedColumn.Form.AT_ONCE) {
            return;
        }
        found.addAll(SchemaConcerns.triggersOfEachRow(
                column.before().table(column.change().table()), "is filled"));
    }

    private void noWriter(List<Usage> usages) {
        // A script that fills a new environment says nothing of the application.
        boolean written = usages.stream()
                .filter(usage ->
                        usage.style() != Style.SQL_FILE && !usage.place().file().endsWith(".sql"))
                .anyMatch(usage ->
                        !usage.test() && usage.needsEdit() && usage.access().writes());
        if (column.form() == AddedColumn.Form.REQUIRED && !written) {
            add(
                    "no code path was found that inserts rows of "
                            + column.change().table(),
                    "each one that leaves " + name
                            + " out fails from contract on; this may be the wrong folder, or another"
                            + " repository holds the code");
        }
    }

    private void add(String what, String why) {
        found.add(SchemaConcerns.inDatabase("column/" + column.change().column(), what, why));
    }
}
