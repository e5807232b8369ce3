package dev.cofferdam.scan.styles.text;

import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.scan.files.Comments;
import dev.cofferdam.scan.files.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Classes on the column's table in Prisma, SQLAlchemy, Django and Grails, and what they call the column. */
final class ScriptModels {

    private static final Pattern PRISMA = Pattern.compile("(?m)^\\s*model\\s+(\\w+)\\s*\\{");
    private static final Pattern PYTHON = Pattern.compile("(?m)^class\\s+(\\w+)\\s*\\(([^)]*)\\)\\s*:");
    private static final Pattern GRAILS = Pattern.compile("(?m)^\\s*class\\s+(\\w+)[^{\\n]*\\{");

    private final ColumnRef column;
    private final String table;

    ScriptModels(ColumnRef column) {
        this.column = column;
        table = Pattern.quote(column.table().name());
    }

    /** Which library maps it. */
    enum Library {
        PRISMA,
        SQLALCHEMY,
        DJANGO,
        GRAILS
    }

    /**
     * A class on the table.
     *
     * @param property what the class calls the column
     * @param offset of the property in its file; of the column's name when the class says it
     * @param token what stands there
     */
    record Model(Library library, SourceFile file, String name, String property, int offset, String token) {}

    /** Those of a file. */
    List<Model> in(SourceFile file) {
        String source = Comments.blanked(file);
        return switch (file.extension()) {
            case "prisma" -> prisma(file, source);
            case "py" -> python(file, source);
            case "groovy" -> file.path().contains("grails-app/domain/") ? grails(file, source) : List.of();
            default -> List.of();
        };
    }

    private List<Model> prisma(SourceFile file, String source) {
        List<Model> models = new ArrayList<>();
        Matcher model = PRISMA.matcher(source);
        while (model.find()) {
            int end = source.indexOf("\n}", model.end());
            int until = end < 0 ? source.length() : end;
            String body = source.substring(model.end(), until);
            boolean mapped = Pattern.compile("@@map\\(\\s*(?:name:\\s*)?\"" + table + "\"")
                    .matcher(body)
                    .find();
            boolean plain = !body.contains("@@map(")
                    && model.group(1).equals(column.table().name());
            if (mapped || plain) {
                field(
                                body,
                                "(?m)^[ \\t]*(\\w+)[ \\t]+\\w[^\\n]*@map\\(\\s*(?:name:\\s*)?\"(" + word() + ")\"",
                                "(?m)^[ \\t]*((" + word() + "))[ \\t]+\\w(?![^\\n]*@map\\()")
                        .ifPresent(found -> models.add(found.in(Library.PRISMA, file, model.group(1), model.end())));
            }
        }
        return models;
    }

    private List<Model> python(SourceFile file, String source) {
        List<Model> models = new ArrayList<>();
        Matcher model = PYTHON.matcher(source);
        while (model.find()) {
            Matcher next = Pattern.compile("(?m)^(?=[^\\s#)])").matcher(source);
            int until = next.find(model.end()) ? next.start() : source.length();
            String body = source.substring(model.end(), until);
            boolean alchemy = Pattern.compile("__tablename__\\s*=\\s*['\"]" + table + "['\"]")
                    .matcher(body)
                    .find();
            boolean django = Pattern.compile("\\bdb_table\\s*=\\s*['\"]" + table + "['\"]")
                            .matcher(body)
                            .find()
                    || !body.contains("db_table")
                            && model.group(2).contains("Model")
                            && implied(file, model.group(1))
                                    .equalsIgnoreCase(column.table().name());
            if (alchemy || django) {
                field(
                                body,
                                "(?m)^[ \\t]+(\\w+)\\s*(?::[^=\\n]+)?=\\s*[\\w.]*(?:Column|mapped_column|Field|ForeignKey)\\((?:\\s*|[^)]*?db_column\\s*=\\s*)['\"]("
                                        + word() + ")['\"]",
                                "(?m)^[ \\t]+((" + word() + "))\\s*(?::[^=\\n]+)?=")
                        .ifPresent(found -> models.add(found.in(
                                alchemy ? Library.SQLALCHEMY : Library.DJANGO, file, model.group(1), model.end())));
            }
        }
        return models;
    }

    /** The application's label, which is its folder, before the model's name (Django documentation, "Table names"). */
    private static String implied(SourceFile file, String model) {
        String folder = file.path().replaceFirst("/(?:models/)?[^/]*$", "");
        return folder.substring(folder.lastIndexOf('/') + 1) + "_" + model.toLowerCase(Locale.ROOT);
    }

    private List<Model> grails(SourceFile file, String source) {
        Matcher model = GRAILS.matcher(source);
        if (!model.find()) {
            return List.of();
        }
        Matcher named = Pattern.compile("\\btable\\s*\\(?\\s*(?:name:\\s*)?['\"]([^'\"]+)['\"]")
                .matcher(source);
        String mapped = named.find() ? named.group(1) : model.group(1).replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_");
        if (!mapped.equalsIgnoreCase(column.table().name())) {
            return List.of();
        }
        return field(
                        source,
                        "\\b(\\w+)\\s*\\(?\\s*column:\\s*['\"](" + word() + ")['\"]",
                        "(?m)^[ \\t]+[A-Z]\\w*[ \\t]+((" + Pattern.quote(camel(column.column())) + "))\\s*(?:=|$)")
                .map(found -> List.of(found.in(Library.GRAILS, file, model.group(1), 0)))
                .orElse(List.of());
    }

    private static String camel(String name) {
        return Pattern.compile("_(\\w)").matcher(name).replaceAll(each -> each.group(1)
                .toUpperCase(Locale.ROOT));
    }

    private String word() {
        return "(?i:" + Pattern.quote(column.column()) + ")";
    }

    /** A property, and where what names the column stands in the class. */
    private record Found(String property, int offset, String token) {
        Model in(Library library, SourceFile file, String name, int from) {
            return new Model(library, file, name, property, from + offset, token);
        }
    }

    private static Optional<Found> field(String body, String renamed, String plain) {
        for (String each : List.of(renamed, plain)) {
            Matcher field = Pattern.compile(each).matcher(body);
            if (field.find()) {
                return Optional.of(new Found(field.group(1), field.start(2), field.group(2)));
            }
        }
        return Optional.empty();
    }
}
