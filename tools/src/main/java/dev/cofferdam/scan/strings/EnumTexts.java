package dev.cofferdam.scan.strings;

import com.github.javaparser.ast.body.ConstructorDeclaration;
import com.github.javaparser.ast.body.EnumConstantDeclaration;
import com.github.javaparser.ast.body.EnumDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.stmt.ReturnStmt;
import com.github.javaparser.ast.stmt.Statement;
import dev.cofferdam.scan.java.Accessors;
import dev.cofferdam.scan.java.Enclosing;
import dev.cofferdam.scan.java.JavaIndex;
import dev.cofferdam.scan.skeleton.TypeFact;
import java.util.List;
import java.util.Optional;

/** Texts that a constant of an enum carries: {@code Col.EMAIL.column()}, {@code Col.EMAIL.name}, {@code Col.email.name()}. */
final class EnumTexts {

    private final JavaIndex index;

    EnumTexts(JavaIndex index) {
        this.index = index;
    }

    /**
     * What is asked of a constant.
     *
     * @param owner the enum
     * @param value what the constant was made with; nothing when its own name is asked for
     */
    record Carried(TypeFact owner, EnumConstantDeclaration constant, Optional<Expression> value) {}

    /** What a field or a method without arguments gives of a constant; nothing where the source does not say. */
    Optional<Carried> of(Expression expression, TypeFact context) {
        if (expression instanceof FieldAccessExpr access) {
            return carried(access.getScope(), context, access.getNameAsString());
        }
        if (expression instanceof MethodCallExpr call
                && call.getArguments().isEmpty()
                && call.getScope().isPresent()) {
            return ofCall(call.getScope().get(), call.getNameAsString(), context);
        }
        return Optional.empty();
    }

    private Optional<Carried> ofCall(Expression scope, String method, TypeFact context) {
        Optional<Carried> constant = constant(scope, context);
        if (constant.isEmpty() || method.equals("name")) {
            return constant;
        }
        EnumDeclaration type =
                (EnumDeclaration) constant.get().constant().getParentNode().orElseThrow();
        List<MethodDeclaration> declared = type.getMethodsByName(method);
        // A constant with a body may answer otherwise than the others.
        if (!constant.get().constant().getClassBody().isEmpty()) {
            return Optional.empty();
        }
        return declared.isEmpty()
                ? carried(scope, context, method)
                        .or(() -> carried(
                                scope,
                                context,
                                Accessors.propertyOfGetter(method).orElse(method)))
                : returned(declared.get(0)).flatMap(field -> carried(scope, context, field));
    }

    private static Optional<String> returned(MethodDeclaration method) {
        List<Statement> statements =
                method.getBody().map(body -> List.copyOf(body.getStatements())).orElse(List.of());
        return statements.size() == 1 && statements.get(0) instanceof ReturnStmt result
                ? result.getExpression().flatMap(EnumTexts::field)
                : Optional.empty();
    }

    /** {@code column}, {@code this.column}. */
    private static Optional<String> field(Expression expression) {
        if (expression instanceof NameExpr name) {
            return Optional.of(name.getNameAsString());
        }
        return expression instanceof FieldAccessExpr access && access.getScope().isThisExpr()
                ? Optional.of(access.getNameAsString())
                : Optional.empty();
    }

    private Optional<Carried> carried(Expression scope, TypeFact context, String field) {
        return constant(scope, context).flatMap(found -> position(found, field)
                .filter(at -> at < found.constant().getArguments().size())
                .map(at -> new Carried(
                        found.owner(),
                        found.constant(),
                        Optional.of(found.constant().getArgument(at)))));
    }

    /** Which argument of a constant fills the field: by the constructor, or by the order of the fields that Lombok takes. */
    private static Optional<Integer> position(Carried found, String field) {
        EnumDeclaration type =
                (EnumDeclaration) found.constant().getParentNode().orElseThrow();
        int count = found.constant().getArguments().size();
        List<ConstructorDeclaration> constructors = type.getConstructors().stream()
                .filter(each -> each.getParameters().size() == count)
                .toList();
        if (constructors.size() == 1) {
            return constructors.get(0).findAll(AssignExpr.class).stream()
                    .filter(assign ->
                            field(assign.getTarget()).filter(field::equals).isPresent())
                    .flatMap(assign -> parameter(constructors.get(0), assign.getValue()).stream())
                    .findFirst();
        }
        List<String> fields = type.getFields().stream()
                .filter(each -> !each.isStatic())
                .flatMap(each -> each.getVariables().stream())
                .filter(each -> each.getInitializer().isEmpty())
                .map(each -> each.getNameAsString())
                .toList();
        boolean lombok = type.getAnnotations().stream()
                .anyMatch(each -> each.getNameAsString().endsWith("ArgsConstructor"));
        return lombok && constructors.isEmpty() && fields.contains(field)
                ? Optional.of(fields.indexOf(field))
                : Optional.empty();
    }

    private static Optional<Integer> parameter(ConstructorDeclaration constructor, Expression value) {
        for (int i = 0; i < constructor.getParameters().size(); i++) {
            if (value instanceof NameExpr name
                    && constructor.getParameter(i).getNameAsString().equals(name.getNameAsString())) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    private Optional<Carried> constant(Expression expression, TypeFact context) {
        if (expression instanceof FieldAccessExpr access) {
            return index.resolve(access.getScope().toString(), context)
                    .flatMap(type -> constant(type, access.getNameAsString()));
        }
        return expression instanceof NameExpr name
                ? index.staticImports(name.getNameAsString(), context).stream()
                        .flatMap(type -> constant(type, name.getNameAsString()).stream())
                        .findFirst()
                : Optional.empty();
    }

    private Optional<Carried> constant(TypeFact type, String name) {
        if (type.kind() != TypeFact.Kind.ENUM) {
            return Optional.empty();
        }
        return index.whole(type.path())
                .findFirst(EnumDeclaration.class, each -> Enclosing.typeName(each)
                        .filter(type.name()::equals)
                        .isPresent())
                .flatMap(declared -> declared.getEntries().stream()
                        .filter(each -> each.getNameAsString().equals(name))
                        .findFirst())
                .map(each -> new Carried(type, each, Optional.empty()));
    }
}
