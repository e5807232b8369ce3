package dev.cofferdam.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which columns the statements name that Hibernate makes when an entity is stored. */
class WrittenColumnsTest {

    @TempDir
    Path root;

    private SmallRepository repository;

    @BeforeEach
    void ownersOfAKind() {
        repository = new SmallRepository(root).java("Owner", """
                        @Entity @Table(name = "owners") @DiscriminatorColumn(name = "telephone") class Owner {
                            @Id Long id;
                            @Column(insertable = false) String city;
                            String lastName;
                            void setLastName(String n) { lastName = n; }
                        }
                        """);
    }

    @ParameterizedTest
    @CsvSource({"id, false", "telephone, false", "city, true"})
    void noUpdateSetsTheIdentifierOrTheKind(String column, boolean written) {
        assertThat(writes(column, "@Transactional void a() { em.find(Owner.class, 1L).setLastName(\"x\"); }")
                        .contains("Service.java:a WRITE DIRTY_WRITE CERTAIN"))
                .isEqualTo(written);
    }

    @ParameterizedTest
    @CsvSource({"persist, id, true", "persist, last_name, true", "persist, city, false", "merge, city, true"})
    void anInsertLeavesOutWhatIsNotInsertable(String call, String column, boolean written) {
        assertThat(writes(column, "void a(Owner o) { em." + call + "(o); }")
                        .contains("Service.java:a WRITE ENTITY_WRITE CERTAIN"))
                .isEqualTo(written);
    }

    @Test
    void aTransactionOfItsOwnWritesInAClassThatOnlyReads() {
        repository.java("Reader", """
                @Transactional(readOnly = true) class Reader { EntityManager em;
                    void reads() { em.find(Owner.class, 1L).setLastName("x"); }
                    @Transactional void writes() { em.find(Owner.class, 1L).setLastName("x"); }
                }
                """);
        assertThat(repository.found("owners", "city"))
                .contains("Reader.java:writes WRITE DIRTY_WRITE CERTAIN")
                .noneMatch(usage -> usage.startsWith("Reader.java:reads WRITE"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "void a() { Desk d = new Desk(); d.setTelephone(\"1\"); desks.save(d); } | false",
                "void a() { desks.save(new Desk()); } | false",
                "void a(Desk d) { desks.save(d); } | true",
                "void a(Long i) { Desk d = new Desk(); d.setId(i); desks.save(d); } | true"
            })
    void whatIsNewHasNoIdentifierAndIsNotSelected(String method, boolean selected) {
        repository
                .java(
                        "Desk",
                        "@Entity @Table(name = \"desks\") class Desk { @Id @GeneratedValue Long id; String telephone; void setId(Long i) { id = i; } void setTelephone(String t) { telephone = t; } }")
                .java("DeskRepository", "interface DeskRepository extends JpaRepository<Desk, Long> { }")
                .java("Service", "class Service { DeskRepository desks; " + method + " }");
        assertThat(repository.found("desks", "telephone").contains("DeskRepository.java:save READ ENTITY_READ LIKELY"))
                .isEqualTo(selected);
    }

    private List<String> writes(String column, String method) {
        repository.java("Service", "class Service { EntityManager em; " + method + " }");
        return repository.found("owners", column);
    }
}
