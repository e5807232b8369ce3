package dev.cofferdam.scan.styles.sql;

import dev.cofferdam.domain.Access;
import dev.cofferdam.domain.Confidence;
import dev.cofferdam.domain.Style;
import dev.cofferdam.scan.files.SourceFile;
import dev.cofferdam.scan.hits.Hit;
import dev.cofferdam.scan.hits.Hit.Spot;
import dev.cofferdam.scan.hits.Scan;
import dev.cofferdam.scan.hits.StyleFinder;
import dev.cofferdam.scan.java.JavaIndex;
import dev.cofferdam.scan.skeleton.TypeFact;
import dev.cofferdam.scan.skeleton.TypeFact.MethodFact;
import dev.cofferdam.scan.statements.SqlReading;
import dev.cofferdam.scan.statements.TemplateGroup;
import dev.cofferdam.scan.styles.values.MappedBeans;
import dev.cofferdam.scan.words.Tokens;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Statements of JDBI's SQL objects that stand in files beside the class: a group of templates for the class, or a SQL file for each
 * method. Each usage is in the file, with the method that sends it.
 */
public final class SqlObjectFinder implements StyleFinder {

    private static final Set<String> SENDS = Set.of("SqlQuery", "SqlUpdate", "SqlBatch", "SqlScript", "SqlCall");

    private final Scan scan;
    private final SqlReading reading;
    private final Set<String> files = new HashSet<>();
    private final List<Hit> hits = new ArrayList<>();

    public SqlObjectFinder(Scan scan) {
        this.scan = scan;
        reading = new SqlReading(scan.column(), scan.schema());
        MappedBeans beans = new MappedBeans(scan);
        scan.tree().files().stream()
                .filter(file -> file.extension().equals("stg"))
                .forEach(scan.fenced(this, file -> {
                    files.add(file.path());
                    read(file).ifPresent(type -> type.supertypes().stream()
                            .flatMap(use -> use.arguments().stream())
                            .flatMap(use -> scan.index().resolve(use.name(), type).stream())
                            .filter(each -> each.kind() == TypeFact.Kind.CLASS)
                            .forEach(beans::addByName));
                }));
    }

    /** The class whose templates touch the column; what it is for by its type arguments is what they fill. */
    private Optional<TypeFact> read(SourceFile file) {
        TemplateGroup group = TemplateGroup.read(file, scan.tree());
        if (!group.mentions(scan.column().table().name())) {
            return Optional.empty();
        }
        int before = hits.size();
        Optional<TypeFact> type = owner(file.path().replaceAll("(\\.sql)?\\.stg$", ""));
        type.ifPresent(each -> findIn(group, each));
        return type.filter(each -> hits.size() > before);
    }

    @Override
    public Set<String> files() {
        return files;
    }

    @Override
    public void find() {
        hits.forEach(scan::add);
    }

    /** Whether a SQL file holds the statement of a method; such a file is a program's and no script. */
    static Optional<Sender> senderOf(SourceFile file, JavaIndex index) {
        String path = file.path().replaceAll("\\.sql$", "");
        int slash = path.lastIndexOf('/');
        if (slash < 0) {
            return Optional.empty();
        }
        String method = path.substring(slash + 1);
        return owner(path.substring(0, slash), index)
                .filter(type -> methods(type, index).keySet().stream().anyMatch(method::equals))
                .map(type -> new Sender(type, method));
    }

    /** A method of a SQL object. */
    record Sender(TypeFact type, String method) {}

    private Optional<TypeFact> owner(String path) {
        return owner(path, scan.index());
    }

    /** The class whose qualified name ends the path: a resource stands in its class's package. */
    private static Optional<TypeFact> owner(String path, JavaIndex index) {
        String name = path.replace('/', '.');
        for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
            Optional<TypeFact> type = index.type(name.substring(dot + 1));
            if (type.isPresent()) {
                return type;
            }
        }
        return index.type(name);
    }

    /** Methods that send a statement, inherited ones included, and the name of each one's statement. */
    private static Map<String, String> methods(TypeFact type, JavaIndex index) {
        Map<String, String> methods = new LinkedHashMap<>();
        List<TypeFact> levels = new ArrayList<>(List.of(type));
        levels.addAll(index.ancestors(type));
        for (TypeFact level : levels) {
            for (MethodFact method : level.methods()) {
                method.annotations().stream()
                        .filter(each -> SENDS.contains(each.name()))
                        .findFirst()
                        .ifPresent(each -> methods.putIfAbsent(
                                method.name(),
                                each.member("value")
                                        .flatMap(value -> index.text(value, level))
                                        .orElse(method.name())));
            }
        }
        return methods;
    }

    private void findIn(TemplateGroup group, TypeFact type) {
        Set<String> seen = new HashSet<>();
        methods(type, scan.index()).forEach((method, template) -> {
            seen.add(template);
            group.expand(template).ifPresent(each -> add(group, type, method, each));
        });
        boolean own = group.expand("tableName")
                .filter(each -> each.text()
                        .strip()
                        .equalsIgnoreCase(scan.column().table().name()))
                .isPresent();
        TemplateGroup.Template fields = group.templates().get("tableFields");
        boolean unread = methods(type, scan.index()).values().stream().noneMatch(seen::contains)
                || group.expand("getById").isEmpty();
        if (own
                && fields != null
                && unread
                && Tokens.has(fields.body(), scan.column().column())) {
            addFields(type, fields);
        }
    }

    private void add(TemplateGroup group, TypeFact type, String method, TemplateGroup.Expanded expanded) {
        for (SqlReading.Use use : reading.read(expanded.text())) {
            String token = use.star() ? "*" : scan.column().column();
            TemplateGroup.Template part = expanded.parts().stream()
                    .filter(each -> use.star()
                            ? each.body().contains("*")
                            : Tokens.has(each.body().replace("<prefix>", "       "), token))
                    .findFirst()
                    .orElse(expanded.parts().get(0));
            hits.add(new Hit(
                    new Spot(part.file().path(), line(part, token), Optional.of(type.name()), Optional.of(method)),
                    use.access(),
                    use.star() ? Style.STAR : Style.SQL_FILE,
                    use.confidence(),
                    use.star() ? "" : token,
                    use.reason() + "; template of `" + type.simpleName() + "." + method + "`, from "
                            + group.file().name(),
                    Optional.empty()));
        }
    }

    /** The templates that put the list into statements are a library's: what it names is read and written by them. */
    private void addFields(TypeFact type, TemplateGroup.Template fields) {
        String token = scan.column().column();
        hits.add(new Hit(
                new Spot(
                        fields.file().path(),
                        line(fields, token),
                        Optional.of(type.name()),
                        Optional.of("tableFields")),
                Access.READ_WRITE,
                Style.SQL_FILE,
                Confidence.LIKELY,
                token,
                "the list of columns of " + scan.column().table()
                        + "; templates that are not in the repository put it into their statements"));
    }

    private static int line(TemplateGroup.Template part, String token) {
        OptionalInt at = token.equals("*") ? OptionalInt.empty() : Tokens.find(part.body(), token);
        return part.file().lineAt(part.offset() + at.orElse(0));
    }
}
