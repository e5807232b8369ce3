package dev.cofferdam.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.domain.Access;
import dev.cofferdam.domain.Style;
import dev.cofferdam.domain.Usage;
import dev.cofferdam.domain.UserError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsageScannerTest {

    @TempDir
    Path root;

    private SmallRepository repository;

    @BeforeEach
    void aRepositoryWithOwnersAndSuppliers() {
        repository = new SmallRepository(root)
                .java("Owner", SmallRepository.OWNER)
                .java(
                        "Supplier",
                        "@Entity @Table(name = \"suppliers\") public class Supplier { @Id Long id; String telephone; String getTelephone() { return telephone; } }");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Owner findByTelephone(String t)                                  | READ DERIVED_QUERY",
                "List<Owner> findDistinctByLastNameAndTelephoneLike(String a, String b) | READ DERIVED_QUERY",
                "List<Owner> findTop3ByOrderByTelephoneDesc()                     | READ DERIVED_QUERY",
                "long countByTelephoneIsNotNull()                                 | READ DERIVED_QUERY",
                "List<Owner> findByLastName(String n)                             | READ ENTITY_READ",
                "void deleteByLastName(String n)                                  | READ ENTITY_READ",
                "@Query(\"select o from Owner o where o.telephone = ?1\") Owner q(String t) | READ JPQL",
                "@Query(\"select o from Owner o where o.lastName = ?1\") Owner q(String t)  | READ ENTITY_READ",
                "@Query(\"update Owner o set o.telephone = ?1 where o.id = ?2\") int q(String t, Long i) | WRITE JPQL",
                "@Query(\"update Owner set telephone = ?1 where id = ?2\") int q(String t, Long i) | WRITE JPQL",
                "@Query(value = \"select o.telephone from owners o\", nativeQuery = true) List<String> q() | READ NATIVE_QUERY",
                "@NativeQuery(\"update owners set telephone = 'x'\") int q()      | WRITE NATIVE_QUERY",
                "@Query(value = \"select * from owners\", nativeQuery = true) List<Object[]> q() | READ STAR"
            })
    void aRepositoryMethodIsAQuery(String method, String expected) {
        repository.java(
                "OwnerRepository",
                "interface OwnerRepository extends Other, JpaRepository<Owner, Long> { " + method + "; }");
        assertThat(repository.found())
                .singleElement()
                .asString()
                .contains(expected)
                .endsWith("CERTAIN");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "long countByLastName(String n)",
                "boolean existsByLastName(String n)",
                "@Query(\"select o.lastName from Owner o\") List<String> q()",
                "@Query(\"select count(o) from Owner o\") long q()",
                "@Query(\"select s from Supplier s where s.telephone = :telephone\") Supplier q(@Param(\"telephone\") String t)",
                "@Query(value = \"select telephone from suppliers\", nativeQuery = true) List<String> q()",
                "@Query(value = \"select o.id from owners o join suppliers s on s.telephone = o.city\", nativeQuery = true) List<Long> q()"
            })
    void aQueryThatDoesNotTouchTheColumnIsNotReported(String method) {
        repository.java(
                "OwnerRepository", "interface OwnerRepository extends JpaRepository<Owner, Long> { " + method + "; }");
        assertThat(repository.found()).isEmpty();
    }

    /** The association was taken for no association, because it ends where it began. */
    @Test
    void aQueryMayJoinAnEntityWithItself() {
        repository
                .java(
                        "Nurse",
                        "@Entity @Table(name = \"nurses\") class Nurse { @Id Long id; String pager; @ManyToOne(fetch = FetchType.LAZY) Nurse head; }")
                .java(
                        "NurseRepository",
                        "interface NurseRepository extends JpaRepository<Nurse, Long> { @Query(\"select h.pager from Nurse n join n.head h\") List<String> q(); }");
        assertThat(repository.found("nurses", "pager")).contains("NurseRepository.java:q READ JPQL CERTAIN");
    }

    @Test
    void onlyInheritedMethodsThatAreCalledCount() {
        repository
                .java("OwnerRepository", "interface OwnerRepository extends JpaRepository<Owner, Long> {}")
                .java(
                        "Service",
                        "class Service { OwnerRepository owners; SupplierRepository suppliers; void a(Owner o) { owners.save(o); suppliers.findAll(); owners.count(); } }")
                .java("SupplierRepository", "interface SupplierRepository extends JpaRepository<Supplier, Long> {}");
        // The owner's identifier is given by hand, so a save asks the database first whether it is there.
        assertThat(repository.found())
                .containsExactly(
                        "OwnerRepository.java:save READ ENTITY_READ CERTAIN",
                        "OwnerRepository.java:save WRITE ENTITY_WRITE CERTAIN");
    }

    @Test
    void aGeneratedIdentifierTellsNewFromOldAndWhatIsOldIsSelectedFirst() {
        repository
                .java(
                        "Desk",
                        "@Entity @Table(name = \"desks\") class Desk { @Id @GeneratedValue Long id; String telephone; }")
                .java(
                        "DeskRepository",
                        "interface DeskRepository extends JpaRepository<Desk, Long> { Desk save(Desk d); }");
        assertThat(repository.found("desks", "telephone"))
                .containsExactlyInAnyOrder(
                        "Desk.java:telephone MAPPING MAPPING CERTAIN",
                        "DeskRepository.java:save READ ENTITY_READ LIKELY",
                        "DeskRepository.java:save WRITE ENTITY_WRITE CERTAIN");
    }

    @Test
    void methodsOfAPlainInterfaceBelongToTheRepositoryThatExtendsIt() {
        repository
                .java(
                        "Owners",
                        "interface Owners { List<Owner> findAll(); Owner findByTelephone(String t); Owner find(); void delete(Owner o); }")
                .java("OwnersByHand", "interface OwnersByHand { void delete(Owner o); }")
                .java(
                        "OwnersByHandImpl",
                        "class OwnersByHandImpl implements OwnersByHand { public void delete(Owner o) {} }")
                .java(
                        "OwnerRepository",
                        "interface OwnerRepository extends Owners, Repository<Owner, Long>, OwnersByHand { @Query(\"select o from Owner o\") Owner find(); }")
                .java(
                        "Suppliers",
                        "interface Suppliers { List<Supplier> findAll(); Supplier findByTelephone(String t); }")
                .java(
                        "SupplierRepository",
                        "interface SupplierRepository extends Suppliers, Repository<Supplier, Long> {}");
        assertThat(repository.found())
                .containsExactlyInAnyOrder(
                        "OwnerRepository.java:find READ ENTITY_READ CERTAIN",
                        "Owners.java:findAll READ ENTITY_READ CERTAIN",
                        "Owners.java:findByTelephone READ DERIVED_QUERY CERTAIN");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "select s.telephone from suppliers s :filter left join owners o on o.id = s.id    | 0",
                "select s.telephone, o.telephone from suppliers s :filter join owners o on 1 = 1  | 1",
                "select x.telephone from owners o :filter join lateral (values (1)) x on 1 = 1    | 1"
            })
    void aQualifierThatTheTextBindsDecidesWithoutAParser(String sql, int uses) {
        repository.java("Use", "class Use { JdbcTemplate jdbc; void run() { jdbc.query(\"" + sql + "\"); } }");
        assertThat(repository.found()).hasSize(uses);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "select * from (select id, city from owners) x                | 0",
                "select * from (select * from owners) x                       | 1",
                "select * from (select id, telephone from owners) x           | 1",
                "select x.* from (select id from suppliers) s, owners x       | 1"
            })
    void aStarOverAQueryReadsWhatThatSelects(String sql, int uses) {
        repository.java("Use", "class Use { JdbcTemplate jdbc; void run() { jdbc.query(\"" + sql + "\"); } }");
        assertThat(repository.found()).hasSize(uses);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SessionFactory factory; Object a(Long id) { return factory.getCurrentSession().get(Owner.class, id); }   | READ ENTITY_READ CERTAIN",
                "SessionFactory factory; void a(Owner o) { factory.openSession().saveOrUpdate(o); }                      | WRITE ENTITY_WRITE CERTAIN",
                "EntityManager em; Object a(Long id) { return em.unwrap(Session.class).get(Owner.class, id); }           | READ ENTITY_READ CERTAIN",
                "Object a(Long id) { return currentSession().get(Owner.class, id); }                                     | READ ENTITY_READ CERTAIN",
                "OwnerRepository owners; void a(List<Owner> all) { all.forEach(owners::save); }                          | WRITE ENTITY_WRITE CERTAIN"
            })
    void aManagerOrRepositoryIsKnownByWhatGivesIt(String members, String expected) {
        repository
                .java("OwnerRepository", "interface OwnerRepository extends JpaRepository<Owner, Long> {}")
                .java("Dao", "class Dao extends AbstractDAO<Owner> { " + members + " }");
        assertThat(repository.found()).anyMatch(each -> each.endsWith(expected));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SessionFactory factory; Object a(Long id) { return factory.getCurrentSession().get(Supplier.class, id); }",
                "Registry getSession() { return null; } Object a(Long id) { return getSession().get(Owner.class, id); }",
                "HttpServletRequest request; Object a() { return request.getSession().get(Owner.class, 1); }"
            })
    void whatOnlyLooksLikeAManagerIsNone(String members) {
        repository
                .java("Registry", "class Registry { Object get(Class<?> type, Long id) { return null; } }")
                .java("Dao", "class Dao extends AbstractDAO<Owner> { " + members + " }");
        assertThat(repository.found()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "pets, owner_id, @OneToMany(fetch = FetchType.EAGER) @JoinColumn(name = \"owner_id\")",
        "visits, owner_id, @ManyToMany(fetch = FetchType.EAGER) @JoinTable(name = \"visits\" joinColumns = @JoinColumn(name = \"owner_id\"))"
    })
    void aCollectionIsFoundByAKeyThatItsLoadReads(String table, String column, String association) {
        repository
                .java("Pet", "@Entity @Table(name = \"pets\") class Pet { @Id Long id; }")
                .java(
                        "Keeper",
                        "@Entity @Table(name = \"keepers\") class Keeper { @Id Long id; "
                                + association.replace("\"visits\" ", "\"visits\", ") + " List<Pet> pets; }")
                .java(
                        "KeeperRepository",
                        "interface KeeperRepository extends JpaRepository<Keeper, Long> { Keeper findByName(String n); }");
        assertThat(repository.found(table, column))
                .contains("KeeperRepository.java:findByName READ ASSOCIATION_READ CERTAIN");
    }

    @Test
    void theOwnerOfACollectionIsThereBeforeItsElements() {
        repository
                .java("Pet", "@Entity @Table(name = \"pets\") class Pet { @Id Long id; @ManyToOne Keeper keeper; }")
                .java(
                        "Keeper",
                        "@Entity @Table(name = \"keepers\") class Keeper { @Id Long id; String telephone; @OneToMany(mappedBy = \"keeper\") List<Pet> pets; List<Pet> getPets() { return pets; } }")
                .java("Count", "class Count { int of(Keeper keeper) { return keeper.getPets().size(); } }")
                .file(
                        "src/test/java/app/CountTest.java",
                        "package app; class CountTest { int of(Keeper keeper) { return keeper.getPets().size(); } }");
        assertThat(repository.found("keepers", "telephone"))
                .containsExactlyInAnyOrder("Keeper.java:telephone MAPPING MAPPING CERTAIN");
        assertThat(repository.found("pets", "keeper_id"))
                .contains(
                        "Count.java:of READ ASSOCIATION_READ LIKELY",
                        "CountTest.java:of READ ASSOCIATION_READ POSSIBLE");
    }

    @Test
    void anAccessorIsKnownByWhatItDoes() {
        repository
                .java("Desk", """
                        @Entity @Table(name = "desks") class Desk { @Id Long id; Boolean shared;
                          boolean hasShares() { return shared; }
                          Desk share(final Boolean on) { this.shared = on; return this; }
                          boolean other() { return id == null; } }""")
                .java(
                        "Shop",
                        "class Shop { boolean hasShares() { return true; } Shop share(Boolean on) { return this; } }")
                .java(
                        "Use",
                        "class Use { boolean a(Desk d) { return d.hasShares(); } void b(Desk d) { d.share(true); } boolean c(Desk d) { return d.other(); }"
                                + " boolean d(Shop s) { return s.hasShares(); } void e(Shop s) { s.share(false); } }");
        assertThat(repository.found("desks", "shared"))
                .filteredOn(each -> each.startsWith("Use"))
                .containsExactlyInAnyOrder("Use.java:a READ ACCESSOR CERTAIN", "Use.java:b WRITE ACCESSOR CERTAIN");
    }

    @Test
    void anEagerAssociationReadsTheTableAndALazyOneDoesWhenWalked() {
        repository
                .java("Pet", "@Entity @Table(name = \"pets\") class Pet { @Id Long id; @ManyToOne Owner owner; }")
                .java(
                        "Toy",
                        "@Entity class Toy { @Id Long id; @ManyToOne(fetch = FetchType.LAZY) Owner giver; Owner getGiver() { return giver; } }")
                .java(
                        "PetRepository",
                        "interface PetRepository extends JpaRepository<Pet, Long> { Pet findByName(String n); }")
                .java(
                        "ToyRepository",
                        "interface ToyRepository extends JpaRepository<Toy, Long> { Toy findByName(String n); }")
                .java(
                        "Shelf",
                        "class Shelf { String a(Toy toy) { return toy.getGiver().getLastName(); } Object b(Toy toy) { return toy.getGiver().getId(); } }");
        assertThat(repository.found())
                .containsExactly(
                        "PetRepository.java:findByName READ ASSOCIATION_READ CERTAIN",
                        "Shelf.java:a READ ASSOCIATION_READ LIKELY");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "jdbc.query(\"select telephone from owners\", m)                                    | READ SQL_STRING CERTAIN",
                "jdbc.query(\"select o.\" + \"telephone from \" + TABLE + \" o\", m)                | READ SQL_STRING CERTAIN",
                "jdbc.update(String.format(\"update %s set telephone = ?\", TABLE), 1)              | WRITE SQL_STRING CERTAIN",
                "String s = \"select telephone\"; s += \" from owners\"; jdbc.query(s, m)           | READ SQL_STRING CERTAIN",
                "StringBuilder b = new StringBuilder(\"select \"); b.append(\"telephone\").append(\" from owners\"); jdbc.query(b.toString(), m) | READ SQL_STRING CERTAIN",
                "jdbc.update(\"insert into owners (id, telephone) values (?, ?)\", 1, 2)            | WRITE SQL_STRING CERTAIN",
                "jdbc.update(\"insert into owners values (?, ?)\", 1, 2)                            | WRITE STAR CERTAIN",
                "jdbc.query(\"select * from owners\", m)                                            | READ STAR CERTAIN",
                "connection.prepareStatement(sql())                                                 | READ SQL_STRING CERTAIN",
                "em.createNativeQuery(\"select telephone from owners\").getResultList()             | READ NATIVE_QUERY CERTAIN",
                "em.createQuery(\"select o.telephone from Owner o\").getResultList()                | READ JPQL CERTAIN",
                "em.find(Owner.class, 1L)                                                           | READ ENTITY_READ CERTAIN",
                "em.persist(new Owner())                                                            | WRITE ENTITY_WRITE CERTAIN",
                "session.setAttribute(\"x\", repo(new Owner()).getTelephone())                      | READ ACCESSOR POSSIBLE"
            })
    void aStatementInAMethodIsFound(String statement, String expected) {
        repository.java(
                "Report",
                "class Report { static final String TABLE = \"owners\"; EntityManager em; JdbcTemplate jdbc;\n"
                        + "String sql() { return \"select telephone from owners\"; }\n void run() {\n" + statement
                        + ";\n} }");
        assertThat(repository.found()).anyMatch(found -> found.endsWith(expected));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "jdbc.query(\"select telephone from suppliers\", m)",
                "jdbc.query(\"select s.telephone from owners o join suppliers s on s.id = o.id\", m)",
                "jdbc.query(\"select id from owners -- telephone\", m)",
                "String telephone = \"1\"; send(telephone)",
                "supplier.getTelephone()",
                "unknown.getTelephone()",
                "json.get(\"telephone\")"
            })
    void anotherTelephoneIsNotReported(String statement) {
        repository.java(
                "Report", "class Report { JdbcTemplate jdbc; Supplier supplier; void run() { " + statement + "; } }");
        assertThat(repository.found()).isEmpty();
    }

    @Test
    void aLabelIsLinkedToItsStatement() {
        repository.java("Dao", """
                        class Dao {
                            JdbcTemplate jdbc;
                            List<String> own() { return jdbc.query("select telephone from owners", (rs, n) -> rs.getString("telephone")); }
                            List<String> other() { return jdbc.query("select telephone from suppliers", (rs, n) -> rs.getString("telephone")); }
                            List<String> byMethod() { return jdbc.query("select telephone from owners", this::map); }
                            String map(ResultSet rs, int n) { return rs.getString("telephone"); }
                        }
                        """);
        assertThat(repository.found())
                .containsExactlyInAnyOrder(
                        "Dao.java:own READ SQL_STRING CERTAIN",
                        "Dao.java:own READ RESULT_COLUMN CERTAIN",
                        "Dao.java:byMethod READ SQL_STRING CERTAIN",
                        "Dao.java:map READ RESULT_COLUMN CERTAIN");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "owners.stream().map(o -> o.getTelephone())        | CERTAIN",
                "owners.stream().map(Owner::getTelephone)          | CERTAIN",
                "owners.get(0).getTelephone()                      | CERTAIN",
                "repo.findById(1L).orElseThrow().getTelephone()    | CERTAIN",
                "byName.get(\"x\").getTelephone()                  | CERTAIN",
                "for (var o : owners) { o.getTelephone(); }        | CERTAIN",
                "if (any instanceof Owner o) { o.getTelephone(); } | CERTAIN",
                "((Owner) any).getTelephone()                      | CERTAIN"
            })
    void anAccessorIsBoundByTheTypeOfItsReceiver(String statement, String confidence) {
        repository
                .java("OwnerRepository", "interface OwnerRepository extends JpaRepository<Owner, Long> {}")
                .java(
                        "Use",
                        "class Use { OwnerRepository repo; List<Owner> owners; Map<String, Owner> byName; Object any; void run() { "
                                + statement + "; } }");
        assertThat(repository.found()).contains("Use.java:run READ ACCESSOR " + confidence);
    }

    /** Neither the entity nor what gives it is named where a chain over two other types ends at it. */
    @Test
    void aChainMayEndAtAnEntityThatItsFileDoesNotName() {
        repository
                .java("Settings", "interface Settings { Owner current(); }")
                .java("Registry", "class Registry { static Settings settings() { return null; } }")
                .java("Use", "class Use { Object run() { return Registry.settings().current().getTelephone(); } }");
        assertThat(repository.found()).contains("Use.java:run READ ACCESSOR CERTAIN");
    }

    @Test
    void aReceiverTypedAsASharedSuperclassIsOnlyPossible() {
        repository
                .java(
                        "Reachable",
                        "@MappedSuperclass class Reachable { @Id Long id; String fax; String getFax() { return fax; } }")
                .java("Desk", "@Entity @Table(name = \"desks\") class Desk extends Reachable {}")
                .java("Shop", "@Entity @Table(name = \"shops\") class Shop extends Reachable {}")
                .java(
                        "Use",
                        "class Use { Object a(Reachable r) { return r.getFax(); } Object b(Desk d) { return d.getFax(); } Object c(Shop s) { return s.getFax(); } }");
        assertThat(repository.found("desks", "fax").stream().filter(found -> found.startsWith("Use")))
                .containsExactly("Use.java:b READ ACCESSOR CERTAIN", "Use.java:a READ ACCESSOR POSSIBLE");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "jdbc.query(\"select telephone from \" + part)                      | SQL on a table | the table could be owners",
                "jdbc.update(\"update \" + part + \" set telephone = ?\", x)        | SQL on a table | the table could be owners",
                "jdbc.query(String.format(\"select telephone from %s\", part))      | SQL on a table | the table could be owners",
                "StringBuilder b = new StringBuilder(\"select telephone from \").append(part); jdbc.query(b.toString()) | SQL on a table | the table could be owners",
                "jdbc.query(\"select \" + part + \" from owners\")                  | SQL on owners  | could name owners.telephone",
                "jdbc.query(\"select id, \" + part + \" from owners\")              | SQL on owners  | could name owners.telephone",
                "jdbc.update(\"update owners set \" + part + \" = ?\", x)           | SQL on owners  | could name owners.telephone",
                "jdbc.query(\"select id from owners where \" + part + \" = 1\")     | SQL on owners  | could name owners.telephone",
                "jdbc.query(\"select id from owners order by \" + part)             | SQL on owners  | could name owners.telephone",
                "jdbc.query(\"select id from owners group by \" + part)             | SQL on owners  | could name owners.telephone",
                "jdbc.query(\"select id from owners \" + part)                      | SQL on owners  | could name owners.telephone",
                "StringBuilder b = new StringBuilder(\"select id from owners order by \"); b.append(part); jdbc.query(b.toString()) | SQL on owners | could name owners.telephone",
                "em.createQuery(\"select o.lastName from Owner o order by \" + part) | JPQL on an entity of owners | could name the property of owners.telephone"
            })
    void aHoleInThePlaceOfATableAColumnOrAClauseIsUndecided(String statement, String what, String why) {
        repository.java(
                "Report",
                "class Report { EntityManager em; void run(String part, Object x) {\n" + statement + ";\n} }");
        assertThat(repository.scan().undecided()).singleElement().satisfies(undecided -> {
            assertThat(undecided.place().member()).contains("run");
            assertThat(undecided.place().line()).isEqualTo(3);
            assertThat(undecided.what()).startsWith(what);
            assertThat(undecided.why()).endsWith(why);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "jdbc.query(\"select id from owners where id = \" + part)",
                "jdbc.query(\"select id from owners where last_name like '\" + part + \"%'\")",
                "jdbc.query(\"select id from owners where id in (\" + part + \")\")",
                "jdbc.query(\"select id from owners limit \" + part)",
                "jdbc.query(\"select name from suppliers order by \" + part)",
                "jdbc.query(\"select name from \" + part)"
            })
    void aHoleThatCanNeitherNameTheColumnNorItsTableIsNotUndecided(String statement) {
        repository.java("Report", "class Report { void run(String part) { " + statement + "; } }");
        assertThat(repository.scan().undecided()).isEmpty();
    }

    @Test
    void sqlFilesOfEveryVendorCountAndMigrationsAreHistory() {
        repository
                .file(
                        "src/main/resources/db/migration/V1__a.sql",
                        "CREATE TABLE owners (id int, telephone text);\n-- telephone\nCREATE TABLE suppliers (telephone text);")
                .file(
                        "src/main/resources/db/mysql/schema.sql",
                        "CREATE TABLE IF NOT EXISTS `owners` (\n `telephone` VARCHAR(20)\n) engine=InnoDB;")
                .file(
                        "src/main/resources/data.sql",
                        "INSERT INTO owners VALUES (1, 'x');\nINSERT INTO owners VALUES (2, 'y');\nINSERT INTO suppliers (telephone) VALUES ('z');");
        assertThat(repository.found())
                .containsExactly(
                        "data.sql:- WRITE STAR CERTAIN",
                        "data.sql:- WRITE STAR CERTAIN",
                        "schema.sql:- DDL SQL_FILE LIKELY",
                        "V1__a.sql:- DDL MIGRATION CERTAIN");
    }

    private List<Usage> seeded(int rows) {
        String row = "INSERT INTO owners (id, telephone) VALUES (7, 'x');\n";
        repository.file("db/data.sql", "-- seed\n" + row.repeat(rows) + "DELETE FROM owners WHERE telephone = 'y';");
        return repository.scan().usages().stream()
                .filter(usage -> usage.place().file().equals("db/data.sql"))
                .toList();
    }

    @Test
    void everyLineOfSeedDataIsAUsageOfItsOwn() {
        List<Usage> ten = seeded(10);
        assertThat(ten).hasSize(11).extracting(Usage::id).doesNotHaveDuplicates();
        assertThat(ten)
                .filteredOn(usage -> usage.access() == Access.WRITE)
                .extracting(usage -> usage.place().line())
                .containsExactly(2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
        // A row more leaves the ids of those before it as they were.
        assertThat(seeded(11))
                .extracting(Usage::id)
                .containsAll(ten.stream().map(Usage::id).toList());
        assertThat(seeded(20)).hasSize(21);
    }

    @Test
    void aFileFullOfSeedDataIsOneUsageThatCountsItsLines() {
        assertThat(seeded(21))
                .hasSize(2)
                .filteredOn(usage -> usage.access() == Access.WRITE)
                .singleElement()
                .satisfies(usage -> {
                    assertThat(usage.place().line()).isEqualTo(2);
                    assertThat(usage.reason())
                            .contains("21 lines")
                            .contains("from line 2 to 22")
                            .contains("more than 20");
                });
    }

    @Test
    void templatesAreBoundByTheirVariable() {
        repository
                .file(
                        "src/main/resources/templates/owner.html",
                        "<!-- ${owner.telephone} -->\n<p th:text=\"${owner.telephone}\"/>\n<p th:text=\"${supplier.telephone}\"/>")
                .file("src/main/resources/templates/supplier.html", "<p th:text=\"${supplier.telephone}\"/>");
        assertThat(repository.scan().usages().stream()
                        .filter(usage -> usage.style() == Style.TEMPLATE)
                        .toList())
                .singleElement()
                .satisfies(usage -> assertThat(usage.place().line()).isEqualTo(2));
    }

    @Test
    void textCountsOnlyBesideTheTableAndNeverInAComment() {
        repository
                .file("docs/api.md", "An owner has a telephone.")
                .file("docs/phones.md", "Every telephone rings.")
                .file("config/a.yaml", "# owners telephone\nowners: true");
        ScanResult result = repository.scan();
        assertThat(repository.found()).containsExactly("api.md:- EXPOSURE TEXT POSSIBLE");
        assertThat(result.notes()).anyMatch(note -> note.startsWith("1 further file"));
    }

    @Test
    void aUsageTellsWhereTheCodePathBegins() {
        repository
                .java(
                        "OwnerRepository",
                        "interface OwnerRepository extends JpaRepository<Owner, Long> { Owner findByTelephone(String t); }")
                .java(
                        "Service",
                        "class Service { OwnerRepository owners; Owner find(String t) { return owners.findByTelephone(t); } }")
                .java(
                        "Web",
                        "@RestController class Web { Service service; @GetMapping(\"/\") Object show() { return service.find(\"1\"); } }");
        Usage usage = repository.scan().usages().stream()
                .filter(each -> each.style() == Style.DERIVED_QUERY)
                .findFirst()
                .orElseThrow();
        assertThat(usage.entryPoints())
                .hasToString("[GET /: app.Web#show -> app.Service#find -> app.OwnerRepository#findByTelephone]");
        assertThat(usage.evidence()).contains("Owner «findByTelephone»(String t)");
        assertThat(usage.place().className()).contains("app.OwnerRepository");
    }

    @Test
    void idsSurviveMovedLines() {
        List<String> before = repository.scan().usages().stream().map(Usage::id).toList();
        repository.java("Owner", SmallRepository.OWNER.replace("@Entity", "\n\n\n@Entity"));
        assertThat(repository.scan().usages().stream().map(Usage::id).toList())
                .isEqualTo(before)
                .doesNotHaveDuplicates();
    }

    @Test
    void aMissingFolderIsTheCallersToMend() {
        Path missing = root.resolve("missing");
        assertThatThrownBy(() -> UsageScanner.scan(
                        missing,
                        SmallRepository.schema(),
                        dev.cofferdam.domain.TableRef.of("owners").column("telephone")))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("missing");
    }

    @Test
    void badFilesBecomeNotes() throws IOException {
        repository
                .java("Broken", "class Broken { void a( { owners telephone")
                .file("latin.md", "Größe owners telephone".getBytes(StandardCharsets.ISO_8859_1))
                .file("dump.sql", new byte[10 << 20]);
        Files.createSymbolicLink(root.resolve("loop"), root);
        ScanResult result = repository.scan();
        assertThat(result.notes())
                .anyMatch(note -> note.contains("searched as text: src/main/java/app/Broken.java"))
                .anyMatch(note -> note.contains("latin.md is not UTF-8"))
                .anyMatch(note -> note.contains("dump.sql has 10 MiB"))
                .anyMatch(note -> note.equals("symbolic links are not followed: loop"));
        assertThat(repository.found())
                .containsExactly("latin.md:- EXPOSURE TEXT POSSIBLE", "Broken.java:- EXPOSURE TEXT POSSIBLE");
    }

    /** Each is larger or deeper than anything that a person writes, and none of them may end the scan or hide what stands beside it. */
    @Test
    void filesThatNobodyWroteDoNotEndTheScan() {
        String query = "JdbcTemplate jdbc; void a() { jdbc.query(\"select telephone from owners\"); }";
        repository
                .java(
                        "Deep",
                        "class Deep { int a = " + "(".repeat(50_000) + "1" + ")".repeat(50_000) + "; " + query + " }")
                .java(
                        "Sum",
                        "class Sum { static final String S = \"a\"" + " + \"b\"".repeat(50_000) + "; " + query + " }")
                .java(
                        "Nested",
                        "class Nested { " + "List<".repeat(50_000) + "A" + ">".repeat(50_000) + " a; " + query + " }")
                .java("Types", "class A { ".repeat(20_000) + "}".repeat(20_000))
                .java("Annotated", "@A(".repeat(20_000) + ")".repeat(20_000) + " class Annotated { " + query + " }")
                .java(
                        "Blocks",
                        "class Blocks { void b() " + "{".repeat(50_000) + "}".repeat(50_000) + " " + query + " }")
                .java("Cut", "class Cut { " + query + " String t = \"\"\"\n select")
                .java("Empty", "")
                .file("src/main/java/app/Zero.java", new byte[100])
                .file("src/main/java/app/Wide.java", "class Wide { }".getBytes(StandardCharsets.UTF_16))
                .file("big.sql", "insert into owners (id, telephone) values (1, '2');\n".repeat(100_000))
                .java("Plain", "class Plain { " + query + " }");
        assertThat(repository.found())
                .contains("Plain.java:a READ SQL_STRING CERTAIN", "big.sql:- WRITE TEXT POSSIBLE");
        assertThat(repository.scan().notes())
                .anyMatch(note -> note.contains("no Java that could be parsed") && note.contains("Deep.java"));
    }

    /** Bodies without a word of the question are left out of the tree; this one has only the beginning of its statement. */
    @Test
    void aStatementWhoseTableStandsInAConstantIsFoundWhereItIsSent() {
        repository.java("Use", """
                class Use {
                    static final String REST = "(select telephone from owners where id = x.id)";
                    String run(JdbcTemplate jdbc) { return jdbc.queryForObject("select " + REST + " from pets x", String.class); }
                }
                """);
        assertThat(repository.found()).anyMatch(usage -> usage.startsWith("Use.java:run READ SQL_STRING"));
    }

    @Test
    void aRepositoryWithoutJavaIsSearchedAllTheSame(@TempDir Path bare) {
        SmallRepository sqlOnly = new SmallRepository(bare).file("report.sql", "SELECT telephone FROM owners");
        assertThat(sqlOnly.found()).containsExactly("report.sql:- READ SQL_FILE CERTAIN");
        assertThat(sqlOnly.scan().notes()).anyMatch(note -> note.contains("no Java file"));
    }
}
