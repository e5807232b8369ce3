package dev.cofferdam.scan.styles.jpa;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.MethodReferenceExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.ThisExpr;
import dev.cofferdam.scan.java.Enclosing;
import dev.cofferdam.scan.java.LocalNames;
import java.util.Optional;
import java.util.function.Predicate;

/** Helpers of a class that another method of it hands an entity to: {@code change(owners.findById(1L).get())}. */
final class HandedToHelper {

    private final ManagedOrigin origins;
    private final Predicate<MethodDeclaration> transactional;

    HandedToHelper(ManagedOrigin origins, Predicate<MethodDeclaration> transactional) {
        this.origins = origins;
        this.transactional = transactional;
    }

    /** Whether some method of the unit that runs in a transaction hands a loaded object over as what is changed here. */
    boolean isLoaded(Expression changed, MethodDeclaration helper, CompilationUnit unit) {
        Optional<Parameter> parameter = changed instanceof NameExpr name
                ? LocalNames.declaration(name.getNameAsString(), name)
                        .filter(Parameter.class::isInstance)
                        .map(Parameter.class::cast)
                : Optional.empty();
        int at = parameter.map(helper.getParameters()::indexOf).orElse(-1);
        return at >= 0
                && (unit.findFirst(MethodCallExpr.class, call -> hands(call, helper, at))
                                .isPresent()
                        || helper.getParameters().size() == 1
                                && unit.findFirst(MethodReferenceExpr.class, each -> hands(each, helper))
                                        .isPresent());
    }

    private boolean hands(MethodCallExpr call, MethodDeclaration helper, int at) {
        return call.getNameAsString().equals(helper.getNameAsString())
                && call.getScope().filter(scope -> !(scope instanceof ThisExpr)).isEmpty()
                && call.getArguments().size() == helper.getParameters().size()
                && isInTransaction(call)
                && origins.of(call.getArgument(at)) == ManagedOrigin.Origin.LOADED;
    }

    private boolean hands(MethodReferenceExpr reference, MethodDeclaration helper) {
        return reference.getIdentifier().equals(helper.getNameAsString())
                && reference.getScope() instanceof ThisExpr
                && isInTransaction(reference)
                && origin(reference) == ManagedOrigin.Origin.LOADED;
    }

    /** Where that comes from which a method reference is given: {@code owners.findById(i).ifPresent(this::change)}. */
    ManagedOrigin.Origin origin(MethodReferenceExpr reference) {
        return reference
                .getParentNode()
                .filter(MethodCallExpr.class::isInstance)
                .flatMap(call -> ((MethodCallExpr) call).getScope())
                .map(origins::of)
                .orElse(ManagedOrigin.Origin.OTHER);
    }

    private boolean isInTransaction(Expression place) {
        return Enclosing.memberNode(place)
                .filter(MethodDeclaration.class::isInstance)
                .map(MethodDeclaration.class::cast)
                .filter(transactional)
                .isPresent();
    }
}
