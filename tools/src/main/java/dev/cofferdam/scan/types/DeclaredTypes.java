package dev.cofferdam.scan.types;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.RecordPatternExpr;
import com.github.javaparser.ast.expr.TypePatternExpr;
import com.github.javaparser.ast.stmt.ForEachStmt;
import com.github.javaparser.ast.type.Type;
import dev.cofferdam.scan.java.Enclosing;
import dev.cofferdam.scan.skeleton.TypeUse;
import java.util.Optional;

/** Types of local names from their declarations, also where the declaration leaves the type out: {@code var}, lambdas, loops. */
final class DeclaredTypes {

    private final ExpressionTypes types;
    private final TypeMembers members;
    private final Functions functions;

    DeclaredTypes(ExpressionTypes types, TypeMembers members) {
        this.types = types;
        this.members = members;
        functions = new Functions(types, members);
    }

    /** The type of a variable, parameter or pattern; of an untyped one what it is given. */
    Optional<Typed> of(Node declared, int depth) {
        if (declared instanceof TypePatternExpr pattern) {
            return isVar(pattern.getType())
                    ? ofComponent(pattern)
                    : Optional.of(types.ofType(pattern.getType(), pattern));
        }
        if (declared instanceof Parameter parameter) {
            boolean untyped = parameter.getType().isUnknownType() || isVar(parameter.getType());
            if (!untyped) {
                Typed type = types.ofType(parameter.getType(), parameter);
                return Optional.of(parameter.isVarArgs() ? Typed.library(TypeUse.ARRAY, type) : type);
            }
            return parameter
                    .getParentNode()
                    .filter(LambdaExpr.class::isInstance)
                    .flatMap(lambda -> ofLambdaParameter((LambdaExpr) lambda, parameter, depth));
        }
        VariableDeclarator variable = (VariableDeclarator) declared;
        if (!isVar(variable.getType())) {
            return Optional.of(types.ofType(variable.getType(), variable));
        }
        Optional<Typed> iterated = variable.getParentNode()
                .flatMap(Node::getParentNode)
                .filter(ForEachStmt.class::isInstance)
                .flatMap(loop -> types.of(((ForEachStmt) loop).getIterable(), depth + 1))
                .flatMap(Typed::element);
        return iterated.or(() -> variable.getInitializer().flatMap(value -> types.of(value, depth + 1)));
    }

    /** Read without checks {@code var} is the name of a class. */
    private static boolean isVar(Type type) {
        return type.isVarType() || type.asString().equals("var");
    }

    /** In {@code owners.stream().map(o -> ...)} the parameter is what the receiver holds. */
    private Optional<Typed> ofLambdaParameter(LambdaExpr lambda, Parameter parameter, int depth) {
        int position = lambda.getParameters().indexOf(parameter);
        if (!(lambda.getParentNode().orElse(null) instanceof MethodCallExpr call)
                || call.getArguments().stream().noneMatch(each -> Enclosing.isSameNode(each, lambda))) {
            return functions.parameter(lambda, position, depth);
        }
        Optional<Typed> keyed = functions.keyed(call, lambda, depth);
        if (keyed.isPresent()) {
            return keyed;
        }
        Optional<Typed> receiver = call.getScope().flatMap(scope -> types.of(scope, depth + 1));
        if (receiver.filter(Containers::isContainer).isPresent()) {
            Typed container = receiver.get();
            boolean pair =
                    container.arguments().size() == 2 && lambda.getParameters().size() == 2;
            return pair ? Optional.of(container.arguments().get(position)) : container.element();
        }
        if (receiver.filter(PlusCalls::isWrapper).isPresent()) {
            // nested(w -> w.eq(..)), and(w -> ..): a part of the condition is built as the whole is.
            return receiver;
        }
        // The project's own functional parameters: withOwner(id, owner -> ...).
        return receiver.filter(type -> type.fact().isPresent())
                .or(() -> call.getScope().isEmpty() ? types.context(lambda).map(Typed::of) : Optional.empty())
                .flatMap(type -> ofFunction(type, call, lambda, position));
    }

    private Optional<Typed> ofFunction(Typed receiver, MethodCallExpr call, LambdaExpr lambda, int position) {
        return members.method(
                        receiver.fact().orElseThrow(),
                        call.getNameAsString(),
                        call.getArguments().size())
                .flatMap(found -> {
                    int argument = call.getArguments().indexOf(lambda);
                    TypeUse use = found.method().parameters().get(argument).type();
                    return functions.parameter(
                            members.typed(use, found.owner(), members.bindings(receiver, found.owner())), position);
                });
    }

    /** What a pattern takes out of a record when it leaves the type out: {@code case Pair(var left, var right)}. */
    private Optional<Typed> ofComponent(TypePatternExpr pattern) {
        if (!(pattern.getParentNode().orElse(null) instanceof RecordPatternExpr around)) {
            return Optional.empty();
        }
        int position = around.getPatternList().indexOf(pattern);
        Typed type = types.ofType(around.getType(), around);
        return type.fact().flatMap(fact -> fact.fields().stream()
                .filter(field -> !field.isStatic())
                .skip(Math.max(0, position))
                .findFirst()
                .flatMap(field -> members.field(fact, field.name(), type)));
    }
}
