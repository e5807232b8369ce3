package dev.cofferdam.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mocked entity manager that is told what to answer, or asked what it was told, sends no statement. */
class StubbedManagerTest {

    @TempDir
    Path root;

    @Test
    void whatAStubAnswersIsNotRead() {
        assertThat(places("when(em.find(Owner.class, 7L)).thenReturn(null);")).isEmpty();
    }

    @Test
    void whatAVerificationNamesIsNotWritten() {
        assertThat(places("verify(em).persist(owner);")).isEmpty();
    }

    @Test
    void theSameCallsOutsideOfAStubAreStatements() {
        assertThat(places("em.find(Owner.class, 7L);")).containsExactly("In.java:looks READ ENTITY_READ CERTAIN");
        assertThat(places("em.persist(owner);")).containsExactly("In.java:looks WRITE ENTITY_WRITE CERTAIN");
    }

    private List<String> places(String statement) {
        return new SmallRepository(root)
                        .java(
                                "Owner",
                                "@Entity @Table(name = \"owners\") public class Owner { @Id Long id; String telephone; }")
                        .java("In", "class In { EntityManager em; void looks(Owner owner) { " + statement + " } }")
                        .found()
                        .stream()
                        .filter(usage -> usage.startsWith("In"))
                        .toList();
    }
}
