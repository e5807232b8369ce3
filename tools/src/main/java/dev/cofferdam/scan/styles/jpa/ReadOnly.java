package dev.cofferdam.scan.styles.jpa;

import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.expr.AnnotationExpr;
import com.github.javaparser.ast.expr.NormalAnnotationExpr;
import dev.cofferdam.scan.skeleton.TypeFact;
import java.util.Optional;
import java.util.Set;

/**
 * Transactions that only read: Spring sets the session's flush mode to manual, so nothing that is changed in them is written
 * ({@code HibernateJpaDialect}).
 */
final class ReadOnly {

    private ReadOnly() {}

    /** Whether a method runs in such a transaction; what stands at the method counts before what stands at its class. */
    static boolean is(MethodDeclaration method, TypeFact type, Set<String> transactional) {
        Optional<AnnotationExpr> own = method.getAnnotations().stream()
                .filter(each -> transactional.contains(each.getName().getIdentifier()))
                .findFirst();
        return own.isPresent()
                ? own.filter(ReadOnly::isReadOnly).isPresent()
                : type.annotations().stream()
                        .anyMatch(each -> transactional.contains(each.name()) && each.isTrue("readOnly"));
    }

    private static boolean isReadOnly(AnnotationExpr annotation) {
        return annotation instanceof NormalAnnotationExpr normal
                && normal.getPairs().stream()
                        .anyMatch(pair -> pair.getNameAsString().equals("readOnly")
                                && pair.getValue().toString().equals("true"));
    }
}
