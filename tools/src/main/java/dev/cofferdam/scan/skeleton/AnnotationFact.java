package dev.cofferdam.scan.skeleton;

import com.github.javaparser.ast.expr.AnnotationExpr;
import com.github.javaparser.ast.expr.NormalAnnotationExpr;
import com.github.javaparser.ast.expr.SingleMemberAnnotationExpr;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An annotation.
 *
 * @param name simple name
 * @param line counted from 1
 */
public record AnnotationFact(String name, int line, Map<String, ConstantText> members) {

    static AnnotationFact of(AnnotationExpr expression) {
        Map<String, ConstantText> members = new LinkedHashMap<>();
        if (expression instanceof SingleMemberAnnotationExpr single) {
            members.put("value", ConstantText.of(single.getMemberValue()));
        } else if (expression instanceof NormalAnnotationExpr normal) {
            normal.getPairs().forEach(pair -> members.put(pair.getNameAsString(), ConstantText.of(pair.getValue())));
        }
        String name = expression.getNameAsString();
        return new AnnotationFact(
                name.substring(name.lastIndexOf('.') + 1),
                expression.getBegin().map(position -> position.line).orElse(1),
                members);
    }

    /** What the annotation says of a member; empty when it leaves the default. */
    public Optional<ConstantText> member(String member) {
        return Optional.ofNullable(members.get(member));
    }

    /** Whether a member is written as an enum constant or class of this simple name, alone or in a list. */
    public boolean says(String member, String simpleName) {
        return member(member).stream().anyMatch(value -> names(value, simpleName));
    }

    private static boolean names(ConstantText value, String simpleName) {
        if (value instanceof ConstantText.Several several) {
            return several.values().stream().anyMatch(each -> names(each, simpleName));
        }
        return value instanceof ConstantText.Name name
                && name.name().substring(name.name().lastIndexOf('.') + 1).equals(simpleName);
    }

    /** Whether the member is written out as true. */
    public boolean isTrue(String member) {
        return member(member).equals(Optional.of(new ConstantText.Literal("true")));
    }

    /** Whether the member is written out as false. */
    public boolean isFalse(String member) {
        return member(member).equals(Optional.of(new ConstantText.Literal("false")));
    }

    /** Annotations in a member, whether it holds one or a list of them. */
    public List<AnnotationFact> nested(String member) {
        ConstantText value = members.get(member);
        if (value instanceof ConstantText.Nested nested) {
            return List.of(nested.annotation());
        }
        if (value instanceof ConstantText.Several several) {
            return several.values().stream()
                    .filter(ConstantText.Nested.class::isInstance)
                    .map(each -> ((ConstantText.Nested) each).annotation())
                    .toList();
        }
        return List.of();
    }
}
