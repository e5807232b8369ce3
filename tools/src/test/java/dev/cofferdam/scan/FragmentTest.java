package dev.cofferdam.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Statements that several methods put together, of which no place has the whole. */
class FragmentTest {

    @TempDir
    Path root;

    private List<String> found(String fragment) {
        return new SmallRepository(root).java("Query", """
                        class Query {
                            void from(StringBuilder sql) { sql.append("inner join owners OW on ow.id = p.owner_id "); }
                            void other(StringBuilder sql) { sql.append(" left join suppliers su on true "); }
                            void again(StringBuilder sql) { sql.append("join owners two"); }
                            void twice(StringBuilder sql) { sql.append("join suppliers two"); }
                            void where(StringBuilder sql) { %s; }
                        }
                        """.formatted(fragment)).found();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "sql.append(\"AND ow.telephone >= '\")",
                "sql.append(\"OW.telephone\")",
                "sql.append(\" and OW.\\\"telephone\\\" is null\")",
                "put(new TableColumn(\"ow\", \"telephone\"))",
                "put(column(\"ow\", \"telephone\"))"
            })
    void aPartThatNamesTheColumnByTheTablesAliasReadsIt(String fragment) {
        assertThat(found(fragment)).containsExactly("Query.java:where READ SQL_STRING LIKELY");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "sql.append(\"AND su.telephone >= '\")",
                "sql.append(\"AND two.telephone >= '\")",
                "sql.append(\"AND xow.telephone >= '\")",
                "put(new TableColumn(\"su\", \"telephone\"))"
            })
    void anotherTablesAliasOrOneOfTwoTablesSaysNothingSure(String fragment) {
        assertThat(found(fragment)).noneMatch(usage -> usage.endsWith("LIKELY") || usage.endsWith("CERTAIN"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "   JOIN (SELECT id, MAX(telephone) AS t FROM owners GROUP BY id) AS latest ON o.id = latest.id |true",
                " left outer join owners o on o.telephone = p.telephone                                        |true",
                " left join suppliers s on s.telephone = 1 join owners x on x.id = s.id                         |false",
                "left the owners without a telephone                                                           |false"
            })
    void aClauseInAConstantIsReadLikeAStatement(String clause, boolean found) {
        assertThat(new SmallRepository(root)
                        .java("Parts", "class Parts { static final String CLAUSE = \"" + clause + "\"; }")
                        .found())
                .isEqualTo(found ? List.of("Parts.java:CLAUSE READ SQL_STRING LIKELY") : List.of());
    }

    @Test
    void aWordAfterTheTableIsNoAlias() {
        assertThat(new SmallRepository(root).java("Query", """
                                class Query {
                                    String from = " from owners where ";
                                    String more = " and where.telephone > 1";
                                }
                                """).found()).isEmpty();
    }
}
