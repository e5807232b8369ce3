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

/** How the outside comes to a statement: what sets it off, and every call from there. */
final class CodePathTest {
    private static final String DAO = """
            class Dao {
                JdbcTemplate jdbc;
                public String phone() { return jdbc.queryForObject("select telephone from owners", String.class); }
            }
            """;

    @TempDir
    private Path root;

    private SmallRepository repository;

    @BeforeEach
    void aRepositoryWithOneStatement() {
        repository = new SmallRepository(root).java("Dao", DAO);
    }

    private List<String> paths() {
        return repository.scan().usages().stream()
                .filter(usage -> usage.place().member().equals(java.util.Optional.of("phone")))
                .map(Usage::entryPoints)
                .flatMap(List::stream)
                .map(CodePath::toString)
                .toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            @RestController @RequestMapping("/api") class In { Dao dao; @GetMapping("/owners/{id}") String in() { return dao.phone(); } } | GET /api/owners/{id}
            @Controller class In { Dao dao; @RequestMapping(value = "/owners", method = RequestMethod.POST) String in() { return dao.phone(); } } | POST /owners
            @Controller class In { Dao dao; static final String AT = "/o"; @RequestMapping(AT + "/x") String in() { return dao.phone(); } } | any /o/x
            @Path("owners") class In { Dao dao; @GET @Path("{id}") String in() { return dao.phone(); } } | GET /owners/{id}
            class In extends HttpServlet { Dao dao; protected void in() {} protected void doGet(HttpServletRequest a, HttpServletResponse b) { dao.phone(); } } | GET
            @WebServlet("/owners") class In extends HttpServlet { Dao dao; protected void doPost(HttpServletRequest a, HttpServletResponse b) { dao.phone(); } } | POST /owners
            class In extends DispatchAction { Dao dao; ActionForward list(ActionMapping m, ActionForm f, HttpServletRequest a, HttpServletResponse b) { dao.phone(); return null; } } | request
            class In extends SimpleFormController { Dao dao; protected ModelAndView onSubmit(Object command) { dao.phone(); return null; } } | request
            class In extends Controller { Dao dao; public CompletionStage<Result> list() { dao.phone(); return null; } } | request
            class In implements ActionBean { Dao dao; public Resolution list() { dao.phone(); return null; } } | request
            class In extends OncePerRequestFilter { Dao dao; protected void doFilterInternal(HttpServletRequest a) { dao.phone(); } } | filter
            @Controller class In { Dao dao; @QueryMapping String phone2() { return dao.phone(); } } | GraphQL phone2
            class In implements DataFetcher<String> { Dao dao; public String get(DataFetchingEnvironment e) { return dao.phone(); } } | GraphQL
            class In extends OwnersGrpc.OwnersImplBase { Dao dao; public void list(Req r, StreamObserver<Res> o) { dao.phone(); } } | gRPC list
            class In extends TextWebSocketHandler { Dao dao; protected void handleTextMessage(WebSocketSession s, TextMessage m) { dao.phone(); } } | websocket
            class In { Dao dao; @MessageMapping("/chat") void on(String m) { dao.phone(); } } | websocket /chat
            class In { Dao dao; @KafkaListener(topics = "orders") void on(String m) { dao.phone(); } } | Kafka orders
            class In { Dao dao; @JmsListener(destination = "q") void on(String m) { dao.phone(); } } | JMS q
            class In { Dao dao; @RabbitListener(queues = {"q"}) void on(String m) { dao.phone(); } } | Rabbit q
            class In { Dao dao; @SqsListener("q") void on(String m) { dao.phone(); } } | SQS q
            class In implements MessageListener { Dao dao; public void onMessage(Message m) { dao.phone(); } } | message
            @Configuration class In { Dao dao; @Bean Consumer<String> orders() { return m -> dao.phone(); } } | stream orders
            class In { Dao dao; @EventListener void on(OwnerMoved e) { dao.phone(); } } | event OwnerMoved
            class In { Dao dao; @TransactionalEventListener void on(OwnerMoved e) { dao.phone(); } } | event OwnerMoved
            class In { Dao dao; @Scheduled(cron = "0 0 3 * * *") void on() { dao.phone(); } } | schedule 0 0 3 * * *
            class In extends QuartzJobBean { Dao dao; protected void executeInternal(JobExecutionContext c) { dao.phone(); } } | job
            class In implements Job { Dao dao; public void execute(JobExecutionContext c) { dao.phone(); } } | job
            class In implements ItemReader<String> { Dao dao; public String read() { return dao.phone(); } } | batch step
            class In implements Tasklet { Dao dao; public RepeatStatus execute(StepContribution c) { dao.phone(); return null; } } | batch step
            @Command(name = "dump") class In implements Callable<Integer> { Dao dao; public Integer call() { dao.phone(); return 0; } } | command dump
            class In implements CommandLineRunner { Dao dao; public void run(String... args) { dao.phone(); } } | start-up
            class In { Dao dao; @PostConstruct void warm() { dao.phone(); } } | start-up
            class In { public static void main(String[] args) { new Dao().phone(); } } | main
            @RestController class In { Dao dao; @GetMapping({"/g1", "/g2"}) String in() { return dao.phone(); } } | GET /g1, /g2
            class In { Dao dao; @Bean RouterFunction<?> r() { return route().GET("/fn", q -> dao.phone()).build(); } } | GET /fn
            class In { Dao dao; void r(Javalin app) { app.post("/jv", c -> dao.phone()); } } | POST /jv
            class In { Dao dao; void r() { path("v1", () -> { get("/sp", (q, r) -> dao.phone()); }); } } | GET /v1/sp
            class In { Dao dao; void r(Router router) { router.get("/vx").handler(c -> dao.phone()); } } | GET /vx
            class In extends RouteBuilder { Dao dao; public void configure() { from("direct:x").log("y").process(e -> dao.phone()); } } | Camel direct:x
            class In implements Processor { Dao dao; public void process(Exchange e) { dao.phone(); } } | Camel
            @Aspect class In { Dao dao; @Around("execution(* x.*(..))") Object in(Object p) { return dao.phone(); } } | advice
            class In extends TimerTask { Dao dao; public void run() { dao.phone(); } } | timer
            class In { Dao dao; @JobWorker(type = "z") void in() { dao.phone(); } } | Zeebe z
            """)
    void whatSetsItOffIsSaidAsAPersonWouldSayIt(String type, String trigger) {
        repository.java("In", type);

        assertThat(paths())
                .singleElement()
                .asString()
                .startsWith(trigger + ": app.In#")
                .endsWith(" -> app.Dao#phone");
    }

    @Test
    void everyCallBetweenTheEntryPointAndTheStatementIsNamed() {
        repository
                .java(
                        "Service",
                        "class Service { Dao dao; String phone2() { return check(); } String check() { return dao.phone(); } }")
                .java(
                        "Web",
                        "@RestController class Web { Service service; @GetMapping(\"/\") String show() { return service.phone2(); } }");

        assertThat(paths())
                .containsExactly("GET /: app.Web#show -> app.Service#phone2 -> app.Service#check -> app.Dao#phone");
    }

    @Test
    void anInterfaceThatCarriesTheAnnotationsSpeaksForItsController() {
        repository
                .java("Api", "@RequestMapping(\"/v1\") interface Api { @GetMapping(\"/owners\") String list(); }")
                .java(
                        "Web",
                        "@RestController class Web implements Api { Dao dao; public String list() { return dao.phone(); } }");

        assertThat(paths()).containsExactly("GET /v1/owners: app.Web#list -> app.Dao#phone");
    }

    @Test
    void aClientOfAnotherServiceIsNoEntryPoint() {
        repository.java(
                "Remote",
                "@FeignClient class Remote { Dao dao; @GetMapping(\"/x\") String list() { return dao.phone(); } }");

        assertThat(paths()).isEmpty();
    }

    @Test
    void whatALibraryOffersIsAnEntryPointWhenNobodyCallsIt() {
        repository.file("lib/pom.xml", "<project/>").file("lib/src/main/java/lib/Phones.java", """
                        package lib;
                        public class Phones {
                            JdbcTemplate jdbc;
                            public String all() { return one(); }
                            String one() { return jdbc.queryForObject("select telephone from owners", String.class); }
                        }
                        """);

        assertThat(repository.scan().usages().stream()
                        .filter(usage -> usage.place().file().startsWith("lib/"))
                        .flatMap(usage -> usage.entryPoints().stream()))
                .hasToString("[public API: lib.Phones#all -> lib.Phones#one]");
    }

    @Test
    void anApplicationOffersNothingThatItDoesNotCall() {
        repository
                .java("Web", "@RestController class Web { @GetMapping(\"/\") String show() { return \"\"; } }")
                .java("Open", "public class Open { Dao dao; public String all() { return dao.phone(); } }");

        assertThat(paths()).isEmpty();
    }

    @Test
    void aCallInATestIsNoCodePath() {
        repository.file(
                "src/test/java/app/DaoTest.java",
                "package app; class DaoTest { Dao dao; public static void main(String[] args) { new Dao().phone(); } }");

        assertThat(paths()).isEmpty();
    }

    @Test
    void aRepositoryWithoutEntryPointsSaysSo() {
        assertThat(repository.scan().notes())
                .anySatisfy(note -> assertThat(note).startsWith("no code path: the repository has no entry point"));
    }

    @Test
    void entryPointsThatLeadElsewhereAreToldFromNone() {
        repository.java("In", "class In { public static void main(String[] args) { } }");

        assertThat(repository.scan().notes())
                .anySatisfy(note -> assertThat(note).startsWith("no code path: no call was found from an entry point"));
    }

    @Test
    void aHandlerByReferenceIsSetOffByItsRoute() {
        repository
                .java("Handler", "class Handler { Dao dao; Object list(Object request) { return dao.phone(); } }")
                .java(
                        "Routes",
                        "class Routes { Handler handler; @Bean Object r() { return route().GET(\"/x\", handler::list).build(); } }");

        assertThat(paths()).containsExactly("GET /x: app.Routes#r -> app.Handler#list -> app.Dao#phone");
    }

    @Test
    void anInheritedHandlerIsCalledWhereItsControllersAre() {
        repository
                .java(
                        "Base",
                        "abstract class Base { Dao dao; @GetMapping(\"/base\") String go() { return dao.phone(); } }")
                .java("Sub", "@RestController @RequestMapping(\"/sub\") class Sub extends Base { }");

        assertThat(paths()).containsExactly("GET /sub/base: app.Base#go -> app.Dao#phone");
    }
}
