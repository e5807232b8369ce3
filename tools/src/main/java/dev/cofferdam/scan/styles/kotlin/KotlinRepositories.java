package dev.cofferdam.scan.styles.kotlin;

import dev.cofferdam.domain.Access;
import dev.cofferdam.domain.Confidence;
import dev.cofferdam.domain.Style;
import dev.cofferdam.scan.hits.Hit;
import dev.cofferdam.scan.hits.Hit.Spot;
import dev.cofferdam.scan.hits.Scan;
import dev.cofferdam.scan.statements.SqlReading;
import dev.cofferdam.scan.styles.kotlin.KotlinType.Function;
import dev.cofferdam.scan.types.Repositories;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Spring Data repositories in Kotlin: derived queries, queries in strings, raw or not, and the inherited methods that are called. */
final class KotlinRepositories {

    private static final Pattern DERIVED =
            Pattern.compile("(find|get|read|query|search|stream|count|exists|delete|remove)\\w*By(\\w*)");
    private static final Pattern STRING =
            Pattern.compile("\"\"\"(.*?)\"\"\"|\"((?:[^\"\\\\\\n]++|\\\\.)*+)\"", Pattern.DOTALL);
    private static final Set<String> SCALARS =
            Set.of("Int", "Long", "Boolean", "String", "Short", "Double", "BigDecimal", "UUID", "Unit", "Number");

    private final Scan scan;
    private final KotlinTypes types;
    private final KotlinExpressions expressions;
    private final KotlinMapping mapping;
    private final KotlinJpql jpql;
    private final SqlReading reading;

    KotlinRepositories(Scan scan, KotlinTypes types, KotlinExpressions expressions, KotlinMapping mapping) {
        this.scan = scan;
        this.types = types;
        this.expressions = expressions;
        this.mapping = mapping;
        jpql = new KotlinJpql(types, mapping);
        reading = new SqlReading(scan.column(), scan.schema());
    }

    void find() {
        for (KotlinType repository : types.all()) {
            if (KotlinMapping.isRepository(repository)) {
                scan.tree().faults().guard(this, repository.source().file().path(), () -> findIn(repository));
            }
        }
    }

    private void findIn(KotlinType repository) {
        String entity = entityOf(repository);
        repository.source().functions().stream()
                .filter(each -> each.owner().filter(repository::equals).isPresent())
                .forEach(each -> judge(repository, entity, each));
        if (mapping.entities().contains(entity)) {
            findInherited(repository, entity);
        }
    }

    /** The type argument that is an entity; the library's own name comes first. */
    static String entityOf(KotlinType repository) {
        List<String> names = repository.supertypes();
        for (int at = 0; at + 1 < names.size(); at++) {
            if (names.get(at).endsWith("Repository") || names.get(at).endsWith("Executor")) {
                return names.get(at + 1);
            }
        }
        return "";
    }

    private void judge(KotlinType repository, String entity, Function method) {
        Matcher query = Pattern.compile("@(?:\\w+\\.)?Query\\s*\\(").matcher(method.annotations());
        if (query.find()) {
            Matcher string = STRING.matcher(method.annotations());
            if (string.find(query.end())) {
                boolean raw = string.group(1) != null;
                judgeQuery(repository, method, string.group(raw ? 1 : 2), method.start() + string.start(raw ? 1 : 2));
            }
            return;
        }
        Matcher derived = DERIVED.matcher(method.name());
        boolean named = derived.matches()
                && mapping.pathsFrom(entity).stream().anyMatch(path -> Pattern.compile(path + "(?![a-z])")
                        .matcher(derived.group(2))
                        .find());
        if (named) {
            add(repository, method, Access.READ, Style.DERIVED_QUERY, "its name names the property");
        } else if (mapping.entities().contains(entity)) {
            judgeWhole(repository, entity, method);
        }
    }

    private void judgeWhole(KotlinType repository, String entity, Function method) {
        String name = method.name();
        boolean writes = name.matches("save\\w*|insert\\w*|update\\w*");
        boolean reads = name.matches("(find|get|read|query|search|stream|delete|remove)\\w*");
        Optional<String> answer = KotlinTypes.core(method.type()).filter(type -> !type.equals(entity));
        boolean narrow = answer.filter(SCALARS::contains).isPresent() && !name.matches("(delete|remove)\\w*")
                || answer.flatMap(types::named)
                        .filter(view -> mapping.targets().keySet().stream()
                                .noneMatch(each -> view.property(each).isPresent()))
                        .filter(view -> !mapping.entities().contains(view.name()))
                        .isPresent();
        if (writes) {
            add(repository, method, Access.WRITE, Style.ENTITY_WRITE, "it writes whole `" + entity + "`s");
        } else if (reads && !narrow) {
            add(repository, method, Access.READ, Style.ENTITY_READ, "it loads whole `" + entity + "`s");
        }
    }

    private void judgeQuery(KotlinType repository, Function method, String query, int start) {
        boolean sql = method.annotations().matches("(?s).*nativeQuery\\s*=\\s*true.*") || isRelational(repository);
        if (sql) {
            for (SqlReading.Use use : reading.read(query)) {
                Style style = use.star() ? Style.STAR : Style.NATIVE_QUERY;
                add(repository, method, use.access(), style, use.reason());
            }
            return;
        }
        for (KotlinJpql.Use use : jpql.uses(query, entityOf(repository))) {
            add(
                    repository,
                    method,
                    start + use.offset(),
                    use.access(),
                    Style.JPQL,
                    use.property(),
                    "its query names the property");
        }
        if (jpql.whole(query, entityOf(repository)).isPresent()) {
            add(repository, method, Access.READ, Style.ENTITY_READ, "its query selects whole entities");
        }
    }

    private boolean isRelational(KotlinType repository) {
        return repository.source().text().contains("data.jdbc.")
                || repository.source().text().contains("data.r2dbc.");
    }

    /** Counted where project code calls them; the usage stands at the repository. */
    private void findInherited(KotlinType repository, String entity) {
        Pattern call = Pattern.compile("\\.(" + String.join("|", Repositories.INHERITED) + ")\\b\\s*[({]");
        for (KotlinSource source : types.sources()) {
            if (!source.file().mentions(repository.name())) {
                continue;
            }
            Matcher matcher = call.matcher(source.code());
            while (matcher.find()) {
                String method = matcher.group(1);
                boolean declared = types.declares(repository, method);
                boolean on = expressions
                        .endingAt(source, matcher.start())
                        .filter(repository.name()::equals)
                        .isPresent();
                if (on && !declared) {
                    addInherited(repository, entity, source, matcher.start(1), method);
                }
            }
        }
    }

    private void addInherited(KotlinType repository, String entity, KotlinSource source, int offset, String method) {
        boolean writes = Repositories.writesWholeEntities(method);
        Spot caller = source.spot(offset);
        Spot spot = source.file().isTest()
                ? caller
                : new Spot(
                        repository.source().file().path(),
                        repository.source().file().lineAt(repository.start()),
                        Optional.of(repository.fullName()),
                        Optional.of(method));
        scan.add(new Hit(
                spot,
                writes ? Access.WRITE : Access.READ,
                writes ? Style.ENTITY_WRITE : Style.ENTITY_READ,
                Confidence.LIKELY,
                source.file().isTest() ? method : repository.name(),
                "`" + method + "` of the repository of `" + entity + "`, inherited, called by "
                        + caller.className()
                                .map(name -> name.substring(name.lastIndexOf('.') + 1))
                                .orElse(caller.path())
                        + "; Kotlin, read by its words"));
    }

    private void add(KotlinType repository, Function method, Access access, Style style, String reason) {
        add(repository, method, method.offset(), access, style, method.name(), reason);
    }

    /** The member is the method, also where the word stands in an annotation before it. */
    private void add(
            KotlinType repository,
            Function method,
            int offset,
            Access access,
            Style style,
            String token,
            String reason) {
        scan.add(new Hit(
                new Spot(
                        repository.source().file().path(),
                        repository.source().file().lineAt(offset),
                        Optional.of(repository.fullName()),
                        Optional.of(method.name())),
                access,
                style,
                Confidence.LIKELY,
                token,
                reason + "; a repository in Kotlin, read by its words"));
    }
}
