package dev.cofferdam.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.domain.Style;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MappingTest {

    @TempDir
    Path root;

    private List<String> mappings(String table, String column) {
        return new SmallRepository(root)
                .scan(table, column).usages().stream()
                        .filter(usage -> usage.style() == Style.MAPPING)
                        .map(SmallRepository::words)
                        .toList();
    }

    private SmallRepository repository() {
        return new SmallRepository(root);
    }

    @Test
    void anExplicitNameGoesThroughTheStrategyToo() {
        repository()
                .java(
                        "Owner",
                        "@Entity @Table(name = \"owners\") class Owner { @Id Long id; @Column(name = \"LastName\") String surname; }");
        assertThat(mappings("owners", "last_name")).containsExactly("Owner.java:surname MAPPING MAPPING CERTAIN");
    }

    @Test
    void theSchemaDecidesWhereStrategiesDiffer() {
        repository()
                .file("pom.xml", "<artifactId>spring-boot-starter-parent</artifactId><version>4.0.0</version>")
                .java("Owner", "@Entity @Table(name = \"owners\") class Owner { @Id Long id; String line2Text; }");
        assertThat(new SmallRepositoryAsIs(root).mappings("owners", "line2text"))
                .containsExactly("Owner.java:line2Text MAPPING MAPPING LIKELY");
    }

    @Test
    void transientAndStaticFieldsAreNoColumns() {
        repository()
                .java(
                        "Owner",
                        "@Entity @Table(name = \"owners\") class Owner { @Id Long id; static String telephone; @Transient String city; transient String lastName; }");
        assertThat(mappings("owners", "telephone")).isEmpty();
        assertThat(mappings("owners", "city")).isEmpty();
        assertThat(mappings("owners", "last_name")).isEmpty();
    }

    @Test
    void aMappedSuperclassMapsAColumnInEachTable() {
        repository()
                .java("Reachable", "@MappedSuperclass abstract class Reachable<K> { @Id K id; String telephone; }")
                .java("Owner", "@Entity @Table(name = \"owners\") class Owner extends Reachable<Long> {}")
                .java("Supplier", "@Entity @Table(name = \"suppliers\") class Supplier extends Reachable<Long> {}");
        assertThat(mappings("owners", "telephone")).containsExactly("Reachable.java:telephone MAPPING MAPPING CERTAIN");
        assertThat(mappings("suppliers", "telephone"))
                .containsExactly("Reachable.java:telephone MAPPING MAPPING CERTAIN");
        assertThat(mappings("pets", "telephone")).isEmpty();
    }

    @Test
    void anEmbeddableHasWhatItInheritsToo() {
        repository()
                .java("Contact", "@MappedSuperclass class Contact { String value; }")
                .java("Phone", "@Embeddable class Phone extends Contact { String kind; }")
                .java("Owner", """
                        @Entity @Table(name = "owners") class Owner {
                            static final String VALUE = "value";
                            @Id Long id;
                            @Embedded @AttributeOverride(name = VALUE, column = @Column(name = "telephone")) Phone phone;
                        }
                        """);
        assertThat(mappings("owners", "telephone")).containsExactly("Owner.java:phone MAPPING MAPPING CERTAIN");
    }

    @Test
    void aDiscriminatorIsAColumnThatNoAccessorReads() {
        SmallRepository repository =
                repository().java("Owner", """
                        @Entity @Table(name = "owners")
                        @DiscriminatorColumn(name = "city")
                        class Owner { @Id Long id; boolean same(Owner other) { return getClass() == other.getClass(); } }
                        """).java("Club", "@Entity class Club extends Owner { String name; }");
        assertThat(mappings("owners", "city")).containsExactly("Owner.java:Owner MAPPING MAPPING CERTAIN");
        assertThat(repository.scan("owners", "city").usages())
                .extracting(usage -> usage.style())
                .doesNotContain(Style.ACCESSOR);
    }

    @Test
    void anOverrideNamesTheColumnAndNotTheEmbeddable() {
        repository()
                .java("Contact", "@Embeddable class Contact { String number; }")
                .java(
                        "Owner",
                        "@Entity @Table(name = \"owners\") class Owner { @Id Long id;\n@Embedded @AttributeOverride(name = \"number\", column = @Column(name = \"telephone\")) Contact contact; }");
        assertThat(mappings("owners", "telephone")).containsExactly("Owner.java:contact MAPPING MAPPING CERTAIN");
    }

    @Test
    void anEmbeddedPropertyHasNoPrefix() {
        repository()
                .java("Contact", "@Embeddable class Contact { String telephone; }")
                .java(
                        "Owner",
                        "@Entity @Table(name = \"owners\") class Owner { @Id Long id; @Embedded Contact contact; }");
        assertThat(mappings("owners", "telephone")).containsExactly("Contact.java:telephone MAPPING MAPPING CERTAIN");
    }

    @Test
    void withPropertyAccessTheGetterNamesTheColumn() {
        repository()
                .java(
                        "Owner",
                        "@Entity @Table(name = \"owners\") class Owner { Long id; String phone; @Id Long getId() { return id; } String getTelephone() { return phone; } }");
        assertThat(mappings("owners", "telephone")).containsExactly("Owner.java:getTelephone MAPPING MAPPING CERTAIN");
    }

    @Test
    void aForeignKeyMayBeHeldByTheOtherSide() {
        repository()
                .java("Pet", "@Entity @Table(name = \"pets\") class Pet { @Id Long id; }")
                .java(
                        "Owner",
                        "@Entity @Table(name = \"owners\") class Owner { @Id Long id; @OneToMany @JoinColumn(name = \"owner_id\") java.util.List<Pet> pets; }");
        assertThat(mappings("pets", "owner_id")).containsExactly("Owner.java:pets MAPPING MAPPING CERTAIN");
    }

    @Test
    void aJoinColumnHasADefaultName() {
        repository()
                .java("Owner", SmallRepository.OWNER)
                .java("Pet", "@Entity @Table(name = \"pets\") class Pet { @Id Long id; @ManyToOne Owner owner; }");
        assertThat(mappings("pets", "owner_id")).containsExactly("Pet.java:owner MAPPING MAPPING CERTAIN");
    }

    @Test
    void namesMayBeConstantsOfAnotherClass() {
        repository()
                .java(
                        "Names",
                        "interface Names { String PREFIX = \"tele\"; String PHONE = PREFIX + \"phone\"; String TABLE = \"owners\"; }")
                .java(
                        "Owner",
                        "@Entity @Table(name = Names.TABLE) class Owner { @Id Long id; @Column(name = Names.PHONE) String number; }");
        assertThat(mappings("owners", "telephone"))
                .containsExactly(
                        "Names.java:PHONE MAPPING MAPPING CERTAIN", "Owner.java:number MAPPING MAPPING CERTAIN");
    }

    /** A key of several columns is named column by column, in a join table and in a collection's table. */
    @Test
    void everyColumnOfAJoinTablesSideIsMapped() {
        repository()
                .java("Supplier", "@Entity @Table(name = \"suppliers\") class Supplier { @Id Long id; }")
                .java("Group", """
                        @Entity @Table(name = "groups") class Group {
                            @Id Long id;
                            @ManyToMany @JoinTable(name = "owners", joinColumns = {@JoinColumn(name = "id"), @JoinColumn(name = "city")},
                                inverseJoinColumns = {@JoinColumn(name = "last_name"), @JoinColumn(name = "telephone")})
                            Set<Supplier> suppliers;
                            @ElementCollection @CollectionTable(name = "pets", joinColumns = {@JoinColumn(name = "id"), @JoinColumn(name = "owner_id")})
                            @Column(name = "name") Set<String> names;
                        }
                        """);
        assertThat(mappings("owners", "telephone")).containsExactly("Group.java:suppliers MAPPING MAPPING CERTAIN");
        assertThat(mappings("owners", "city")).containsExactly("Group.java:suppliers MAPPING MAPPING CERTAIN");
        assertThat(mappings("pets", "owner_id")).containsExactly("Group.java:names MAPPING MAPPING CERTAIN");
    }

    @Test
    void aKeyNamesTheColumnThatItRefersTo() {
        repository()
                .java(
                        "Owner",
                        "@Entity @Table(name = \"owners\") class Owner { @Id Long id; String telephone; String city; }")
                .java("Pet", """
                        @Entity @Table(name = "pets") class Pet {
                            @Id Long id;
                            @ManyToOne @JoinColumns({@JoinColumn(name = "a", referencedColumnName = "telephone"), @JoinColumn(name = "b", referencedColumnName = "id")}) Owner owner;
                        }
                        """)
                .java("Other", """
                        @Entity @Table(name = "suppliers") class Other { @Id Long id; String telephone; }
                        @Entity @Table(name = "others") class More {
                            @Id Long id; @ManyToOne @JoinColumn(name = "c", referencedColumnName = "telephone") Other other;
                        }
                        """);
        assertThat(mappings("owners", "telephone"))
                .containsExactly(
                        "Owner.java:telephone MAPPING MAPPING CERTAIN", "Pet.java:owner MAPPING MAPPING CERTAIN");
    }

    /** Whoever renames a column has to find the constant that holds its name, which may lie behind another. */
    @Test
    void aConstantThatAMappingNamesTheColumnWithIsAMappingToo() {
        repository()
                .java(
                        "Names",
                        "interface Names { String TEL = \"telephone\"; String PHONE = TEL; String CITY = \"city\"; }")
                .java("Owner", """
                        @Entity @Table(name = "owners", indexes = @Index(columnList = Names.CITY)) class Owner {
                            @Id Long id;
                            @Column(name = Names.PHONE) String number;
                            @Column(name = Names.CITY) String town;
                        }
                        """);
        assertThat(mappings("owners", "telephone"))
                .containsExactly(
                        "Names.java:TEL MAPPING MAPPING CERTAIN",
                        "Names.java:PHONE MAPPING MAPPING CERTAIN",
                        "Owner.java:number MAPPING MAPPING CERTAIN");
    }

    /** The repository with the build file that the test wrote last. */
    private record SmallRepositoryAsIs(Path root) {
        List<String> mappings(String table, String column) {
            return UsageScanner.scan(
                            root,
                            SmallRepository.schema(),
                            dev.cofferdam.domain.TableRef.of(table).column(column))
                    .usages()
                    .stream()
                    .filter(usage -> usage.style() == Style.MAPPING)
                    .map(SmallRepository::words)
                    .toList();
        }
    }
}
