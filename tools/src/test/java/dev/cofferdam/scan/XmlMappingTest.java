package dev.cofferdam.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mapping files are a source of the entity model, so that all that follows from a mapping follows from them too. */
class XmlMappingTest {

    @TempDir
    Path root;

    private SmallRepository repository;

    @BeforeEach
    void classesWithoutAnnotations() {
        repository = new SmallRepository(root)
                .java("Owner", """
                        public class Owner {
                            private Long id; private String phone; private Reach reach;
                            public String getPhone() { return phone; }
                            public Reach getReach() { return reach; }
                        }
                        """)
                .java("Reach", "public class Reach { String number; String getNumber() { return number; } }")
                .java(
                        "Supplier",
                        "public class Supplier { Long id; String telephone; String getTelephone() { return telephone; } }")
                .java("Use", """
                        class Use {
                            Object a(Owner o) { return o.getPhone(); }
                            Object b(Supplier s) { return s.getTelephone(); }
                            Object c(Session session) { return session.get(Owner.class, 1L); }
                            Object d(Reach r) { return r.getNumber(); }
                        }
                        """);
    }

    private void hbm(String content) {
        repository.file("src/main/resources/app/Owner.hbm.xml", """
                <?xml version="1.0"?>
                <!DOCTYPE hibernate-mapping PUBLIC "-//Hibernate/Hibernate Mapping DTD 3.0//EN" "http://www.hibernate.org/dtd/hibernate-mapping-3.0.dtd">
                <hibernate-mapping package="app">
                """ + content + "\n</hibernate-mapping>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<property name='phone' column='telephone'/>",
                "<property name='phone'><column name='telephone'/></property>",
                "<property name='phone'~    column='telephone'/>",
                "<natural-id><property name='phone' column='telephone'/></natural-id>"
            })
    void aPropertyOfAMappingFileIsFollowedLikeAnAnnotatedOne(String property) {
        hbm(
                "<class name='Owner' table='owners'><id name='id' column='id'/>" + property.replace('~', '\n')
                        + "</class><class name='Supplier' table='suppliers'><id name='id'/><property name='telephone'/></class>");
        assertThat(repository.found())
                .containsExactly(
                        "Use.java:a READ ACCESSOR CERTAIN",
                        "Use.java:c READ ENTITY_READ CERTAIN",
                        "Owner.hbm.xml:phone MAPPING MAPPING CERTAIN");
        assertThat(repository.scan().usages())
                .filteredOn(usage -> usage.place().file().endsWith("hbm.xml"))
                .singleElement()
                .satisfies(usage -> {
                    assertThat(usage.evidence()).contains("«telephone»");
                    assertThat(usage.place().className()).contains("app.Owner");
                });
    }

    /** An entity of the document type is included where it lies in the repository, and hides nothing where it does not. */
    @ParameterizedTest
    @CsvSource({"classpath://app/common.hbm", "classpath://elsewhere/unknown.hbm"})
    void propertiesOfAnIncludedFileAreThoseOfTheClass(String entity) {
        repository.file("src/main/resources/app/common.hbm", "<property name='phone' column='telephone'/>");
        repository.file("src/main/resources/app/Owner.hbm.xml", """
                <!DOCTYPE hibernate-mapping [<!ENTITY common SYSTEM "ENTITY">]>
                <hibernate-mapping package="app"><class name="Owner" table="owners">
                &common;
                <property name="reach" column="reach"/>
                </class></hibernate-mapping>
                """.replace("ENTITY\"", entity + "\""));

        assertThat(repository.found("owners", "reach")).contains("Owner.hbm.xml:reach MAPPING MAPPING CERTAIN");
        if (entity.contains("common")) {
            assertThat(repository.found())
                    .contains("Use.java:a READ ACCESSOR CERTAIN", "Owner.hbm.xml:phone MAPPING MAPPING CERTAIN");
        }
    }

    /** Hibernate's older strategy calls a collection's table after the property, its newer ones after the owner too. */
    @Test
    void aCollectionsTableIsTheOneThatTheSchemaHas() {
        hbm(
                "<class name='Supplier' table='others'><id name='id'/>"
                        + "<list name='owners'><key column='supplier_id'/><list-index column='position'/>"
                        + "<composite-element class='Reach'><property name='number' column='telephone'/></composite-element></list></class>");
        assertThat(repository.found())
                .contains("Owner.hbm.xml:number MAPPING MAPPING CERTAIN", "Use.java:d READ ACCESSOR CERTAIN");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"order-by='telephone desc'", "where='Telephone is not null'", "order-by='last_name,telephone'"})
    void aCollectionsOrderAndConditionReadItsElementsTable(String attribute) {
        hbm("<class name='Owner' table='owners'><id name='id'/></class><class name='Supplier' table='suppliers'>"
                + "<id name='id'/><set name='owners' " + attribute
                + "><key column='supplier_id'/><one-to-many class='Owner'/></set></class>");
        assertThat(repository.found()).contains("Owner.hbm.xml:- READ NATIVE_QUERY CERTAIN");
        assertThat(repository.found("suppliers", "telephone")).isEmpty();
    }

    @Test
    void aComponentsColumnsLieInTheTableOfItsOwner() {
        hbm("<class name='Owner' table='owners'><id name='id'/><component name='reach' class='Reach'>"
                + "<property name='number' column='telephone'/></component></class>");
        assertThat(repository.found())
                .contains("Use.java:d READ ACCESSOR CERTAIN", "Owner.hbm.xml:number MAPPING MAPPING CERTAIN")
                .noneMatch(found -> found.startsWith("Use.java:a") || found.startsWith("Use.java:b"));
    }

    @Test
    void aForeignKeyIsMappedByTheOwningElement() {
        repository.java("Pet", "class Pet { Long id; Owner owner; Owner getOwner() { return owner; } }");
        hbm("<class name='Pet' table='pets'><id name='id'/>"
                + "<many-to-one name='owner' class='Owner' column='owner_id' lazy='false'/></class>"
                + "<class name='Owner' table='owners'><id name='id'/><property name='phone' column='telephone'/>"
                + "<bag name='pets' inverse='true'><key column='owner_id'/><one-to-many class='Pet'/></bag></class>");
        assertThat(repository.found("pets", "owner_id"))
                .contains("Owner.hbm.xml:owner MAPPING MAPPING CERTAIN", "Owner.hbm.xml:pets MAPPING MAPPING CERTAIN");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<query name='q'>select o.id from Owner o where o.phone = :p</query>         | READ JPQL CERTAIN",
                "<query name='q'><![CDATA[update Owner set phone = :p]]></query>             | WRITE JPQL CERTAIN",
                "<query name='q'>from Owner o</query>                                        | READ ENTITY_READ CERTAIN",
                "<sql-query name='q'>select telephone from owners</sql-query>                | READ NATIVE_QUERY CERTAIN",
                "<class name='Ghost' table='owners' where='telephone is not null'/>          | READ NATIVE_QUERY CERTAIN",
                "<class name='Ghost' table='owners'><property name='x' formula='lower(telephone)'/></class> | READ NATIVE_QUERY CERTAIN"
            })
    void queriesAndFragmentsOfAMappingFileAreRead(String element, String expected) {
        hbm("<class name='Owner' table='owners'><id name='id'/><property name='phone' column='telephone'/></class>"
                + element);
        assertThat(repository.found()).contains("Owner.hbm.xml:- " + expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<query name='q'>select s.id from Supplier s where s.telephone = :p</query>",
                "<sql-query name='q'>select telephone from suppliers</sql-query>",
                "<class name='Ghost' table='suppliers' where='telephone is not null'/>",
                "<!-- <sql-query name='q'>select telephone from owners</sql-query> -->"
            })
    void anotherTablesQueriesAreNot(String element) {
        hbm("<class name='Supplier' table='suppliers'><id name='id'/><property name='telephone'/></class>" + element);
        assertThat(repository.found()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<basic name='phone'><column name='telephone'/></basic>",
                "<embedded name='reach'><attribute-override name='number'><column name='telephone'/></attribute-override></embedded>"
            })
    void anOrmFileMapsWhatNothingAnnotates(String attribute) {
        repository.file(
                "src/main/resources/META-INF/orm.xml",
                "<entity-mappings xmlns='https://jakarta.ee/xml/ns/persistence/orm'><package>app</package>\n"
                        + "<named-native-query name='n'><query>select telephone from owners</query></named-native-query>\n"
                        + "<entity class='Owner'><table name='owners'/><attributes><id name='id'/>" + attribute
                        + "</attributes></entity></entity-mappings>");
        String member = attribute.startsWith("<basic") ? "phone" : "number";
        assertThat(repository.found())
                .contains(
                        "orm.xml:" + member + " MAPPING MAPPING CERTAIN",
                        "orm.xml:- READ NATIVE_QUERY CERTAIN",
                        "Use.java:" + (member.equals("phone") ? "a" : "d") + " READ ACCESSOR CERTAIN",
                        "Use.java:c READ ENTITY_READ CERTAIN");
    }

    @Test
    void anOrmFileOverridesAnAnnotation() {
        repository
                .java(
                        "Owner",
                        SmallRepository.OWNER.replace(
                                "private String telephone;", "@Column(name = \"phone\") private String telephone;"))
                .file(
                        "src/main/resources/META-INF/orm.xml",
                        "<entity-mappings><entity class='app.Owner'><attributes><basic name='telephone'><column name='mobile'/></basic></attributes></entity></entity-mappings>");
        assertThat(repository.found("owners", "mobile")).contains("orm.xml:telephone MAPPING MAPPING CERTAIN");
        assertThat(repository.found("owners", "phone")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"Aaa.hbm.xml", "Zzz.hbm.xml"})
    void aSubclassKnowsWhatItExtendsInAnotherFile(String file) {
        hbm("<class name='Owner' table='owners'><id name='id'/><property name='phone' column='telephone'/></class>");
        repository
                .java("Breeder", "class Breeder extends Owner { String kennel; }")
                .java("Dao", "class Dao { Object one(Session session) { return session.get(Breeder.class, 1L); } }")
                .file(
                        "src/main/resources/app/" + file,
                        "<hibernate-mapping package='app'><joined-subclass name='Breeder' table='breeders' extends='Owner'>"
                                + "<key column='owner_id'/><property name='kennel'/></joined-subclass></hibernate-mapping>");
        assertThat(repository.found()).contains("Dao.java:one READ ENTITY_READ CERTAIN");
    }
}
