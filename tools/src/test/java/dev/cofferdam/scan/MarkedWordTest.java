package dev.cofferdam.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.domain.Usage;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The evidence marks the word that a usage is about, also where the line holds it twice. */
final class MarkedWordTest {
    @TempDir
    private Path root;

    private List<String> evidence(String file, SmallRepository repository) {
        return repository.scan().usages().stream()
                .filter(usage -> usage.place().file().endsWith(file))
                .map(Usage::evidence)
                .toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            f("getTelephone", supplier.getTelephone(),   owner.getTelephone());              | f("getTelephone", supplier.getTelephone(),   owner.«getTelephone»());
            f(/* getTelephone */  owner.getTelephone());                                     | f(/* getTelephone */  owner.«getTelephone»());
            f(supplier.getTelephone(), Owner::getTelephone);                                 | f(supplier.getTelephone(), Owner::«getTelephone»);
            jdbc.update("select telephone from suppliers; update owners set telephone = ''"); | jdbc.update("select telephone from suppliers; update owners set «telephone» = ''");
            String telephone = jdbc.queryForObject("select telephone from owners", String.class); | String telephone = jdbc.queryForObject("select «telephone» from owners", String.class);
            String telephone = em.createQuery("select o.telephone from Owner o").toString(); | String telephone = em.createQuery("select o.«telephone» from Owner o").toString();
            """)
    void theWordThatIsMeantIsMarked(String line, String marked) {
        SmallRepository repository = SmallRepository.clinic(root).java("Use", """
                class Use {
                    JdbcTemplate jdbc; EntityManager em;
                    void use(Owner owner, Supplier supplier) {
                %s
                    }
                }
                """.formatted(line));

        assertThat(evidence("Use.java", repository)).containsExactly(marked);
    }

    @Test
    void aFetchJoinIsMarkedWhereItNamesTheAssociation() {
        SmallRepository repository = SmallRepository.clinic(root).java("Use", """
                class Use { EntityManager em;
                    Object use() {
                        StringBuilder hql = new StringBuilder("select p.id from Pet p");
                        hql.append(" join fetch p.owner o");
                        return em.createQuery(hql.toString()).getResultList();
                    }
                }
                """);

        assertThat(evidence("Use.java", repository)).containsExactly("hql.append(\" join fetch p.«owner» o\");");
    }

    @Test
    void aFetchJoinOfAnotherMethodIsTheMethodsThatRunsIt() {
        SmallRepository repository = SmallRepository.clinic(root).java("Use", """
                class Use { EntityManager em;
                    private String hql() { return "select p.id from Pet p join fetch p.owner o"; }
                    Object use() {
                        return em.createQuery(hql() + " where p.id = 1").getResultList();
                    }
                }
                """);

        assertThat(repository.scan().usages())
                .filteredOn(usage -> usage.place().file().endsWith("Use.java"))
                .extracting(usage ->
                        usage.place().line() + " " + usage.place().member().orElse(""))
                .contains("5 use")
                .doesNotContain("3 use");
    }

    /** JSON's readers show a reason as it is. */
    @Test
    void aReasonIsOneLine() {
        SmallRepository repository = SmallRepository.clinic(root).java("Use", """
                class Use { JdbcTemplate jdbc;
                    Object use(int key) {
                        String column = switch (key) {
                            case 1 -> "telephone";
                            default -> "city";
                        };
                        return jdbc.queryForList("select id from owners order by " + column);
                    }
                }
                """);

        assertThat(repository.scan().usages())
                .filteredOn(usage -> usage.reason().contains("switch"))
                .isNotEmpty()
                .allSatisfy(usage -> assertThat(usage.reason()).doesNotContain("\n"));
    }

    @Test
    void aFieldIsMarkedAndNotTheStringThatIsSpelledLikeIt() {
        SmallRepository repository = SmallRepository.clinic(root).java("Owner", """
                @Entity @Table(name = "owners") class Owner {
                    @Id Long id;
                    String telephone;
                    public String toString() { return f("telephone", this.telephone); }
                }
                """);

        assertThat(evidence("Owner.java", repository))
                .contains("public String toString() { return f(\"telephone\", this.«telephone»); }");
    }

    @Test
    void aTypeThatDiffersFromTheFieldInCaseAloneIsNotMarked() {
        SmallRepository repository = SmallRepository.clinic(root)
                .java("Owner", "@Entity @Table(name = \"owners\") class Owner {\n@Id Long id;\nTelephone telephone; }");

        assertThat(evidence("Owner.java", repository)).containsExactly("Telephone «telephone»; }");
    }

    @Test
    void aScriptOfSqlMarksTheColumnOfTheTable() {
        SmallRepository repository = SmallRepository.clinic(root)
                .file("db/fill.sql", "select telephone from suppliers; select telephone from owners;\n");

        assertThat(evidence("fill.sql", repository))
                .containsExactly("select telephone from suppliers; select «telephone» from owners;");
    }

    @Test
    void aColumnOfTheSameNameAsAnAnnotationsMemberIsMarkedWhereItIsNamed() {
        SmallRepository repository = SmallRepository.clinic(root)
                .java(
                        "Owner",
                        "@Entity @Table(name = \"owners\") @Index(telephone = \"x\") class Owner { @Id Long id; @Column(name = \"telephone\") String telephone; }");

        assertThat(evidence("Owner.java", repository).get(0)).contains("@Column(name = \"«telephone»\")");
    }

    @Test
    void aForeignKeyOfAChangelogIsMarkedAtTheColumnItRefersTo() {
        SmallRepository repository = SmallRepository.clinic(root).file("db/changelog/a.xml", """
                <databaseChangeLog>
                <changeSet id="1" author="a">
                <addForeignKeyConstraint baseColumnNames="owner_telephone"
                    baseTableName="visits" constraintName="fk"
                    referencedColumnNames="telephone"
                    referencedTableName="owners"/>
                </changeSet>
                </databaseChangeLog>
                """);

        assertThat(evidence("a.xml", repository)).containsExactly("referencedColumnNames=\"«telephone»\"");
    }

    @Test
    void aTemplateIsMarkedWhereThePropertyIsHandedOn() {
        SmallRepository repository = SmallRepository.clinic(root)
                .java("Owner", "@Entity @Table(name = \"owners\") class Owner {\n@Id Long id; String telephone; }")
                .file("web/owner.html", "<input telephone=\"field\" name=\"telephone\">\n<p>owners</p>\n");

        assertThat(evidence("owner.html", repository))
                .containsExactly("<input telephone=\"field\" name=\"«telephone»\">");
    }
}
