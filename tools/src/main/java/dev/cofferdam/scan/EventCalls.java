package dev.cofferdam.scan;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import dev.cofferdam.scan.CallGraph.Method;
import dev.cofferdam.scan.files.SourceFile;
import dev.cofferdam.scan.hits.Scan;
import dev.cofferdam.scan.java.Enclosing;
import dev.cofferdam.scan.java.JavaIndex;
import dev.cofferdam.scan.java.LocalNames;
import dev.cofferdam.scan.skeleton.AnnotationFact;
import dev.cofferdam.scan.skeleton.ConstantText;
import dev.cofferdam.scan.skeleton.TypeFact;
import dev.cofferdam.scan.skeleton.TypeFact.MethodFact;
import dev.cofferdam.scan.types.Typed;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Events inside the application: whoever publishes one runs its listeners, in the same transaction or after it. Publisher and listener know
 * nothing but the event's class.
 */
final class EventCalls {

    private static final Set<String> LISTENING = Set.of(
            "EventListener",
            "TransactionalEventListener",
            "ApplicationModuleListener",
            "Subscribe",
            "DomainEventHandler",
            "EventHandler");

    private static final Set<String> LISTENERS = Set.of("ApplicationListener", "SmartApplicationListener");

    /** Of Spring, of its aggregates, of CDI and of Guava. */
    private static final Set<String> PUBLISHING =
            Set.of("publishEvent", "registerEvent", "andEvent", "fire", "fireAsync", "post", "publish");

    private final Scan scan;
    private Optional<Set<String>> publishing = Optional.empty();

    EventCalls(Scan scan) {
        this.scan = scan;
    }

    /** Methods that publish what the method listens to; none when it is no listener. */
    Set<Method> publishersOf(Method listener) {
        Set<Method> found = new LinkedHashSet<>();
        for (TypeFact event : eventsOf(listener.type(), listener.name())) {
            Set<String> names = new TreeSet<>(Set.of(event.simpleName()));
            scan.index().descendants(event).forEach(each -> names.add(each.simpleName()));
            for (CompilationUnit unit : units(names)) {
                unit.walk(MethodCallExpr.class, call -> publisher(call, event).ifPresent(found::add));
            }
        }
        found.remove(listener);
        return found;
    }

    private List<TypeFact> eventsOf(TypeFact type, String member) {
        return type.methods().stream()
                .filter(method -> method.name().equals(member) && method.hasBody())
                .flatMap(method -> Stream.concat(marked(type, method), declared(type, method)))
                .distinct()
                .toList();
    }

    private Stream<TypeFact> marked(TypeFact type, MethodFact method) {
        Stream<String> observed = method.parameters().stream()
                .filter(each ->
                        each.annotations().stream().anyMatch(mark -> mark.name().startsWith("Observes")))
                .map(each -> each.type().name());
        Optional<AnnotationFact> mark = method.annotations().stream()
                .filter(each -> LISTENING.contains(each.name()))
                .findFirst();
        Stream<String> taken = mark.isEmpty()
                ? Stream.of()
                : Stream.concat(
                        method.parameters().stream().limit(1).map(each -> each.type()
                                .name()),
                        Stream.of("value", "classes")
                                .flatMap(name -> mark.get().member(name).stream())
                                .filter(ConstantText.Name.class::isInstance)
                                .map(value -> ((ConstantText.Name) value).name().replaceFirst("\\.class$", "")));
        return Stream.concat(observed, taken).flatMap(name -> scan.index().resolve(name, type).stream());
    }

    private Stream<TypeFact> declared(TypeFact type, MethodFact method) {
        return method.name().equals("onApplicationEvent")
                ? type.supertypes().stream()
                        .filter(use -> LISTENERS.contains(use.simpleName()))
                        .flatMap(use -> use.arguments().stream())
                        .flatMap(use -> scan.index().resolve(use.name(), type).stream())
                : Stream.of();
    }

    private List<CompilationUnit> units(Set<String> events) {
        Set<String> calls = publishing();
        List<SourceFile> files = scan.index().mentioning(events).stream()
                .filter(file -> !file.isTest() && file.mentionsAny(calls))
                .toList();
        return scan.index().parts(files, calls);
    }

    /** Besides what libraries call it, methods of the project that hand on what they are given. */
    private Set<String> publishing() {
        if (publishing.isEmpty()) {
            Set<String> names = new TreeSet<>(PUBLISHING);
            List<SourceFile> files = scan.index().mentioning(Set.of("publishEvent")).stream()
                    .filter(file -> !file.isTest())
                    .toList();
            for (CompilationUnit unit : scan.index().parts(files, Set.of("publishEvent"))) {
                unit.walk(MethodCallExpr.class, call -> {
                    if (call.getNameAsString().equals("publishEvent") && handsOn(call)) {
                        Enclosing.member(call).ifPresent(names::add);
                    }
                });
            }
            publishing = Optional.of(names);
        }
        return publishing.get();
    }

    private static boolean handsOn(MethodCallExpr call) {
        return call.getArguments().stream()
                .filter(NameExpr.class::isInstance)
                .map(NameExpr.class::cast)
                .anyMatch(name -> LocalNames.declaration(name.getNameAsString(), name)
                        .filter(Parameter.class::isInstance)
                        .isPresent());
    }

    private Optional<Method> publisher(MethodCallExpr call, TypeFact event) {
        JavaIndex index = scan.index();
        boolean publishes = publishing().contains(call.getNameAsString())
                && call.getArguments().stream().anyMatch(argument -> isA(argument, event));
        return publishes
                ? scan.types().context(call).flatMap(type -> Enclosing.member(call)
                        .flatMap(
                                member -> index.type(type.name(), type.path()).map(found -> new Method(found, member))))
                : Optional.empty();
    }

    private boolean isA(Expression argument, TypeFact event) {
        return scan.types()
                .of(argument)
                .flatMap(Typed::fact)
                .filter(type -> scan.index().isSubtype(type, event))
                .isPresent();
    }
}
