package dev.cofferdam.scan.styles.values;

import dev.cofferdam.scan.java.Accessors;
import dev.cofferdam.scan.skeleton.AnnotationFact;
import dev.cofferdam.scan.skeleton.ConstantText;
import dev.cofferdam.scan.skeleton.TypeFact;
import dev.cofferdam.scan.skeleton.TypeFact.MethodFact;
import dev.cofferdam.scan.skeleton.TypeFact.ParameterFact;
import dev.cofferdam.scan.types.TypeMembers;
import dev.cofferdam.scan.types.Typed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A method of a MapStruct mapper.
 *
 * @param sources by the parameters' names
 * @param told what annotations say of single properties
 * @param copiesByName whether properties that no annotation names are copied
 */
record MapStructMethod(Map<String, Typed> sources, Optional<Typed> target, List<Told> told, boolean copiesByName) {

    /**
     * One property, told by an annotation.
     *
     * @param source path, may begin with a parameter's name; empty for constants and expressions
     * @param expression Java that gives the value; else empty
     */
    record Told(String target, String source, String expression, boolean ignored, int line) {

        Told at(int place) {
            return new Told(target, source, expression, ignored, place);
        }

        Told inverse() {
            return new Told(source, target, "", ignored, line);
        }
    }

    static MapStructMethod of(TypeFact level, MethodFact method, Map<String, Typed> bound, TypeMembers members) {
        Map<String, Typed> sources = new LinkedHashMap<>();
        Optional<Typed> target = method.type().name().equals("void")
                ? Optional.empty()
                : Optional.of(members.typed(method.type(), level, bound));
        for (ParameterFact parameter : method.parameters()) {
            Typed type = members.typed(parameter.type(), level, bound);
            if (has(parameter, "MappingTarget")) {
                target = Optional.of(type);
            } else if (!has(parameter, "Context") && !has(parameter, "TargetType")) {
                sources.put(parameter.name(), type);
            }
        }
        List<Told> told = new ArrayList<>(told(method));
        told.addAll(inherited(level, method));
        boolean byName = method.annotation("BeanMapping")
                .filter(each -> each.isTrue("ignoreByDefault"))
                .isEmpty();
        return new MapStructMethod(sources, target, told, byName);
    }

    private static boolean has(ParameterFact parameter, String annotation) {
        return parameter.annotations().stream().anyMatch(each -> each.name().equals(annotation));
    }

    private static List<Told> told(MethodFact method) {
        List<Told> told = new ArrayList<>();
        for (AnnotationFact annotation : method.annotations()) {
            if (annotation.name().equals("Mapping")) {
                told.add(told(annotation));
            } else if (annotation.name().equals("Mappings")) {
                annotation.nested("value").forEach(each -> told.add(told(each)));
            }
        }
        return told;
    }

    private static Told told(AnnotationFact mapping) {
        return new Told(
                text(mapping, "target"),
                text(mapping, "source"),
                text(mapping, "expression"),
                mapping.isTrue("ignore"),
                mapping.line());
    }

    private static String text(AnnotationFact annotation, String member) {
        return annotation
                .member(member)
                .filter(ConstantText.Literal.class::isInstance)
                .map(value -> ((ConstantText.Literal) value).text())
                .orElse("");
    }

    /** A method may be configured as another one is, or as the inverse of it. */
    private static List<Told> inherited(TypeFact level, MethodFact method) {
        boolean inverse = method.has("InheritInverseConfiguration");
        Optional<AnnotationFact> inherits =
                method.annotation(inverse ? "InheritInverseConfiguration" : "InheritConfiguration");
        int line = inherits.map(AnnotationFact::line).orElse(method.line());
        return inherits.map(each -> text(each, "name")).stream()
                .flatMap(name -> level.methods().stream()
                        .filter(other -> !other.equals(method)
                                && (other.name().equals(name) || name.isEmpty() && isMirrored(method, other, inverse))))
                .flatMap(other -> told(other).stream())
                .filter(each -> !inverse || !each.source().isEmpty())
                .map(each -> (inverse ? each.inverse() : each).at(line))
                .toList();
    }

    private static boolean isMirrored(MethodFact method, MethodFact other, boolean inverse) {
        return inverse
                && other.parameters().size() == 1
                && method.parameters().size() == 1
                && other.type().equals(method.parameters().get(0).type())
                && method.type().equals(other.parameters().get(0).type());
    }

    /** Whether one of the sources has a property of this name, or is one by its parameter's name. */
    boolean hasSource(String name, MappedRows rows) {
        return sources.size() > 1 && sources.containsKey(name)
                || sources.values().stream().anyMatch(source -> source.fact()
                        .filter(type -> rows.has(type, name))
                        .isPresent());
    }

    /** {@code java(owner.getTelephone())}: an accessor of the mapped property on a parameter. */
    boolean expressionReads(Told mapping, MappedRows rows) {
        return sources.entrySet().stream().anyMatch(source -> source.getValue()
                .fact()
                .flatMap(rows::of)
                .filter(found -> Accessors.of(found.property().name()).keySet().stream()
                        .anyMatch(accessor -> mapping.expression().contains(source.getKey() + "." + accessor + "(")))
                .isPresent());
    }
}
