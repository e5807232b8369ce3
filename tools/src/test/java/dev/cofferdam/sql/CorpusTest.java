package dev.cofferdam.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.sql.Statement.CouldNotDecide;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CorpusTest {
    private static final long SEED = 20240229;

    @Test
    void everyStatementOfTheCorpusIsUnderstood() {
        assertThat(Corpus.statements()).hasSizeGreaterThan(250);
        assertThat(Corpus.statements())
                .filteredOn(statement -> statement.facts() instanceof CouldNotDecide)
                .isEmpty();
    }

    @Test
    void everyStatementFollowedByMoreIsRefused() {
        for (ParsedStatement statement : Corpus.statements()) {
            for (String more : List.of(") ", " ]", " 'x' 1.5 'y'", " !")) {
                assertThat(facts(statement.text() + more))
                        .as(statement.text() + more)
                        .isInstanceOf(CouldNotDecide.class);
            }
        }
    }

    @Test
    void nothingThatIsCutOrStirredMakesTheParserFail() {
        Random chance = new Random(SEED);
        List<ParsedStatement> statements = Corpus.statements();
        for (int i = 0; i < 20_000; i++) {
            String one = statements.get(chance.nextInt(statements.size())).text();
            String other = statements.get(chance.nextInt(statements.size())).text();
            String stirred =
                    one.substring(0, chance.nextInt(one.length())) + other.substring(chance.nextInt(other.length()));
            for (ParsedStatement statement : SqlParser.parse(stirred)) {
                assertThat(stirred).startsWith(stirred.substring(0, statement.offset()) + statement.text());
            }
        }
    }

    @Test
    void nestingWithoutEndIsRefusedAndDoesNotExhaustTheStack() {
        for (String open : List.of("(", "(SELECT ", "CASE WHEN ", "f(", "ARRAY[", "NOT ", "- ", "(SELECT 1 FROM (")) {
            assertThat(facts("SELECT " + open.repeat(100_000))).isInstanceOf(CouldNotDecide.class);
        }
    }

    private static Statement facts(String sql) {
        return SqlParser.parse(sql).get(0).facts();
    }
}
