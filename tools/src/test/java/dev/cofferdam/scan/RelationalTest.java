package dev.cofferdam.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Spring Data JDBC and R2DBC. */
class RelationalTest {

    @TempDir
    Path root;

    private SmallRepository repository;

    @BeforeEach
    void ownersAndSuppliers() {
        repository = new SmallRepository(root).java("Owner", """
                        import org.springframework.data.annotation.Id;
                        import org.springframework.data.relational.core.mapping.*;
                        @Table("owners") record Owner(@Id Long id, String lastName, @Column("telephone") String phone) {}
                        """).java("Suppliers", """
                        import org.springframework.data.annotation.Id;
                        import org.springframework.data.relational.core.mapping.Table;
                        @Table class Suppliers { @Id Long id; String telephone; }
                        """);
    }

    private List<String> found(String table, String column) {
        return repository.scan(table, column).usages().stream()
                .map(SmallRepository::words)
                .toList();
    }

    @Test
    void namesAreWrittenOrInSnakeCase() {
        assertThat(found("owners", "telephone")).containsExactly("Owner.java:phone MAPPING MAPPING CERTAIN");
        assertThat(found("owners", "last_name")).containsExactly("Owner.java:lastName MAPPING MAPPING CERTAIN");
        assertThat(found("suppliers", "telephone")).containsExactly("Suppliers.java:telephone MAPPING MAPPING CERTAIN");
    }

    @Test
    void anEmbeddedObjectHasItsPrefix() {
        repository.java("Shop", """
                        import org.springframework.data.annotation.Id;
                        import org.springframework.data.relational.core.mapping.*;
                        @Table("suppliers") class Shop { @Id Long id; @Embedded.Nullable(prefix = "tele") Contact contact; }
                        """).java("Contact", "class Contact { String phone; }");
        assertThat(found("suppliers", "telephone")).contains("Contact.java:phone MAPPING MAPPING CERTAIN");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Owner findByPhone(String t)                                          | READ DERIVED_QUERY",
                "List<Owner> findByLastName(String n)                                 | READ ENTITY_READ",
                "@Query(\"select o.telephone from owners o where o.id = :id\") String q(Long id) | READ NATIVE_QUERY",
                "@Modifying @Query(\"update owners set telephone = :t\") void q(String t) | WRITE NATIVE_QUERY",
                "@Query(\"select * from owners\") List<Owner> q()                     | READ STAR"
            })
    void aRepositoryMethodIsAQueryInSql(String method, String expected) {
        repository.java(
                "OwnerRepository", "interface OwnerRepository extends CrudRepository<Owner, Long> { " + method + "; }");
        assertThat(found("owners", "telephone"))
                .contains("OwnerRepository.java:" + name(method) + " " + expected + " CERTAIN");
    }

    private static String name(String method) {
        return method.replaceFirst("^@.*\"\\) ", "").replaceFirst("\\(.*", "").replaceFirst("^.* ", "");
    }

    /** It sends a DELETE; nothing is loaded before. */
    @Test
    void aDeleteReadsNoRow() {
        repository
                .java("OwnerRepository", "interface OwnerRepository extends R2dbcRepository<Owner, Long> {}")
                .java(
                        "Use",
                        "class Use { OwnerRepository owners; void a() { owners.deleteById(1L); owners.deleteAll(); } void b(Owner o) { owners.save(o); } }");
        assertThat(found("owners", "telephone"))
                .containsExactly(
                        "Owner.java:phone MAPPING MAPPING CERTAIN",
                        "OwnerRepository.java:save WRITE ENTITY_WRITE CERTAIN");
    }

    @Test
    void whatAnAggregateHoldsIsLoadedAndSavedWithIt() {
        repository
                .java("Visit", """
                        import org.springframework.data.annotation.Id;
                        import org.springframework.data.relational.core.mapping.*;
                        @Table("pets") class Visit { @Id Long id; @MappedCollection(idColumn = "pet_id") Set<Suppliers> suppliers; }
                        """)
                .java(
                        "VisitRepository",
                        "interface VisitRepository extends CrudRepository<Visit, Long> { Visit findByName(String n); }")
                .java("Use", "class Use { VisitRepository visits; void a(Visit v) { visits.save(v); } }");
        assertThat(found("suppliers", "telephone"))
                .contains(
                        "VisitRepository.java:findByName READ ASSOCIATION_READ CERTAIN",
                        "VisitRepository.java:save WRITE ENTITY_WRITE CERTAIN");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "template.select(Owner.class).matching(query(where(\"phone\").is(x))).all()     | READ CRITERIA CERTAIN",
                "template.select(Owner.class).matching(query(where(\"telephone\").is(x))).all() | READ CRITERIA CERTAIN",
                "template.update(query, Update.update(\"telephone\", x), Owner.class)           | WRITE CRITERIA CERTAIN",
                "template.findAll(Owner.class)                                                  | READ ENTITY_READ CERTAIN",
                "template.insert(new Owner(1L, a, b))                                           | WRITE ENTITY_WRITE CERTAIN",
                "client.sql(\"select telephone from owners\").map(row -> row.get(\"telephone\", String.class)) | READ RESULT_COLUMN CERTAIN"
            })
    void aTemplateNamesPropertiesOrColumns(String statement, String expected) {
        repository.java("Use", """
                import static org.springframework.data.relational.core.query.Criteria.where;
                class Use { R2dbcEntityTemplate template; DatabaseClient client; Object run(Object x) { return %s; } }
                """.formatted(statement));
        assertThat(found("owners", "telephone")).contains("Use.java:run " + expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "template.select(Suppliers.class).matching(query(where(\"telephone\").is(x))).all()",
                "template.update(query, Update.update(\"telephone\", x), Suppliers.class)",
                "template.findAll(Suppliers.class)",
                "template.update(query, Update.update(\"city\", x), Owner.class)"
            })
    void anotherTableOrColumnIsNotReported(String statement) {
        repository.java("Use", """
                import static org.springframework.data.relational.core.query.Criteria.where;
                class Use { Owner owner; R2dbcEntityTemplate template; Object run(Object x) { return %s; } }
                """.formatted(statement));
        assertThat(found("owners", "telephone")).containsExactly("Owner.java:phone MAPPING MAPPING CERTAIN");
    }

    /** A record's accessor is spelt as its property, which once ended the scan. */
    @Test
    void aRecordReachedThroughAnUnknownTypeEndsNoScan() {
        SmallRepository repository = new SmallRepository(root)
                .java("Owner", """
                        import org.springframework.data.annotation.Id;
                        import org.springframework.data.relational.core.mapping.Table;
                        @Table("owners") record Owner(@Id Long id, String telephone) {}
                        """)
                .java("Use", "class Use { void use(Unknown<Owner> some) { some.each(it -> it.telephone().trim()); } }");
        assertThat(repository.found()).contains("Use.java:use READ ACCESSOR POSSIBLE");
    }
}
