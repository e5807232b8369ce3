package dev.cofferdam.scan.styles.values;

import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import dev.cofferdam.scan.java.LocalNames;
import dev.cofferdam.scan.mapping.PropertyFact;
import dev.cofferdam.scan.skeleton.AnnotationFact;
import dev.cofferdam.scan.strings.StringFolder;
import java.util.stream.Stream;

/** What Lombok makes of a property besides getters and setters: names without a prefix, and builders. */
final class LombokNames {

    private LombokNames() {}

    /** Whether the accessors bear the property's bare name ({@code @Accessors(fluent = true)} on the class or the field). */
    static boolean isFluent(PropertyFact property) {
        return Stream.concat(property.declaring().annotations().stream(), property.member().annotations().stream())
                .filter(annotation -> annotation.name().equals("Accessors"))
                .anyMatch(LombokNames::isFluent);
    }

    private static boolean isFluent(AnnotationFact accessors) {
        return accessors.isTrue("fluent");
    }

    /** Whether a call is made on a builder: in a chain that begins with one, or on a variable that is one. */
    static boolean isOnBuilder(MethodCallExpr call) {
        boolean chained =
                call.getScope().filter(MethodCallExpr.class::isInstance).isPresent();
        return chained && call.toString().contains("uilder()") || isVariable(StringFolder.root(call));
    }

    private static boolean isVariable(Expression root) {
        return root instanceof NameExpr name
                && LocalNames.declaration(name.getNameAsString(), name)
                        .filter(declared -> declared instanceof VariableDeclarator variable
                                        && (variable.getTypeAsString().endsWith("Builder")
                                                || variable.getInitializer()
                                                        .filter(value ->
                                                                value.toString().endsWith("uilder()"))
                                                        .isPresent())
                                || declared instanceof Parameter parameter
                                        && parameter.getTypeAsString().endsWith("Builder"))
                        .isPresent();
    }
}
