package dev.cofferdam.scan;

import dev.cofferdam.domain.CodePath;
import dev.cofferdam.scan.files.SourceFile;
import dev.cofferdam.scan.hits.Hit;
import dev.cofferdam.scan.hits.Scan;
import dev.cofferdam.scan.skeleton.TypeFact;
import dev.cofferdam.scan.styles.kotlin.KotlinCalls;
import dev.cofferdam.scan.words.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who calls a method, by receiver types, up to where the outside comes in: requests, messages, the clock, {@code main}. */
final class CallGraph {

    /** What classes that only hold values implement; no library calls one back through these. */
    private static final Set<String> DATA = Set.of("Serializable", "Cloneable", "Comparable", "Externalizable");

    private static final int MOST_METHODS = 200;

    private final Scan scan;
    private final CallSites sites;
    private final Map<String, Set<Method>> callers = new HashMap<>();
    private final KotlinCalls kotlin;
    private final FieldUses fields;
    private final EventCalls events;
    private final EntryPoints entries;
    private final LibraryModules libraries;
    private final Optional<TestPaths> tests;
    private final Map<String, List<CodePath>> paths = new HashMap<>();

    /**
     * A method by its type and name; overloads are one.
     *
     * @param route the request that a part of it answers by itself, and that part is meant alone
     */
    record Method(TypeFact type, String name, Optional<String> route) {
        Method(TypeFact type, String name) {
            this(type, name, Optional.empty());
        }

        String call() {
            return type.name() + "#" + name;
        }

        String key() {
            return type.path() + ":" + call() + route.map(each -> " " + each).orElse("");
        }
    }

    /**
     * @param withTests whether tests that lead to a method are searched for too
     */
    CallGraph(Scan scan, boolean withTests) {
        this.scan = scan;
        tests = withTests ? Optional.of(new TestPaths(scan.index(), this::testCallersOf)) : Optional.empty();
        kotlin = new KotlinCalls(scan);
        sites = new CallSites(scan.types(), kotlin::isNamed);
        fields = new FieldUses(scan);
        events = new EventCalls(scan);
        entries = new EntryPoints(scan.index());
        libraries = new LibraryModules(scan, entries, kotlin);
    }

    /** The ways from the outside to the method, the shortest first, then tests; of those from one entry point, one of the shortest. */
    List<CodePath> pathsTo(String type, String member, Hit hit) {
        Optional<Method> start = type(type, hit.spot().path())
                .map(fact -> new Method(
                        fact,
                        member,
                        kotlin.type(type).isPresent()
                                ? kotlin.routeAt(fact.path(), hit.spot().line(), hit.column())
                                : Optional.empty()));
        return start.map(method -> paths.computeIfAbsent(method.key(), key -> search(method)))
                .orElse(List.of());
    }

    /** Whether the outside comes in anywhere in production code. */
    boolean hasEntryPoints() {
        Words words = Words.any(EntryTable.WORDS);
        Stream<TypeFact> java = scan.index().files().stream()
                .filter(file -> !file.isTest() && file.mentions(words))
                .flatMap(file -> scan.index().facts(file.path()).types().stream());
        return Stream.concat(java, kotlin.types().stream()).anyMatch(type -> type.methods().stream()
                .anyMatch(method -> entries.of(type, method.name()).isPresent()));
    }

    private Optional<TypeFact> type(String name, String path) {
        return scan.index().type(name, path).or(() -> kotlin.type(name));
    }

    private List<CodePath> search(Method start) {
        List<CodePath> found = new ArrayList<>();
        // What a method calls on the way to the start; breadth first, so that it is the shortest way.
        Map<String, Optional<Method>> next = new HashMap<>(Map.of(start.key(), Optional.empty()));
        List<Method> seen = new ArrayList<>(List.of(start));
        for (int i = 0; i < seen.size() && next.size() < MOST_METHODS; i++) {
            Method method = seen.get(i);
            Set<Method> callers = callersOf(method);
            entry(method, callers).ifPresent(entry -> found.add(new CodePath(entry.trigger(), way(method, next))));
            for (Method caller : callers) {
                if (next.putIfAbsent(caller.key(), Optional.of(method)) == null) {
                    seen.add(caller);
                }
            }
        }
        found.sort(
                Comparator.comparingInt((CodePath path) -> path.calls().size()).thenComparing(CodePath::toString));
        tests.ifPresent(each -> found.addAll(each.to(seen, method -> way(method, next))));
        return List.copyOf(found);
    }

    private Optional<Entry> entry(Method method, Set<Method> callers) {
        Optional<Entry> entry = method.route().isPresent()
                ? method.route().map(route -> new Entry(Entry.Kind.REQUEST, route))
                : entries.of(method.type(), method.name());
        if (entry.isPresent() || !callers.isEmpty() || !libraries.offers(method.type(), method.name())) {
            return entry;
        }
        return Optional.of(new Entry(Entry.Kind.PUBLIC_API, "public API"));
    }

    private static List<String> way(Method from, Map<String, Optional<Method>> next) {
        List<String> calls = new ArrayList<>();
        Optional<Method> at = Optional.of(from);
        while (at.isPresent()) {
            calls.add(at.get().call());
            at = next.getOrDefault(at.get().key(), Optional.empty());
        }
        return calls;
    }

    private Set<Method> callersOf(Method method) {
        return callers.computeIfAbsent(method.key(), key -> findCallers(method));
    }

    private Set<Method> findCallers(Method method) {
        if (method.route().isPresent()) {
            return Set.of();
        }
        if (FieldUses.isField(method.type(), method.name())) {
            return new LinkedHashSet<>(fields.of(method.type(), method.name()));
        }
        Set<String> names = kotlin.receivers(method.type(), method.name());
        Set<Method> found = inJava(method, names, false);
        found.addAll(events.publishersOf(method));
        kotlin.of(method.type(), method.name(), simpleNames(receivers(method)))
                .forEach(call -> found.add(new Method(call.type(), call.member(), call.route())));
        return found;
    }

    private Set<Method> testCallersOf(Method method) {
        return inJava(method, kotlin.receivers(method.type(), method.name()), true);
    }

    private static Set<String> simpleNames(List<TypeFact> types) {
        return types.stream().map(TypeFact::simpleName).collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * @param foreign names of types of other languages through which the method may be called
     */
    private Set<Method> inJava(Method method, Set<String> foreign, boolean inTests) {
        Set<Method> found = new LinkedHashSet<>();
        List<TypeFact> receivers = receivers(method);
        Set<String> names = simpleNames(receivers);
        names.addAll(foreign);
        boolean constructor = method.name().equals("<init>");
        // A mapper's method is called by the library that it is handed to: whoever creates it leads here.
        boolean callback = scan.index().ancestors(method.type()).isEmpty()
                && method.type().supertypes().stream()
                        .anyMatch(use -> !DATA.contains(use.simpleName()) && !kotlin.isNamed(use.simpleName()));
        Words named = Words.any(Set.of(method.name()));
        List<SourceFile> files = scan.index().mentioning(names).stream()
                .filter(file -> (constructor || callback || file.mentions(named)) && file.isTest() == inTests)
                .toList();
        Set<String> called = constructor || callback ? both(names, method.name()) : Set.of(method.name());
        for (CallSites.Call call : sites.in(files, called)) {
            if (!(inTests && call.stub()) && isCallOf(call, method, receivers, callback || constructor)) {
                scan.index()
                        .type(call.type(), call.file())
                        .ifPresent(type -> found.add(new Method(type, call.member(), call.route())));
            }
        }
        return found;
    }

    private static Set<String> both(Set<String> types, String method) {
        Set<String> both = new TreeSet<>(types);
        both.add(method);
        return both;
    }

    /** The type, and those above it through which the method may be called. */
    private List<TypeFact> receivers(Method method) {
        List<TypeFact> receivers = new ArrayList<>(List.of(method.type()));
        for (TypeFact parent : scan.index().ancestors(method.type())) {
            if (parent.methods().stream().anyMatch(each -> each.name().equals(method.name()))) {
                receivers.add(parent);
            }
        }
        return receivers;
    }

    private boolean isCallOf(CallSites.Call call, Method method, List<TypeFact> receivers, boolean byCreation) {
        if (call.creation()) {
            return byCreation
                    && call.receiver()
                            .filter(name -> isType(call, name, method.type()) || isForeign(call, name, method))
                            .isPresent();
        }
        if (!call.name().equals(method.name())) {
            return false;
        }
        if (call.receiver().filter(name -> isForeign(call, name, method)).isPresent()) {
            return true;
        }
        Optional<TypeFact> receiver = call.receiver().isPresent()
                ? call.receiver().flatMap(name -> scan.index().type(name, call.file()))
                : scan.index().type(call.type(), call.file()).map(type -> declaring(type, method.name()));
        return isReceiver(receiver, method, receivers);
    }

    private boolean isType(CallSites.Call call, String name, TypeFact type) {
        return name.equals(type.name())
                && scan.index()
                        .type(name, call.file())
                        .filter(found -> !scan.index().isSame(found, type))
                        .isEmpty();
    }

    private boolean isForeign(CallSites.Call call, String receiver, Method method) {
        return receiver.indexOf('.') < 0
                && scan.index()
                        .type(call.type(), call.file())
                        .filter(from -> kotlin.isReceiver(
                                receiver,
                                method.type(),
                                method.name(),
                                scan.index().file(from)))
                        .isPresent();
    }

    /** An unqualified call means the innermost type around that has such a method. */
    private TypeFact declaring(TypeFact type, String method) {
        TypeFact at = type;
        while (at.name().contains("$") && !has(at, method)) {
            at = scan.index()
                    .type(at.name().substring(0, at.name().lastIndexOf('$')), at.path())
                    .orElse(at);
        }
        return at;
    }

    private boolean has(TypeFact type, String method) {
        return type.methods().stream().anyMatch(each -> each.name().equals(method))
                || scan.index().ancestors(type).stream().anyMatch(parent -> parent.methods().stream()
                        .anyMatch(each -> each.name().equals(method)));
    }

    private boolean isReceiver(Optional<TypeFact> receiver, Method method, List<TypeFact> receivers) {
        return receiver.filter(
                        type -> receivers.stream().anyMatch(each -> scan.index().isSame(each, type))
                                || scan.index().isSubtype(type, method.type()))
                .isPresent();
    }
}
