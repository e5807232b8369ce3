package dev.cofferdam.scan.java;

import dev.cofferdam.domain.Access;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** JavaBeans names (java.beans.Introspector): which methods read and write a property. */
public final class Accessors {

    private Accessors() {}

    /** {@code getURL -> URL}, {@code isActive -> active}; nothing for other names. */
    public static Optional<String> propertyOfGetter(String method) {
        int prefix = method.startsWith("get") ? 3 : method.startsWith("is") ? 2 : 0;
        if (prefix == 0 || method.length() == prefix || Character.isLowerCase(method.charAt(prefix))) {
            return Optional.empty();
        }
        return Optional.of(decapitalize(method.substring(prefix)));
    }

    /** {@code FirstName} becomes {@code firstName}. */
    public static String decapitalize(String name) {
        boolean keep =
                name.length() > 1 && Character.isUpperCase(name.charAt(0)) && Character.isUpperCase(name.charAt(1));
        return keep ? name : Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }

    /** Method names of a property with what they do to it; the bare name is a record's or a builder's. */
    public static Map<String, Access> of(String property) {
        String capital = Character.toUpperCase(property.charAt(0)) + property.substring(1);
        Map<String, Access> methods = new LinkedHashMap<>();
        methods.put("get" + capital, Access.READ);
        methods.put("is" + capital, Access.READ);
        methods.put("set" + capital, Access.WRITE);
        methods.put("with" + capital, Access.WRITE);
        if (property.startsWith("is") && property.length() > 2 && Character.isUpperCase(property.charAt(2))) {
            // Lombok: a boolean field isActive gets isActive() and setActive().
            methods.put(property, Access.READ);
            methods.put("set" + property.substring(2), Access.WRITE);
        }
        return methods;
    }
}
