package dev.cofferdam.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables as classes of the project: MyBatis Dynamic SQL and QueryDSL for SQL. */
class TableClassesTest {

    @TempDir
    Path root;

    private SmallRepository repository;

    @BeforeEach
    void generatedClassesOfTwoTables() {
        repository = new SmallRepository(root)
                .java("OwnerSupport", support("OwnerSupport", "Owners", "owners"))
                .java("SupplierSupport", support("SupplierSupport", "Suppliers", "suppliers"))
                .java("QOwners", queryClass("QOwners", "owners", "phone"))
                .java("QSuppliers", queryClass("QSuppliers", "suppliers", "phone"));
    }

    private static String support(String name, String table, String constant) {
        return """
                import org.mybatis.dynamic.sql.*;
                final class %1$s {
                    static final %2$s %3$s = new %2$s();
                    static final SqlColumn<Long> id = %3$s.id;
                    static final SqlColumn<String> telephone = %3$s.telephone;
                    static final class %2$s extends SqlTable {
                        final SqlColumn<Long> id = column("id", JDBCType.BIGINT);
                        final SqlColumn<String> telephone = column("telephone", JDBCType.VARCHAR);
                        %2$s() { super("%3$s"); }
                    }
                }
                """.formatted(name, table, constant);
    }

    private static String queryClass(String name, String table, String field) {
        return """
                import com.querydsl.sql.*;
                class %1$s extends RelationalPathBase<%1$s> {
                    static final %1$s %2$s = new %1$s("%2$s");
                    final NumberPath<Long> id = createNumber("id", Long.class);
                    final StringPath %3$s = createString("%3$s");
                    %1$s(String variable) { super(%1$s.class, forVariable(variable), "public", "%2$s"); meta(); }
                    void meta() { addMetadata(%3$s, ColumnMetadata.named("telephone").withIndex(3)); addMetadata(id, ColumnMetadata.named("id")); }
                }
                """.formatted(name, table, field);
    }

    private SmallRepository run(String imports, String statement) {
        return repository.java(
                "Use", imports + "\nclass Use { SQLQueryFactory qf; void run(Object x) { %s; } }".formatted(statement));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "select(id, telephone).from(owners).build()                              | READ CRITERIA CERTAIN",
                "select(id).from(owners).where(telephone, isEqualTo(x)).build()          | READ CRITERIA CERTAIN",
                "select(owners.telephone).from(owners).build()                           | READ CRITERIA CERTAIN",
                "update(owners).set(telephone).equalTo(x).build()                        | WRITE CRITERIA CERTAIN",
                "insert(x).into(owners).map(telephone).toProperty(\"phone\").build()     | WRITE CRITERIA CERTAIN",
                "select(owners.allColumns()).from(owners).build()                        | READ STAR LIKELY"
            })
    void aColumnOfMyBatisIsFollowed(String statement, String expected) {
        assertThat(run("import static app.OwnerSupport.*;", statement).found()).contains("Use.java:run " + expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "qf.select(owners.phone).from(owners)                                    | READ CRITERIA CERTAIN",
                "QOwners o = new QOwners(\"o\"); qf.select(o.id).from(o).where(o.phone.isNull()) | READ CRITERIA CERTAIN",
                "qf.update(owners).set(owners.phone, x).execute()                        | WRITE CRITERIA CERTAIN",
                "qf.insert(owners).columns(owners.id, owners.phone).values(1, x)         | WRITE CRITERIA CERTAIN",
                "qf.insert(owners).populate(x).execute()                                 | WRITE STAR LIKELY",
                "qf.select(owners).from(owners)                                          | READ STAR LIKELY"
            })
    void aPathOfQuerydslIsNamedByItsMetadata(String statement, String expected) {
        assertThat(run("import static app.QOwners.owners;", statement).found()).contains("Use.java:run " + expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select(id, telephone).from(suppliers).build()",
                "select(suppliers.allColumns()).from(suppliers).build()",
                "qf.select(QSuppliers.suppliers.phone).from(QSuppliers.suppliers)",
                "qf.insert(QSuppliers.suppliers).populate(x).execute()",
                "String telephone = \"1\"; call(telephone)"
            })
    void anotherTableIsNotReported(String statement) {
        assertThat(run("import static app.SupplierSupport.*;", statement).found())
                .noneMatch(found -> found.startsWith("Use.java"));
    }

    @Test
    void theFieldIsTheMappingAndItsStringsAreNoText() {
        assertThat(repository.found())
                .containsExactlyInAnyOrder(
                        "OwnerSupport.java:telephone MAPPING MAPPING CERTAIN",
                        "QOwners.java:phone MAPPING MAPPING CERTAIN");
    }
}
