package dev.cofferdam.scan;

import dev.cofferdam.scan.java.JavaIndex;
import dev.cofferdam.scan.skeleton.AnnotationFact;
import dev.cofferdam.scan.skeleton.TypeFact;
import dev.cofferdam.scan.skeleton.TypeFact.MethodFact;
import dev.cofferdam.scan.skeleton.TypeUse;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Which methods a framework, the clock or a person sets off: by their annotations, by what they override, by their names. */
final class EntryPoints {
    private static final Set<String> FUNCTIONS = Set.of("Consumer", "Function", "Supplier", "BiConsumer", "BiFunction");
    /** Made by Spring when the application starts. */
    private static final Set<String> BEANS =
            Set.of("Component", "Service", "Repository", "Controller", "RestController", "Configuration");

    /** They may answer what an interface of {@code @HttpExchange} describes (Spring Framework reference, "HTTP Interface"). */
    private static final Set<String> CONTROLLERS = Set.of("Controller", "RestController");

    private static final Set<String> CLIENTS = Set.of("FeignClient", "RegisterRestClient", "HttpExchange");

    private final JavaIndex index;
    private final RequestPaths requests;
    private final Map<TypeFact, Set<String>> libraryTypes = new HashMap<>();

    EntryPoints(JavaIndex index) {
        this.index = index;
        requests = new RequestPaths(index);
    }

    /** How the method is set off; nothing when only code calls it. */
    Optional<Entry> of(TypeFact type, String member) {
        if (member.equals("<init>")) {
            return type.hasAny(BEANS) ? Optional.of(new Entry(Entry.Kind.START_UP, "start-up")) : Optional.empty();
        }
        List<MethodFact> methods = type.methods().stream()
                .filter(each -> each.name().equals(member))
                .toList();
        return methods.stream()
                .flatMap(method -> byItself(type, method).stream())
                .findFirst()
                .or(() -> inherited(type, member))
                .or(() -> overridden(type, member))
                .or(() -> methods.stream()
                        .flatMap(method -> bySignature(type, method).stream())
                        .findFirst());
    }

    private Optional<Entry> byItself(TypeFact type, MethodFact method) {
        if (method.name().equals("main") && method.isStatic()) {
            return Optional.of(new Entry(Entry.Kind.MAIN, "main"));
        }
        if (type.hasAny(CLIENTS)) {
            return Optional.empty();
        }
        return requests.of(type, type, method).or(() -> method.annotations().stream()
                .flatMap(annotation -> marked(type, method, annotation).stream())
                .findFirst());
    }

    private Optional<Entry> marked(TypeFact type, MethodFact method, AnnotationFact annotation) {
        if (annotation.name().equals("Bean") && FUNCTIONS.contains(method.type().simpleName())) {
            return Optional.of(new Entry(Entry.Kind.MESSAGE, "stream " + method.name()));
        }
        if (annotation.name().equals("Bean")) {
            return madeForLibrary(method);
        }
        if ((type.has("Aspect") || takes(method, "ProceedingJoinPoint"))
                && EntryTable.ADVICE.contains(annotation.name())) {
            return Optional.of(new Entry(Entry.Kind.CALLBACK, "advice"));
        }
        return Optional.ofNullable(EntryTable.byAnnotationName().get(annotation.name()))
                .map(marked -> new Entry(marked.kind(), words(marked, type, method, annotation)));
    }

    /** {@code @Bean CommandLineRunner load(Dao dao)} answers with a lambda that the library runs. */
    private static Optional<Entry> madeForLibrary(MethodFact method) {
        return EntryTable.overridden().stream()
                .filter(each -> each.supertypes().contains(method.type().simpleName()))
                .findFirst()
                .map(each -> new Entry(each.kind(), each.trigger()));
    }

    private String words(EntryTable.Marked marked, TypeFact type, MethodFact method, AnnotationFact annotation) {
        if (marked.kind() == Entry.Kind.START_UP) {
            return marked.trigger();
        }
        if (marked.trigger().equals(EntryTable.EACH_REQUEST)) {
            return marked.trigger() + " " + type.simpleName();
        }
        if (marked.kind() == Entry.Kind.EVENT && !method.parameters().isEmpty()) {
            return marked.trigger() + " " + method.parameters().get(0).type().simpleName();
        }
        Optional<String> named = EntryTable.NAMES.stream()
                .flatMap(member -> annotation.member(member).stream())
                .flatMap(value -> index.text(value, type).stream())
                .filter(text -> !text.isBlank())
                .findFirst();
        boolean graph = marked.trigger().equals("GraphQL");
        return marked.trigger()
                + named.or(() -> graph ? Optional.of(method.name()) : Optional.empty())
                        .map(name -> " " + name)
                        .orElse("");
    }

    /** A controller may implement an interface that carries the annotations, as generated ones do. */
    private Optional<Entry> inherited(TypeFact type, String member) {
        return index.ancestors(type).stream()
                .filter(parent -> !parent.hasAny(CLIENTS) || parent.has("HttpExchange") && type.hasAny(CONTROLLERS))
                .flatMap(parent -> parent.methods().stream()
                        .filter(each -> each.name().equals(member))
                        .flatMap(each -> requests.of(type, parent, each).stream()))
                .findFirst();
    }

    private Optional<Entry> overridden(TypeFact type, String member) {
        if (type.has("Command") && Set.of("run", "call").contains(member)) {
            String name = type.annotation("Command")
                    .flatMap(annotation -> annotation.member("name"))
                    .flatMap(value -> index.text(value, type))
                    .orElse("");
            return Optional.of(new Entry(Entry.Kind.MAIN, ("command " + name).strip()));
        }
        Set<String> above = libraryTypes(type);
        if (above.isEmpty()) {
            return Optional.empty();
        }
        return EntryTable.overridden().stream()
                .filter(each -> each.methods().contains(member)
                        && each.supertypes().stream().anyMatch(above::contains))
                .findFirst()
                .map(each -> new Entry(each.kind(), words(each, type, member)));
    }

    private String words(EntryTable.Overridden overridden, TypeFact type, String member) {
        if (!overridden.trigger().equals("request")) {
            return overridden.trigger();
        }
        String verb = member.startsWith("do") && member.length() > 2 ? member.substring(2) : "request";
        return (verb.equals("request") ? verb : verb.toUpperCase(Locale.ROOT))
                + requests.servletPath(type).map(path -> " " + path).orElse("");
    }

    /** What only a method's parameters or result tell: actions of Struts, Stripes and Play, services of gRPC, resolvers of GraphQL. */
    private Optional<Entry> bySignature(TypeFact type, MethodFact method) {
        Set<String> above = libraryTypes(type);
        boolean grpc = type.hasAny(Set.of("GrpcService", "GRpcService"))
                || above.stream().anyMatch(name -> name.endsWith("ImplBase"));
        if (grpc && takes(method, "StreamObserver") || type.has("GrpcService") && !method.isStatic()) {
            return Optional.of(new Entry(Entry.Kind.REQUEST, "gRPC " + method.name()));
        }
        if (above.stream().anyMatch(name -> name.matches("GraphQL(Query|Mutation|Subscription)?Resolver"))) {
            return Optional.of(new Entry(Entry.Kind.REQUEST, "GraphQL " + method.name()));
        }
        if (above.contains("ActionBean") && method.type().simpleName().equals("Resolution")) {
            return Optional.of(new Entry(Entry.Kind.REQUEST, "request"));
        }
        boolean play = above.contains("Controller")
                && Stream.concat(Stream.of(method.type()), method.type().arguments().stream())
                        .anyMatch(use -> use.simpleName().equals("Result"));
        boolean dispatched = !above.isEmpty()
                && takes(method, "HttpServletRequest")
                && above.stream().anyMatch(name -> name.matches(".*DispatchAction|MultiActionController"));
        return play || dispatched ? Optional.of(new Entry(Entry.Kind.REQUEST, "request")) : Optional.empty();
    }

    private static boolean takes(MethodFact method, String simpleName) {
        return method.parameters().stream()
                .anyMatch(parameter -> parameter.type().simpleName().equals(simpleName));
    }

    /** Simple names of what the type is below of and the project does not declare. */
    private Set<String> libraryTypes(TypeFact type) {
        Set<String> known = libraryTypes.get(type);
        if (known == null) {
            Set<String> found = new TreeSet<>();
            Stream.concat(Stream.of(type), index.ancestors(type).stream()).forEach(each -> each.supertypes().stream()
                    .filter(use -> index.resolve(use.name(), each).isEmpty())
                    .map(TypeUse::simpleName)
                    .forEach(found::add));
            known = Set.copyOf(found);
            libraryTypes.put(type, known);
        }
        return known;
    }
}
