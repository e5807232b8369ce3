package dev.cofferdam.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A label or position means what its own result's statement selects, and not what another statement of the method does. */
class RowOriginTest {

    @TempDir
    private Path root;

    private SmallRepository repository;

    @BeforeEach
    void aRepository() {
        repository = new SmallRepository(root);
    }

    private List<String> labels(String members) {
        String mapper =
                "static class Mapper implements RowMapper<String> { public String mapRow(ResultSet rs, int i) { return rs.getString(\"telephone\"); } }";
        repository.java(
                "Dao",
                "class Dao { JdbcTemplate jdbc; Connection con; Statement st; " + members
                        + (members.contains("new Mapper") ? mapper : "") + " }");
        return repository.found().stream()
                .filter(usage -> usage.contains("RESULT_COLUMN") || usage.contains(" POSITION "))
                .filter(usage -> !usage.contains("POSSIBLE"))
                .toList();
    }

    private static final String OWNERS = "\"select telephone from owners\"";
    private static final String SUPPLIERS = "\"select telephone from suppliers\"";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "void a() { ResultSet one = st.executeQuery(%1$s); ResultSet two = st.executeQuery(%2$s); two.getString(\"telephone\"); }",
                "void a() { try (PreparedStatement p = con.prepareStatement(%1$s)) { p.executeQuery(); } try (PreparedStatement p = con.prepareStatement(%2$s); ResultSet r = p.executeQuery()) { r.getString(1); } }",
                "void a() { ResultSet rs = st.executeQuery(%1$s); rs = st.executeQuery(%2$s); rs.getString(1); }",
                "void a() { Map<String, Object> o = jdbc.queryForMap(%1$s); Map<String, Object> s = jdbc.queryForMap(%2$s); s.get(\"telephone\"); }",
                "void a() { jdbc.queryForList(%1$s); for (Map<String, Object> s : jdbc.queryForList(%2$s)) { s.get(\"telephone\"); } }",
                "void a() { String one = %1$s; String two = %2$s; st.executeQuery(one); ResultSet rs = st.executeQuery(two); rs.getString(\"telephone\"); }",
                "void a() { jdbc.queryForList(%1$s); jdbc.query(%2$s, new RowMapper<String>() { public String mapRow(ResultSet rs, int i) { return rs.getString(1); } }); }",
                "void a() { jdbc.queryForList(%1$s); jdbc.query(%2$s, new Mapper()); }",
                "void a() { jdbc.query(\"select o.id, s.telephone from owners o join suppliers s on s.id = o.id where o.telephone = ?\", (rs, i) -> rs.getString(\"telephone\")); }",
                "void a() { jdbc.query(\"select s.telephone as telephone from owners o, suppliers s where o.telephone = s.telephone\", (rs, i) -> rs.getString(\"telephone\")); }",
                "void a() { jdbc.query(\"select s.*, o.telephone as phone from suppliers s join owners o on o.id = s.id\", (rs, i) -> rs.getString(\"telephone\")); }",
                "void a() { jdbc.query(\"select city as telephone from owners where telephone is null\", (rs, i) -> rs.getString(\"telephone\")); }"
            })
    void anotherStatementsResultIsNone(String method) {
        assertThat(labels(method.formatted(OWNERS, SUPPLIERS))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "void a() { ResultSet one = st.executeQuery(%1$s); ResultSet two = st.executeQuery(%2$s); one.getString(\"telephone\"); }",
                "void a() { try (PreparedStatement p = con.prepareStatement(%2$s)) { p.executeQuery(); } try (PreparedStatement p = con.prepareStatement(%1$s); ResultSet r = p.executeQuery()) { r.getString(1); } }",
                "void a(boolean b) { ResultSet rs = st.executeQuery(%1$s); if (b) { rs = st.executeQuery(%2$s); } rs.getString(1); }",
                "void a() { ResultSet rs = st.executeQuery(%2$s); while (true) { rs.getString(1); rs = st.executeQuery(%1$s); } }",
                "void a() { String one = %1$s; String two = %2$s; st.executeQuery(two); ResultSet rs = st.executeQuery(one); rs.getString(\"telephone\"); }",
                "void a(ResultSet rs) { st.executeQuery(%1$s); st.executeQuery(%2$s); rs.getString(\"telephone\"); }",
                "void a() { jdbc.query(%1$s, new RowMapper<String>() { public String mapRow(ResultSet rs, int i) { return rs.getString(1); } }); jdbc.queryForList(%2$s); }",
                "void a() { jdbc.query(%1$s, new Mapper()); jdbc.queryForList(%2$s); }",
                "void a() { String sql = %1$s; jdbc.query(sql, new Mapper()); }",
                "void a() { jdbc.query(\"select o.telephone, s.id from owners o join suppliers s on s.id = o.id\", (rs, i) -> rs.getString(\"telephone\")); }",
                "void a() { jdbc.query(\"select coalesce(o.telephone, s.telephone) as telephone from owners o, suppliers s\", (rs, i) -> rs.getString(\"telephone\")); }",
                "void a() { jdbc.query(\"select s.telephone from suppliers s union select telephone from owners\", (rs, i) -> rs.getString(\"telephone\")); }",
                "void a() { jdbc.query(\"select s.id, x.* from suppliers s join (select * from owners) x on x.id = s.id\", (rs, i) -> rs.getString(\"telephone\")); }",
                "void a() { jdbc.query(\"select o.*, s.id as telephone2 from owners o, suppliers s\", (rs, i) -> rs.getString(\"telephone\")); }"
            })
    void itsOwnStatementsResultIsOne(String method) {
        assertThat(labels(method.formatted(OWNERS, SUPPLIERS))).hasSize(1);
    }

    @Test
    void aTableBetweenTwoPiecesThatAreNotShownStopsNothing() {
        repository.java(
                "Dao",
                "abstract class Dao { JdbcTemplate jdbc; abstract String q(); void a() { String t = q() + \"owners\" + q(); jdbc.update(\"INSERT INTO \" + t + \" (id, telephone) VALUES (?, ?)\"); } }");
        assertThat(repository.found()).containsExactly("Dao.java:a WRITE SQL_STRING CERTAIN");
    }
}
