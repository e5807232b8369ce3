package dev.cofferdam.scan.styles.jpa;

import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import dev.cofferdam.domain.Confidence;
import dev.cofferdam.scan.files.SourceFile;
import dev.cofferdam.scan.hits.Hit;
import dev.cofferdam.scan.hits.Hit.Spot;
import dev.cofferdam.scan.hits.Scan;
import dev.cofferdam.scan.hits.StyleFinder;
import dev.cofferdam.scan.java.Enclosing;
import dev.cofferdam.scan.java.JavaReader;
import dev.cofferdam.scan.java.Stubs;
import dev.cofferdam.scan.mapping.EntityFact;
import dev.cofferdam.scan.skeleton.TypeFact;
import dev.cofferdam.scan.types.LibraryCalls;
import dev.cofferdam.scan.types.TypeMembers;
import dev.cofferdam.scan.types.Typed;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Whole entities through an entity manager or session: find, persist, merge and their kin. */
public final class ManagerFinder implements StyleFinder {

    static final Set<String> MANAGERS = Set.of(
            "EntityManager", "Session", "StatelessSession", "HibernateTemplate", "TestEntityManager", "SessionFactory");
    static final Set<String> READS = Set.of("find", "get", "load", "refresh", "byId", "loadAll", "getReference");
    static final Set<String> WRITES = Set.of(
            "persist",
            "merge",
            "save",
            "update",
            "saveOrUpdate",
            "insert",
            "upsert",
            "persistAndFlush",
            "persistFlushFind",
            "persistAndGetId");

    static final Set<String> DELETES = Set.of("delete", "remove", "deleteAll");

    /** Of Spring Data JDBC and R2DBC; the class may be the last argument. */
    private static final Set<String> TEMPLATES =
            Set.of("JdbcAggregateTemplate", "JdbcAggregateOperations", "R2dbcEntityTemplate", "R2dbcEntityOperations");

    private static final Set<String> TEMPLATE_READS =
            Set.of("findById", "findAll", "findAllById", "findOne", "select", "selectOne");
    private static final Set<String> TEMPLATE_WRITES = Set.of("save", "saveAll", "insert", "insertAll", "update");

    private final Scan scan;

    private final TypeMembers members;

    private final InheritedUse used;

    private final List<SourceFile> candidates;

    public ManagerFinder(Scan scan) {
        this.scan = scan;
        members = new TypeMembers(scan.index());
        used = new InheritedUse(scan.index());
        Set<String> entities = new TreeSet<>();
        scan.entities().all().stream()
                .filter(entity -> scan.entities().concerns(entity, scan.column()))
                .forEach(entity -> entities.add(entity.type().simpleName()));
        Set<String> calls = new TreeSet<>(READS);
        calls.addAll(WRITES);
        calls.addAll(DELETES);
        calls.addAll(TEMPLATE_READS);
        calls.addAll(TEMPLATE_WRITES);
        Set<String> receivers = new TreeSet<>(MANAGERS);
        receivers.addAll(TEMPLATES);
        receivers.addAll(LibraryCalls.giveManagers());
        candidates = scan.index().mentioning(receivers).stream()
                .filter(file -> file.mentionsAny(entities) || file.mentions("Class") || isGeneric(file))
                .filter(file -> file.mentionsAny(calls))
                .toList();
        Set<String> managers = ManagerWords.of(receivers, scan.index());
        if (managers.isEmpty()) {
            scan.index().want(candidates, calls);
        } else {
            scan.index().want(candidates, calls, managers);
        }
    }

    private boolean isGeneric(SourceFile file) {
        return scan.index().facts(file.path()).types().stream()
                .anyMatch(type -> !type.typeParameters().isEmpty());
    }

    @Override
    public void find() {
        candidates.forEach(scan.fenced(this, file -> scan.index().walk(file, MethodCallExpr.class, this::findIn)));
    }

    private void findIn(MethodCallExpr call) {
        String name = call.getNameAsString();
        boolean known = READS.contains(name) || WRITES.contains(name) || DELETES.contains(name);
        boolean template = TEMPLATE_READS.contains(name) || TEMPLATE_WRITES.contains(name);
        if (!known && !template
                || call.getScope().isEmpty()
                || call.getArguments().isEmpty()
                || Stubs.isStub(call)) {
            return;
        }
        String receiver =
                scan.types().of(call.getScope().get()).map(Typed::name).orElse("");
        Optional<EntityFact> entity = MANAGERS.contains(receiver) && known
                ? entity(call.getArgument(0))
                : TEMPLATES.contains(receiver) ? entityOfTemplate(call) : Optional.empty();
        entity.ifPresent(each -> add(call, each, Confidence.CERTAIN));
        if (entity.isEmpty() && MANAGERS.contains(receiver) && known) {
            ofVariable(call.getArgument(0)).forEach(each -> add(call, each, Confidence.LIKELY));
        }
    }

    private void add(MethodCallExpr call, EntityFact entity, Confidence confidence) {
        Optional<TypeFact> context = scan.types().context(call);
        if (context.isEmpty()) {
            return;
        }
        String name = call.getNameAsString();
        Spot spot = Spot.of(context.get(), Enclosing.member(call).orElse(""), JavaReader.line(call.getName()));
        WholeRows rows = new WholeRows(scan);
        Optional<Hit> hit = DELETES.contains(name)
                ? rows.delete(spot, entity, confidence, name)
                : READS.contains(name) || TEMPLATE_READS.contains(name)
                        ? rows.read(spot, entity, confidence, name)
                        : rows.write(spot, entity, confidence, name);
        hit.ifPresent(scan::add);
        if (name.equals("merge")) {
            // What is merged is loaded first, unless it is watched already.
            rows.read(spot, entity, confidence, name).ifPresent(scan::add);
        }
    }

    /** In a base class of data access objects the entity is a type variable, which the classes below it bind. */
    private List<EntityFact> ofVariable(Expression argument) {
        Optional<TypeFact> context = scan.types().context(argument);
        Optional<String> variable = scan.types()
                .of(argument)
                .map(type -> type.name().equals("Class") ? type.element().orElse(type) : type)
                .map(Typed::name)
                .filter(name -> context.filter(type -> type.typeParameters().contains(name))
                        .isPresent());
        return variable.isEmpty()
                ? List.of()
                : scan.index().descendants(context.orElseThrow()).stream()
                        .filter(below -> isCalledOn(below, context.orElseThrow(), argument))
                        .flatMap(below -> Optional.ofNullable(
                                members.bindings(below, context.orElseThrow()).get(variable.get()))
                                .flatMap(Typed::fact)
                                .stream())
                        .flatMap(bound -> scan.entities().of(bound).stream())
                        .distinct()
                        .toList();
    }

    /** What is called on initialization counts for all. */
    private boolean isCalledOn(TypeFact below, TypeFact base, Expression inside) {
        String method = Enclosing.member(inside).orElse("");
        return method.isEmpty() || method.startsWith("<") || used.isFor(below, base, method);
    }

    /** An update of a class names what it sets; an insert of a class is given the object by the next call. */
    private Optional<EntityFact> entityOfTemplate(MethodCallExpr call) {
        boolean partly = call.getNameAsString().equals("update")
                && call.getArguments().stream().anyMatch(Expression::isClassExpr);
        return partly
                ? Optional.empty()
                : call.getArguments().stream()
                        .flatMap(argument -> entity(argument).stream())
                        .findFirst();
    }

    private Optional<EntityFact> entity(Expression argument) {
        return scan.types()
                .of(argument)
                .map(type -> type.name().equals("Class") ? type.element().orElse(type) : type)
                // What the variable is bound to tells more than what bounds it.
                .filter(type -> !type.isVariable() || ofVariable(argument).isEmpty())
                .flatMap(Typed::fact)
                .flatMap(scan.entities()::of);
    }
}
