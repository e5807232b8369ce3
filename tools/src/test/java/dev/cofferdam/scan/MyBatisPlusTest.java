package dev.cofferdam.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** MyBatis-Plus: the class is the mapping, and mappers and services inherit their statements. */
class MyBatisPlusTest {

    @TempDir
    Path root;

    private SmallRepository repository;

    @BeforeEach
    void ownersAndSuppliersWithMappers() {
        repository = new SmallRepository(root)
                .java(
                        "Owner",
                        "@Data @TableName(\"owners\") public class Owner { @TableId Long id; private String lastName; @TableField(\"telephone\") private String phone; @TableField(exist = false) String city; }")
                .java("Suppliers", "@Data public class Suppliers { Long id; private String telephone; }")
                .java(
                        "OwnerMapper",
                        "public interface OwnerMapper extends BaseMapper<Owner> { Owner findByPhone(String p); }")
                .java("SuppliersMapper", "public interface SuppliersMapper extends BaseMapper<Suppliers> {}")
                .java(
                        "OwnerService",
                        "public class OwnerService extends ServiceImpl<OwnerMapper, Owner> { void touch(Owner o) { updateById(o); } }");
    }

    private void use(String statement) {
        repository.java(
                "Use",
                "import com.baomidou.mybatisplus.core.conditions.query.QueryWrapper;\nclass Use { OwnerMapper owners; SuppliersMapper suppliers; OwnerService service; void run(Owner o, Suppliers s) {\n"
                        + statement + ";\n} }");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "OwnerMapper.java:selectById | owners.selectById(1L) | READ ENTITY_READ CERTAIN",
                "OwnerMapper.java:insert | owners.insert(o) | WRITE ENTITY_WRITE CERTAIN",
                "Use.java:run | service.saveBatch(all)                                                     | WRITE ENTITY_WRITE CERTAIN",
                "Use.java:run | owners.selectById(1L).getPhone()                                           | READ ACCESSOR CERTAIN",
                "Use.java:run | owners.selectList(new QueryWrapper<Owner>().eq(\"telephone\", 1))          | READ SQL_STRING CERTAIN",
                "Use.java:run | QueryWrapper<Owner> q = new QueryWrapper<>(); q.eq(\"id\", 1).orderByDesc(\"telephone\") | READ SQL_STRING CERTAIN",
                "Use.java:run | owners.selectList(new QueryWrapper<>().eq(\"telephone\", 1))               | READ SQL_STRING LIKELY",
                "Use.java:run | new QueryWrapper<Owner>().eq(o != null, \"telephone\", \"x\")              | READ SQL_STRING CERTAIN",
                "Use.java:run | new UpdateWrapper<Owner>().set(\"telephone\", 1)                           | WRITE SQL_STRING CERTAIN",
                "Use.java:run | new UpdateWrapper<Owner>().setSql(\"telephone = lower(telephone)\")        | WRITE SQL_STRING CERTAIN",
                "Use.java:run | new LambdaQueryWrapper<Owner>().eq(Owner::getPhone, 1)                     | READ ACCESSOR CERTAIN",
                "Use.java:run | new LambdaUpdateWrapper<Owner>().set(Owner::getPhone, 1)                   | WRITE ACCESSOR CERTAIN"
            })
    void aCallReachesTheColumn(String place, String statement, String expected) {
        use(statement);
        assertThat(repository.found()).contains(place + " " + expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "suppliers.selectById(1L)",
                "s.getTelephone()",
                "owners.deleteById(1L)",
                "new QueryWrapper<Suppliers>().eq(\"telephone\", 1)",
                "new QueryWrapper<Owner>().eq(\"id\", \"telephone\")",
                "new QueryWrapper<Owner>().eq(o != null, \"id\", \"telephone\")",
                "new LambdaQueryWrapper<Suppliers>().eq(Suppliers::getTelephone, 1)",
                "owners.findByPhone(\"1\")"
            })
    void anotherTablesCallDoesNot(String statement) {
        use(statement);
        assertThat(repository.found()).containsExactly("OwnerService.java:touch WRITE ENTITY_WRITE CERTAIN");
    }

    /** A log of a table has a class that extends the table's; what holds a row of the one is no use of the other. */
    @Test
    void anAccessorOnTheSuperclassIsOneOfItsOwnTable() {
        repository
                .java(
                        "OwnerLog",
                        "@Data @TableName(\"pets\") public class OwnerLog extends Owner { @TableField(\"owner_id\") Long owner; }")
                .java("OwnerLogMapper", "public interface OwnerLogMapper extends BaseMapper<OwnerLog> {}");
        use("o.getPhone()");
        assertThat(repository.found("pets", "telephone")).contains("Use.java:run READ ACCESSOR POSSIBLE");
        assertThat(repository.found("owners", "telephone")).contains("Use.java:run READ ACCESSOR CERTAIN");
    }

    @Test
    void aServiceCallsItsOwnInheritedMethods() {
        assertThat(repository.found()).containsExactly("OwnerService.java:touch WRITE ENTITY_WRITE CERTAIN");
    }

    @Test
    void aNameIsWrittenWithUnderscoresAndAnExcludedFieldIsNoColumn() {
        assertThat(repository.scan("owners", "last_name").usages())
                .anyMatch(usage -> usage.place().member().equals(java.util.Optional.of("lastName")));
        assertThat(repository.found("owners", "city")).isEmpty();
        assertThat(repository.scan("suppliers", "telephone").usages())
                .anyMatch(usage -> usage.place().file().endsWith("Suppliers.java"));
    }

    @Test
    void aLogicalDeleteWritesItsColumn() {
        repository.java(
                "Owner", "@TableName(\"owners\") public class Owner { Long id; @TableLogic String telephone; }");
        use("owners.deleteById(1L)");
        assertThat(repository.found()).contains("OwnerMapper.java:deleteById WRITE ENTITY_WRITE CERTAIN");
    }

    /** It inherits the property and keeps it in a table of its own. */
    @Test
    void theLogOfAnEntityIsAnotherTables() {
        repository
                .java(
                        "OwnerLog",
                        "@Data @TableName(\"owner_logs\") public class OwnerLog extends Owner { OwnerLog(Owner o) { this.setPhone(o.getPhone()); } }")
                .java("Use", "class Use { void log(OwnerLog log) { log.setPhone(null); } }");
        assertThat(repository.found())
                .contains("OwnerLog.java:<init> READ ACCESSOR CERTAIN")
                .noneMatch(found -> found.contains("WRITE ACCESSOR"));
    }
}
