package dev.cofferdam.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.domain.TableRef;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Why a line with calls is not counted: what they lead to, on whom they are, and what of their method is open. */
final class ExplainedCallsTest {
    private static final ColumnRef TELEPHONE = new ColumnRef(TableRef.of("owners"), "telephone");

    @TempDir
    private Path root;

    private List<String> explain(int line) {
        SmallRepository.clinic(root)
                .java("OwnerRepository", "interface OwnerRepository extends JpaRepository<Owner, Long> { }")
                .java("Use", """
                        class Use {
                            OwnerRepository owners; Supplier supplier; Foreign foreign; JdbcTemplate jdbc;
                            Object a() {
                                return owners.findById(1L);
                            }
                            Object b() {
                                return supplier.getTelephone();
                            }
                            Object c() {
                                return foreign.owner().getTelephone();
                            }
                            Object d(String order) {
                                String sql = "select id from owners order by " + order;
                                return jdbc.query(sql);
                            }
                            Object e() {
                                return String.valueOf(1);
                            }
                        }
                        """);
        UsageScanner scanner = UsageScanner.open(root, Optional.empty());
        return scanner.explain(
                scanner.scan(SmallRepository.schema(), TELEPHONE, false),
                TELEPHONE,
                "src/main/java/app/Use.java",
                line);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "5  | not counted: the line calls `OwnerRepository.findById`, which is where it is counted: src/main/java/app/OwnerRepository.java:2",
                "8  | not counted: `getTelephone` is called on `supplier`, which is a `Supplier`, and nothing there maps owners.telephone",
                "11 | not counted: `getTelephone` is called on `foreign.owner()`, whose type could not be resolved",
                "14 | not counted: in the same method, line 15 could not be decided: SQL on owners is put together at run time with `order`",
                "18 | not counted: the line does not name `telephone`"
            })
    void theCallsOfALineSayWhy(int line, String expected) {
        assertThat(explain(line).get(0)).startsWith(expected);
    }
}
