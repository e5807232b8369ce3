package dev.cofferdam.samples;

import dev.cofferdam.domain.Plan;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Any plan that the records allow, with texts that YAML likes to get wrong. Knows nothing of the plan file's own types. */
public final class RandomPlan {
    private static final List<String> PIECES = List.of(
            "a",
            "telephone",
            " ",
            "  ",
            "\n",
            "\n\n",
            "\t",
            "\r\n",
            "\r",
            ": ",
            " #",
            "#",
            "- ",
            "'",
            "\"",
            "|",
            ">",
            "%",
            "@",
            "`",
            "&a",
            "*a",
            "!t",
            "{",
            "}",
            "[",
            "]",
            ",",
            "?",
            "\\",
            "no",
            "null",
            "~",
            "007",
            "1.0",
            "2026-01-01",
            "<<",
            "---",
            "...",
            "é",
            "漢",
            "\uD83D\uDE80",
            "\u0085",
            "\u2028",
            "\uFEFF",
            "\u00A0",
            "\u0007",
            "\u007f",
            "v1",
            ".",
            "$x$",
            ";");

    private final Random random;

    public RandomPlan(long seed) {
        random = new Random(seed);
    }

    public Plan next() {
        return (Plan) value(Plan.class);
    }

    private Object value(Type type) {
        if (type instanceof ParameterizedType generic) {
            return generic((Class<?>) generic.getRawType(), generic.getActualTypeArguments());
        }
        Class<?> raw = (Class<?>) type;
        if (raw.isSealed()) {
            return value(anyOf(raw.getPermittedSubclasses()));
        }
        if (raw.isEnum()) {
            return anyOf(raw.getEnumConstants());
        }
        return raw.isRecord() ? record(raw) : leaf(raw);
    }

    private Object generic(Class<?> raw, Type[] arguments) {
        if (raw == Optional.class) {
            return random.nextBoolean() ? Optional.empty() : Optional.of(value(arguments[0]));
        }
        if (raw == List.class) {
            return IntStream.range(0, random.nextInt(4))
                    .mapToObj(i -> value(arguments[0]))
                    .toList();
        }
        TreeMap<Object, Object> map = new TreeMap<>();
        IntStream.range(0, random.nextInt(4)).forEach(i -> map.put(value(arguments[0]), value(arguments[1])));
        return map;
    }

    private Object leaf(Class<?> type) {
        if (type == String.class) {
            return text();
        }
        if (type == int.class) {
            return 1 + random.nextInt(99);
        }
        if (type == long.class) {
            return random.nextLong() & Long.MAX_VALUE;
        }
        if (type == boolean.class) {
            return random.nextBoolean();
        }
        if (type == Instant.class) {
            return Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000));
        }
        if (type == Duration.class) {
            return span();
        }
        throw new IllegalStateException("no random value of " + type);
    }

    private Duration span() {
        List<Supplier<Duration>> spans = List.of(
                () -> Duration.ofMillis(random.nextInt(10_000_000)),
                () -> Duration.ofSeconds(random.nextInt(100_000)),
                () -> Duration.ofHours(random.nextInt(10_000)),
                () -> Duration.ofNanos(random.nextLong() & Long.MAX_VALUE),
                () -> Duration.ofDays(999_999_999L),
                () -> Duration.ZERO);
        return spans.get(random.nextInt(spans.size())).get();
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        IntStream.range(0, random.nextInt(9)).forEach(i -> text.append(PIECES.get(random.nextInt(PIECES.size()))));
        return text.toString();
    }

    /** Constructors refuse some blank texts; then another one is tried. */
    private Object record(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        try {
            Constructor<?> canonical = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            Object[] arguments = Arrays.stream(components)
                    .map(component ->
                            isFormat(type, component) ? (Object) Plan.FORMAT : value(component.getGenericType()))
                    .toArray();
            return canonical.newInstance(arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException) {
                return record(type);
            }
            throw new IllegalStateException(e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isFormat(Class<?> type, RecordComponent component) {
        return type == Plan.class && component.getName().equals("format");
    }

    private <T> T anyOf(T[] choices) {
        return choices[random.nextInt(choices.length)];
    }
}
