package dev.cofferdam.scan.types;

import com.github.javaparser.ast.expr.MethodCallExpr;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The few library calls whose result is an entity or a container of them: factories of containers, entity managers, queries. */
public final class LibraryCalls {

    private static final Set<String> FACTORIES =
            Set.of("of", "ofNullable", "asList", "copyOf", "just", "singletonList", "singleton");
    private static final Set<String> MANAGERS =
            Set.of("EntityManager", "Session", "StatelessSession", "TestEntityManager");
    /** What gives a manager: a factory's methods, and those of the base classes that libraries offer for data access. */
    private static final Map<String, String> GIVES = Map.of(
            "getCurrentSession", "Session",
            "openSession", "Session",
            "openStatelessSession", "StatelessSession",
            "currentSession", "Session",
            "getSession", "Session",
            "createEntityManager", "EntityManager",
            "getEntityManager", "EntityManager",
            "getHibernateTemplate", "HibernateTemplate");

    private static final Set<String> FACTORIES_OF_MANAGERS =
            Set.of("SessionFactory", "EntityManagerFactory", "EntityManager", "Session", "TestEntityManager");

    private static final Set<String> LOADS = Set.of("find", "getReference", "get", "load", "byId");
    private static final Set<String> STORES = Set.of("merge", "persistAndFlush", "persistFlushFind", "persist");

    /** Calls that give back what they are given: checks, and a test's spies. */
    private static final Set<String> IDENTITIES =
            Set.of("requireNonNull", "requireNonNullElse", "checkNotNull", "verifyNotNull", "spy", "verify");

    /** Calls of JPA's criteria that take a class, and what of it they give. */
    private static final Map<String, String> CRITERIA = Map.of(
            "createQuery", "CriteriaQuery",
            "createCriteriaUpdate", "CriteriaUpdate",
            "createCriteriaDelete", "CriteriaDelete");

    private final ExpressionTypes types;
    private final PlusCalls plus;

    LibraryCalls(ExpressionTypes types) {
        this.types = types;
        plus = new PlusCalls(types);
    }

    /** The type of a call on a receiver of a library; nothing for most. */
    Optional<Typed> result(Typed receiver, MethodCallExpr call, int depth) {
        boolean argument = !call.getArguments().isEmpty();
        if (receiver.name().equals("Mockito") || receiver.name().equals("BDDMockito")) {
            return mock(call, depth);
        }
        if (argument
                && FACTORIES.contains(call.getNameAsString())
                && Character.isUpperCase(receiver.name().charAt(0))) {
            return ofFactory(receiver, call, depth);
        }
        Optional<Typed> same = sameAsArgument(call, depth);
        if (same.isPresent()) {
            return same;
        }
        if (FACTORIES_OF_MANAGERS.contains(receiver.name())) {
            if (argument && call.getNameAsString().equals("unwrap")) {
                return types.of(call.getArgument(0), depth + 1).flatMap(Typed::element);
            }
            if (!argument && GIVES.containsKey(call.getNameAsString())) {
                return inherited(call.getNameAsString());
            }
        }
        if (MANAGERS.contains(receiver.name()) && call.getNameAsString().equals("getCriteriaBuilder")) {
            return Optional.of(Typed.library("CriteriaBuilder"));
        }
        if (argument && receiver.name().equals("CriteriaBuilder")) {
            return ofCriteria(call, depth);
        }
        if (argument && MANAGERS.contains(receiver.name())) {
            return ofManager(call, depth);
        }
        Optional<Typed> ofWrapper = plus.result(receiver, call, depth);
        if (ofWrapper.isPresent() || PlusCalls.isWrapper(receiver)) {
            return ofWrapper;
        }
        return receiver.name().equals("TypedQuery") || receiver.name().equals("Query")
                ? ofQuery(receiver, call.getNameAsString())
                : TemplateCalls.result(receiver, call).or(() -> TemplateCalls.mappedTo(receiver, call)
                        .flatMap(type -> types.of(type, depth + 1))
                        .flatMap(Typed::element)
                        .map(each -> TemplateCalls.isOfMany(call) ? Typed.library("List", each) : each));
    }

    /** {@code requireNonNull(owner)}, with the class in front or imported statically. */
    Optional<Typed> sameAsArgument(MethodCallExpr call, int depth) {
        return call.getArguments().isEmpty() || !IDENTITIES.contains(call.getNameAsString())
                ? Optional.empty()
                : types.of(call.getArgument(0), depth + 1);
    }

    /** Methods that give an entity manager or session. */
    public static Set<String> giveManagers() {
        return GIVES.keySet();
    }

    /** The type of a call without a receiver, of a method that no type of the project declares. */
    static Optional<Typed> inherited(String method) {
        return Optional.ofNullable(GIVES.get(method)).map(Typed::library);
    }

    /** {@code verify(owner, times(1)).setTelephone(..)}, {@code doReturn(x).when(owner).getTelephone()}: Mockito hands back what it is handed. */
    Optional<Typed> mock(MethodCallExpr call, int depth) {
        String name = call.getNameAsString();
        boolean verifies = name.equals("verify") || name.equals("spy");
        boolean stubs = name.equals("when")
                && call.getScope()
                        .filter(scope -> scope.toString().matches("(?s)(?:\\w+\\.)?do[A-Z].*"))
                        .isPresent();
        return (verifies || stubs) && !call.getArguments().isEmpty()
                ? types.of(call.getArgument(0), depth + 1)
                : Optional.empty();
    }

    private Optional<Typed> ofFactory(Typed receiver, MethodCallExpr call, int depth) {
        Optional<Typed> first = types.of(call.getArgument(0), depth + 1);
        return call.getNameAsString().equals("copyOf")
                ? first
                : first.map(
                        each -> Typed.library(Containers.isKnown(receiver.name()) ? receiver.name() : "List", each));
    }

    /** {@code builder.createCriteriaUpdate(Owner.class)} (Jakarta Persistence 6.3). */
    private Optional<Typed> ofCriteria(MethodCallExpr call, int depth) {
        return Optional.ofNullable(CRITERIA.get(call.getNameAsString()))
                .flatMap(made -> types.of(call.getArgument(0), depth + 1)
                        .filter(each -> each.name().equals("Class"))
                        .flatMap(Typed::element)
                        .map(entity -> Typed.library(made, entity)));
    }

    private Optional<Typed> ofManager(MethodCallExpr call, int depth) {
        String name = call.getNameAsString();
        Optional<Typed> first = types.of(call.getArgument(0), depth + 1);
        if (LOADS.contains(name)) {
            return first.filter(each -> each.name().equals("Class")).flatMap(Typed::element);
        }
        if (name.equals("createQuery") && call.getArguments().size() == 2) {
            return types.of(call.getArgument(1), depth + 1)
                    .filter(each -> each.name().equals("Class"))
                    .flatMap(Typed::element)
                    .map(each -> Typed.library("TypedQuery", each));
        }
        return STORES.contains(name) ? first : Optional.empty();
    }

    private static Optional<Typed> ofQuery(Typed query, String method) {
        return switch (method) {
            case "getResultList", "list", "getResultStream" -> query.element().map(each -> Typed.library("List", each));
            case "getSingleResult", "getSingleResultOrNull", "uniqueResult" -> query.element();
            default -> Optional.of(query);
        };
    }
}
