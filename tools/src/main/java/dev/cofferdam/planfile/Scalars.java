package dev.cofferdam.planfile;

import dev.cofferdam.domain.AppVersion;
import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.domain.Engine;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.domain.UserError;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The values without parts that a plan is made of. */
final class Scalars {
    static final String TEXT = "text";
    private static final Pattern APP_VERSION = Pattern.compile("(?s)(.+) v(\\d{1,10})");

    private Scalars() {}

    /** The form of a type; empty when its values have parts. */
    static Optional<Scalar> find(Class<?> type) {
        if (type.isEnum()) {
            return Optional.of(choice(type));
        }
        return all().stream()
                .filter(entry -> entry.type() == type)
                .map(Entry::scalar)
                .findFirst();
    }

    private record Entry(Scalar scalar, Class<?> type) {}

    private static List<Entry> all() {
        return List.of(
                new Entry(scalar(TEXT, "a text", Scalar.Form.TEXT, "", text -> text), String.class),
                new Entry(scalar("number", "a whole number", Scalar.Form.NUMBER, "", Integer::valueOf), int.class),
                new Entry(scalar("long-number", "a whole number", Scalar.Form.NUMBER, "", Long::valueOf), long.class),
                new Entry(scalar("truth", "true or false", Scalar.Form.TRUTH, "", Scalars::truth), boolean.class),
                new Entry(scalar("truth", "true or false", Scalar.Form.TRUTH, "", Scalars::truth), Boolean.class),
                new Entry(
                        scalar("instant", "a time such as 2026-01-31T12:00:00Z", Scalar.Form.INSTANT, "", Scalars::at),
                        Instant.class),
                new Entry(
                        new Scalar(
                                "duration",
                                "a duration such as 2s, 15m, 1h30m or 7d",
                                Scalar.Form.TEXT,
                                Spans.PATTERN,
                                List.of(),
                                Spans::read,
                                value -> Spans.write((Duration) value)),
                        Duration.class),
                new Entry(
                        scalar(
                                "app-version",
                                "a consumer and its version, such as clinic v1",
                                Scalar.Form.TEXT,
                                "^[\\s\\S]+ v[0-9]{1,10}$",
                                Scalars::appVersion),
                        AppVersion.class),
                new Entry(
                        scalar(
                                "engine",
                                "product and major version, such as postgresql:18",
                                Scalar.Form.TEXT,
                                "^[a-z]+:[1-9][0-9]?$",
                                Scalars::engine),
                        Engine.class),
                new Entry(dotted("table", "a table, such as owners or public.owners", Names::table), TableRef.class),
                new Entry(
                        dotted("column", "a table and its column, such as owners.telephone", Names::column),
                        ColumnRef.class));
    }

    private static Scalar scalar(
            String name, String words, Scalar.Form form, String pattern, Function<String, Object> read) {
        return new Scalar(name, words, form, pattern, List.of(), read, Object::toString);
    }

    private static Scalar dotted(String name, String words, Function<String, Object> read) {
        return new Scalar(name, words, Scalar.Form.TEXT, "", List.of(), read, Names::write);
    }

    private static Scalar choice(Class<?> type) {
        List<Object> constants = List.of(type.getEnumConstants());
        List<String> names = constants.stream()
                .map(constant -> Shapes.kebab(((Enum<?>) constant).name()))
                .toList();
        Function<String, Object> read = text -> {
            if (!names.contains(text)) {
                throw new IllegalArgumentException(text);
            }
            return constants.get(names.indexOf(text));
        };
        return new Scalar(
                Shapes.definition(type),
                "one of " + String.join(", ", names),
                Scalar.Form.TEXT,
                "",
                names,
                read,
                value -> Shapes.kebab(((Enum<?>) value).name()));
    }

    /** YAML 1.1 would also take yes, on and y; a plan has one way to say it. */
    private static Object truth(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException(text);
        }
        return Boolean.valueOf(text);
    }

    private static Object at(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    private static Object appVersion(String text) {
        Matcher matcher = APP_VERSION.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(text);
        }
        return new AppVersion(matcher.group(1), Integer.parseInt(matcher.group(2)));
    }

    private static Object engine(String text) {
        try {
            return Engine.parse(text);
        } catch (UserError e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
