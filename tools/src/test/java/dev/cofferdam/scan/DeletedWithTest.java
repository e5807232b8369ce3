package dev.cofferdam.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Hibernate loads before it deletes an entity: its parts, and what comes with those, but not the entity once more. */
class DeletedWithTest {

    private static final String REPOSITORY = "class Dao { EntityManager em; void drop(Owner o) { em.remove(o); } }";

    @TempDir
    Path root;

    @Test
    void aPartThatRefersBackDoesNotLoadItsOwnerAgain() {
        assertThat(dropped("@ManyToOne Owner owner;")).isEmpty();
    }

    @Test
    void aPartBringsAnotherEntityOfTheTableAlong() {
        assertThat(dropped("@ManyToOne Owner owner; @ManyToOne Owner keeper;"))
                .containsExactly("Dao.java:drop READ ASSOCIATION_READ CERTAIN");
    }

    private List<String> dropped(String members) {
        return new SmallRepository(root)
                        .java(
                                "Owner",
                                "@Entity @Table(name = \"owners\") public class Owner { @Id Long id; String telephone; "
                                        + "@OneToMany(mappedBy = \"owner\", cascade = CascadeType.ALL) List<Pet> pets; }")
                        .java(
                                "Pet",
                                "@Entity @Table(name = \"pets\") public class Pet { @Id Long id; " + members + " }")
                        .java("Dao", REPOSITORY)
                        .found()
                        .stream()
                        .filter(usage -> usage.startsWith("Dao"))
                        .toList();
    }
}
