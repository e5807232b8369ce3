package dev.cofferdam.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names and statements that only the run shows are put before a person, never dropped. */
class OpenStatementTest {

    @TempDir
    Path root;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "manager.createNamedQuery(text).getResultList()",
                "manager.createQuery(\"from Owner o order by o.\" + text).getResultList()",
                "dsl.select(org.jooq.impl.DSL.field(text)).from(\"owners\").fetch()",
                "dsl.selectFrom(org.jooq.impl.DSL.table(text)).fetch()"
            })
    void whatTheSourceDoesNotShowIsNotDecided(String code) {
        SmallRepository repository = SmallRepository.clinic(root).java("Use", """
                class Use {
                    EntityManager manager; org.jooq.DSLContext dsl;
                    Object run(String text) { return %s; }
                }
                """.formatted(code));

        assertThat(repository.scan().undecided()).hasSize(1);
    }
}
