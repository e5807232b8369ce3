package dev.cofferdam.scan.types;

import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.type.Type;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Wrappers and chains of MyBatis-Plus, each for one entity: what makes them, and what a chain ends in (its Wrappers, ChainWrappers, Db). */
public final class PlusCalls {

    /** What a chain is called after the method that begins it, on a service and on {@code Db}. */
    private static final Map<String, String> CHAINS = Map.of(
            "query", "QueryChainWrapper",
            "lambdaQuery", "LambdaQueryChainWrapper",
            "update", "UpdateChainWrapper",
            "lambdaUpdate", "LambdaUpdateChainWrapper");

    private static final Map<String, String> WRAPPED = Map.of(
            "query", "QueryWrapper",
            "lambdaQuery", "LambdaQueryWrapper",
            "update", "UpdateWrapper",
            "lambdaUpdate", "LambdaUpdateWrapper");

    private static final Map<String, String> OF_MAPPER = Map.of(
            "queryChain", "QueryChainWrapper",
            "lambdaQueryChain", "LambdaQueryChainWrapper",
            "updateChain", "UpdateChainWrapper",
            "lambdaUpdateChain", "LambdaUpdateChainWrapper");

    private static final Set<String> WRAPPERS = Set.of(
            "QueryWrapper",
            "UpdateWrapper",
            "LambdaQueryWrapper",
            "LambdaUpdateWrapper",
            "QueryChainWrapper",
            "UpdateChainWrapper",
            "LambdaQueryChainWrapper",
            "LambdaUpdateChainWrapper",
            "MPJLambdaWrapper");

    private final ExpressionTypes types;

    PlusCalls(ExpressionTypes types) {
        this.types = types;
    }

    /** Whether it is a wrapper, or a class of the project that extends one. */
    public static boolean isWrapper(Typed type) {
        return WRAPPERS.contains(type.name())
                || type.fact()
                        .filter(fact -> fact.supertypes().stream().anyMatch(use -> WRAPPERS.contains(use.simpleName())))
                        .isPresent();
    }

    /** Whether the wrapper sends its statement itself: {@code lambdaQuery().eq(..).list()}. */
    public static boolean isChain(Typed type) {
        return WRAPPERS.contains(type.name()) && type.name().endsWith("ChainWrapper");
    }

    /** The chain that a method of a service begins. */
    static Optional<Typed> begun(String method, Typed entity) {
        return Optional.ofNullable(CHAINS.get(method)).map(name -> Typed.library(name, entity));
    }

    /** What a call on a receiver of the library gives. */
    Optional<Typed> result(Typed receiver, MethodCallExpr call, int depth) {
        String name = call.getNameAsString();
        return switch (receiver.name()) {
            case "Wrappers" ->
                Optional.ofNullable(WRAPPED.get(name)).map(made -> Typed.library(made, entity(call, depth)));
            case "Db" -> Optional.ofNullable(CHAINS.get(name)).map(made -> Typed.library(made, entity(call, depth)));
            case "ChainWrappers" ->
                Optional.ofNullable(OF_MAPPER.get(name)).map(made -> Typed.library(made, entity(call, depth)));
            default -> WRAPPERS.contains(receiver.name()) ? ofWrapper(receiver, name) : Optional.empty();
        };
    }

    /** By the type argument, the class, or the mapper or entity that is handed over; unknown otherwise. */
    private Typed entity(MethodCallExpr call, int depth) {
        Optional<Type> written =
                call.getTypeArguments().flatMap(all -> all.stream().findFirst());
        if (written.isPresent()) {
            return types.ofType(written.get(), call);
        }
        Optional<Typed> argument =
                call.getArguments().isEmpty() ? Optional.empty() : types.of(call.getArgument(0), depth + 1);
        return argument.flatMap(each -> each.name().equals("Class")
                        ? each.element()
                        : types.mappedBy(each).or(() -> argument))
                .orElse(Typed.library("?"));
    }

    private static Optional<Typed> ofWrapper(Typed wrapper, String method) {
        Optional<Typed> entity = wrapper.element();
        return switch (method) {
            case "list" -> entity.map(each -> Typed.library("List", each));
            case "one", "getEntity" -> entity;
            case "oneOpt" -> entity.map(each -> Typed.library("Optional", each));
            case "count", "exists", "remove", "page", "getSqlSegment" -> Optional.empty();
            case "lambda" -> entity.map(each -> Typed.library("Lambda" + wrapper.name(), each));
            default -> Optional.of(wrapper);
        };
    }
}
