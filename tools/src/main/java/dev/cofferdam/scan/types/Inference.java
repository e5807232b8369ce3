package dev.cofferdam.scan.types;

import com.github.javaparser.ast.expr.MethodCallExpr;
import dev.cofferdam.scan.skeleton.TypeFact.MethodFact;
import dev.cofferdam.scan.skeleton.TypeFact.ParameterFact;
import dev.cofferdam.scan.skeleton.TypeFact.Variable;
import dev.cofferdam.scan.skeleton.TypeUse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What the type variables of a generic method are in a call: what its arguments say, else their bounds (JLS 18, the simple part). */
final class Inference {

    private final ExpressionTypes types;
    private final TypeMembers members;

    Inference(ExpressionTypes types, TypeMembers members) {
        this.types = types;
        this.members = members;
    }

    /** The type of a call of a method that is declared in the project. */
    Typed result(TypeMembers.Found found, Typed receiver, MethodCallExpr call, int depth) {
        Map<String, Typed> bound = new HashMap<>(members.bindings(receiver, found.owner()));
        MethodFact method = found.method();
        Set<String> open = method.variables().stream().map(Variable::name).collect(Collectors.toSet());
        found.owner().typeParameters().stream()
                .filter(name -> !bound.containsKey(name))
                .forEach(open::add);
        if (!open.isEmpty() && mentions(method.type(), open)) {
            Map<String, Typed> told = told(method.parameters(), open, call, depth);
            method.variables()
                    .forEach(variable -> bound.put(
                            variable.name(),
                            Optional.ofNullable(told.get(variable.name()))
                                    .orElseGet(() -> members.ofVariable(variable, found.owner(), bound))));
            told.forEach(bound::putIfAbsent);
        }
        return members.typed(method.type(), found.owner(), bound);
    }

    private Map<String, Typed> told(List<ParameterFact> parameters, Set<String> open, MethodCallExpr call, int depth) {
        Map<String, Typed> told = new HashMap<>();
        for (int i = 0; i < Math.min(parameters.size(), call.getArguments().size()); i++) {
            TypeUse parameter = parameters.get(i).type();
            if (mentions(parameter, open)) {
                types.of(call.getArgument(i), depth + 1).ifPresent(type -> unify(parameter, type, open, told));
            }
        }
        return told;
    }

    /** The last argument of a container says what it holds, whatever kind of container either side names. */
    private static void unify(TypeUse parameter, Typed argument, Set<String> open, Map<String, Typed> told) {
        if (open.contains(parameter.name())) {
            told.putIfAbsent(parameter.name(), argument);
            return;
        }
        int shared = Math.min(parameter.arguments().size(), argument.arguments().size());
        for (int i = 1; i <= shared; i++) {
            unify(
                    parameter.arguments().get(parameter.arguments().size() - i),
                    argument.arguments().get(argument.arguments().size() - i),
                    open,
                    told);
        }
    }

    private static boolean mentions(TypeUse use, Set<String> names) {
        return names.contains(use.name()) || use.arguments().stream().anyMatch(each -> mentions(each, names));
    }
}
