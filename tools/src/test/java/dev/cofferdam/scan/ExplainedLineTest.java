package dev.cofferdam.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.domain.TableRef;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of a line that is not counted has to be true of that line. */
class ExplainedLineTest {

    private static final ColumnRef TELEPHONE = new ColumnRef(TableRef.of("owners"), "telephone");

    @TempDir
    Path root;

    private List<String> explained(int line) {
        SmallRepository.clinic(root).java("Use", """
                /**
                 * Calls people.
                 */
                class Use {
                    String of(Owner owner) {
                        return owner.getTelephone();
                    }
                    void none(String TELEPHONE) {
                        use(TELEPHONE);
                    }
                }
                """);
        UsageScanner scanner = UsageScanner.open(root, Optional.empty());
        ScanResult result = scanner.scan(SmallRepository.schema(), TELEPHONE, false);
        return scanner.explain(result, TELEPHONE, "src/main/java/app/Use.java", line);
    }

    @Test
    void aCommentIsOne() {
        assertThat(explained(3)).first().isEqualTo("not counted: the line is a comment");
    }

    @Test
    void aMethodThatBeginsIsToldWhereItIsCounted() {
        assertThat(explained(6))
                .first()
                .isEqualTo("not counted: `of` begins here, and what it does is counted on line 7");
    }

    @Test
    void aWordIsQuotedAsItStands() {
        assertThat(explained(10)).first().asString().startsWith("not counted: the line names `TELEPHONE`, but nothing");
    }

    /** The table need not be named where an accessor is called. */
    @Test
    void aFileWithUsagesIsNotBlamedForATableThatItDoesNotName() {
        assertThat(explained(10)).noneMatch(said -> said.contains("does not hold the word"));
    }
}
