package dev.cofferdam.scan.hits;

import com.github.javaparser.ast.body.EnumConstantDeclaration;
import com.github.javaparser.ast.body.EnumDeclaration;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.NameExpr;
import dev.cofferdam.scan.java.Enclosing;
import dev.cofferdam.scan.java.JavaReader;
import dev.cofferdam.scan.skeleton.TypeFact;
import dev.cofferdam.scan.strings.FoldedText;
import dev.cofferdam.scan.types.Typed;
import java.util.List;
import java.util.Optional;

/** What a constant of an enum says where it becomes a text: its name, unless the enum says otherwise (JLS 8.9.3). */
final class EnumNames {

    private final Scan scan;

    EnumNames(Scan scan) {
        this.scan = scan;
    }

    /** The names that an expression can give: that of the constant, or of all of the variable's type; none when it is of no enum. */
    List<FoldedText> of(Expression expression) {
        if (!(expression instanceof NameExpr) && !(expression instanceof FieldAccessExpr)) {
            return List.of();
        }
        Optional<TypeFact> constantOf = expression instanceof FieldAccessExpr access
                ? enumOf(access.getScope()).filter(type -> constants(type).stream()
                        .anyMatch(each -> each.getNameAsString().equals(access.getNameAsString())))
                : Optional.empty();
        if (constantOf.isPresent()) {
            return names(constantOf.get()).stream()
                    .filter(each -> each.text().equals(((FieldAccessExpr) expression).getNameAsString()))
                    .toList();
        }
        return enumOf(expression).map(this::names).orElse(List.of());
    }

    private Optional<TypeFact> enumOf(Expression expression) {
        return scan.types()
                .of(expression)
                .flatMap(Typed::fact)
                .filter(type -> type.kind() == TypeFact.Kind.ENUM
                        && type.methods().stream()
                                .noneMatch(method -> method.name().equals("toString")));
    }

    private List<EnumConstantDeclaration> constants(TypeFact type) {
        return scan.index()
                .whole(type.path())
                .findFirst(EnumDeclaration.class, each -> Enclosing.typeName(each)
                        .filter(type.name()::equals)
                        .isPresent())
                .map(declared -> List.copyOf(declared.getEntries()))
                .orElse(List.of());
    }

    private List<FoldedText> names(TypeFact type) {
        return constants(type).stream()
                .map(each -> new FoldedText(
                        List.of(new FoldedText.Part(each.getNameAsString(), false, each, JavaReader.line(each), type))))
                .toList();
    }
}
