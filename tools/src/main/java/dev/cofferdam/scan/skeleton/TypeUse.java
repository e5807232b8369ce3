package dev.cofferdam.scan.skeleton;

import com.github.javaparser.ast.type.ArrayType;
import com.github.javaparser.ast.type.ClassOrInterfaceType;
import com.github.javaparser.ast.type.Type;
import com.github.javaparser.ast.type.WildcardType;
import java.util.List;

/**
 * A type as the source writes it, not yet resolved.
 *
 * @param name qualified as far as it was written: {@code Owner}, {@code Map.Entry}, {@code int}; arrays are {@code []}
 */
public record TypeUse(String name, List<TypeUse> arguments) {

    /** Stands behind the name of an array's element. */
    public static final String ARRAY = "[]";

    public TypeUse {
        arguments = List.copyOf(arguments);
    }

    /** A type without arguments. */
    public static TypeUse named(String name) {
        return new TypeUse(name, List.of());
    }

    /** The type as a parsed source writes it. */
    public static TypeUse of(Type type) {
        if (type instanceof ClassOrInterfaceType named) {
            List<TypeUse> arguments = named.getTypeArguments()
                    .map(list -> list.stream().map(TypeUse::of).toList())
                    .orElse(List.of());
            return new TypeUse(named.getNameWithScope(), arguments);
        }
        if (type instanceof ArrayType array) {
            return new TypeUse(ARRAY, List.of(of(array.getComponentType())));
        }
        if (type instanceof WildcardType wildcard) {
            return wildcard.getExtendedType().map(TypeUse::of).orElse(named("Object"));
        }
        return named(type.asString());
    }

    /** Whether the name says nothing of what is held: an object, or a type variable by the usual way of naming them. */
    public static boolean isAny(String name) {
        return name.equals("Object") || name.matches("[A-Z][A-Z0-9]?");
    }

    public String simpleName() {
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
