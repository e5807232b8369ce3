package dev.cofferdam.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Plain JDBC and Spring's templates over it, where the column is reached without its name in one literal statement. */
class JdbcTest {

    @TempDir
    Path root;

    private SmallRepository repository;

    @BeforeEach
    void aBeanThatNothingMaps() {
        repository = new SmallRepository(root)
                .java("Contact", "class Contact { Long id; String telephone; }")
                .java("Names", "class Names { static final String[] COLUMNS = {\"id\", \"telephone\"}; }");
    }

    private SmallRepository run(String statement) {
        return repository.java("Use", """
                class Use {
                    static final String TABLE = "owners";
                    JdbcTemplate jdbc; NamedParameterJdbcTemplate named; JdbcClient client; Connection c; Statement s;
                    void run(Object x) {
                        %s;
                    }
                }
                """.formatted(statement));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "named.update(\"update owners set telephone = :telephone\", new BeanPropertySqlParameterSource(contact))",
                "client.sql(\"update owners set telephone = :telephone\").paramSource(contact).update()",
                "named.batchUpdate(\"update owners set telephone = :telephone\", SqlParameterSourceUtils.createBatch(contacts))"
            })
    void anObjectThatIsHandedOverAsAWholeGivesTheValueByItsName(String statement) {
        assertThat(run("Contact contact = null; List<Contact> contacts = null; " + statement)
                        .found())
                .contains("Contact.java:telephone READ ACCESSOR CERTAIN");
        assertThat(run("Contact contact = null; List<Contact> contacts = null; "
                                + statement.replace(":telephone", ":id"))
                        .found())
                .noneMatch(found -> found.startsWith("Contact.java"));
    }

    /** Other dialects are read by their words, of which the first names what is written. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "insert into archive (t) select telephone from owners on duplicate key update t = values(t)   | READ",
                "merge into archive a using (select telephone from owners where id in (:ids)) as v on (a.t = v) | READ",
                "insert into owners (telephone) values (?) on duplicate key update telephone = values(telephone) | WRITE"
            })
    void theTableThatIsWrittenTellsTheAccess(String sql, String access) {
        assertThat(run("jdbc.update(\"" + sql + "\")").found())
                .containsExactly("Use.java:run " + access + " SQL_STRING LIKELY");
    }

    /** A method that puts its argument into SQL is the text that it returns. */
    @Test
    void aHelperThatReturnsTextIsReadWithWhatItIsGiven() {
        repository.java("Sql", """
                class Sql {
                    static String where(String column) { return " where " + column + " is null"; }
                    static String of(String table, String column) { return "select " + column + " from " + table; }
                    static int of(int other) { return other; }
                }
                """).java("Finder", """
                class Finder {
                    JdbcTemplate jdbc;
                    Object a() { return jdbc.queryForList("select id from owners" + Sql.where("telephone")); }
                    Object c() { return jdbc.queryForList(Sql.of("suppliers", "telephone")); }
                    Object d() { return jdbc.queryForList("select id from owners" + Sql.where("city")); }
                }
                """);
        assertThat(repository.found())
                .contains("Finder.java:a READ SQL_STRING CERTAIN")
                .noneMatch(found -> found.startsWith("Finder.java:c READ") || found.startsWith("Finder.java:d READ"));
    }

    @Test
    void theClassThatARowMapperFillsIsFollowed() {
        repository
                .java(
                        "Card",
                        "class Card { String phone; String getPhone() { return phone; } void setPhone(String p) { phone = p; } }")
                .java("Bill", "class Bill { String telephone; String getTelephone() { return telephone; } }")
                .java(
                        "CardMapper",
                        "class CardMapper implements RowMapper<Card> { public Card map(ResultSet rs) { Card c = new Card(); c.setPhone(String.valueOf(rs.getString(\"telephone\"))); return c; } }")
                .java(
                        "BillMapper",
                        "class BillMapper implements RowMapper<Bill> { public Bill map(ResultSet rs) { return new Bill(rs.getString(\"telephone\")); } }")
                .java(
                        "CardDao",
                        "class CardDao { JdbcTemplate jdbc; Object a() { return jdbc.query(\"select * from owners\", new CardMapper()); } }")
                .java(
                        "BillDao",
                        "class BillDao { JdbcTemplate jdbc; Object a() { return jdbc.query(\"select * from suppliers\", new BillMapper()); } }")
                .java(
                        "Show",
                        "class Show { String a(Card c) { return c.getPhone(); } String b(Bill b) { return b.getTelephone(); } }");
        assertThat(repository.found())
                .contains("CardMapper.java:CardMapper MAPPING MAPPING CERTAIN", "Show.java:a READ ACCESSOR CERTAIN")
                .noneMatch(each -> each.startsWith("Show.java:b") || each.startsWith("BillMapper"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ResultSet rs = s.executeQuery(\"select id, telephone from owners\"); rs.getString(2)              | READ POSITION CERTAIN",
                "ResultSet rs = s.executeQuery(\"select max(id), coalesce(telephone, '') from owners\"); rs.getString(2) | READ POSITION CERTAIN",
                "ResultSet rs = s.executeQuery(\"select * from owners\"); rs.getString(3)                          | READ POSITION LIKELY",
                "ResultSet rs = s.executeQuery(\"select id, telephone from owners\"); rs.updateString(2, x)        | WRITE POSITION CERTAIN",
                "ResultSet rs = s.executeQuery(\"select id, telephone from owners\"); rs.updateString(\"telephone\", x) | WRITE RESULT_COLUMN CERTAIN",
                "jdbc.query(\"select id, telephone from owners\", (rs, n) -> rs.getString(2))                      | READ POSITION CERTAIN",
                "ResultSet rs = s.executeQuery(\"select id, telephone from owners\"); int p = 1; rs.getLong(p++); rs.getString(p++) | READ POSITION LIKELY",
                "ResultSet rs = s.executeQuery(\"select id, telephone from owners\"); int p = 0; rs.getLong(++p); rs.getString(++p) | READ POSITION LIKELY",
                "c.prepareStatement(\"insert into owners (id) values (?)\", new String[] {\"telephone\"})          | READ RESULT_COLUMN CERTAIN",
                "s.execute(\"insert into owners (id) values (1) returning *\")                                     | READ STAR CERTAIN",
                "s.execute(\"delete from owners where id = 1 returning *\")                                        | READ STAR CERTAIN",
                "s.execute(\"update owners set id = 1 returning telephone\")                                       | READ SQL_STRING CERTAIN",
                "new SimpleJdbcInsert(jdbc).withTableName(TABLE).usingColumns(\"id\", \"telephone\").execute(x)    | WRITE SQL_STRING CERTAIN",
                "new SimpleJdbcInsert(jdbc).withTableName(TABLE).usingColumns(Names.COLUMNS).execute(x)                  | WRITE SQL_STRING CERTAIN",
                "SimpleJdbcInsert i = new SimpleJdbcInsert(jdbc).withTableName(\"owners\"); i.execute(x)           | WRITE STAR CERTAIN"
            })
    void aPositionAKeyOrAnInsertReachesTheColumn(String statement, String expected) {
        assertThat(run(statement).found()).contains("Use.java:run " + expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ResultSet rs = s.executeQuery(\"select id, city from owners where telephone is null\"); rs.getString(2)",
                "ResultSet rs = s.executeQuery(\"select id, telephone from owners\"); rs.getString(1)",
                "ResultSet rs = s.executeQuery(\"select max(id, telephone), city from owners\"); rs.getString(2)",
                "ResultSet rs = s.executeQuery(\"select id, telephone from suppliers\"); rs.getString(2)",
                "ResultSet rs = s.executeQuery(\"select id, telephone, city from owners\"); int p = 1; rs.getLong(p++); p++; rs.getString(p++)",
                "jdbc.query(\"select p.*, telephone from pets p, owners\", (rs, n) -> rs.getString(2))"
            })
    void anotherPositionIsNotReported(String statement) {
        assertThat(run(statement).found()).noneMatch(found -> found.matches(".*(RESULT_COLUMN|POSITION).*"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "new SimpleJdbcInsert(jdbc).withTableName(\"owners\").usingColumns(\"id\", \"city\").execute(x)",
                "new SimpleJdbcInsert(jdbc).withTableName(\"suppliers\").usingColumns(\"id\", \"telephone\").execute(x)",
                "SimpleJdbcInsert i = new SimpleJdbcInsert(jdbc).withTableName(\"suppliers\"); i.execute(x)",
                "c.prepareStatement(\"insert into suppliers (id) values (?)\", new String[] {\"telephone\"})"
            })
    void anInsertElsewhereIsNotReported(String statement) {
        assertThat(run(statement + "; s.execute(\"select id from owners\")").found())
                .isEmpty();
    }

    @Test
    void anInsertStandsWhereItIsExecuted() {
        repository.java("Dao", """
                class Dao {
                    private final SimpleJdbcInsert insertOwner;
                    Dao(DataSource d) { this.insertOwner = new SimpleJdbcInsert(d).withTableName("owners").usingGeneratedKeyColumns("id"); }
                    void save(Object o) { insertOwner.executeAndReturnKey(o); }
                    void other(SimpleJdbcInsert insert) { insert.execute(1); }
                }
                """);
        assertThat(repository.found()).containsExactly("Dao.java:save WRITE STAR CERTAIN");
        assertThat(repository.found("owners", "id")).containsExactly("Dao.java:<init> READ RESULT_COLUMN CERTAIN");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "jdbc.query(\"select id, telephone from owners\", new BeanPropertyRowMapper<>(Contact.class))          | CERTAIN",
                "jdbc.query(\"select id, telephone from owners\", BeanPropertyRowMapper.newInstance(Contact.class))    | CERTAIN",
                "jdbc.query(\"select * from owners\", new DataClassRowMapper<>(Contact.class))                         | CERTAIN",
                "client.sql(\"select id, telephone from owners\").query(Contact.class).list()                          | CERTAIN",
                "RowMapper<Contact> m = new BeanPropertyRowMapper<>(Contact.class); jdbc.query(\"select telephone from owners\", m) | LIKELY"
            })
    void aMapperFillsThePropertyByItsName(String statement, String confidence) {
        assertThat(run(statement).found()).contains("Contact.java:telephone READ RESULT_COLUMN " + confidence);
    }

    @Test
    void aMapperOfAnotherStatementFillsAnotherProperty() {
        run(
                "jdbc.query(\"select telephone from suppliers\", new BeanPropertyRowMapper<>(Contact.class)); s.execute(\"select id from owners\")");
        assertThat(repository.found()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc.query(MessageFormat.format(\"select {0} from {1}\", \"telephone\", \"owners\"))",
                "jdbc.query(\"select \" + String.join(\", \", \"id\", \"telephone\") + \" from owners\")",
                "jdbc.query(\"select \" + String.join(\", \", List.of(\"id\", \"telephone\")) + \" from owners\")",
                "jdbc.query(\"select \" + String.join(\", \", Names.COLUMNS) + \" from owners\")",
                "jdbc.query(\"select \" + Stream.of(\"id\", \"telephone\").collect(Collectors.joining(\",\")) + \" from owners\")",
                "List<String> l = new ArrayList<>(); l.add(\"id\"); l.add(\"telephone\"); jdbc.query(\"select \" + String.join(\",\", l) + \" from owners\")",
                "StringJoiner j = new StringJoiner(\", \", \"select \", \" from owners\"); j.add(\"id\"); j.add(\"telephone\"); jdbc.query(\"\" + j)",
                "StringJoiner j = new StringJoiner(\", \"); j.add(\"id\"); j.add(\"telephone\"); jdbc.query(\"select \" + j + \" from owners\")",
                "StringBuilder b = new StringBuilder(\"from owners\"); b.insert(0, \"select telephone \"); jdbc.query(b.toString())",
                "jdbc.query(\"select id\" + (x == null ? \"\" : \", telephone\") + \" from owners\")",
                "jdbc.query(\"select @c@ from owners\".replace(\"@c@\", \"telephone\"))",
                "jdbc.query(\"select telephone from @schema@.owners\".replace(\"@schema@\", schema()))",
                "jdbc.query(\"select telephone from %1$s\".formatted(TABLE))"
            })
    void aStatementIsPutTogetherAsTheProgramWould(String statement) {
        assertThat(run(statement).found())
                .filteredOn(usage -> !usage.startsWith("Names.java"))
                .containsExactly("Use.java:run READ SQL_STRING CERTAIN");
    }

    @Test
    void aMapperInAFieldOfItsInterfacesTypeIsLinkedToItsStatements() {
        repository.java("Dao", """
                class Dao {
                    static final String ALL = "select id, telephone from owners";
                    private final RowMapper<Contact> mapper = new ContactMapper();
                    List<Contact> all(JdbcTemplate jdbc) { return jdbc.query(ALL, mapper); }
                    static class ContactMapper implements RowMapper<Contact> {
                        public Contact mapRow(ResultSet rs, int n) { int pos = 1; rs.getLong(pos++); return new Contact(rs.getString(pos++)); }
                    }
                    static class OtherMapper implements RowMapper<Contact> {
                        public Contact mapRow(ResultSet rs, int n) { return new Contact(rs.getString(2)); }
                    }
                }
                """);
        assertThat(repository.found())
                .containsExactlyInAnyOrder(
                        "Dao.java:all READ SQL_STRING CERTAIN", "Dao.java:mapRow READ POSITION LIKELY");
    }

    /** The body that sends it has no word of the statement. */
    @Test
    void aStatementInAConstantIsTheMethodsThatSendsIt() {
        repository
                .java(
                        "Sql",
                        "class Sql { static final String FIELDS = \"id, telephone\"; static final String ALL = \"select \" + FIELDS + \" from owners\"; }")
                .java("Dao", """
                        class Dao {
                            private static final String OWN = "select " + Sql.FIELDS + " from owners where id = ?";
                            List<Contact> own(JdbcTemplate jdbc) { return jdbc.query(OWN, (rs, n) -> new Contact(rs)); }
                            void quiet(JdbcTemplate jdbc) { jdbc.execute(""); }
                        }
                        """)
                .java("Other", "class Other { Object all(JdbcTemplate jdbc) { return jdbc.query(Sql.ALL, mapper); } }");
        assertThat(repository.found())
                .containsExactlyInAnyOrder(
                        "Sql.java:ALL READ SQL_STRING CERTAIN",
                        "Sql.java:FIELDS READ SQL_STRING CERTAIN",
                        "Dao.java:own READ SQL_STRING CERTAIN",
                        "Other.java:all READ SQL_STRING CERTAIN");
    }

    /** The list goes to a statement on another table. */
    @Test
    void aListThatIsJoinedElsewhereIsNoUse() {
        run(
                "jdbc.query(\"select \" + String.join(\",\", List.of(\"id\", \"telephone\")) + \" from suppliers\"); s.execute(\"select id from owners\")");
        assertThat(repository.found()).isEmpty();
    }
}
