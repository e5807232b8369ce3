package dev.cofferdam.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Queries that reach {@code owners.telephone} over a lazy association whose name is neither the entity's nor the table's. */
class LazyPathTest {
    @TempDir
    Path root;

    private SmallRepository repository;

    @BeforeEach
    void petsThatHaveKeepers() {
        repository =
                new SmallRepository(root).java("Owner", """
                        @Entity @Table(name = "owners") public class Owner { @Id Long id; String lastName; String telephone; }
                        """).java("Pet", """
                        @Entity @Table(name = "pets") public class Pet {
                            @Id Long id; String telephone;
                            @ManyToOne(fetch = FetchType.LAZY) Owner keeper;
                            @ManyToMany Set<Owner> sponsors;
                        }
                        """).java("Visit", """
                        @Entity public class Visit { @Id Long id; @ManyToOne(fetch = FetchType.LAZY) Pet animal; }
                        """);
    }

    private List<String> uses(String query) {
        repository.java(
                "Use", "class Use { EntityManager em; Object m() { return em.createQuery(\"" + query + "\"); } }");
        return repository.found().stream()
                .filter(each -> each.startsWith("Use"))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "select p.id from Pet p where p.keeper.telephone = :name",
        "select p.id from Pet p join p.sponsors s where lower(s.telephone) like :name",
        "select v.id from Visit v where v.animal.keeper.telephone = :name",
        "select v.id from Visit v join v.animal a join a.keeper k order by k.telephone"
    })
    void aQueryNeedNotNameTheEntityAtTheEndOfItsPath(String query) {
        assertThat(uses(query)).containsExactly("Use.java:m READ JPQL CERTAIN");
    }

    @Test
    void aFetchJoinReadsWholeRows() {
        assertThat(uses("select p from Pet p join fetch p.keeper"))
                .containsExactly("Use.java:m READ ASSOCIATION_READ CERTAIN");
    }

    @ParameterizedTest
    @CsvSource({
        "select p from Pet p where p.telephone = :name",
        "select p.id from Pet p where p.keeper.lastName = :name",
        "select p.id from Pet p where p.keeper.id = 1 and p.telephone = :name"
    })
    void whatThePathEndsAtDecides(String query) {
        assertThat(uses(query)).isEmpty();
    }
}
