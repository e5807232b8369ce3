package dev.cofferdam.scan.styles.jpa;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import dev.cofferdam.domain.Confidence;
import dev.cofferdam.scan.files.SourceFile;
import dev.cofferdam.scan.hits.Hit;
import dev.cofferdam.scan.hits.Hit.Spot;
import dev.cofferdam.scan.hits.Scan;
import dev.cofferdam.scan.hits.StyleFinder;
import dev.cofferdam.scan.java.Carriers;
import dev.cofferdam.scan.java.Enclosing;
import dev.cofferdam.scan.java.JavaReader;
import dev.cofferdam.scan.java.LocalNames;
import dev.cofferdam.scan.mapping.EntityFact;
import dev.cofferdam.scan.skeleton.TypeFact;
import dev.cofferdam.scan.skeleton.TypeFact.MethodFact;
import dev.cofferdam.scan.skeleton.TypeUse;
import dev.cofferdam.scan.types.LibraryCalls;
import dev.cofferdam.scan.types.Typed;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Helpers of data access that are handed a class or an entity: {@code <T> T byUuid(Session s, Class<T> type, String uuid)}. The
 * statement is the helper's; which entities it is for is known where it is called, at some calls' distance.
 */
public final class HandedFinder implements StyleFinder {

    private static final int FARTHEST = 3;

    /** Of criteria, Hibernate's older criteria and Hibernate Search, which start at a class. */
    private static final Set<String> ROOTS = Set.of("from", "createCriteria", "forClass");

    private static final Set<String> QUERIES = Set.of("createQuery", "createSelectionQuery", "createNativeQuery");
    private static final Set<String> NAMES = Set.of("getName", "getSimpleName");
    private static final Set<String> COUNTS = Set.of("count", "countDistinct", "multiselect", "rowCount");

    private final Scan scan;
    private final Set<String> entities = new TreeSet<>();
    private final List<SourceFile> helpers;
    private final Map<String, List<Slot>> slots = new LinkedHashMap<>();

    /** What a helper does with what it is handed. */
    private record Deed(Spot spot, String call) {}

    /**
     * A parameter of a method of the project, by its place.
     *
     * @param ofClass whether it is a class; otherwise an entity
     * @param deed what becomes of it, in this method or in one that it is passed on to
     */
    private record Slot(TypeFact owner, String method, int parameters, int at, boolean ofClass, Deed deed) {}

    public HandedFinder(Scan scan) {
        this.scan = scan;
        scan.entities().all().stream()
                .filter(entity -> scan.entities().concerns(entity, scan.column()))
                .forEach(entity -> entities.add(entity.type().simpleName()));
        Set<String> calls = new TreeSet<>(ROOTS);
        calls.addAll(QUERIES);
        calls.addAll(ManagerFinder.READS);
        calls.addAll(ManagerFinder.WRITES);
        calls.addAll(ManagerFinder.DELETES);
        Set<String> receivers = new TreeSet<>(ManagerFinder.MANAGERS);
        receivers.addAll(LibraryCalls.giveManagers());
        receivers.addAll(Set.of("CriteriaQuery", "DetachedCriteria"));
        helpers = entities.isEmpty()
                ? List.of()
                : scan.index().mentioning(receivers).stream()
                        .filter(file -> !file.isTest() && file.mentionsAny(calls) && isHandedSome(file))
                        .toList();
        scan.index().want(helpers, calls);
    }

    private boolean isHandedSome(SourceFile file) {
        return scan.index().facts(file.path()).types().stream()
                .flatMap(type -> type.methods().stream())
                .anyMatch(HandedFinder::isHandedSome);
    }

    private static boolean isHandedSome(MethodFact method) {
        return method.parameters().stream()
                .anyMatch(parameter -> isAny(parameter.type().name()));
    }

    /** Types that say nothing of what is handed: a class, an object, a type variable. */
    private static boolean isAny(String type) {
        return type.equals("Class") || TypeUse.isAny(type);
    }

    @Override
    public void find() {
        helpers.forEach(scan.fenced(this, file -> scan.index().walk(file, MethodCallExpr.class, this::findDeed)));
        List<Slot> open = slots.values().stream().flatMap(List::stream).toList();
        Set<String> seen = new LinkedHashSet<>();
        for (int distance = 0; distance < FARTHEST && !open.isEmpty(); distance++) {
            List<Slot> further = new ArrayList<>();
            findCallers(open, further);
            open = further.stream()
                    .filter(slot -> seen.add(slot.owner().name() + slot.method() + slot.at() + slot.deed()))
                    .toList();
        }
    }

    private void findDeed(MethodCallExpr call) {
        String name = call.getNameAsString();
        String receiver =
                call.getScope().flatMap(scan.types()::of).map(Typed::name).orElse("");
        boolean manager = ManagerFinder.MANAGERS.contains(receiver);
        boolean row = manager
                && (ManagerFinder.READS.contains(name)
                        || ManagerFinder.WRITES.contains(name)
                        || ManagerFinder.DELETES.contains(name));
        boolean root = ROOTS.contains(name) && !receiver.matches("Criteria(Update|Delete)") && !isCounted(call);
        if (row || root || manager && QUERIES.contains(name)) {
            call.getArguments().forEach(argument -> parameter(argument).ifPresent(handed -> noteSlot(call, handed)));
        }
    }

    /** A parameter that is handed on as it is, or by its name in the text of a query. */
    private static Optional<Parameter> parameter(Expression argument) {
        if (argument instanceof NameExpr name) {
            return LocalNames.declaration(name.getNameAsString(), name)
                    .filter(Parameter.class::isInstance)
                    .map(Parameter.class::cast)
                    .filter(each -> isAny(TypeUse.of(each.getType()).name()));
        }
        return argument.findFirst(
                        MethodCallExpr.class,
                        call -> NAMES.contains(call.getNameAsString())
                                && call.getScope()
                                        .filter(NameExpr.class::isInstance)
                                        .isPresent())
                .flatMap(call -> parameter(call.getScope().orElseThrow()));
    }

    private static boolean isCounted(Node node) {
        return Enclosing.memberNode(node)
                .flatMap(member ->
                        member.findFirst(MethodCallExpr.class, call -> COUNTS.contains(call.getNameAsString())))
                .isPresent();
    }

    private void noteSlot(MethodCallExpr call, Parameter handed) {
        scan.types().context(call).ifPresent(context -> {
            Spot spot = Spot.of(context, Enclosing.member(call).orElse(""), JavaReader.line(call.getName()));
            slot(context, handed, new Deed(spot, call.getNameAsString()))
                    .ifPresent(slot -> slots.computeIfAbsent(slot.method(), name -> new ArrayList<>())
                            .add(slot));
        });
    }

    private static Optional<Slot> slot(TypeFact owner, Parameter handed, Deed deed) {
        return handed.getParentNode()
                .filter(MethodDeclaration.class::isInstance)
                .map(MethodDeclaration.class::cast)
                .map(method -> new Slot(
                        owner,
                        method.getNameAsString(),
                        method.getParameters().size(),
                        method.getParameters().indexOf(handed),
                        handed.getTypeAsString().startsWith("Class"),
                        deed));
    }

    private void findCallers(Collection<Slot> wanted, List<Slot> further) {
        Map<String, List<Slot>> byName = new LinkedHashMap<>();
        wanted.forEach(slot ->
                byName.computeIfAbsent(slot.method(), name -> new ArrayList<>()).add(slot));
        Map<String, SourceFile> callers = new TreeMap<>();
        byName.forEach((name, slots) -> {
            List<Carriers> owners = slots.stream()
                    .map(slot -> scan.carriers(slot.owner()))
                    .distinct()
                    .toList();
            List<SourceFile> named = scan.index().mentioning(Set.of(name)).stream()
                    .filter(file -> mayCall(file, owners))
                    .toList();
            named.forEach(file -> callers.put(file.path(), file));
        });
        for (CompilationUnit unit : scan.index().parts(callers.values(), byName.keySet())) {
            unit.walk(MethodCallExpr.class, call -> byName.getOrDefault(call.getNameAsString(), List.of()).stream()
                    .filter(slot -> calls(call, slot))
                    .forEach(slot -> handOver(call, slot, further)));
        }
    }

    private boolean mayCall(SourceFile file, List<Carriers> owners) {
        return !file.isTest()
                && owners.stream().anyMatch(each -> each.mayBeIn(file))
                && (file.mentionsAny(entities) || isHandedSome(file));
    }

    private boolean calls(MethodCallExpr call, Slot slot) {
        if (call.getArguments().size() != slot.parameters()) {
            return false;
        }
        Optional<TypeFact> receiver = call.getScope().isPresent()
                ? scan.types().of(call.getScope().get()).flatMap(Typed::fact)
                : scan.types().context(call);
        return receiver.filter(type -> scan.index().isSubtype(type, slot.owner())
                        || scan.index().isSubtype(slot.owner(), type))
                .isPresent();
    }

    private void handOver(MethodCallExpr call, Slot slot, List<Slot> further) {
        Expression argument = call.getArgument(slot.at());
        Optional<TypeFact> caller = scan.types().context(call);
        Optional<Parameter> passedOn = parameter(argument);
        if (caller.isEmpty()) {
            return;
        }
        if (passedOn.isPresent()) {
            findIndexed(slot, caller.get());
            slot(caller.get(), passedOn.get(), slot.deed()).ifPresent(further::add);
            return;
        }
        scan.types()
                .of(argument)
                .filter(type -> type.name().equals("Class") == slot.ofClass())
                .flatMap(type -> slot.ofClass() ? type.element() : Optional.of(type))
                .flatMap(Typed::fact)
                .flatMap(scan.entities()::of)
                .flatMap(entity -> hit(slot.deed(), entity))
                .ifPresent(hit -> scan.add(handedBy(
                        hit,
                        caller.get().simpleName() + "#" + Enclosing.member(call).orElse(""))));
    }

    /** Code of Hibernate Search goes through whatever is indexed. */
    private void findIndexed(Slot slot, TypeFact caller) {
        if (scan.index().source(caller.path()).mentionsAny(Set.of("SearchSession", "SearchMapping"))) {
            SearchIndexFinder.indexed(scan).stream()
                    .flatMap(entity -> hit(slot.deed(), entity).stream())
                    .forEach(hit -> scan.add(handedBy(hit, caller.simpleName())));
        }
    }

    private Optional<Hit> hit(Deed deed, EntityFact entity) {
        WholeRows rows = new WholeRows(scan);
        if (ManagerFinder.WRITES.contains(deed.call())) {
            return rows.write(deed.spot(), entity, Confidence.LIKELY, deed.call());
        }
        return ManagerFinder.DELETES.contains(deed.call())
                ? rows.delete(deed.spot(), entity, Confidence.LIKELY, deed.call())
                : rows.read(deed.spot(), entity, Confidence.LIKELY, deed.call());
    }

    private static Hit handedBy(Hit hit, String caller) {
        return new Hit(
                hit.spot(),
                hit.access(),
                hit.style(),
                hit.confidence(),
                hit.token(),
                hit.reason() + ", which `" + caller + "` hands to it");
    }
}
