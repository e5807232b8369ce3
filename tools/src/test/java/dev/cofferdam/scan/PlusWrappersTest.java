package dev.cofferdam.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.domain.Undecided;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Wrappers, chains, maps and settings of MyBatis-Plus, beyond plain calls of mappers. */
class PlusWrappersTest {

    @TempDir
    Path root;

    private SmallRepository repository;

    @BeforeEach
    void ownersAndSuppliers() {
        repository = new SmallRepository(root)
                .java(
                        "Owner",
                        "@Data @TableName(\"owners\") public class Owner { @TableId Long id; private String lastName; @TableField(\"telephone\") private String phone; }")
                .java("Suppliers", "@Data public class Suppliers { Long id; private String telephone; }")
                .java("OwnerMapper", "public interface OwnerMapper extends BaseMapper<Owner> {}")
                .java("SuppliersMapper", "public interface SuppliersMapper extends BaseMapper<Suppliers> {}")
                .java("OwnerService", "public interface OwnerService extends IService<Owner> {}")
                .java("SuppliersService", "public interface SuppliersService extends IService<Suppliers> {}");
    }

    private void use(String statement) {
        repository.java(
                "Use",
                "import com.baomidou.mybatisplus.core.toolkit.Wrappers;\nclass Use { static final String COLUMN = \"telephone\"; OwnerMapper owners; SuppliersMapper suppliers; OwnerService service; SuppliersService others; void run(Owner o, String by) {\n"
                        + statement + ";\n} }");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "service.query().eq(\"telephone\", 1).list() | READ SQL_STRING CERTAIN",
                "service.query().eq(\"id\", 1).list() | READ ENTITY_READ CERTAIN",
                "service.lambdaQuery().eq(Owner::getId, 1).one() | READ ENTITY_READ CERTAIN",
                "service.lambdaQuery().eq(Owner::getPhone, 1).count() | READ ACCESSOR CERTAIN",
                "String p = service.lambdaQuery().eq(Owner::getId, 1).one().getPhone() | READ ACCESSOR CERTAIN",
                "service.update().set(\"telephone\", by).eq(\"id\", 1).update() | WRITE SQL_STRING CERTAIN",
                "service.lambdaUpdate().set(Owner::getPhone, by).update() | WRITE ACCESSOR CERTAIN",
                "Db.lambdaQuery(Owner.class).eq(Owner::getId, 1).list() | READ ENTITY_READ CERTAIN",
                "owners.selectList(Wrappers.<Owner>query().orderByDesc(\"id\", \"telephone\")) | READ SQL_STRING CERTAIN",
                "owners.selectList(Wrappers.query(o).like(\"telephone\", by)) | READ SQL_STRING CERTAIN",
                "new QueryWrapper<>(o).isNull(\"telephone\") | READ SQL_STRING CERTAIN",
                "Wrappers.<Owner>query().eq(\"id\", 1).apply(\"lower(telephone) = {0}\", by) | READ SQL_STRING CERTAIN",
                "Wrappers.<Owner>query().last(\"order by telephone limit 1\") | READ SQL_STRING CERTAIN",
                "Wrappers.<Owner>update().setSql(o != null, \"telephone = null\") | WRITE SQL_STRING CERTAIN",
                "Wrappers.<Owner>query().select(\"max(telephone) as t\") | READ SQL_STRING CERTAIN",
                "Wrappers.<Owner>query().inSql(\"telephone\", \"select name from pets\") | READ SQL_STRING CERTAIN",
                "Wrappers.<Owner>query().exists(\"select 1 from pets p where p.name = owners.telephone\") | READ SQL_STRING CERTAIN",
                "Wrappers.<Owner>query().eq(COLUMN, by) | READ SQL_STRING CERTAIN",
                "Wrappers.<Owner>query().nested(i -> i.eq(\"telephone\", 2).or().isNull(\"id\")) | READ SQL_STRING CERTAIN",
                "owners.selectByMap(Map.of(\"id\", 1, \"telephone\", by)) | READ SQL_STRING CERTAIN",
                "Map<String, Object> m = new HashMap<>(); m.put(\"telephone\", by); service.listByMap(m) | READ SQL_STRING CERTAIN",
                "Wrappers.<Owner>query().allEq(Map.of(\"telephone\", by)) | READ SQL_STRING CERTAIN",
            })
    void theWrapperNamesTheColumn(String statement, String expected) {
        use(statement);
        assertThat(repository.found()).contains("Use.java:run " + expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "others.query().eq(\"telephone\", 1).list()",
                "Wrappers.<Suppliers>query().eq(\"id\", 1).last(\"order by telephone\")",
                "Wrappers.<Owner>query().inSql(\"id\", \"select telephone from suppliers\")",
                "Wrappers.<Owner>query().eq(\"id\", COLUMN)",
                "suppliers.selectByMap(Map.of(\"telephone\", by))",
                "service.query().select(\"id\").eq(\"id\", 1).list()",
                "service.lambdaQuery().eq(Owner::getId, 1).count()",
                "owners.update(null, Wrappers.<Owner>update().set(\"id\", 1))",
                "service.update(Wrappers.<Owner>update().set(\"id\", 1))",
                "service.lambdaUpdate().set(Owner::getId, 1).update()",
                "Wrappers.<Owner>update().setSql(\"city = city || \" + by)",
                "Wrappers.<Owner>query().last(\"limit \" + by)",
                "Wrappers.<Owner>query().apply(\"id = \" + by)",
                "Wrappers.<Suppliers>query().orderByAsc(by)"
            })
    void anotherTablesWrapperOrAnotherColumnDoesNot(String statement) {
        use(statement);
        assertThat(repository.found())
                .noneMatch(found -> found.startsWith("Use.java") && !found.endsWith("TEXT POSSIBLE"));
        assertThat(repository.scan().undecided()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Wrappers.<Owner>query().orderByAsc(by)",
                "service.query().eq(by, 1).list()",
                "Wrappers.<Owner>query().eq(o != null, by, 1)",
                "Wrappers.<Owner>query().apply(by + \" is not null\")",
                "Wrappers.<Owner>query().last(\"order by \" + by)"
            })
    void whatTheSourceDoesNotShowIsNotDecided(String statement) {
        use(statement);
        assertThat(repository.scan().undecided())
                .extracting(Undecided::why)
                .containsExactly("what the source does not show could name owners.telephone");
    }

    private List<String> withField(String annotation, String statement) {
        repository.java(
                "Owner",
                "@Data @TableName(\"owners\") public class Owner { @TableId Long id; " + annotation
                        + " String telephone; }");
        use(statement);
        return repository.found();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "@TableLogic | owners.selectCount(null) | READ ENTITY_READ",
                "@TableLogic | owners.updateById(o) | READ ENTITY_READ",
                "@Version | owners.updateById(o) | READ_WRITE ENTITY_WRITE",
                "@Version | owners.insert(o) | WRITE ENTITY_WRITE",
                "@TableField(fill = FieldFill.INSERT) | owners.insert(o) | WRITE ENTITY_WRITE"
            })
    void whatAMethodDoesDependsOnTheField(String annotation, String statement, String expected) {
        String method = statement.replaceAll("owners\\.(\\w+).*", "$1");
        assertThat(withField(annotation, statement))
                .contains("OwnerMapper.java:" + method + " " + expected + " CERTAIN");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "@TableField(updateStrategy = FieldStrategy.NEVER) | owners.updateById(o)",
                "@TableField(insertStrategy = FieldStrategy.NEVER) | owners.insert(o)",
                "@TableField(select = false) | owners.selectById(1)",
                "@TableField(\"telephone\") | owners.selectCount(null)"
            })
    void aFieldMayBeLeftOut(String annotation, String statement) {
        assertThat(withField(annotation, statement)).noneMatch(found -> found.startsWith("OwnerMapper.java"));
    }

    @Test
    void theConfigurationMayNameTheLogicalDelete() {
        repository.file(
                "src/main/resources/application.yml",
                "mybatis-plus:\n  global-config:\n    db-config:\n      logic-delete-field: phone\n");
        use("owners.deleteById(1L)");
        assertThat(repository.found()).contains("OwnerMapper.java:deleteById WRITE ENTITY_WRITE CERTAIN");
    }

    @Test
    void aServiceBeginsAChainOnItself() {
        repository.java(
                "OwnerServiceOfOurs",
                "class OwnerServiceOfOurs extends ServiceImpl<OwnerMapper, Owner> implements OwnerService { List<Owner> all() { return lambdaQuery().eq(Owner::getId, 1).list(); } void sort() { query().orderByAsc(\"telephone\").list(); } }");
        assertThat(repository.found())
                .contains(
                        "OwnerServiceOfOurs.java:all READ ENTITY_READ CERTAIN",
                        "OwnerServiceOfOurs.java:sort READ SQL_STRING CERTAIN");
    }
}
