package dev.cofferdam.scan.skeleton;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A type that the repository declares.
 *
 * @param path file it is declared in
 * @param name fully qualified, {@code $} for nesting
 * @param supertypes what it extends and implements; a class's superclass comes first
 * @param fields record components included
 */
public record TypeFact(
        String path,
        String name,
        Kind kind,
        int line,
        List<Variable> variables,
        List<TypeUse> supertypes,
        boolean extendsClass,
        List<AnnotationFact> annotations,
        List<FieldFact> fields,
        List<MethodFact> methods) {

    /** How it is declared. */
    public enum Kind {
        CLASS,
        INTERFACE,
        RECORD,
        ENUM,
        ANNOTATION
    }

    /**
     * A type variable.
     *
     * @param bound what it extends; the first when there are several
     */
    public record Variable(String name, Optional<TypeUse> bound) {}

    /** A field or record component. */
    public record FieldFact(
            String name,
            TypeUse type,
            int line,
            boolean isStatic,
            boolean isTransient,
            List<AnnotationFact> annotations,
            Optional<ConstantText> initializer)
            implements Member {}

    /** A method; its body stays in the file. */
    public record MethodFact(
            String name,
            TypeUse type,
            int line,
            boolean isStatic,
            boolean hasBody,
            List<Variable> variables,
            List<ParameterFact> parameters,
            List<AnnotationFact> annotations)
            implements Member {}

    /** A parameter of a method or a component of a record. */
    public record ParameterFact(String name, TypeUse type, List<AnnotationFact> annotations) {}

    /** What fields and methods have in common. */
    public interface Member {
        String name();

        TypeUse type();

        int line();

        List<AnnotationFact> annotations();

        default Optional<AnnotationFact> annotation(String name) {
            return annotations().stream()
                    .filter(each -> each.name().equals(name))
                    .findFirst();
        }

        default boolean has(String annotation) {
            return annotation(annotation).isPresent();
        }

        default boolean hasAny(Set<String> names) {
            return annotations().stream().anyMatch(each -> names.contains(each.name()));
        }
    }

    /** The last part of its name, never empty: a template's {@code class ${name}} declares {@code $}, which Java allows. */
    public String simpleName() {
        return name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('$', name.length() - 2)) + 1);
    }

    String packageName() {
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(0, dot);
    }

    public Optional<AnnotationFact> annotation(String annotation) {
        return annotations.stream()
                .filter(each -> each.name().equals(annotation))
                .findFirst();
    }

    /** Whether it bears the annotation. */
    public boolean has(String annotation) {
        return annotation(annotation).isPresent();
    }

    /** Whether it bears one of the annotations. */
    public boolean hasAny(Set<String> names) {
        return annotations.stream().anyMatch(each -> names.contains(each.name()));
    }

    public Optional<FieldFact> field(String field) {
        return fields.stream().filter(each -> each.name().equals(field)).findFirst();
    }

    /** The superclass as written; interfaces have none. */
    public Optional<TypeUse> superclass() {
        return extendsClass ? Optional.of(supertypes.get(0)) : Optional.empty();
    }

    /** The names of its type variables, in order. */
    public List<String> typeParameters() {
        return variables.stream().map(Variable::name).toList();
    }

    /** Type arguments by parameter name, given the arguments in order. */
    public <T> Map<String, T> bind(List<T> arguments) {
        Map<String, T> bound = new java.util.HashMap<>();
        for (int i = 0; i < Math.min(arguments.size(), variables.size()); i++) {
            bound.put(variables.get(i).name(), arguments.get(i));
        }
        return bound;
    }

    /** Not of all that it holds, which is a tree of some hundred records. */
    @Override
    public int hashCode() {
        return name.hashCode();
    }
}
