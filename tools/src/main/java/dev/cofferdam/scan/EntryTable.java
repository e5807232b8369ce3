package dev.cofferdam.scan;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What frameworks call: methods by their annotations, and methods that a type of a library declares. */
final class EntryTable {

    /** Annotations of Spring for requests, and the verb that they stand for. */
    static final Map<String, String> VERBS = Map.ofEntries(
            Map.entry("RequestMapping", ""),
            Map.entry("GetMapping", "GET"),
            Map.entry("PostMapping", "POST"),
            Map.entry("PutMapping", "PUT"),
            Map.entry("DeleteMapping", "DELETE"),
            Map.entry("PatchMapping", "PATCH"),
            Map.entry("HttpExchange", ""),
            Map.entry("GetExchange", "GET"),
            Map.entry("PostExchange", "POST"),
            Map.entry("PutExchange", "PUT"),
            Map.entry("DeleteExchange", "DELETE"),
            Map.entry("PatchExchange", "PATCH"),
            Map.entry("GET", "GET"),
            Map.entry("POST", "POST"),
            Map.entry("PUT", "PUT"),
            Map.entry("DELETE", "DELETE"),
            Map.entry("PATCH", "PATCH"),
            Map.entry("HEAD", "HEAD"),
            Map.entry("OPTIONS", "OPTIONS"),
            // Micronaut's; they say more than their names only where a class is a controller.
            Map.entry("Get", "GET"),
            Map.entry("Post", "POST"),
            Map.entry("Put", "PUT"),
            Map.entry("Delete", "DELETE"),
            Map.entry("Patch", "PATCH"));

    /** In the annotation's member of these names stands what a person knows the method by. */
    static final List<String> NAMES = words("value path topics topicPattern queues queueNames destination cron every"
            + " fixedRate fixedDelay fixedRateString fixedDelayString name field inputChannel description type");

    /** What runs before the handlers of its class. */
    static final String EACH_REQUEST = "each request of";

    private static final List<Marked> MARKED = List.of(
            new Marked(Entry.Kind.REQUEST, EACH_REQUEST, "ModelAttribute InitBinder"),
            new Marked(Entry.Kind.REQUEST, "failed request", "ExceptionHandler"),
            new Marked(
                    Entry.Kind.REQUEST,
                    "GraphQL",
                    "QueryMapping MutationMapping SubscriptionMapping SchemaMapping BatchMapping DgsQuery DgsMutation DgsSubscription"
                            + " DgsData GraphQLQuery GraphQLMutation"),
            new Marked(
                    Entry.Kind.REQUEST,
                    "websocket",
                    "MessageMapping SubscribeMapping OnMessage OnOpen OnClose OnError"),
            new Marked(Entry.Kind.REQUEST, "SOAP", "WebMethod PayloadRoot SoapAction"),
            new Marked(
                    Entry.Kind.REQUEST, "management", "ReadOperation WriteOperation DeleteOperation ManagedOperation"),
            new Marked(Entry.Kind.REQUEST, "sub-resource", "Path"),
            new Marked(Entry.Kind.MESSAGE, "Kafka", "KafkaListener KafkaHandler"),
            new Marked(Entry.Kind.MESSAGE, "Rabbit", "RabbitListener RabbitHandler"),
            new Marked(Entry.Kind.MESSAGE, "JMS", "JmsListener"),
            new Marked(Entry.Kind.MESSAGE, "SQS", "SqsListener"),
            new Marked(Entry.Kind.MESSAGE, "Zeebe", "JobWorker ZeebeWorker"),
            new Marked(
                    Entry.Kind.MESSAGE,
                    "message",
                    "StreamListener ServiceActivator Incoming PulsarListener ConsumeEvent CommandHandler QueryHandler"),
            new Marked(
                    Entry.Kind.EVENT,
                    "event",
                    "EventListener TransactionalEventListener ApplicationModuleListener Subscribe EventHandler"),
            new Marked(Entry.Kind.SCHEDULE, "schedule", "Scheduled Schedules Schedule XxlJob Timeout Recurring"),
            new Marked(
                    Entry.Kind.START_UP,
                    "start-up",
                    "PostConstruct BeforeStep BeforeJob BeforeChunk AfterStep AfterJob PreDestroy Startup"),
            new Marked(Entry.Kind.MAIN, "command", "ShellMethod Command"));

    /** Advice of an aspect; JUnit has annotations of the same names. */
    static final Set<String> ADVICE = Set.of("Before", "After", "Around", "AfterReturning", "AfterThrowing");

    private static final List<Overridden> OVERRIDDEN = List.of(
            new Overridden(Entry.Kind.SCHEDULE, "timer", "TimerTask", "run"),
            new Overridden(Entry.Kind.MESSAGE, "Camel", "Processor RouteBuilder", "process configure"),
            new Overridden(Entry.Kind.START_UP, "start-up", "AbstractVerticle Verticle VerticleBase", "start"),
            new Overridden(
                    Entry.Kind.REQUEST,
                    "request",
                    "HttpServlet GenericServlet Servlet",
                    "doGet doPost doPut doDelete doHead doPatch doOptions service init"),
            new Overridden(
                    Entry.Kind.REQUEST,
                    "filter",
                    "Filter OncePerRequestFilter GenericFilterBean HttpFilter ContainerRequestFilter ContainerResponseFilter"
                            + " HandlerInterceptor HandlerInterceptorAdapter",
                    "doFilter doFilterInternal filter preHandle postHandle afterCompletion"),
            new Overridden(
                    Entry.Kind.REQUEST,
                    "request",
                    "Action ActionSupport BaseAction MappingDispatchAction",
                    "execute perform input"),
            new Overridden(
                    Entry.Kind.REQUEST,
                    "request",
                    "AbstractController Controller SimpleFormController AbstractFormController AbstractCommandController"
                            + " BaseCommandController CancellableFormController ParameterizableViewController HttpRequestHandler",
                    "handleRequest handleRequestInternal onSubmit formBackingObject referenceData showForm processFormSubmission"
                            + " doSubmitAction handle onBindAndValidate"),
            new Overridden(
                    Entry.Kind.REQUEST,
                    "GraphQL",
                    "DataFetcher PropertyDataFetcher BatchLoader MappedBatchLoader",
                    "get load"),
            new Overridden(
                    Entry.Kind.REQUEST,
                    "websocket",
                    "WebSocketHandler TextWebSocketHandler BinaryWebSocketHandler AbstractWebSocketHandler",
                    "handleMessage handleTextMessage handleBinaryMessage afterConnectionEstablished afterConnectionClosed"
                            + " handleTransportError"),
            new Overridden(
                    Entry.Kind.MESSAGE,
                    "message",
                    "MessageListener SessionAwareMessageListener ChannelAwareMessageListener BatchMessageListener"
                            + " AcknowledgingMessageListener MessageHandler",
                    "onMessage handleMessage"),
            new Overridden(
                    Entry.Kind.MESSAGE, "cloud function", "RequestHandler RequestStreamHandler", "handleRequest"),
            new Overridden(
                    Entry.Kind.START_UP, "start-up", "CommandLineRunner ApplicationRunner QuarkusApplication", "run"),
            new Overridden(
                    Entry.Kind.START_UP,
                    "start-up",
                    "InitializingBean ServletContextListener SmartLifecycle Lifecycle Managed ModuleActivator",
                    "afterPropertiesSet contextInitialized contextDestroyed start stop started stopped"),
            new Overridden(
                    Entry.Kind.EVENT,
                    "event",
                    "ApplicationListener GenericApplicationListener SmartApplicationListener",
                    "onApplicationEvent"),
            new Overridden(
                    Entry.Kind.SCHEDULE,
                    "job",
                    "Job QuartzJobBean InterruptableJob StatefulJob SimpleJob",
                    "execute executeInternal"),
            new Overridden(
                    Entry.Kind.SCHEDULE,
                    "batch step",
                    "Tasklet ItemReader ItemWriter ItemProcessor ItemStreamReader ItemStreamWriter StepExecutionListener"
                            + " JobExecutionListener ItemReadListener Partitioner",
                    "execute read write process open update beforeStep afterStep beforeJob afterJob partition"),
            new Overridden(
                    Entry.Kind.MAIN,
                    "command",
                    "EnvironmentCommand ConfiguredCommand Application AbstractCommand",
                    "run"),
            new Overridden(Entry.Kind.REQUEST, "admin task", "PostBodyTask Task", "execute"),
            new Overridden(
                    Entry.Kind.CALLBACK,
                    "sign-in",
                    "UserDetailsService UserDetailsManager AuthenticationProvider AbstractUserDetailsAuthenticationProvider"
                            + " Authenticator AuthorizingRealm",
                    "loadUserByUsername authenticate additionalAuthenticationChecks retrieveUser doGetAuthenticationInfo"
                            + " doGetAuthorizationInfo"),
            new Overridden(
                    Entry.Kind.CALLBACK,
                    "validation and conversion",
                    "ConstraintValidator Validator Converter Formatter PropertyEditorSupport",
                    "isValid validate convert parse print setAsText getAsText"),
            new Overridden(
                    Entry.Kind.CALLBACK,
                    "health",
                    "HealthIndicator AbstractHealthIndicator HealthCheck",
                    "health doHealthCheck check"));

    private static final Map<String, Marked> BY_ANNOTATION = byAnnotation();

    /** All words of which a file with an entry point holds one. */
    static final Set<String> WORDS = allWords();

    /** Methods with an annotation. */
    record Marked(Entry.Kind kind, String trigger, Set<String> annotations) {
        Marked(Entry.Kind kind, String trigger, String annotations) {
            this(kind, trigger, Set.copyOf(words(annotations)));
        }
    }

    /** Methods that a library's type declares. */
    record Overridden(Entry.Kind kind, String trigger, Set<String> supertypes, Set<String> methods) {
        Overridden(Entry.Kind kind, String trigger, String supertypes, String methods) {
            this(kind, trigger, Set.copyOf(words(supertypes)), Set.copyOf(words(methods)));
        }
    }

    private EntryTable() {}

    static Map<String, Marked> byAnnotationName() {
        return BY_ANNOTATION;
    }

    static List<Overridden> overridden() {
        return OVERRIDDEN;
    }

    private static Map<String, Marked> byAnnotation() {
        Map<String, Marked> all = new HashMap<>();
        MARKED.forEach(marked -> marked.annotations().forEach(name -> all.put(name, marked)));
        return Map.copyOf(all);
    }

    private static Set<String> allWords() {
        Set<String> all = new HashSet<>(VERBS.keySet());
        all.addAll(BY_ANNOTATION.keySet());
        OVERRIDDEN.forEach(each -> all.addAll(each.supertypes()));
        all.addAll(Set.of(
                "main",
                "Aspect",
                "ProceedingJoinPoint",
                "ImplBase",
                "StreamObserver",
                "ActionBean",
                "Resolution",
                "Result",
                "CompletionStage"));
        return Set.copyOf(all);
    }

    private static List<String> words(String list) {
        return Arrays.asList(list.split(" ", -1));
    }
}
