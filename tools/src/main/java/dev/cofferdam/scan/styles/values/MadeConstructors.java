package dev.cofferdam.scan.styles.values;

import dev.cofferdam.scan.files.SourceFile;
import dev.cofferdam.scan.skeleton.TypeFact;
import dev.cofferdam.scan.skeleton.TypeFact.FieldFact;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Constructors that nobody writes and whose parameters are the fields in their order: those of records (Java Language Specification,
 * "Record Constructor Declarations") and of Lombok ("@NoArgsConstructor, @RequiredArgsConstructor, @AllArgsConstructor").
 */
final class MadeConstructors {

    private static final Pattern FINAL = Pattern.compile("(?<!\\w)final(?!\\w)");

    private final SourceFile file;
    private final TypeFact type;

    /**
     * One.
     *
     * @param words who makes it
     */
    record Made(List<FieldFact> fields, String words) {

        Optional<Integer> placeOf(String field) {
            return fields.stream()
                    .filter(each -> each.name().equals(field))
                    .findFirst()
                    .map(fields::indexOf);
        }
    }

    MadeConstructors(SourceFile file, TypeFact type) {
        this.file = file;
        this.type = type;
    }

    /** The one that takes so many arguments, unless one is written that does. */
    Optional<Made> of(int arguments) {
        return all().stream()
                .filter(made -> made.fields().size() == arguments && !isWritten(arguments))
                .findFirst();
    }

    private List<Made> all() {
        List<FieldFact> fields =
                type.fields().stream().filter(field -> !field.isStatic()).toList();
        List<Made> made = new ArrayList<>();
        if (type.kind() == TypeFact.Kind.RECORD) {
            made.add(new Made(fields, "the record's constructor"));
            return made;
        }
        boolean given =
                type.has("NoArgsConstructor") || type.has("AllArgsConstructor") || type.has("RequiredArgsConstructor");
        if (type.has("AllArgsConstructor") || !given && (type.has("Value") || type.has("Builder"))) {
            made.add(new Made(
                    fields.stream()
                            .filter(field -> !isFinal(field) || !isInitialized(field))
                            .toList(),
                    "the constructor that Lombok makes of all fields"));
        }
        if (type.has("RequiredArgsConstructor") || !given && type.has("Data")) {
            made.add(new Made(
                    fields.stream()
                            .filter(field -> (isFinal(field) || field.has("NonNull")) && !isInitialized(field))
                            .toList(),
                    "the constructor that Lombok makes of the required fields"));
        }
        return made;
    }

    private boolean isFinal(FieldFact field) {
        return FINAL.matcher(beforeName(field)).find();
    }

    private String line(FieldFact field) {
        List<String> lines = file.lines();
        return field.line() <= lines.size() ? lines.get(field.line() - 1) : "";
    }

    private String beforeName(FieldFact field) {
        Matcher name = Pattern.compile("(?<!\\w)" + Pattern.quote(field.name()) + "\\s*[=;]")
                .matcher(line(field));
        return name.find() ? line(field).substring(0, name.start()).replaceFirst("(?s).*[;{]", "") : "";
    }

    private boolean isInitialized(FieldFact field) {
        return field.initializer().isPresent()
                || Pattern.compile("(?<!\\w)" + Pattern.quote(field.name()) + "\\s*=")
                        .matcher(line(field))
                        .find();
    }

    /** A constructor of the type with as many parameters, which the source then shows by itself. */
    private boolean isWritten(int arguments) {
        Matcher written = Pattern.compile("(?<![\\w.]|new )" + Pattern.quote(type.simpleName())
                        + "\\s*\\(([^(){};]*)\\)\\s*(?:throws\\s+[\\w., ]+)?\\{")
                .matcher(file.text().replaceAll("(?<!\\w)record\\s+" + Pattern.quote(type.simpleName()), ""));
        while (written.find()) {
            String parameters = written.group(1).replaceAll("<[^<>]*>", "").strip();
            long count = parameters.isEmpty()
                    ? 0
                    : parameters.chars().filter(c -> c == ',').count() + 1;
            if (count == arguments) {
                return true;
            }
        }
        return false;
    }
}
