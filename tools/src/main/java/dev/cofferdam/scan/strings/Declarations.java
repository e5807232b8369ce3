package dev.cofferdam.scan.strings;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.SimpleName;
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
    private final Map<String, Declared> declared = new HashMap<>();

    /** What one tree declares, by name and line: files of a thousand constants are asked for each of them. */
    private record Declared(
            CompilationUnit unit, Map<String, VariableDeclarator> variables, Map<String, MethodDeclaration> methods) {

        static Declared in(CompilationUnit unit) {
            Declared declared = new Declared(unit, new HashMap<>(), new HashMap<>());
            unit.walk(VariableDeclarator.class, each -> declared.variables().putIfAbsent(key(each.getName()), each));
            unit.walk(MethodDeclaration.class, each -> declared.methods().putIfAbsent(key(each.getName()), each));
            return declared;
        }

        private static String key(SimpleName name) {
            return key(name.getIdentifier(), JavaReader.line(name));
        }

        static String key(String name, int line) {
            return name + "@" + line;
        }
    }

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
        String key = Declared.key(constant.field().name(), constant.field().line());
        return Optional.ofNullable(
                in(index.unit(constant.owner().path()), constant.owner().path())
                        .variables()
                        .get(key));
    }

    /** The declaration of a method that returns a string; nothing for others. */
    Optional<MethodDeclaration> of(TypeMembers.Found found) {
        if (!found.method().type().name().equals("String")) {
            return Optional.empty();
        }
        String path = found.owner().path();
        // A method that returns a string has a statement: an empty body was left out of the tree.
        return (index.hasTree(path) ? find(in(index.unit(path), path), found) : Optional.<MethodDeclaration>empty())
                .filter(method -> method.getBody()
                        .filter(body -> !body.getStatements().isEmpty())
                        .isPresent())
                .or(() -> index.method(path, found.method()).findFirst(MethodDeclaration.class));
    }

    private static Optional<MethodDeclaration> find(Declared tree, TypeMembers.Found found) {
        return Optional.ofNullable(tree.methods()
                .get(Declared.key(found.method().name(), found.method().line())));
    }

    /** A tree is made anew when more of it is wanted. */
    @SuppressWarnings("ReferenceEquality") // Trees are equal by their content, and this asks for the very tree.
    private Declared in(CompilationUnit unit, String key) {
        Declared known = declared.get(key);
        if (known == null || known.unit() != unit) {
            known = Declared.in(unit);
            declared.put(key, known);
        }
        return known;
    }
}
