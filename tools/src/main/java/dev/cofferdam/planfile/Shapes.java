package dev.cofferdam.planfile;

import dev.cofferdam.domain.Plan;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;

/** Derives the shapes of a plan from the record types, so that a new component needs no second line anywhere. */
final class Shapes {
    private final Map<Class<?>, Shape> known = new HashMap<>();

    private Shapes() {}

    static Shape.Fields ofPlan() {
        return (Shape.Fields) of(Plan.class);
    }

    static Shape of(Class<?> type) {
        return new Shapes().derived(type);
    }

    /** {@code RenameColumn} becomes {@code rename-column}, {@code NEW_WINS} becomes {@code new-wins}. */
    static String kebab(String name) {
        return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-")
                .toLowerCase(Locale.ROOT)
                .replace('_', '-');
    }

    /** {@code Step.Sql} becomes {@code step-sql} in the schema: nested names alone would collide. */
    static String definition(Class<?> type) {
        Class<?> owner = type.getDeclaringClass();
        return (owner == null ? "" : definition(owner) + "-") + kebab(type.getSimpleName());
    }

    private Shape derived(Type type) {
        if (type instanceof ParameterizedType generic) {
            return ofGeneric((Class<?>) generic.getRawType(), generic.getActualTypeArguments());
        }
        return ofClass((Class<?>) type);
    }

    private Shape ofGeneric(Class<?> raw, Type[] arguments) {
        if (raw == List.class) {
            return new Shape.Several(derived(arguments[0]));
        }
        if (raw == Optional.class) {
            return new Shape.Maybe(derived(arguments[0]));
        }
        if (raw == SortedMap.class && derived(arguments[0]) instanceof Shape.Single key) {
            return new Shape.Named(key.scalar(), derived(arguments[1]));
        }
        throw unknown(raw);
    }

    private Shape ofClass(Class<?> type) {
        Shape seen = known.get(type);
        if (seen == null) {
            seen = derive(type);
            known.put(type, seen);
        }
        return seen;
    }

    private Shape derive(Class<?> type) {
        Optional<Scalar> scalar = Scalars.find(type);
        if (scalar.isPresent()) {
            return new Shape.Single(scalar.get());
        }
        if (type.isSealed()) {
            return kinds(type);
        }
        if (type.isRecord()) {
            return fields(type);
        }
        throw unknown(type);
    }

    private Shape.Kinds kinds(Class<?> type) {
        Map<String, Shape.Fields> byKind = new LinkedHashMap<>();
        for (Class<?> member : records(type)) {
            if (!(ofClass(member) instanceof Shape.Fields fields)
                    || fields.names().contains(Shape.Kinds.KEY)) {
                throw new IllegalStateException(member + " must be a record without a component named kind");
            }
            byKind.put(kebab(member.getSimpleName()), fields);
        }
        return new Shape.Kinds(type, byKind);
    }

    /** A closed choice may be grouped in closed choices; the file knows only the records. */
    private static List<Class<?>> records(Class<?> type) {
        return Arrays.stream(type.getPermittedSubclasses())
                .flatMap(member -> member.isSealed() ? records(member).stream() : Stream.of(member))
                .toList();
    }

    private Shape.Fields fields(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        List<Shape.Field> fields = Arrays.stream(components)
                .map(component -> new Shape.Field(
                        component.getName(), derived(component.getGenericType()), component.getAccessor()))
                .toList();
        return new Shape.Fields(type, canonical(type, types), fields);
    }

    private static Constructor<?> canonical(Class<?> type, Class<?>[] types) {
        try {
            return type.getDeclaredConstructor(types);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("every record has a canonical constructor", e);
        }
    }

    private static IllegalStateException unknown(Class<?> type) {
        return new IllegalStateException("a plan holds " + type + ", for which the plan file has no form yet");
    }
}
