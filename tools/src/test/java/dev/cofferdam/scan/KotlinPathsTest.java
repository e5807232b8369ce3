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
import org.junit.jupiter.params.provider.CsvSource;

/** How the outside comes to a statement through Kotlin. */
final class KotlinPathsTest {
    private static final String DAO = """
            package app
            class Dao(val jdbc: JdbcTemplate) {
              fun phone() = jdbc.queryForObject("select telephone from owners", String::class.java)
            }
            """;

    @TempDir
    private Path root;

    private SmallRepository repository;

    @BeforeEach
    void aRepository() {
        repository = new SmallRepository(root);
    }

    private KotlinPathsTest kotlin(String name, String text) {
        repository.file("src/main/kotlin/app/" + name + ".kt", text);
        return this;
    }

    private List<String> paths() {
        return repository.scan().usages().stream()
                .filter(usage -> usage.access().reads())
                .map(Usage::entryPoints)
                .flatMap(List::stream)
                .map(CodePath::toString)
                .toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            @RestController @RequestMapping("/api") class In(val dao: Dao) { @GetMapping("/owners") fun list() = dao.phone() } | GET /api/owners: app.In#list -> app.Dao#phone
            @RestController class In(val dao: Dao) { @RequestMapping(value = ["/o"], method = [RequestMethod.PUT]) fun list() { dao.phone() } } | PUT /o: app.In#list -> app.Dao#phone
            class In(private val dao: Dao) { @KafkaListener(topics = ["orders"]) fun on(m: String) { dao.phone() } } | Kafka orders: app.In#on -> app.Dao#phone
            class In(private val dao: Dao?) { @Scheduled(cron = "0 3") fun on() { dao?.phone() } } | schedule 0 3: app.In#on -> app.Dao#phone
            fun main() { Dao(TODO()).phone() } | main: app.InKt#main -> app.Dao#phone
            class In { companion object { @JvmStatic fun main(a: Array<String>) { Dao(TODO()).phone() } } } | main: app.In$Companion#main -> app.Dao#phone
            fun Application.all(dao: Dao) { routing { route("/v1") { get("/owners") { call.respond(dao.phone()) } } } } | GET /v1/owners: app.InKt#all -> app.Dao#phone
            fun Route.all(dao: Dao) { post { dao.phone() } } | POST /: app.InKt#all -> app.Dao#phone
            class In(val dao: Dao) { fun r() = router { GET("/f", ::list) }; fun list(q: Req) = dao.phone() } | GET /f: app.In#r -> app.In#list -> app.Dao#phone
            @Controller class In(val dao: Dao) { @GetMapping("/l") fun on(l: List<Int>) = l.map { with(dao) { phone() } } } | GET /l: app.In#on -> app.Dao#phone
            """)
    void whatSetsKotlinOffIsSaidAsForJava(String in, String path) {
        kotlin("Dao", DAO).kotlin("In", "package app\n" + in);

        assertThat(paths()).containsExactly(path);
    }

    @Test
    void kotlinCallsJava() {
        repository.java(
                "Dao",
                "public class Dao { JdbcTemplate jdbc; String phone() { return jdbc.queryForObject(\"select telephone from owners\", String.class); } }");
        kotlin(
                "In",
                "package app\n@RestController class In(val dao: Dao) { @GetMapping(\"/k\") fun k() { dao.phone() } }");

        assertThat(paths()).containsExactly("GET /k: app.In#k -> app.Dao#phone");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            Dao dao; @GetMapping("/j") String j() { return dao.phone(); } | app.Dao#phone
            @GetMapping("/j") Object j(List<Dao> all) { return all.stream().map(Dao::phone).toList(); } | app.Dao#phone
            Phones phones; @GetMapping("/j") String j() { return phones.phone(); } | app.Dao#phone
            @GetMapping("/j") String j() { return new Dao(null).phone(); } | app.Dao#phone
            @GetMapping("/j") String j() { return Dao.shared(); } | app.Dao$Companion#shared
            @GetMapping("/j") String j() { return Dao.Companion.shared(); } | app.Dao$Companion#shared
            @GetMapping("/j") String j() { return Single.INSTANCE.one(); } | app.Single#one
            @GetMapping("/j") String j() { return DaoKt.free(jdbc); } | app.DaoKt#free
            """)
    void javaCallsKotlin(String in, String end) {
        String call = " = jdbc.queryForObject(\"select telephone from owners\", String::class.java)\n";
        kotlin(
                "Dao",
                "package app\ninterface Phones { fun phone(): String }\nclass Dao(val jdbc: JdbcTemplate) : Phones {\n  override fun phone()"
                        + call + "  companion object { @JvmStatic fun shared()" + call
                        + "} }\nobject Single { fun one()"
                        + call + "}\nfun free(jdbc: JdbcTemplate)" + call);
        repository.java("In", "@RestController class In { " + in + " }");

        assertThat(paths()).containsExactly("GET /j: app.In#j -> " + end);
    }

    @Test
    void aTypeOfJavaWithTheSimpleNameOfOneInKotlinIsAnother() {
        kotlin("Dao", DAO);
        repository
                .file(
                        "src/main/java/other/Dao.java",
                        "package other; public class Dao { public String phone() { return \"\"; } }")
                .java(
                        "In",
                        "import other.Dao; @RestController class In { Dao dao; @GetMapping(\"/j\") String j() { return dao.phone(); } }")
                .java(
                        "Far",
                        "package far; import lib.Dao; @RestController class Far { Dao dao; @GetMapping(\"/f\") String f() { return dao.phone(); } }");

        assertThat(paths()).isEmpty();
    }

    @Test
    void aClassOfJavaIsCalledThroughItsInterfaceInKotlin() {
        repository.java(
                "Dao",
                "public class Dao implements Phones { JdbcTemplate jdbc; public String phone() { return jdbc.queryForObject(\"select telephone from owners\", String.class); } }");
        kotlin(
                "In",
                "package app\ninterface Phones { fun phone(): String }\n@RestController class In(val phones: Phones) { @GetMapping(\"/k\") fun k() = phones.phone() }");

        assertThat(paths()).containsExactly("GET /k: app.In#k -> app.Dao#phone");
    }

    @Test
    void codeThatAPropertyKeepsIsRunByWhoeverTakesIt() {
        kotlin("Dao", DAO)
                .kotlin(
                        "In",
                        "package app\n@RestController class In(val dao: Dao) {\n  private val all = mapOf(\"x\" to dao::phone)\n  @GetMapping(\"/k\") fun k(n: String) = all[n]?.invoke()\n  @GetMapping(\"/l\") fun l() = 1\n}");

        assertThat(paths()).containsExactly("GET /k: app.In#k -> app.In#all -> app.Dao#phone");
    }

    @Test
    void anImplementationIsCalledThroughItsInterface() {
        kotlin(
                        "Dao",
                        DAO.replace("class Dao(val jdbc: JdbcTemplate) {", """
                        interface Phones { fun phone(): String }
                        class Dao(val jdbc: JdbcTemplate) : Phones {
                          override""")
                                .replace("override\n  fun", "override fun"))
                .kotlin(
                        "In",
                        "package app\n@RestController class In(val phones: Phones) { @GetMapping(\"/k\") fun k() = phones.phone() }");

        assertThat(paths()).containsExactly("GET /k: app.In#k -> app.Dao#phone");
    }

    @Test
    void aFunctionOfTheSameNameOfAnotherTypeIsNoCaller() {
        kotlin("Dao", DAO)
                .kotlin(
                        "In",
                        "package app\nclass Other { fun phone() = 1 }\n@RestController class In(val other: Other) { @GetMapping(\"/k\") fun k() = other.phone() }");

        assertThat(paths()).isEmpty();
    }

    @Test
    void aStatementInARouteIsSetOffByIt() {
        kotlin("In", """
                package app
                fun Application.all(jdbc: JdbcTemplate) { routing {
                  get("/a") { jdbc.queryForList("select telephone from owners") }
                  get("/b") { call.respond("") }
                } }
                """);

        assertThat(paths()).containsExactly("GET /a: app.InKt#all");
    }

    @Test
    void aStatementOfSeveralLinesIsInItsFunction() {
        kotlin("Dao", """
                package app
                class Dao(val jdbc: JdbcTemplate) {
                  fun all() = jdbc.queryForList(\"""
                    select id,
                           telephone
                      from owners\""")
                }
                """);

        assertThat(repository.scan().usages())
                .filteredOn(usage -> usage.place().line() == 5)
                .singleElement()
                .satisfies(usage -> {
                    assertThat(usage.place().className()).isEqualTo(Optional.of("app.Dao"));
                    assertThat(usage.place().member()).isEqualTo(Optional.of("all"));
                });
    }
}
