package dev.cofferdam.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.domain.Usage;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Entry points by an interface of exchanges, advice without its aspect's annotation, and consumers of Vert.x. */
class MoreEntriesTest {

    @TempDir
    Path root;

    private List<String> entries(String... types) {
        SmallRepository repository = new SmallRepository(root).java("Dao", """
                class Dao {
                    JdbcTemplate jdbc;
                    String phone() { return jdbc.queryForObject("select telephone from owners", String.class); }
                }
                """);
        for (int i = 0; i < types.length; i++) {
            repository.java("In" + i, types[i]);
        }
        return repository.scan().usages().stream()
                .filter(usage -> usage.place().file().endsWith("/Dao.java"))
                .map(Usage::entryPoints)
                .flatMap(List::stream)
                .map(Object::toString)
                .toList();
    }

    @Test
    void aControllerAnswersTheExchangesOfItsInterface() {
        assertThat(
                        entries(
                                "@HttpExchange(\"/api\") interface Api { @GetExchange(\"/x\") String q(); }",
                                "@RestController class ApiImpl implements Api { Dao d; public String q() { return d.phone(); } }"))
                .singleElement()
                .asString()
                .contains("GET /api/x");
    }

    @Test
    void theClientOfAnExchangeAnswersNothing() {
        assertThat(entries(
                        "@HttpExchange(\"/api\") interface Api { @GetExchange(\"/x\") String q(); }",
                        "class Fake implements Api { Dao d; public String q() { return d.phone(); } }"))
                .noneMatch(path -> path.contains("/api"));
    }

    @Test
    void adviceIsKnownByWhatItIsHanded() {
        assertThat(
                        entries(
                                "class In { Dao d; @Around(\"execution(* *(..))\") Object a(ProceedingJoinPoint p) { return d.phone(); } }"))
                .singleElement()
                .asString()
                .contains("advice");
    }

    @Test
    void aConsumerOfTheEventBusIsSetOffByItsAddress() {
        assertThat(
                        entries(
                                "class In extends AbstractVerticle { Dao d; public void start() { vertx.eventBus().consumer(\"moved\", m -> d.phone()); } }"))
                .anyMatch(path -> path.contains("message moved"))
                .noneMatch(path -> path.contains("start-up"));
    }
}
