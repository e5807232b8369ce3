package dev.cofferdam.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Objects of the schema by what they do with the column: MySQL's with their bodies, and PostgreSQL's. */
final class CompoundSqlTest {
    @TempDir
    private Path root;

    private List<String> found(String sql) {
        return new SmallRepository(root)
                .file("db/objects.sql", sql.replace('~', '\n') + ";\n").scan().usages().stream()
                        .map(usage -> usage.place().line() + " " + usage.access() + " " + usage.confidence())
                        .toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            CREATE TRIGGER t BEFORE INSERT ON owners FOR EACH ROW SET NEW.telephone = 'x'                       | 1 WRITE CERTAIN
            CREATE TRIGGER t AFTER DELETE ON owners FOR EACH ROW INSERT INTO pets (name) VALUES (OLD.telephone) | 1 READ CERTAIN
            CREATE TRIGGER t AFTER DELETE ON pets FOR EACH ROW~BEGIN~UPDATE owners SET telephone = '';~END      | 3 WRITE CERTAIN
            CREATE TRIGGER t AFTER UPDATE ON owners FOR EACH ROW BEGIN~IF NEW.`telephone` = '' THEN SET @x = 1; END IF; END | 2 READ CERTAIN
            CREATE PROCEDURE p() BEGIN~SELECT 1;~DELETE FROM owners WHERE telephone IS NULL;~END                | 3 READ CERTAIN
            CREATE RULE r AS ON DELETE TO owners DO ALSO INSERT INTO pets (name) VALUES (OLD.telephone)         | 1 READ CERTAIN
            CREATE RULE r AS ON DELETE TO pets DO ALSO UPDATE owners SET telephone = ''                         | 1 WRITE CERTAIN
            CREATE PUBLICATION p FOR TABLE pets (name), owners (id, telephone) WHERE (id > 1)                   | 1 DDL CERTAIN
            CREATE PUBLICATION p FOR TABLE pets WHERE ((id > 1)), owners                                        | 1 DDL CERTAIN
            ALTER PUBLICATION p ADD TABLE owners (telephone)                                                    | 1 DDL CERTAIN
            ALTER TABLE owners ALTER COLUMN telephone SET STATISTICS 500                                        | 1 DDL CERTAIN
            SECURITY LABEL FOR anon ON COLUMN owners.telephone IS 'MASKED'                                      | 1 DDL LIKELY
            CREATE FUNCTION f(o owners) RETURNS text LANGUAGE sql AS $$ SELECT o.telephone $$                   | 1 READ LIKELY
            """)
    void anObjectDoesWithTheColumnWhatItsBodyDoes(String sql, String expected) {
        assertThat(found(sql)).containsExactly(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TRIGGER t BEFORE INSERT ON suppliers FOR EACH ROW SET NEW.telephone = 'x'",
                "CREATE TRIGGER t BEFORE INSERT ON owners FOR EACH ROW SET NEW.city = 'x'",
                "CREATE PROCEDURE p() BEGIN SELECT telephone FROM suppliers; SELECT id FROM owners; END",
                "CREATE RULE r AS ON DELETE TO suppliers DO ALSO INSERT INTO pets (name) VALUES (OLD.telephone)",
                "CREATE PUBLICATION p FOR TABLE owners (id, city), suppliers (telephone)",
                "ALTER TABLE owners ALTER COLUMN city SET STATISTICS 500"
            })
    void anObjectOfAnotherTableOrColumnDoesNothing(String sql) {
        assertThat(found(sql)).isEmpty();
    }

    @Test
    void theScriptOfAClientSaysWhatItsStatementsEndWith() {
        assertThat(found("""
                        DELIMITER $$
                        CREATE DEFINER=`root`@`localhost` PROCEDURE p(IN x VARCHAR(20))
                        BEGIN
                          DECLARE n INT;
                          IF x = '' THEN
                            UPDATE owners SET telephone = CASE WHEN x = 'a' THEN 'b' END WHERE id = 1;
                          END IF;
                        END $$
                        CREATE TRIGGER t BEFORE UPDATE ON owners FOR EACH ROW BEGIN
                          SET NEW.telephone = trim(NEW.telephone);
                        END $$
                        DELIMITER ;
                        SELECT telephone FROM owners"""))
                .containsExactlyInAnyOrder("6 WRITE CERTAIN", "10 WRITE CERTAIN", "10 READ CERTAIN", "13 READ CERTAIN");
    }
}
