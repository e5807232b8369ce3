package dev.cofferdam.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Queries that stand in files: bundles of named ones, reports, jobs. */
final class StoredQueriesTest {
    @TempDir
    private Path root;

    private SmallRepository repository;

    @BeforeEach
    void owners() {
        repository = SmallRepository.clinic(root);
    }

    private List<String> foundIn(String file) {
        return repository.scan().usages().stream()
                .filter(usage -> usage.place().file().endsWith(file))
                .map(usage ->
                        usage.place().line() + " " + usage.access() + " " + usage.style() + " " + usage.confidence())
                .toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '^', quoteCharacter = '\0', textBlock = """
            jpa-named-queries^Owner.find=select o from Owner o where o.telephone = ?1                ^1 READ JPQL CERTAIN
            jpa-named-queries^# text~Owner.find = select o from Owner o \\~  where o.telephone = ?1  ^3 READ JPQL CERTAIN
            jpa-named-queries^Owner.all=from Owner o where o.lastName = ?1                             ^1 READ ENTITY_READ CERTAIN
            jpa-named-queries^Owner.set=update Owner o set o.telephone = ?1                            ^1 WRITE JPQL CERTAIN
            jpa-named-queries^Owner.raw=select telephone from owners where id = ?1                     ^1 READ NATIVE_QUERY CERTAIN
            jdbc-named-queries^Owner.raw: select telephone from owners                                 ^1 READ NATIVE_QUERY CERTAIN
            """)
    void aNamedQueryStandsWhereItIsKept(String file, String text, String expected) {
        repository.file("src/main/resources/META-INF/" + file + ".properties", text.replace('~', '\n') + "\n");
        assertThat(foundIn(file + ".properties")).containsExactly(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '^', quoteCharacter = '\0', textBlock = """
            Supplier.find=select s.telephone from Supplier s
            Supplier.raw=select telephone from suppliers
            #Owner.find=select o.telephone from Owner o
            Pet.owners=select p from Pet p where p.id = ?1
            """)
    void aNamedQueryOnSomethingElseIsNone(String text) {
        repository.file("src/main/resources/META-INF/jpa-named-queries.properties", text + "\n");
        assertThat(foundIn(".properties")).noneMatch(each -> each.contains("CERTAIN"));
    }

    @Test
    void aConfigurationNamesItsOwnBundle() {
        repository
                .java(
                        "Config",
                        "@EnableJpaRepositories(namedQueriesLocation = \"classpath:db/queries.properties\") class Config {}")
                .file("src/main/resources/db/queries.properties", "Owner.find=select o.telephone from Owner o\n");
        assertThat(foundIn("queries.properties")).containsExactly("1 READ JPQL CERTAIN");
    }

    @Test
    void aReportFetchesByLabelWhatItsStatementSelects() {
        repository.file("reports/calls.jrxml", """
                <jasperReport><queryString language="sql"><![CDATA[
                  select o.id, o.telephone from owners o
                  where $X{IN, o.telephone, numbers} and o.id < $P{most}
                ]]></queryString>
                <field name="id" class="java.lang.Long"/>
                <field name="telephone" class="java.lang.String"/>
                <!-- $F{telephone} -->
                <textFieldExpression><![CDATA["+" + $F{telephone}]]></textFieldExpression>
                </jasperReport>
                """);
        assertThat(foundIn("calls.jrxml"))
                .containsExactly(
                        "2 READ SQL_STRING LIKELY", "6 READ RESULT_COLUMN LIKELY", "8 READ RESULT_COLUMN LIKELY");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '^', quoteCharacter = '\0', textBlock = """
            select s.telephone from suppliers s join owners o on o.id = s.id
            select id, last_name as telephone from owners
            """)
    void aReportOnSomethingElseFetchesSomethingElse(String query) {
        repository.file(
                "reports/calls.jrxml",
                "<jasperReport><queryString><![CDATA[" + query + "]]></queryString>\n"
                        + "<field name=\"telephone\"/></jasperReport>");
        assertThat(foundIn("calls.jrxml")).noneMatch(each -> !each.endsWith("POSSIBLE"));
    }

    @Test
    void aJobHoldsItsSqlInAnAttribute() {
        repository.file("src/main/resources/jobs/export.xml", """
                <beans><bean id="reader" class="JdbcCursorItemReader">
                <property name="sql"
                  value="select telephone from owners where id &gt; ?"/>
                <property name="other" value="select telephone from suppliers"/>
                </bean></beans>
                """);
        assertThat(foundIn("export.xml")).containsExactly("3 READ SQL_STRING LIKELY");
    }

    @Test
    void aMappingFileMapsItsResults() {
        repository.file("src/main/resources/META-INF/orm.xml", """
                <entity-mappings>
                <named-native-query name="q" result-set-mapping="m"><query>
                  select telephone from owners</query></named-native-query>
                <sql-result-set-mapping name="m">
                  <column-result name="telephone"/>
                </sql-result-set-mapping>
                <sql-result-set-mapping name="o">
                  <entity-result entity-class="app.Owner"><field-result name="telephone" column="telephone"/></entity-result>
                  <entity-result entity-class="app.Supplier"><field-result name="telephone" column="telephone"/></entity-result>
                </sql-result-set-mapping>
                </entity-mappings>
                """);
        assertThat(foundIn("orm.xml"))
                .containsExactlyInAnyOrder(
                        "3 READ NATIVE_QUERY CERTAIN", "5 READ RESULT_COLUMN LIKELY", "8 READ RESULT_COLUMN LIKELY");
    }

    @Test
    void anAnnotationMapsTheResultOfANamedQuery() {
        repository.java("Reports", """
                @SqlResultSetMapping(name = "m", columns =
                    @ColumnResult(name = "telephone"))
                @SqlResultSetMapping(name = "n", columns =
                    @ColumnResult(name = "telephone"))
                @NamedNativeQuery(name = "a", resultSetMapping = "m", query =
                    "select telephone from owners")
                @NamedNativeQuery(name = "b", resultSetMapping = "n", query =
                    "select telephone from suppliers")
                @Entity class Reports { @Id Long id; }
                """);
        assertThat(foundIn("Reports.java"))
                .containsExactlyInAnyOrder(
                        "3 READ RESULT_COLUMN LIKELY", "7 READ NATIVE_QUERY CERTAIN", "5 EXPOSURE TEXT POSSIBLE");
    }
}
