package dev.cofferdam.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Watched entities that are changed through references, collections, open fields and helpers of other classes. */
class DirtyByDetourTest {

    @TempDir
    Path root;

    private SmallRepository repository;

    @BeforeEach
    void ownersThatChangeThemselves() {
        repository = new SmallRepository(root)
                .java("Owner", """
                        @Entity @Table(name = "owners") public class Owner {
                            @Id private Long id;
                            private String lastName;
                            public String city;
                            private String telephone;
                            public Long getId() { return id; }
                            public String getLastName() { return lastName; }
                            public void setLastName(String lastName) { this.lastName = lastName; }
                            public void touch() { rename(); }
                            private void rename() { this.lastName = "x"; }
                            public boolean isOld() { return true; }
                        }
                        """)
                .java("OwnerRepository", "interface OwnerRepository extends JpaRepository<Owner, Long> {}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            @Transactional void a() { owners.findById(1L).ifPresent(Owner::touch); }                                   | CERTAIN
            @Transactional void a() { owners.findAll().forEach(Owner::touch); }                                        | CERTAIN
            @Transactional void a() { owners.findById(1L).map(o -> { o.setLastName("x"); return o; }); }               | CERTAIN
            @Transactional void a() { owners.findById(1L).get().touch(); }                                             | CERTAIN
            @Transactional void a() { owners.findById(1L).get().city = "x"; }                                          | CERTAIN
            @Transactional void a() { List<Owner> l = new ArrayList<>(owners.findAll()); l.get(0).touch(); }           | CERTAIN
            @Transactional void a() { Map<Long, Owner> m = owners.findAll().stream().collect(Collectors.toMap(Owner::getId, o -> o)); m.get(1L).setLastName("x"); } | CERTAIN
            @Transactional void a() { Map<Long, Owner> m = new HashMap<>(); for (Owner o : owners.findAll()) { m.put(o.getId(), o); } m.values().forEach(Owner::touch); } | CERTAIN
            @Transactional void a() { Map<Long, Owner> m = owners.findAll().stream().collect(Collectors.toMap(Owner::getId, o -> o)); for (Map.Entry<Long, Owner> e : m.entrySet()) { e.getValue().touch(); } } | CERTAIN
            """)
    void aChangeByADetourWritesTheWholeRow(String method, String confidence) {
        assertThat(dirty(method)).containsExactly("Service.java:a WRITE DIRTY_WRITE " + confidence);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@Transactional void a() { owners.findById(1L).ifPresent(Owner::getLastName); }",
                "@Transactional void a() { owners.findAll().stream().filter(Owner::isOld).toList(); }",
                "@Transactional void a() { List<Owner> l = new ArrayList<>(); l.add(new Owner()); l.get(0).touch(); }",
                "@Transactional void a() { Stream.of(new Owner()).forEach(Owner::touch); }",
                "@Transactional void a() { String city = owners.findById(1L).get().city; city = \"x\"; }",
                "@Transactional(readOnly = true) void a() { owners.findById(1L).ifPresent(Owner::touch); }",
                "@Transactional void a() { Owner o = new Owner(); o.city = \"x\"; }"
            })
    void whatOnlyReadsOrIsNotLoadedIsNone(String method) {
        assertThat(dirty(method)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@Transactional void a() { renamer.rename(owners.findById(1L).get()); }",
                "@Transactional void a() { Owner o = owners.findById(1L).get(); renamer.rename(o); }",
                "@Transactional void a() { owners.findAll().forEach(renamer::rename); }"
            })
    void aHelperOfAnotherClassIsHandedAWatchedEntity(String method) {
        repository.java("Renamer", "class Renamer { void rename(Owner o) { o.setLastName(\"x\"); } }");
        assertThat(dirty(method)).containsExactly("Renamer.java:rename WRITE DIRTY_WRITE LIKELY");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@Transactional void a() { renamer.rename(new Owner()); }",
                "void a() { renamer.rename(owners.findById(1L).get()); }",
                "@Transactional(readOnly = true) void a() { renamer.rename(owners.findById(1L).get()); }"
            })
    void aHelperThatIsHandedNoWatchedEntityChangesNoRow(String method) {
        repository.java("Renamer", "class Renamer { void rename(Owner o) { o.setLastName(\"x\"); } }");
        assertThat(dirty(method)).isEmpty();
    }

    @Test
    void theLineIsTheOneThatChanges() {
        repository.java(
                "Service",
                "class Service { OwnerRepository owners;\n@Transactional void a() {\nowners.findById(1L)\n.ifPresent(Owner::touch);\n} }");
        assertThat(repository.scan().usages())
                .filteredOn(usage -> usage.style().name().equals("DIRTY_WRITE"))
                .singleElement()
                .satisfies(usage -> assertThat(usage.place().line()).isEqualTo(5));
    }

    private List<String> dirty(String method) {
        repository.java("Service", "class Service { OwnerRepository owners; Renamer renamer; " + method + " }");
        return repository.found().stream()
                .filter(usage -> usage.contains("DIRTY_WRITE"))
                .toList();
    }
}
