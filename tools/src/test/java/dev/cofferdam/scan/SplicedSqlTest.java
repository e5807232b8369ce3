package dev.cofferdam.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Text that libraries put into a statement: tables and columns that only the run names. */
class SplicedSqlTest {

    private static final String MAPPER = """
            <!DOCTYPE mapper PUBLIC "-//mybatis.org//DTD Mapper 3.0//EN" "http://mybatis.org/dtd/mybatis-3-mapper.dtd">
            <mapper namespace="app.OwnerMapper"><select id="a">%s</select></mapper>
            """;

    @TempDir
    Path root;

    private SmallRepository repository;

    @BeforeEach
    void aClinic() {
        repository = SmallRepository.clinic(root);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update ${table} set telephone = 1",
                "select ${column} from owners",
                "select * from owners order by ${order}",
                "select * from ${table}",
                "select id from owners where ${column} = #{value}",
                "insert into owners (${columns}) values (1, 2)",
                "select id from owners ${clause}"
            })
    void aMapperThatSplicesANameIsAsked(String sql) {
        repository.file("src/main/resources/mapper/OwnerMapper.xml", MAPPER.formatted(sql));
        assertThat(repository.scan().undecided()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update ${table} set name = 1",
                "select ${column} from pets",
                "select id from owners where last_name like '%${text}%'",
                "select id from owners where id in (1, ${id})",
                "select id from owners where id = ${id} limit ${limit}",
                "insert into owners (id, last_name) values (${id}, ${name})",
                "select count(*) from ${table}"
            })
    void aMapperThatSplicesAValueOrIntoAnotherTableIsNotAsked(String sql) {
        repository.file("src/main/resources/mapper/OwnerMapper.xml", MAPPER.formatted(sql));
        assertThat(repository.scan().undecided()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@Select(\"select ${c} from owners\") Object a(String c);",
                "@Update(\"update ${t} set telephone = 1\") Object a(String t);",
                "@SqlQuery(\"select <c> from owners\") Object a(@Define(\"c\") String c);",
                "@SqlUpdate(\"update <t> set telephone = 1\") Object a(@Define String t);"
            })
    void anAnnotationThatSplicesANameIsAsked(String method) {
        repository.java("Dao", dao(method));
        assertThat(repository.scan().undecided())
                .singleElement()
                .satisfies(one -> assertThat(one.place().member()).contains("a"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@Select(\"select ${c} from pets\") Object a(String c);",
                "@Select(\"select id from owners where id = ${i}\") Object a(String i);",
                "@SqlQuery(\"select <c> from pets\") Object a(@Define(\"c\") String c);",
                "@SqlQuery(\"select id from owners where id in (<ids>)\") Object a(@BindList(\"ids\") List<Long> ids);"
            })
    void anAnnotationThatSplicesAValueOrIntoAnotherTableIsNotAsked(String method) {
        repository.java("Dao", dao(method));
        assertThat(repository.scan().undecided()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Object a(String q) { return jdbi.withHandle(h -> h.createQuery(q).mapToMap().list()); }",
                "void a(String q) { jdbi.useTransaction(h -> h.createUpdate(q).execute()); }",
                "void a(String n) throws Exception { jdbc.execute(new String(getClass().getResourceAsStream(\"/sql/\" + n + \".sql\").readAllBytes())); }",
                "void a(String t) { new SimpleJdbcInsert(jdbc).withTableName(t).execute(Map.of()); }",
                "void a(List<String> c) { new SimpleJdbcInsert(jdbc).withTableName(\"owners\").usingColumns(c.toArray(new String[0])).execute(Map.of()); }",
                "void a() { b(\"owners\"); } private void b(String t) { new SimpleJdbcInsert(jdbc).withTableName(t).execute(Map.of()); }"
            })
    void codeThatHandsOverWhatIsNotShownIsAsked(String method) {
        repository.java("Dao", dao(method));
        assertThat(repository.scan().undecided()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Object a(String q) { return jdbi.withHandle(h -> h.createQuery(\"select name from pets\").list()); }",
                "Object a(String q) { return queue.withHandle(h -> h.createMessage(q)); }",
                "void a() throws Exception { jdbc.execute(new String(getClass().getResourceAsStream(\"/sql/pets.sql\").readAllBytes())); }",
                "void a(String t) { new SimpleJdbcInsert(jdbc).withTableName(t).usingColumns(\"id\", \"name\").execute(Map.of()); }",
                "void a(String c) { new SimpleJdbcInsert(jdbc).withTableName(\"pets\").usingColumns(c).execute(Map.of()); }",
                "void a() { b(\"pets\"); } private void b(String t) { new SimpleJdbcInsert(jdbc).withTableName(t).execute(Map.of()); }"
            })
    void codeThatShowsAllOfItIsNotAsked(String method) {
        repository.file("src/main/resources/sql/pets.sql", "delete from pets;").java("Dao", dao(method));
        assertThat(repository.scan().undecided()).isEmpty();
    }

    private static String dao(String members) {
        boolean mapper = members.startsWith("@");
        return "import org.apache.ibatis.annotations.*; import org.jdbi.v3.sqlobject.*; import java.util.*; "
                + (mapper ? "interface Dao { " : "class Dao { JdbcTemplate jdbc; Jdbi jdbi; Queue queue; ") + members
                + " }";
    }
}
