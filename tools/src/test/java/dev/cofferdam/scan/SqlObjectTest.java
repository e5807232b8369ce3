package dev.cofferdam.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** SQL objects of JDBI, whose statements stand in annotations, in templates or in SQL files beside the class. */
class SqlObjectTest {

    @TempDir
    Path root;

    private SmallRepository repository;

    @BeforeEach
    void aClassThatIsFilled() {
        repository = new SmallRepository(root)
                .java(
                        "O",
                        "public class O { private String telephone; public String getTelephone() { return telephone; } }")
                .java("Use", "class Use { Object a(O o) { return o.getTelephone(); } }");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "@SqlQuery(\"select telephone from owners where id = :id\") String q()              | READ SQL_STRING CERTAIN",
                "@SqlUpdate(\"update owners set telephone = :t where id = :id\") int q()            | WRITE SQL_STRING CERTAIN",
                "@SqlBatch(\"insert into owners (id, telephone) values (:id, :t)\") void q()        | WRITE SQL_STRING CERTAIN",
                "default Object q() { return handle.createQuery(\"select telephone from owners\").mapTo(String.class); } | READ SQL_STRING CERTAIN"
            })
    void aStatementIsFoundAtTheObjectsMethod(String method, String expected) {
        repository.java(
                "OwnerDao", "import org.jdbi.v3.sqlobject.statement.*;\ninterface OwnerDao { " + method + "; }");
        assertThat(repository.found()).containsExactly("OwnerDao.java:q " + expected);
    }

    @Test
    void aBeanMapperFillsItsClassByName() {
        String dao =
                "import org.jdbi.v3.sqlobject.statement.*;\n%sinterface OwnerDao { @SqlQuery(\"select telephone from owners\") List<O> q(); }";
        repository.java("OwnerDao", dao.formatted("@RegisterBeanMapper(O.class) "));
        assertThat(repository.found())
                .contains("O.java:telephone MAPPING MAPPING LIKELY", "Use.java:a READ ACCESSOR CERTAIN");
        repository.java("OwnerDao", dao.formatted(""));
        assertThat(repository.found()).noneMatch(found -> found.startsWith("Use.java"));
    }

    @Test
    void aSqlFileBesideTheClassIsTheMethodsStatement() {
        repository
                .java("OwnerDao", "@UseClasspathSqlLocator interface OwnerDao { @SqlQuery String phones(); }")
                .file("src/main/resources/app/OwnerDao/phones.sql", "select telephone from owners")
                .file("src/main/resources/app/OwnerDao/other.sql", "select telephone from owners");
        assertThat(repository.found())
                .containsExactlyInAnyOrder(
                        "other.sql:- READ SQL_FILE CERTAIN", "phones.sql:phones READ SQL_FILE CERTAIN");
    }

    @Test
    void templatesOverrideWhatTheyImport() {
        repository
                .java("EntityDao", "interface EntityDao<T> { @SqlQuery T getById(); @SqlUpdate void create(); }")
                .java(
                        "OwnerDao",
                        "interface OwnerDao extends EntityDao<O> { @SqlQuery List<O> byPhone(); @SqlQuery List<O> byName(); }")
                .java("SupplierDao", "interface SupplierDao extends EntityDao<O> {}")
                .file("src/main/resources/app/EntityDao.sql.stg", """
                        allFields(prefix) ::= <<
                          <prefix>id, <tableFields(prefix)>
                        >>
                        getById() ::= <<
                        select <allFields("t.")> from <tableName()> t where t.id = :id
                        >>
                        create() ::= <<
                        insert into <tableName()> (<tableFields("")>) values (<tableValues()>)
                        >>
                        """)
                .file("src/main/resources/app/OwnerDao.sql.stg", """
                        import "app/EntityDao.sql.stg"
                        tableName() ::= "owners"
                        tableFields(prefix) ::= <<
                          <prefix>last_name
                        , <prefix>telephone
                        >>
                        tableValues() ::= ":lastName, :telephone"
                        byPhone() ::= "select id from <tableName()> where telephone \\< :x"
                        byName() ::= "select id from <tableName()> where last_name = :telephone"
                        """)
                .file("src/main/resources/app/SupplierDao.sql.stg", """
                        import "app/EntityDao.sql.stg"
                        tableName() ::= "suppliers"
                        tableFields(prefix) ::= "<prefix>telephone"
                        tableValues() ::= ":telephone"
                        """);
        assertThat(repository.found())
                .contains("O.java:telephone MAPPING MAPPING LIKELY", "Use.java:a READ ACCESSOR CERTAIN")
                .filteredOn(found -> found.contains(".stg"))
                .containsExactlyInAnyOrder(
                        "OwnerDao.sql.stg:byPhone READ SQL_FILE CERTAIN",
                        "OwnerDao.sql.stg:create WRITE SQL_FILE CERTAIN",
                        "OwnerDao.sql.stg:getById READ SQL_FILE CERTAIN");
    }

    @Test
    void aListOfColumnsIsReadAndWrittenByTemplatesThatAreNotInTheRepository() {
        repository
                .java("OwnerDao", "interface OwnerDao extends Elsewhere<O> {}")
                .file(
                        "src/main/resources/app/OwnerDao.sql.stg",
                        "import \"lib/Entity.sql.stg\"\ntableName() ::= \"owners\"\ntableFields(prefix) ::= \"<prefix>telephone\"\n");
        assertThat(repository.found()).contains("OwnerDao.sql.stg:tableFields READ_WRITE SQL_FILE LIKELY");
    }
}
