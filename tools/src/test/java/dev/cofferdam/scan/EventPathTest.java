package dev.cofferdam.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.domain.CodePath;
import dev.cofferdam.domain.Usage;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who publishes an event of the application leads to its listeners. */
class EventPathTest {

    @TempDir
    private Path root;

    private SmallRepository repository;

    @BeforeEach
    void aListenerThatReadsTheColumnAndARequestThatPublishes() {
        repository = new SmallRepository(root)
                .java(
                        "Dao",
                        "class Dao { JdbcTemplate jdbc; String phone() { return jdbc.queryForObject(\"select telephone from owners\", String.class); } }")
                .java("OwnerMoved", "record OwnerMoved(long id) {}")
                .java("PetMoved", "record PetMoved(long id) {}")
                .java(
                        "In",
                        "@RestController class In { ApplicationEventPublisher events; @PostMapping(\"/move\") void move() { events.publishEvent(new OwnerMoved(1)); } }");
    }

    private List<String> paths() {
        return repository.scan().usages().stream()
                .filter(usage -> usage.place().member().equals(Optional.of("phone")))
                .map(Usage::codePaths)
                .flatMap(List::stream)
                .map(CodePath::toString)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@Component class On { Dao dao; @EventListener void on(OwnerMoved e) { dao.phone(); } }",
                "@Component class On { Dao dao; @EventListener(OwnerMoved.class) void on() { dao.phone(); } }",
                "@Component class On { Dao dao; @EventListener(classes = OwnerMoved.class) void on() { dao.phone(); } }",
                "@Component class On { Dao dao; @TransactionalEventListener void on(OwnerMoved e) { later(); } void later() { dao.phone(); } }",
                "@Component class On implements ApplicationListener<OwnerMoved> { Dao dao; public void onApplicationEvent(OwnerMoved e) { dao.phone(); } }",
                "@ApplicationScoped class On { Dao dao; void on(@Observes OwnerMoved e) { dao.phone(); } }"
            })
    void aListenerIsReachedFromThePublishersRequest(String listener) {
        repository.java("On", listener);
        assertThat(paths()).anyMatch(path -> path.contains("POST /move") && path.contains("app.In#move"));
    }

    @Test
    void anotherEventsListenerIsNot() {
        repository.java("On", "@Component class On { Dao dao; @EventListener void on(PetMoved e) { dao.phone(); } }");
        assertThat(paths()).hasSize(1).noneMatch(path -> path.contains("POST /move"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "OwnerMoved e = new OwnerMoved(1); events.publishEvent(e);",
                "events.publishEvent(make());",
                "bus.raise(new OwnerMoved(1));",
                "new Aggregate().move();"
            })
    void anEventMayBeMadeAndPublishedApart(String body) {
        repository
                .java("On", "@Component class On { Dao dao; @EventListener void on(OwnerMoved e) { dao.phone(); } }")
                .java(
                        "Bus",
                        "class Bus { ApplicationEventPublisher events; void raise(Object event) { events.publishEvent(event); } }")
                .java(
                        "Aggregate",
                        "class Aggregate extends AbstractAggregateRoot<Aggregate> { void move() { registerEvent(new OwnerMoved(2)); } }")
                .java(
                        "In",
                        "@RestController class In { ApplicationEventPublisher events; Bus bus; OwnerMoved make() { return new OwnerMoved(3); } @PostMapping(\"/move\") void move() { "
                                + body + " } }");
        assertThat(paths()).anyMatch(path -> path.contains("POST /move"));
    }

    @Test
    void aListenerOfAllEventsOfAKindHearsEach() {
        repository
                .java("OwnerMoved", "record OwnerMoved(long id) implements Moved {}")
                .java("Moved", "interface Moved {}")
                .java("On", "@Component class On { Dao dao; @EventListener void on(Moved e) { dao.phone(); } }");
        assertThat(paths()).anyMatch(path -> path.contains("POST /move"));
    }
}
