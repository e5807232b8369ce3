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

/** What looks like a usage of the column and is none, beside what does not look like one and is. */
class LookalikeTest {

    @TempDir
    Path root;

    private SmallRepository repository;

    @BeforeEach
    void owners() {
        repository = SmallRepository.clinic(root);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "log.info(\"select telephone from owners\")",
                "System.out.println(\"update owners set telephone = 1\")",
                "assertThat(x).isEqualTo(\"select telephone from owners\")",
                "assertEquals(\"select telephone from owners\", x)",
                "x = new IllegalStateException(\"select telephone from owners failed\")"
            })
    void whatIsSaidToAPersonIsNoStatement(String call) {
        repository.java("Use", "class Use { void a() { " + call + "; } }");
        assertThat(repository.found()).noneMatch(each -> each.contains("CERTAIN") || each.contains("LIKELY"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "select o.lastName as telephone from Owner o                      | false",
                "select o.lastName as telephone from Owner o order by telephone   | false",
                "select upper(o.lastName) telephone from Owner o                  | false",
                "select o.lastName, telephone from Owner o                        | true",
                "select o.lastName as telephone from Owner o where telephone = 1  | true",
                "select telephone as phone from Owner                             | true"
            })
    void aResultsNameIsNoProperty(String query, boolean names) {
        repository.java(
                "Owners",
                "interface Owners extends JpaRepository<Owner, Long> { @Query(\"" + query + "\") List<String> a(); }");
        assertThat(repository.found()).isEqualTo(names ? List.of("Owners.java:a READ JPQL CERTAIN") : List.of());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Object a(Shop s) { return s.getHome().getPhone(); }                         | CERTAIN",
                "Object a(Shop s) { return s.getWork().getPhone(); }                         |",
                "Object a(Shop s) { Reach r = s.getWork(); return r.getPhone(); }            |",
                "Object a(Shop s) { Reach r = s.getHome(); return r.getPhone(); }            | CERTAIN",
                "Object a(Other s) { return s.getHome().getPhone(); }                        |",
                "Object a(Reach r) { return r.getPhone(); }                                  | LIKELY"
            })
    void embeddedObjectsOfOneClassAreToldApartByTheWayToThem(String method, String confidence) {
        repository
                .java("Reach", "@Embeddable class Reach { String phone; String getPhone() { return phone; } }")
                .java("Shop", """
                        @Entity @Table(name = "owners") class Shop { @Id Long id;
                            @Embedded @AttributeOverride(name = "phone", column = @Column(name = "city")) private Reach home;
                            @Embedded @AttributeOverride(name = "phone", column = @Column(name = "line2text")) private Reach work;
                            Reach getHome() { return home; } Reach getWork() { return work; } }
                        """)
                .java(
                        "Other",
                        "@Entity class Other { @Id Long id; @Embedded private Reach home; Reach getHome() { return home; } }")
                .java("Use", "class Use { " + method + " }");
        assertThat(repository.found("owners", "city"))
                .filteredOn(each -> each.startsWith("Use"))
                .isEqualTo(confidence == null ? List.of() : List.of("Use.java:a READ ACCESSOR " + confidence));
    }

    @ParameterizedTest
    @CsvSource({"'', false", "'(fetch = FetchType.EAGER)', true"})
    void elementsAreReadWithTheOwnerOnlyWhenTheyAreEager(String fetch, boolean read) {
        repository
                .java("Shop", """
                        @Entity class Shop { @Id Long id;
                            @ElementCollection%s @CollectionTable(name = "owners") @Column(name = "city") private Set<String> cities; }
                        """.formatted(fetch))
                .java("Shops", "interface Shops extends JpaRepository<Shop, Long> {}")
                .java("Use", "class Use { Shops shops; void a(Shop s) { shops.findById(1L); shops.save(s); } }");
        assertThat(repository.found("owners", "city")).contains("Shops.java:save WRITE ENTITY_WRITE CERTAIN");
        assertThat(repository.found("owners", "city").contains("Shops.java:findById READ ENTITY_READ CERTAIN"))
                .isEqualTo(read);
    }

    @Test
    void lombokGivesNamesWithoutPrefixes() {
        repository
                .java(
                        "Shop",
                        "@Entity @Table(name = \"owners\") @Data @Builder @Accessors(fluent = true) class Shop { @Id Long id; private String city; }")
                .java("Use", """
                        class Use {
                            void reads(Shop s) { s.city(); }
                            void writes(Shop s) { s.id(1L).city("x"); }
                            void builds() { Shop.ShopBuilder b = Shop.builder(); b.city("x"); }
                            void copies(Shop s) { s.withId(1L).city(); } }
                        """);
        assertThat(repository.found("owners", "city"))
                .filteredOn(each -> each.startsWith("Use"))
                .containsExactly(
                        "Use.java:reads READ ACCESSOR CERTAIN",
                        "Use.java:writes WRITE ACCESSOR CERTAIN",
                        "Use.java:builds WRITE ACCESSOR CERTAIN",
                        "Use.java:copies READ ACCESSOR CERTAIN");
    }

    @Test
    void aSetterOfAnUpdateNamesWhatItWritesByTheGetter() {
        repository.java(
                "Use",
                "class Use { Object a() { return Wrappers.<Owner>lambdaUpdate().set(Owner::getTelephone, 1); } }");
        assertThat(repository.found()).containsExactly("Use.java:a WRITE ACCESSOR CERTAIN");
    }

    @Test
    void aClassWithATableOfItsOwnIsNotFilledFromWhatAStatementJoins() {
        repository
                .java("Visitor", "@TableName(\"suppliers\") class Visitor { @TableId Long id; String telephone; }")
                .java("Visitors", "interface Visitors extends BaseMapper<Visitor> { List<Visitor> all(); }")
                .file("src/main/resources/Visitors.xml", """
                        <?xml version="1.0"?><mapper namespace="app.Visitors">
                          <select id="all" resultType="app.Visitor">
                            select s.telephone,
                              o.telephone as keeper
                            from suppliers s join owners o on o.id = s.id
                          </select></mapper>
                        """);
        assertThat(repository.scan().usages())
                .filteredOn(usage -> usage.place().file().endsWith("Visitors.xml"))
                .singleElement()
                .satisfies(usage -> assertThat(usage.place().line()).isEqualTo(4));
        assertThat(repository.found()).noneMatch(each -> each.startsWith("Visitor.java"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@OneToMany(mappedBy = \"shop\") @OrderColumn(name = \"city\") List<Owner> a",
                "@OneToMany @JoinColumn @OrderColumn(name = \"city\") List<Owner> a",
                "@ElementCollection @CollectionTable(name = \"owners\") @MapKeyColumn(name = \"city\") Map<String, String> a"
            })
    void ordersAndKeysOfCollectionsAreColumns(String member) {
        repository.java("Shop", "@Entity class Shop { @Id Long id; " + member + "; }");
        assertThat(repository.found("owners", "city")).contains("Shop.java:a MAPPING MAPPING CERTAIN");
    }

    @Test
    void enversCopiesWhatIsAudited() {
        repository
                .java("Shop", "@Entity @Audited class Shop { @Id Long id; String city; @NotAudited String name; }")
                .java(
                        "Kept",
                        "@Entity @Audited @AuditTable(\"kept_versions\") class Kept { @Id Long id; String city; }");
        assertThat(repository.found("shop_aud", "city")).containsExactly("Shop.java:city MAPPING MAPPING CERTAIN");
        assertThat(repository.found("shop_aud", "name")).isEmpty();
        assertThat(repository.found("kept_versions", "city")).containsExactly("Kept.java:city MAPPING MAPPING CERTAIN");
        assertThat(repository.scan("shop", "city").notes()).anyMatch(note -> note.contains("shop_aud.city"));
    }
}
