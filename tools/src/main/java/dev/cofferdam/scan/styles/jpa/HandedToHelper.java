package dev.cofferdam.scan.styles.jpa;

import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.MethodReferenceExpr;
import com.github.javaparser.ast.expr.NameExpr;
import dev.cofferdam.scan.hits.Callers;
import dev.cofferdam.scan.hits.Scan;
import dev.cofferdam.scan.java.Enclosing;
import dev.cofferdam.scan.java.LocalNames;
import dev.cofferdam.scan.skeleton.TypeFact;
import java.util.Optional;
import java.util.function.Predicate;

/** Methods that others, of this class or of another, hand an entity to: {@code renamer.rename(owners.findById(1L).get())}. */
final class HandedToHelper {

    private final ManagedOrigin origins;
    private final Callers callers;
    private final Predicate<MethodDeclaration> transactional;

    HandedToHelper(Scan scan, ManagedOrigin origins, Predicate<MethodDeclaration> transactional) {
        this.origins = origins;
        this.transactional = transactional;
        callers = new Callers(scan);
    }

    /** Whether some method that runs in a transaction hands a loaded object over as what is changed here. */
    boolean isLoaded(Expression changed, MethodDeclaration helper, TypeFact owner) {
        Optional<Parameter> parameter = changed instanceof NameExpr name
                ? LocalNames.declaration(name.getNameAsString(), name)
                        .filter(Parameter.class::isInstance)
                        .map(Parameter.class::cast)
                : Optional.empty();
        int at = parameter.map(helper.getParameters()::indexOf).orElse(-1);
        int count = helper.getParameters().size();
        return at >= 0
                && (callers.ofMethod(owner, helper.getNameAsString(), count).stream()
                                .anyMatch(arguments -> isLoaded(arguments.get(at)))
                        || count == 1
                                && callers.references(owner, helper.getNameAsString()).stream()
                                        .anyMatch(each ->
                                                isInTransaction(each) && origin(each) == ManagedOrigin.Origin.LOADED));
    }

    private boolean isLoaded(Expression argument) {
        return isInTransaction(argument) && origins.of(argument) == ManagedOrigin.Origin.LOADED;
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
