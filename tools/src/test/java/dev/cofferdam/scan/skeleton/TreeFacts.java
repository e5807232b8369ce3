package dev.cofferdam.scan.skeleton;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.ImportDeclaration;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.NodeList;
import com.github.javaparser.ast.body.AnnotationDeclaration;
import com.github.javaparser.ast.body.BodyDeclaration;
import com.github.javaparser.ast.body.ClassOrInterfaceDeclaration;
import com.github.javaparser.ast.body.EnumDeclaration;
import com.github.javaparser.ast.body.FieldDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.body.RecordDeclaration;
import com.github.javaparser.ast.body.TypeDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.AnnotationExpr;
import com.github.javaparser.ast.nodeTypes.NodeWithTypeParameters;
import com.github.javaparser.ast.type.ClassOrInterfaceType;
import dev.cofferdam.scan.java.JavaReader;
import dev.cofferdam.scan.skeleton.TypeFact.FieldFact;
import dev.cofferdam.scan.skeleton.TypeFact.Kind;
import dev.cofferdam.scan.skeleton.TypeFact.MethodFact;
import dev.cofferdam.scan.skeleton.TypeFact.ParameterFact;
import dev.cofferdam.scan.skeleton.TypeFact.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Facts from a syntax tree: the slow and certain way, to which the fast one is held. */
final class TreeFacts {

    private TreeFacts() {}

    static FileFacts facts(String path, CompilationUnit unit) {
        String packageName = unit.getPackageDeclaration()
                .map(declared -> declared.getNameAsString())
                .orElse("");
        List<TypeFact> types = new ArrayList<>();
        String prefix = packageName.isEmpty() ? "" : packageName + ".";
        unit.getTypes().forEach(type -> addType(path, prefix, type, types));
        return new FileFacts(path, packageName, imports(unit, false), imports(unit, true), types);
    }

    private static List<String> imports(CompilationUnit unit, boolean isStatic) {
        return unit.getImports().stream()
                .filter(each -> each.isStatic() == isStatic)
                .map(TreeFacts::imported)
                .toList();
    }

    private static String imported(ImportDeclaration declared) {
        return declared.getNameAsString() + (declared.isAsterisk() ? ".*" : "");
    }

    private static void addType(String path, String prefix, TypeDeclaration<?> type, List<TypeFact> types) {
        String name = prefix + type.getNameAsString();
        types.add(new TypeFact(
                path,
                name,
                kind(type),
                line(type.getName()),
                variables(type),
                supertypes(type),
                extendsClass(type),
                annotations(type.getAnnotations()),
                fields(type),
                methods(type)));
        for (BodyDeclaration<?> member : type.getMembers()) {
            if (member instanceof TypeDeclaration<?> nested) {
                addType(path, name + "$", nested, types);
            }
        }
    }

    private static Kind kind(TypeDeclaration<?> type) {
        if (type instanceof ClassOrInterfaceDeclaration declared) {
            return declared.isInterface() ? Kind.INTERFACE : Kind.CLASS;
        }
        if (type instanceof RecordDeclaration) {
            return Kind.RECORD;
        }
        return type instanceof AnnotationDeclaration ? Kind.ANNOTATION : Kind.ENUM;
    }

    private static boolean extendsClass(TypeDeclaration<?> type) {
        return type instanceof ClassOrInterfaceDeclaration declared
                && !declared.isInterface()
                && !declared.getExtendedTypes().isEmpty();
    }

    private static List<Variable> variables(BodyDeclaration<?> declared) {
        return declared instanceof NodeWithTypeParameters<?> generic
                ? generic.getTypeParameters().stream()
                        .map(each -> new Variable(
                                each.getNameAsString(),
                                each.getTypeBound().stream().findFirst().map(TypeUse::of)))
                        .toList()
                : List.of();
    }

    private static List<TypeUse> supertypes(TypeDeclaration<?> type) {
        List<ClassOrInterfaceType> declaredTypes = new ArrayList<>();
        if (type instanceof ClassOrInterfaceDeclaration declared) {
            declaredTypes.addAll(declared.getExtendedTypes());
            declaredTypes.addAll(declared.getImplementedTypes());
        } else if (type instanceof RecordDeclaration declared) {
            declaredTypes.addAll(declared.getImplementedTypes());
        } else if (type instanceof EnumDeclaration declared) {
            declaredTypes.addAll(declared.getImplementedTypes());
        }
        return declaredTypes.stream().map(TypeUse::of).toList();
    }

    private static List<FieldFact> fields(TypeDeclaration<?> type) {
        List<FieldFact> fields = new ArrayList<>();
        if (type instanceof RecordDeclaration declared) {
            for (Parameter component : declared.getParameters()) {
                fields.add(new FieldFact(
                        component.getNameAsString(),
                        TypeUse.of(component.getType()),
                        line(component.getName()),
                        false,
                        false,
                        annotations(component.getAnnotations()),
                        Optional.empty()));
            }
        }
        boolean constants = kind(type) == Kind.INTERFACE;
        for (FieldDeclaration field : type.getFields()) {
            for (VariableDeclarator variable : field.getVariables()) {
                boolean isStatic = field.isStatic() || constants;
                fields.add(new FieldFact(
                        variable.getNameAsString(),
                        TypeUse.of(variable.getType()),
                        line(variable.getName()),
                        isStatic,
                        field.isTransient(),
                        annotations(field.getAnnotations()),
                        constant(variable, isStatic || field.isFinal())));
            }
        }
        return fields;
    }

    private static Optional<ConstantText> constant(VariableDeclarator variable, boolean fixed) {
        if (!fixed || !variable.getTypeAsString().equals("String")) {
            return Optional.empty();
        }
        return variable.getInitializer().map(ConstantText::of);
    }

    private static List<MethodFact> methods(TypeDeclaration<?> type) {
        List<MethodFact> methods = new ArrayList<>();
        for (MethodDeclaration method : type.getMethods()) {
            methods.add(new MethodFact(
                    method.getNameAsString(),
                    TypeUse.of(method.getType()),
                    line(method.getName()),
                    method.isStatic(),
                    method.getBody().isPresent(),
                    variables(method),
                    method.getParameters().stream()
                            .map(each -> new ParameterFact(
                                    each.getNameAsString(),
                                    TypeUse.of(each.getType()),
                                    annotations(each.getAnnotations())))
                            .toList(),
                    annotations(method.getAnnotations())));
        }
        return methods;
    }

    private static List<AnnotationFact> annotations(NodeList<AnnotationExpr> annotations) {
        return annotations.stream().map(AnnotationFact::of).toList();
    }

    private static int line(Node node) {
        return JavaReader.line(node);
    }
}
