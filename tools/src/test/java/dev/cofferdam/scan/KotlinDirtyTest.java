package dev.cofferdam.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Entities of Kotlin that a transaction watches. */
class KotlinDirtyTest {

    private static final String ENTITIES = """
            package app
            @Entity @Table(name = "owners") class Owner(@Id val id: Long, var lastName: String, var city: String?, var telephone: String) {
              @Transient var mood: String = ""
            }
            @Entity @Table(name = "pets") class Pet(@Id val id: Long, var name: String, @ManyToOne val owner: Owner)
            interface OwnerRepository : JpaRepository<Owner, Long>
            interface PetRepository : JpaRepository<Pet, Long>
            """;

    @TempDir
    Path root;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@Transactional fun a(i: Long) { owners.findById(i).get().lastName = \"x\" }",
                "@Transactional fun a(i: Long) { val o = owners.findByIdOrNull(i) ?: return; o.lastName = \"x\" }",
                "@Transactional fun a(i: Long) { owners.findByIdOrNull(i)?.apply { lastName = \"x\" } }",
                "@Transactional fun a(i: Long) { owners.findAll().forEach { it.lastName += \"x\" } }",
                "@Transactional fun a(i: Long) { owners.findAll().forEach { o -> o.city = \"x\" } }",
                "@Transactional fun a(i: Long) { pets.findById(i).get().owner.city = \"x\" }",
                "@Transactional fun a(o: Owner) { o.lastName = \"x\" }"
            })
    void aChangedPropertyWritesTheWholeRow(String function) {
        assertThat(dirty(function)).containsExactly("S.kt:a WRITE DIRTY_WRITE LIKELY");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fun a(o: Owner) { o.lastName = \"x\" }",
                "@Transactional(readOnly = true) fun a(o: Owner) { o.lastName = \"x\" }",
                "@Transactional fun a() { val o = Owner(1, \"a\", null, \"b\"); o.lastName = \"x\" }",
                "@Transactional fun a() { Owner(1, \"a\", null, \"b\").apply { lastName = \"x\" } }",
                "@Transactional fun a(i: Long) { pets.findById(i).get().name = \"x\" }",
                "@Transactional fun a(o: Owner) { o.mood = \"x\" }",
                "@Transactional fun a(o: Owner): Boolean { return o.lastName == \"x\" }",
                "@Transactional fun a(o: Owner) { val lastName = o.lastName }"
            })
    void whatIsNotWatchedOrNotChangedIsNone(String function) {
        assertThat(dirty(function)).isEmpty();
    }

    private List<String> dirty(String function) {
        return new SmallRepository(root)
                        .file("src/main/kotlin/app/E.kt", ENTITIES)
                        .file(
                                "src/main/kotlin/app/S.kt",
                                "package app\n@Service class S(val owners: OwnerRepository, val pets: PetRepository) {\n  "
                                        + function + "\n}\n")
                        .found()
                        .stream()
                        .filter(usage -> usage.contains("DIRTY_WRITE"))
                        .toList();
    }
}
