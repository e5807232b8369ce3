package dev.cofferdam.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.schema.Column;
import dev.cofferdam.schema.Schema;
import dev.cofferdam.schema.Table;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables of one name in several schemas. */
class NamesakesTest {

    private static final TableRef PLAIN = TableRef.of("account");
    private static final TableRef AUDIT = TableRef.of("audit", "account");
    private static final TableRef SALES = TableRef.of("sales", "account");

    @TempDir
    Path root;

    private SmallRepository repository;

    @BeforeEach
    void statementsAndEntities() {
        repository = new SmallRepository(root)
                .java(
                        "Plain",
                        "@Entity @Table(name = \"account\") class Plain { @Id Long id; String status; String getStatus() { return status; } }")
                .java(
                        "Audited",
                        "@Entity @Table(name = \"account\", schema = \"audit\") class Audited { @Id Long id; String status; String getStatus() { return status; } }")
                .java("Use", """
                        class Use { JdbcTemplate jdbc;
                            void bare() { jdbc.queryForList("select status from account where account.status = 'x'"); }
                            void audit() { jdbc.queryForList("select status from audit.account where account.status = 'x'"); }
                            void both() { jdbc.queryForList("select a.status from account a join audit.account b on a.id = b.id"); }
                            void readAudit(Audited a) { a.getStatus(); }
                            void readPlain(Plain a) { a.getStatus(); }
                        }
                        """)
                .file("src/main/resources/db/migration/V1__a.sql", """
                        create table account (id bigint, status text);
                        create table audit.account (id bigint, status text);
                        comment on column audit.account.status is 'x';
                        create view seen as select status from audit.account;
                        """)
                .java(
                        "Seen",
                        "class Seen { JdbcTemplate jdbc; void seen() { jdbc.queryForList(\"select status from seen\"); } }");
    }

    private static Table table(TableRef ref) {
        List<Column> columns =
                Stream.of("id", "status").map(name -> new Column(name, "text")).toList();
        return new Table(ref, columns, List.of(), List.of(), List.of(), false);
    }

    private ScanResult scan(TableRef asked, TableRef... tables) {
        Schema schema = new Schema(
                "static", Stream.of(tables).map(NamesakesTest::table).toList(), List.of(), List.of(), List.of());
        return UsageScanner.scan(root, schema, new ColumnRef(asked, "status"));
    }

    private List<String> found(TableRef asked, TableRef... tables) {
        return scan(asked, tables).usages().stream()
                .map(usage ->
                        usage.place().member().orElse("V1:" + usage.place().line()) + " "
                                + usage.confidence().name())
                .toList();
    }

    @Test
    void aNameWithoutASchemaIsTheTableOfThePublicSchema() {
        assertThat(found(PLAIN, PLAIN, AUDIT))
                .contains("bare CERTAIN", "both CERTAIN", "readPlain CERTAIN", "V1:1 CERTAIN")
                .noneMatch(each -> each.matches("(audit|readAudit|seen|V1:[234]) .*"));
    }

    @Test
    void aWrittenSchemaTellsTheOther() {
        assertThat(found(AUDIT, PLAIN, AUDIT))
                .contains("audit CERTAIN", "readAudit CERTAIN", "seen CERTAIN", "V1:2 CERTAIN")
                .anyMatch(each -> each.startsWith("V1:3 "))
                .noneMatch(each -> each.matches("(bare|both|readPlain|V1:1) .*"));
        assertThat(scan(AUDIT, PLAIN, AUDIT).notes())
                .contains(
                        "the name `account` is ambiguous: there are `account` and `audit.account`; without a schema before it,"
                                + " it is taken for `account`");
    }

    @Test
    void theConfiguredSearchPathComesFirst() {
        repository.file(
                "src/main/resources/application.properties",
                "spring.datasource.url=jdbc:postgresql://db/app?currentSchema=sales");
        assertThat(found(SALES, SALES, AUDIT)).contains("bare CERTAIN", "readPlain CERTAIN");
        assertThat(found(AUDIT, SALES, AUDIT)).noneMatch(each -> each.matches("(bare|readPlain) .*"));
    }

    @Test
    void whatNobodyTellsIsPossibleAtMost() {
        assertThat(found(SALES, SALES, AUDIT))
                .contains("bare POSSIBLE", "readPlain POSSIBLE", "status POSSIBLE")
                .noneMatch(each -> each.matches("(audit|readAudit) .*"));
        assertThat(scan(SALES, SALES, AUDIT).notes()).anyMatch(note -> note.contains("could mean any of them"));
    }

    @Test
    void oneTableAloneIsMeantWithOrWithoutItsSchema() {
        assertThat(found(AUDIT, AUDIT)).contains("bare CERTAIN", "audit CERTAIN", "readPlain CERTAIN");
        assertThat(scan(AUDIT, AUDIT).notes()).noneMatch(note -> note.contains("ambiguous"));
    }
}
