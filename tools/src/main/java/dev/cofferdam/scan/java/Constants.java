package dev.cofferdam.scan.java;

import dev.cofferdam.scan.java.JavaIndex.Constant;
import dev.cofferdam.scan.skeleton.ConstantText;
import dev.cofferdam.scan.skeleton.TypeFact;
import java.util.Optional;

/** Constant fields and the texts that they stand for (JLS 15.29), as a type of the project sees them. */
final class Constants {

    private final JavaIndex index;

    Constants(JavaIndex index) {
        this.index = index;
    }

    /** The text of a constant expression as seen from a type; nothing when a part is not known to the compiler. */
    Optional<String> text(ConstantText value, TypeFact context) {
        return text(value, context, 0);
    }

    private Optional<String> text(ConstantText value, TypeFact context, int depth) {
        if (depth > 20) {
            return Optional.empty();
        }
        if (value instanceof ConstantText.Literal literal) {
            return Optional.of(literal.text());
        }
        if (value instanceof ConstantText.Joined joined) {
            return text(joined.left(), context, depth + 1)
                    .flatMap(left -> text(joined.right(), context, depth + 1).map(right -> left + right));
        }
        if (value instanceof ConstantText.Several several && several.values().size() == 1) {
            return text(several.values().get(0), context, depth + 1);
        }
        if (value instanceof ConstantText.Name name) {
            return constant(name.name(), context).flatMap(found -> found.field()
                    .initializer()
                    .flatMap(initializer -> text(initializer, found.owner(), depth + 1)));
        }
        return Optional.empty();
    }

    /** The field that a name or a qualified name means inside a type. */
    Optional<Constant> constant(String name, TypeFact context) {
        int dot = name.lastIndexOf('.');
        if (dot >= 0) {
            String qualifier = name.substring(0, dot);
            String field = name.substring(dot + 1);
            if (qualifier.equals("this")) {
                return constant(field, context);
            }
            return index.resolve(qualifier, context).flatMap(owner -> declared(field, owner));
        }
        for (String around = context.name(); ; around = around.substring(0, around.lastIndexOf('$'))) {
            Optional<Constant> found = index.type(around, context.path()).flatMap(owner -> declared(name, owner));
            if (found.isPresent()) {
                return found;
            }
            if (!around.contains("$")) {
                break;
            }
        }
        return index.staticImports(name, context).stream()
                .flatMap(owner -> declared(name, owner).stream())
                .findFirst();
    }

    private Optional<Constant> declared(String field, TypeFact owner) {
        Optional<TypeFact.FieldFact> own = owner.field(field);
        if (own.isPresent()) {
            return own.map(found -> new Constant(owner, found));
        }
        return index.ancestors(owner).stream()
                .flatMap(parent -> parent.field(field).stream().map(found -> new Constant(parent, found)))
                .findFirst();
    }
}
