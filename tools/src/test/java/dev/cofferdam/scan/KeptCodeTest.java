package dev.cofferdam.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.domain.CodePath;
import dev.cofferdam.domain.Usage;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How the outside comes to code that is kept in a field, and that others run. */
final class KeptCodeTest {

    @TempDir
    private Path root;

    private SmallRepository repository;

    @BeforeEach
    void aRepositoryWithOneStatement() {
        repository = new SmallRepository(root)
                .java(
                        "Dao",
                        "class Dao { JdbcTemplate jdbc; String phone() { return jdbc.queryForObject(\"select telephone from owners\", String.class); } }");
    }

    private List<String> paths() {
        return repository.scan().usages().stream()
                .map(Usage::entryPoints)
                .flatMap(List::stream)
                .map(CodePath::toString)
                .toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            @RestController class In { Dao dao; final Map<String, Supplier<String>> all = Map.of("x", this::m); String m() { return dao.phone(); } @GetMapping("/a") String go(String k) { return all.get(k).get(); } } | GET /a: app.In#go -> app.In#all -> app.In#m -> app.Dao#phone
            @RestController class In { Dao dao; final Supplier<String> one = () -> dao.phone(); @GetMapping("/a") String go() { return one.get(); } } | GET /a: app.In#go -> app.In#one -> app.Dao#phone
            @RestController class In { Dao dao; static final Function<Dao, String> F = Dao::phone; @GetMapping("/a") String go() { return F.apply(dao); } } | GET /a: app.In#go -> app.In#F -> app.Dao#phone
            class In { Dao dao; Map<String, Runnable> all = new HashMap<>(); In() { all.put("x", this::m); } void m() { dao.phone(); } @KafkaListener(topics = "t") void on(String k) { all.get(k).run(); } } | Kafka t: app.In#on -> app.In#all -> app.In#m -> app.Dao#phone
            class In { Dao dao; Runnable r; In() { this.r = () -> dao.phone(); } @Scheduled(cron = "1") void on() { r.run(); } } | schedule 1: app.In#on -> app.In#r -> app.Dao#phone
            class In { Dao dao; List<Runnable> all = new ArrayList<>(); void fill() { all.add(new Runnable() { public void run() { dao.phone(); } }); } @Scheduled(cron = "1") void on() { for (Runnable r : all) r.run(); } } | schedule 1: app.In#on -> app.In#all -> app.Dao#phone
            class In { Dao dao; LoadingCache<String, String> cache; In() { cache = Caffeine.newBuilder().build(k -> dao.phone()); } @Scheduled(cron = "1") void on() { cache.get("x"); } } | schedule 1: app.In#on -> app.In#cache -> app.Dao#phone
            class In { Dao dao; ScheduledExecutorService executor; @PostConstruct void on() { executor.scheduleAtFixedRate(this::tick, 0, 1, SECONDS); } void tick() { dao.phone(); } } | start-up: app.In#on -> app.In#tick -> app.Dao#phone
            enum In { ONE(Dao::phone); final Function<Dao, String> f; In(Function<Dao, String> f) { this.f = f; } public static void main(String[] a) { valueOf(a[0]).go(); } String go() { return f.apply(null); } } class Web { @KafkaListener(topics = "t") void on(In in) { in.go(); } } | Kafka t: app.Web#on -> app.In#go -> app.In#ONE -> app.Dao#phone
            enum In { ONE { String go(Dao d) { return d.phone(); } }; abstract String go(Dao d); } class Web { @KafkaListener(topics = "t") void on(In in) { in.go(null); } } | Kafka t: app.Web#on -> app.In#go -> app.Dao#phone
            @Configuration class In { @Bean CommandLineRunner load(Dao dao) { return args -> dao.phone(); } } | start-up: app.In#load -> app.Dao#phone
            @Configuration class In { @Bean UserDetailsService users(Dao dao) { return name -> user(dao.phone()); } } | sign-in: app.In#users -> app.Dao#phone
            @Component class In { In(Dao dao) { dao.phone(); } } | start-up: app.In#<init> -> app.Dao#phone
            """)
    void whoTakesItFromTheFieldRunsIt(String in, String path) {
        repository.java("In", in);

        assertThat(paths()).containsExactly(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // Put there, counted, and never taken.
                "class In { Dao dao; Map<String, Runnable> all; void in() { all.put(\"x\", () -> dao.phone()); } @GetMapping(\"/a\") int go() { return all.size(); } }",
                // Another class's field of that name, and a local variable.
                "class In { Dao dao; Runnable r = () -> dao.phone(); } class Other { Runnable r; @GetMapping(\"/a\") void go() { r.run(); } }",
                "class In { Dao dao; Runnable r = () -> dao.phone(); @GetMapping(\"/a\") void go(Runnable r) { r.run(); } }",
                // No bean, so that nobody is known to make one.
                "class In { In(Dao dao) { dao.phone(); } }",
                "class In { @Bean DataSource source(Dao dao) { return make(dao.phone()); } }"
            })
    void whatNobodyTakesIsNotRun(String in) {
        repository.java("In", in);

        assertThat(paths()).isEmpty();
    }

    @Test
    void whatAListWasComputedWithIsNotInTheList() {
        repository.java("In", """
                        @RestController class In {
                            Dao dao; List<String> names;
                            @GetMapping("/fill") void fill(List<Long> ids) { names = ids.stream().map(id -> dao.phone()).toList(); }
                            @GetMapping("/read") List<String> read() { return names; }
                        }
                        """);

        assertThat(paths()).containsExactly("GET /fill: app.In#fill -> app.Dao#phone");
    }

    @Test
    void aTextThatAFieldHoldsIsSentByWhoeverUsesTheField() {
        repository.java("In", """
                        @RestController class In {
                            JdbcTemplate jdbc; Map<String, Supplier<List<?>>> all = Map.of("x", () -> jdbc.queryForList("select telephone from owners where id = 1"));
                            @GetMapping("/a") Object go() { return all.get("x").get(); }
                        }
                        """);

        assertThat(paths()).containsExactly("GET /a: app.In#go -> app.In#all");
    }
}
