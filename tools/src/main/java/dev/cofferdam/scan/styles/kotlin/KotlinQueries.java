package dev.cofferdam.scan.styles.kotlin;

import dev.cofferdam.domain.Access;
import dev.cofferdam.domain.Style;
import dev.cofferdam.scan.hits.Scan;
import dev.cofferdam.scan.styles.kotlin.KotlinType.Function;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Queries in strings of Kotlin's code, names of properties in strings that sort or stand in criteria, and what an entity manager does:
 * {@code em.createQuery("..")}, {@code Sort.by("telephone")}, {@code root.get<String>("telephone")}, {@code em.find(Owner::class.java, id)}.
 */
final class KotlinQueries {

    private static final Pattern STRING =
            Pattern.compile("\"\"\"(.*?)\"\"\"|\"((?:[^\"\\\\\\n]++|\\\\.)*+)\"", Pattern.DOTALL);
    private static final Pattern QUERY = Pattern.compile("(?is)\\s*(?:select|from|update|delete)\\b.*");
    private static final Pattern SORTS = Pattern.compile("(?s).*\\b(?:Sort|Order|PageRequest|JpaSort)\\b[\\w.\\s]*");
    private static final Set<String> PATHS = Set.of("get", "join", "fetch");

    private final Scan scan;
    private final KotlinTypes types;
    private final KotlinExpressions expressions;
    private final KotlinMapping mapping;
    private final KotlinJpql jpql;

    KotlinQueries(Scan scan, KotlinTypes types, KotlinExpressions expressions, KotlinMapping mapping) {
        this.scan = scan;
        this.types = types;
        this.expressions = expressions;
        this.mapping = mapping;
        jpql = new KotlinJpql(types, mapping);
    }

    void find() {
        if (mapping.entities().isEmpty()) {
            return;
        }
        for (KotlinSource source : types.sources()) {
            scan.tree().faults().guard(this, source.file().path(), () -> findIn(source));
        }
    }

    private void findIn(KotlinSource source) {
        findStrings(source);
        if (source.file().mentionsAny(mapping.entities())) {
            findLoads(source);
        }
        findGenerated(source);
    }

    private void findStrings(KotlinSource source) {
        Matcher string = STRING.matcher(source.text());
        while (string.find()) {
            int group = string.group(1) == null ? 2 : 1;
            String text = string.group(group);
            if (QUERY.matcher(text).matches()) {
                judgeQuery(source, string.start(), string.start(group), text);
            } else if (mapping.targets().containsKey(text)) {
                judgeName(source, string.start(), text);
            }
        }
    }

    /** A repository's own queries are read with its methods, and what is sent as it stands is SQL. */
    private void judgeQuery(KotlinSource source, int offset, int start, String query) {
        String callee = callee(source, offset);
        boolean repository =
                source.typeAt(offset).filter(KotlinMapping::isRepository).isPresent();
        boolean sent = callee.startsWith("createNative") || callee.equals("Query");
        boolean asked = callee.matches("create\\w*Query|NamedQuery|query");
        boolean tableToo =
                mapping.entities().stream().anyMatch(scan.column().table().name()::equalsIgnoreCase);
        if (repository || sent || tableToo && !asked) {
            return;
        }
        for (KotlinJpql.Use use : jpql.uses(query, "")) {
            add(source, start + use.offset(), use.access(), Style.JPQL, use.property(), "its query names the property");
        }
        jpql.whole(query, "")
                .ifPresent(at -> add(
                        source,
                        start + at,
                        Access.READ,
                        Style.ENTITY_READ,
                        query.substring(at).replaceAll("(?s)\\W.*", ""),
                        "its query selects whole entities"));
    }

    private void judgeName(KotlinSource source, int offset, String property) {
        Set<String> on = mapping.targets().getOrDefault(property, Set.of());
        String code = source.code();
        int open = Brackets.around(code, offset);
        String callee = callee(source, offset);
        int dot = open < 0 ? -1 : dotBefore(code, open);
        if (PATHS.contains(callee) && dot > 0) {
            if (pathType(source, dot).filter(on::contains).isPresent()) {
                add(source, offset, Access.READ, Style.CRITERIA, property, "a criteria path of the entity");
            }
        } else if (open >= 0 && SORTS.matcher(head(code, open)).matches() && isSortOf(source, open, on)) {
            add(
                    source,
                    offset,
                    Access.READ,
                    Style.CRITERIA,
                    property,
                    "a sort by the property, handed to its repository");
        }
    }

    /** What stands before a bracket, in its own statement. */
    private static String head(String code, int open) {
        int line = Math.max(code.lastIndexOf('\n', open), code.lastIndexOf('(', Math.max(0, open - 1)));
        return code.substring(Math.max(0, line + 1), open);
    }

    /** A call around it is on a repository of the entity; else all repositories that the function calls are. */
    private boolean isSortOf(KotlinSource source, int bracket, Set<String> on) {
        String code = source.code();
        for (int open = Brackets.around(code, bracket); open >= 0; open = Brackets.around(code, open)) {
            int dot = code.charAt(open) == '(' ? dotBefore(code, open) : -1;
            Optional<String> entity = dot > 0 ? managed(source, dot) : Optional.empty();
            if (entity.isPresent()) {
                return on.contains(entity.get());
            }
        }
        Optional<Function> function = source.functionAt(bracket);
        boolean any = false;
        Matcher call = Pattern.compile("\\b\\w+\\s*\\.\\s*find\\w*\\s*\\(").matcher(code);
        while (function.isPresent() && call.find()) {
            if (call.start() >= function.get().start()
                    && call.end() <= function.get().end()) {
                Optional<String> entity = managed(source, code.indexOf('.', call.start()));
                if (entity.isPresent() && !on.contains(entity.get())) {
                    return false;
                }
                any |= entity.isPresent();
            }
        }
        return any;
    }

    private Optional<String> managed(KotlinSource source, int dot) {
        return expressions
                .endingAt(source, dot)
                .flatMap(types::named)
                .filter(KotlinMapping::isRepository)
                .map(KotlinRepositories::entityOf);
    }

    /** The entity that a path of criteria is at before a dot. */
    private Optional<String> pathType(KotlinSource source, int dot) {
        String code = source.code();
        String before = code.substring(Math.max(0, dot - 200), dot);
        Matcher typed = Pattern.compile(
                        "(?s).*\\.\\s*(?:get|join|fetch)\\s*<(?:[^<>]*,)?\\s*(\\w+)\\??\\s*>\\s*\\([^()]*\\)\\s*")
                .matcher(before);
        if (typed.matches()) {
            return Optional.of(typed.group(1));
        }
        int end = Brackets.backBlank(code, dot);
        return rootType(source, code.substring(Brackets.startOfName(code, end), end), end);
    }

    /** {@code q.from(Owner::class.java)}, {@code root: Root<Owner>}, {@code Specification<Owner> { root, _, cb -> .. }}. */
    private static Optional<String> rootType(KotlinSource source, String name, int offset) {
        String code = source.code();
        int from = source.functionAt(offset).map(Function::start).orElse(0);
        String quoted = Pattern.quote(name);
        Matcher declared = Pattern.compile(
                        "\\b(?:val|var)\\s+" + quoted + "\\b[^\\n]*?\\bfrom\\s*\\(\\s*(\\w+)::class|\\b" + quoted
                                + "\\s*:\\s*(?:Root|Path|From|Join)<(?:[^<>]*,)?\\s*(\\w+)\\??\\s*>")
                .matcher(code)
                .region(from, offset);
        Optional<String> found = Optional.empty();
        while (declared.find()) {
            found = Optional.of(declared.group(1) == null ? declared.group(2) : declared.group(1));
        }
        for (int open = Brackets.around(code, offset);
                found.isEmpty() && open >= 0;
                open = Brackets.around(code, open)) {
            found = Pattern.compile("\\{\\s*" + quoted + "\\s*,")
                            .matcher(code)
                            .region(open, offset)
                            .lookingAt()
                    ? ofLambda(source, open)
                    : Optional.empty();
        }
        return found;
    }

    private static Optional<String> ofLambda(KotlinSource source, int brace) {
        String before = source.code().substring(Math.max(0, brace - 80), brace);
        Matcher own = Pattern.compile("(?s).*\\b(?:Specification|where)\\s*<\\s*(\\w+)\\s*>\\s*\\(?\\s*")
                .matcher(before);
        if (own.matches()) {
            return Optional.of(own.group(1));
        }
        boolean plain = before.matches("(?s).*(?:\\bSpecification|=)\\s*");
        Matcher answer = Pattern.compile("Specification\\s*<\\s*(\\w+)\\s*>\\??")
                .matcher(source.functionAt(brace).map(Function::type).orElse(""));
        return plain && answer.matches() ? Optional.of(answer.group(1)) : Optional.empty();
    }

    /** Names of the static metamodel, which stand for the property wherever they are. */
    private void findGenerated(KotlinSource source) {
        mapping.targets().forEach((property, on) -> {
            String constant = property.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toUpperCase(Locale.ROOT);
            Matcher use = Pattern.compile("\\b(" + String.join("|", on) + ")_\\s*\\.\\s*(" + Pattern.quote(property)
                            + "|" + constant + ")\\b")
                    .matcher(source.code());
            while (use.find()) {
                boolean imported = source.code()
                        .substring(source.code().lastIndexOf('\n', use.start()) + 1, use.start())
                        .stripLeading()
                        .startsWith("import");
                if (!imported) {
                    add(
                            source,
                            use.start(2),
                            Access.READ,
                            Style.CRITERIA,
                            use.group(2),
                            "the static metamodel's name of the property");
                }
            }
        });
    }

    private void findLoads(KotlinSource source) {
        Matcher load = Pattern.compile(
                        "\\.\\s*(find|getReference)\\s*\\(\\s*(" + String.join("|", mapping.entities()) + ")::class")
                .matcher(source.code());
        while (load.find()) {
            if (load.group(1).equals("find")) {
                add(
                        source,
                        load.start(1),
                        Access.READ,
                        Style.ENTITY_READ,
                        load.group(2),
                        "it loads a whole `" + load.group(2) + "`");
            }
        }
        Matcher write = Pattern.compile("\\.\\s*(persist|merge)\\s*\\((?=\\s*\\w+\\s*\\))")
                .matcher(source.code());
        while (write.find()) {
            int close = Brackets.closing(source.code(), write.end() - 1);
            Optional<String> type = expressions.endingAt(source, close).filter(mapping.entities()::contains);
            type.ifPresent(entity -> add(
                    source,
                    write.start(1),
                    Access.WRITE,
                    Style.ENTITY_WRITE,
                    write.group(1),
                    "it writes a whole `" + entity + "`"));
        }
    }

    /** The name of the call, or the annotation, in whose brackets an offset is. */
    private static String callee(KotlinSource source, int offset) {
        String code = source.code();
        int open = Brackets.around(code, offset);
        if (open < 0 || code.charAt(open) != '(') {
            return "";
        }
        int end = withoutGenerics(code, Brackets.backBlank(code, open));
        return code.substring(Brackets.startOfName(code, end), end);
    }

    private static int withoutGenerics(String code, int end) {
        if (end == 0 || code.charAt(end - 1) != '>') {
            return end;
        }
        int open = code.lastIndexOf('<', end);
        return open < 0 ? end : Brackets.backBlank(code, open);
    }

    /** Where the dot before a called name is; -1 when the name stands alone. */
    private static int dotBefore(String code, int open) {
        int end = withoutGenerics(code, Brackets.backBlank(code, open));
        int before = Brackets.backBlank(code, Brackets.startOfName(code, end));
        return before > 0 && code.charAt(before - 1) == '.' ? before - 1 : -1;
    }

    private void add(KotlinSource source, int offset, Access access, Style style, String token, String reason) {
        scan.add(source.hit(offset, access, style, token, reason));
    }
}
