package dev.cofferdam.scan.styles.kotlin;

import dev.cofferdam.domain.Access;
import dev.cofferdam.domain.Confidence;
import dev.cofferdam.domain.Style;
import dev.cofferdam.scan.hits.Hit;
import dev.cofferdam.scan.hits.Hit.Spot;
import dev.cofferdam.scan.hits.Scan;
import dev.cofferdam.scan.styles.kotlin.KotlinType.Property;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Exposed's and Ktorm's tables, which are objects of the code: {@code object Owners : Table("owners") \{ val phone = varchar("telephone", 20) }},
 * and the entities that are laid over them.
 */
final class ExposedFinder {

    private static final Pattern NAMED = Pattern.compile(
            "\\bTable\\w*\\s*(?:<[^()]*>)?\\s*\\(\\s*(?:name\\s*=\\s*|tableName\\s*=\\s*)?\"([^\"]+)\"");
    private static final Pattern ANY_TABLE = Pattern.compile("\\w*Table\\b");
    private static final Pattern TABLE_NAME =
            Pattern.compile("tableName\\s*(?::\\s*String\\s*)?(?:=|get\\(\\)\\s*=)\\s*\"([^\"]+)\"");
    private static final Pattern COLUMN = Pattern.compile(
            "=\\s*(?:\\w+\\.)?\\w+\\s*(?:<[^()]*>)?\\s*\\(\\s*(?:[^()\"]*?\\bname\\s*=\\s*)?\"([^\"]+)\"");
    private static final Pattern BOUND = Pattern.compile("bindTo\\s*\\{\\s*it\\.(\\w+)");
    private static final String WHOLE = "(?:selectAll\\s*\\(|select\\s*\\{|selectBatched|fetchBatchedResults)";

    private final Scan scan;
    private final KotlinTypes types;
    private final KotlinExpressions expressions;
    private final KotlinMapping mapping;
    private final ExposedScopes scopes;

    ExposedFinder(Scan scan, KotlinTypes types, KotlinExpressions expressions, KotlinMapping mapping) {
        this.scan = scan;
        this.types = types;
        this.expressions = expressions;
        this.mapping = mapping;
        scopes = new ExposedScopes(expressions);
    }

    /** Objects that stand for the table. */
    List<KotlinType> tables() {
        return types.all().stream().filter(this::isTable).toList();
    }

    private boolean isTable(KotlinType type) {
        boolean below = types.levels(type).stream()
                .flatMap(level -> level.supertypes().stream())
                .anyMatch(name -> ANY_TABLE.matcher(name).matches());
        return (type.kind().equals("object") || type.kind().equals("class"))
                && below
                && nameOf(type).equalsIgnoreCase(scan.column().table().name());
    }

    /** As written; else the object's name without {@code Table}, as Exposed makes it. A schema before the name is left out. */
    private static String nameOf(KotlinType type) {
        Matcher named = NAMED.matcher(type.head());
        Matcher held = TABLE_NAME.matcher(type.source().text().substring(type.body(), type.end()));
        Matcher first =
                Pattern.compile(":\\s*\\w+\\s*(?:<[^()]*>)?\\(\\s*\"([^\"]+)\"").matcher(type.head());
        String name = named.find()
                ? named.group(1)
                : held.find()
                        ? held.group(1)
                        : first.find() ? first.group(1) : type.name().replaceFirst("(?<=.)Table$", "");
        return name.substring(name.lastIndexOf('.') + 1).replace("\"", "");
    }

    /** The entities of the tables become targets; uses of the tables' own properties are kept. */
    void find() {
        for (KotlinType table : tables()) {
            Optional<Property> column = columnOf(table);
            column.ifPresent(property -> {
                addMapping(table, property);
                bindEntities(table, property);
            });
            types.sources().stream()
                    .filter(source -> source.file().mentions(table.name()))
                    .forEach(source -> scan.tree()
                            .faults()
                            .guard(
                                    this,
                                    source.file().path(),
                                    () -> findIn(source, table, column.map(Property::name))));
        }
    }

    private Optional<Property> columnOf(KotlinType table) {
        return types.levels(table).stream()
                .flatMap(level -> level.properties().stream())
                .filter(each -> {
                    Matcher named = COLUMN.matcher(each.rest());
                    return named.lookingAt() || named.find()
                            ? named.group(1).equalsIgnoreCase(scan.column().column())
                            : false;
                })
                .findFirst();
    }

    private void addMapping(KotlinType table, Property property) {
        KotlinSource source = types.levels(table).stream()
                .filter(level -> level.properties().contains(property))
                .findFirst()
                .orElse(table)
                .source();
        scan.add(new Hit(
                new Spot(
                        source.file().path(),
                        source.file().lineAt(property.offset()),
                        Optional.of(table.fullName()),
                        Optional.of(property.name())),
                Access.MAPPING,
                Style.MAPPING,
                Confidence.LIKELY,
                scan.column().column(),
                "`" + table.name() + "." + property.name() + "` is " + scan.column()
                        + " for Exposed or Ktorm; Kotlin, read by its words"));
    }

    /** {@code var phone by Owners.phone} of an entity, {@code bindTo \{ it.phone }} of Ktorm, and what an entity's companion answers with. */
    private void bindEntities(KotlinType table, Property property) {
        Matcher bound = BOUND.matcher(property.rest());
        if (bound.find()) {
            String name = bound.group(1);
            table.supertypes().stream()
                    .flatMap(each -> types.named(each).stream())
                    .filter(each -> each.property(name).isPresent())
                    .forEach(each -> mapping.addTarget(each, name));
        }
        Pattern delegate = Pattern.compile(
                "(?s)\\s*by\\s+" + Pattern.quote(table.name()) + "\\." + Pattern.quote(property.name()) + "\\b.*");
        for (KotlinType entity : types.all()) {
            entity.properties().stream()
                    .filter(each -> delegate.matcher(each.rest()).matches())
                    .forEach(each -> mapping.addTarget(entity, each.name()));
        }
    }

    /** An entity's companion names the table: what it loads and makes are such entities. */
    void bindCompanions() {
        for (KotlinType type : types.all()) {
            boolean companion = type.kind().equals("object")
                    && type.supertypes().stream().anyMatch(name -> name.endsWith("EntityClass"));
            if (companion) {
                type.supertypes().stream()
                        .filter(name -> types.named(name).isPresent())
                        .findFirst()
                        .ifPresent(entity -> expressions.inherits(entity, entity));
            }
        }
    }

    private void findIn(KotlinSource source, KotlinType table, Optional<String> property) {
        property.ifPresent(name -> {
            findQualified(source, table, name);
            findBare(source, table, name);
        });
        Matcher whole = Pattern.compile("\\b" + table.name()
                        + "\\s*(?:\\.\\s*(?:join|innerJoin|leftJoin|rightJoin|fullJoin|crossJoin)\\s*\\([^{}]*?\\)\\s*)*\\.\\s*"
                        + WHOLE)
                .matcher(source.code());
        while (whole.find()) {
            addWhole(source, whole.start(), table, table.name());
        }
        findWholeInScope(source, table);
    }

    /** {@code with(Owners) { selectAll() }}: a bare call in the table's scope. */
    private void findWholeInScope(KotlinSource source, KotlinType table) {
        Matcher bare = Pattern.compile("(?<![\\w.])(selectAll)\\s*\\(").matcher(source.code());
        while (bare.find()) {
            int before = Brackets.backBlank(source.code(), bare.start());
            boolean alone = before == 0 || source.code().charAt(before - 1) != '.';
            if (alone
                    && expressions
                            .scope(source, bare.start())
                            .filter(table.name()::equals)
                            .isPresent()) {
                addWhole(source, bare.start(), table, "selectAll");
            }
        }
    }

    private void addWhole(KotlinSource source, int offset, KotlinType table, String token) {
        scan.add(new Hit(
                source.spot(offset),
                Access.READ,
                Style.STAR,
                Confidence.LIKELY,
                token,
                "it selects every column of `" + table.name() + "`; Kotlin, read by its words"));
    }

    private void findQualified(KotlinSource source, KotlinType table, String property) {
        Matcher use = Pattern.compile("\\b" + table.name() + "\\s*\\.\\s*(" + Pattern.quote(property) + ")(?!\\w)")
                .matcher(source.code());
        while (use.find()) {
            String before = source.code().substring(Math.max(0, use.start() - 12), use.start());
            boolean imported = source.code()
                    .substring(source.code().lastIndexOf('\n', use.start()) + 1, use.start())
                    .stripLeading()
                    .startsWith("import");
            if (imported) {
                continue;
            }
            boolean delegate = before.matches("(?s).*\\bby\\s+");
            add(
                    source,
                    use.start(1),
                    delegate ? Access.MAPPING : access(source.code(), use.start(), use.end()),
                    table,
                    property);
        }
    }

    /** {@code it[phone] = x} where the table is in scope, {@code row[phone]} in the object itself, and imported names. */
    private void findBare(KotlinSource source, KotlinType table, String property) {
        boolean imported = Pattern.compile(
                        "import\\s+[\\w.]+\\." + table.name() + "\\.(?:\\*|" + Pattern.quote(property) + "\\b)")
                .matcher(source.code())
                .find();
        Matcher use = Pattern.compile("(?<![\\w.])(?:this\\.)?(" + Pattern.quote(property) + ")(?!\\w)")
                .matcher(source.code());
        while (use.find()) {
            boolean inside = table.source() == source && use.start() > table.body() && use.end() < table.end()
                    || isExtension(source, use.start(), table.name());
            boolean declared = source.code()
                    .substring(Math.max(0, use.start() - 40), use.start())
                    .matches("(?s).*\\b(?:val|var|fun|import)\\s+(?:[\\w.]+\\.)?");
            boolean index = use.start() > 0 && source.code().charAt(use.start() - 1) == '[';
            boolean argument = access(source.code(), use.start(), use.end()) == Access.WRITE && !index
                    || source.code().startsWith(":", Brackets.skipBlank(source.code(), use.end()));
            boolean scoped = scopes.isInScope(source, use.start(1), property, table);
            if (!declared && !argument && (inside || imported || scoped)) {
                add(source, use.start(), access(source.code(), use.start(), use.end()), table, property);
            }
        }
    }

    /** {@code fun Owners.toOwner(row: ResultRow) = Owner(row[phone])}. */
    private static boolean isExtension(KotlinSource source, int offset, String table) {
        return source.functionAt(offset)
                .flatMap(function -> KotlinTypes.core(function.receiver()))
                .filter(table::equals)
                .isPresent();
    }

    /** {@code it[Owners.phone] = x} writes, as {@code set(Owners.phone, x)} does. */
    private static Access access(String code, int start, int end) {
        int next = Brackets.skipBlank(code, end);
        if (next < code.length() && code.charAt(next) == ']') {
            next = Brackets.skipBlank(code, next + 1);
        }
        boolean assigned = code.startsWith("=", next) && !code.startsWith("==", next);
        int open = Brackets.around(code, start);
        boolean set = open > 0
                && code.charAt(open) == '('
                && Set.of("set").contains(code.substring(Brackets.startOfName(code, open), open))
                && code.substring(open + 1, start).isBlank();
        return assigned || set ? Access.WRITE : Access.READ;
    }

    private void add(KotlinSource source, int offset, Access access, KotlinType table, String property) {
        Style style = access == Access.MAPPING ? Style.MAPPING : Style.GENERATED;
        String reason = "`" + table.name() + "." + property + "` is the column";
        scan.add(source.hit(offset, access, style, property, reason));
    }
}
