package dev.cofferdam.scan.strings;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import dev.cofferdam.scan.java.JavaIndex;
import dev.cofferdam.scan.java.JavaReader;
import dev.cofferdam.scan.types.TypeMembers;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The syntax trees of constants and methods, found again in their own files. */
final class Declarations {

    private final JavaIndex index;
    private final Map<String, Optional<VariableDeclarator>> constants = new HashMap<>();

    Declarations(JavaIndex index) {
        this.index = index;
    }

    /** The declaration of a constant in its own file's tree. */
    Optional<VariableDeclarator> of(JavaIndex.Constant constant) {
        // Not the records themselves: a class of a thousand constants takes long to hash.
        String key = constant.owner().name() + "#" + constant.field().name();
        return constants.computeIfAbsent(key, each -> find(constant));
    }

    private Optional<VariableDeclarator> find(JavaIndex.Constant constant) {
        return index.unit(constant.owner().path())
                .findFirst(
                        VariableDeclarator.class,
                        each -> each.getNameAsString().equals(constant.field().name())
                                && JavaReader.line(each.getName())
                                        == constant.field().line());
    }

    /** The declaration of a method that returns a string; nothing for others. */
    Optional<MethodDeclaration> of(TypeMembers.Found found) {
        if (!found.method().type().name().equals("String")) {
            return Optional.empty();
        }
        // A method that returns a string has a statement: an empty body was left out of the tree.
        return find(index.unit(found.owner().path()), found)
                .filter(method -> method.getBody()
                        .filter(body -> !body.getStatements().isEmpty())
                        .isPresent())
                .or(() -> find(index.whole(found.owner().path()), found));
    }

    private static Optional<MethodDeclaration> find(CompilationUnit unit, TypeMembers.Found found) {
        return unit.findFirst(
                MethodDeclaration.class,
                each -> each.getNameAsString().equals(found.method().name())
                        && JavaReader.line(each.getName()) == found.method().line());
    }
}
