package dev.cofferdam.scan.styles.mybatis;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.SuperExpr;
import com.github.javaparser.ast.expr.ThisExpr;
import dev.cofferdam.domain.Access;
import dev.cofferdam.domain.Confidence;
import dev.cofferdam.domain.Style;
import dev.cofferdam.scan.files.SourceFile;
import dev.cofferdam.scan.hits.Hit;
import dev.cofferdam.scan.hits.Hit.Spot;
import dev.cofferdam.scan.hits.Scan;
import dev.cofferdam.scan.hits.StyleFinder;
import dev.cofferdam.scan.java.Accessors;
import dev.cofferdam.scan.java.ConstantNames;
import dev.cofferdam.scan.java.Enclosing;
import dev.cofferdam.scan.java.JavaReader;
import dev.cofferdam.scan.mapping.Entities;
import dev.cofferdam.scan.skeleton.TypeFact;
import dev.cofferdam.scan.styles.mybatis.PlusSettings.FieldSettings;
import dev.cofferdam.scan.types.ExpressionTypes;
import dev.cofferdam.scan.types.PlusCalls;
import dev.cofferdam.scan.types.Repositories;
import dev.cofferdam.scan.types.Typed;
import dev.cofferdam.scan.words.Tokens;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** MyBatis-Plus: inherited methods of mappers and services, and what {@link PlusWrappers} finds in their arguments. */
public final class PlusFinder implements StyleFinder {

    private static final Set<String> READS = Set.of(
            "selectById",
            "selectOne",
            "selectList",
            "selectBatchIds",
            "selectByIds",
            "selectByMap",
            "selectPage",
            "selectMaps",
            "selectMapsPage",
            "getById",
            "getOne",
            "getOneOpt",
            "getOptById",
            "getMap",
            "list",
            "listByIds",
            "listByMap",
            "listMaps",
            "page",
            "pageMaps");
    private static final Set<String> WRITES = Set.of(
            "insert",
            "updateById",
            "update",
            "insertOrUpdate",
            "save",
            "saveBatch",
            "saveOrUpdate",
            "saveOrUpdateBatch",
            "updateBatchById");
    /** With a logical delete these write its column; without one they name no column but the key. */
    private static final Set<String> DELETES = Set.of(
            "deleteById",
            "deleteBatchIds",
            "deleteByIds",
            "deleteByMap",
            "delete",
            "removeById",
            "removeByIds",
            "removeByMap",
            "remove",
            "removeBatchByIds");

    /** With a logical delete these ask for the rows that are there; without one they name no column. */
    private static final Set<String> COUNTS = Set.of("selectCount", "count", "exists");

    /** What begins a chain on a service or mapper that a file need not import the library for. */
    private static final Set<String> CHAINS =
            Set.of("query", "lambdaQuery", "update", "lambdaUpdate", "selectByMap", "listByMap");

    /** What a chain ends in, besides counts. */
    private static final Set<String> ENDS = Set.of("list", "one", "oneOpt", "page", "remove", "update");

    private final Scan scan;
    private final List<Entities.Mapping> mappings;
    private final Set<String> entities = new TreeSet<>();
    private final Set<String> properties = new LinkedHashSet<>();
    private final Set<String> interfaces = new TreeSet<>();
    private final Map<String, List<Call>> calls = new TreeMap<>();
    private final List<SourceFile> calling;
    private final List<SourceFile> wrapping;
    private final PlusWrappers wrappers;
    private final PlusSettings settings;

    public PlusFinder(Scan scan) {
        this.scan = scan;
        Set<TypeFact> mapped = new HashSet<>();
        scan.repositories().mappers().forEach(each -> mapped.add(each.entityType()));
        mappings = scan.entities().mappings(scan.column()).stream()
                .filter(each -> mapped.contains(each.entity().type())
                        || each.entity().type().has("TableName"))
                .toList();
        wrappers = new PlusWrappers(scan, mappings);
        settings = PlusSettings.of(scan.tree());
        Set<String> mappers = new TreeSet<>();
        for (Entities.Mapping mapping : mappings) {
            entities.add(mapping.entity().type().simpleName());
            properties.add(mapping.property().name());
            scan.repositories().mappers().stream()
                    .filter(each -> scan.index()
                            .isSame(each.entityType(), mapping.entity().type()))
                    .forEach(each -> mappers.add(each.type().simpleName()));
        }
        scan.index().below(Set.of("BaseMapper", "MPJBaseMapper")).forEach(each -> interfaces.add(each.name()));
        Set<String> inherited = new TreeSet<>(READS);
        inherited.addAll(WRITES);
        inherited.addAll(DELETES);
        inherited.addAll(COUNTS);
        inherited.addAll(ENDS);
        calling = mappings.isEmpty()
                ? List.of()
                : scan.index().mentioning(mappers).stream()
                        .filter(file -> file.mentionsAny(inherited))
                        .toList();
        scan.index().want(calling, inherited);
        Set<String> names = new TreeSet<>(Tokens.quoted(Set.of(scan.column().column())));
        properties.forEach(each -> names.addAll(Accessors.of(each).keySet()));
        properties.forEach(each -> names.add("\"" + each));
        names.addAll(PlusWrappers.open());
        names.addAll(ConstantNames.of(Set.of(scan.column().column()), scan.index()));
        wrapping = mappings.isEmpty()
                ? List.of()
                : scan.index().mentioning(names).stream()
                        .filter(file -> (file.mentionsAny(entities) || file.mentionsAny(mappers))
                                        && (file.mentions("baomidou") || file.mentionsAny(CHAINS))
                                || file.mentionsAny(PlusWrappers.FILLS))
                        .toList();
        scan.index().want(wrapping, names);
    }

    /** Whether a literal is handed to a wrapper, which says for which entity it is. */
    public static boolean isInWrapper(Node literal, ExpressionTypes types) {
        return PlusWrappers.isInWrapper(literal, types);
    }

    @Override
    public void find() {
        calling.forEach(scan.fenced(this, file -> scan.index().walk(file, MethodCallExpr.class, this::findCall)));
        calls.values().forEach(this::addCalls);
        wrapping.forEach(scan.fenced(this, file -> scan.index().walk(file, MethodCallExpr.class, wrappers::find)));
    }

    private void findCall(MethodCallExpr call) {
        String name = call.getNameAsString();
        Optional<TypeFact> context = scan.types().context(call);
        if (context.isEmpty()
                || Stream.of(READS, WRITES, DELETES, COUNTS, ENDS).noneMatch(names -> names.contains(name))) {
            return;
        }
        Optional<Typed> chain = call.getScope().flatMap(scan.types()::of).filter(PlusCalls::isChain);
        if (chain.isPresent()) {
            chain.get()
                    .element()
                    .flatMap(Typed::fact)
                    .flatMap(this::mappingOf)
                    .ifPresent(mapping -> addChain(call, mapping));
            return;
        }
        Optional<Repositories.Repository> mapper =
                receiver(call, context.get(), scan.types()).flatMap(scan.repositories()::mapper);
        mapper.flatMap(each -> mappingOf(each.entityType()))
                .ifPresent(mapping -> addCall(call, mapper.orElseThrow(), mapping));
    }

    private Optional<Entities.Mapping> mappingOf(TypeFact entity) {
        return mappings.stream()
                .filter(mapping -> scan.index().isSame(mapping.entity().type(), entity))
                .findFirst();
    }

    /** A call without receiver, on {@code baseMapper} or on the chain's type is the service's own. */
    static Optional<TypeFact> receiver(MethodCallExpr call, TypeFact context, ExpressionTypes types) {
        Optional<Expression> scope = call.getScope();
        boolean own = scope.isEmpty()
                || scope.get() instanceof ThisExpr
                || scope.get() instanceof SuperExpr
                || scope.get().toString().matches("(this\\.)?baseMapper|(this\\.)?getBaseMapper\\(\\)");
        boolean declared = own
                && context.methods().stream()
                        .anyMatch(method -> method.name().equals(call.getNameAsString()) && scope.isEmpty());
        return declared
                ? Optional.empty()
                : own ? Optional.of(context) : types.of(scope.get()).flatMap(Typed::fact);
    }

    private void addCall(MethodCallExpr call, Repositories.Repository mapper, Entities.Mapping mapping) {
        String name = call.getNameAsString();
        Optional<Deed> deed = deed(name, mapping).filter(each -> !each.access().writes() || !hasNoEntity(call));
        if (deed.isEmpty()) {
            return;
        }
        TypeFact context = scan.types().context(call).orElseThrow();
        Hit hit = hit(call, deed.get(), "; inherited by `" + mapper.type().simpleName() + "`");
        calls.computeIfAbsent(mapper.type().name() + "#" + name + mapper.type().path(), key -> new ArrayList<>())
                .add(new Call(
                        hit, mapper.type(), scan.index().source(context.path()).isTest()));
    }

    /** {@code update(null, wrapper)}, {@code update(wrapper)}: the wrapper says what is written. */
    private boolean hasNoEntity(MethodCallExpr call) {
        if (!call.getNameAsString().equals("update") || call.getArguments().isEmpty()) {
            return false;
        }
        Expression first = call.getArgument(0);
        return first.isNullLiteralExpr()
                || scan.types().of(first).filter(PlusCalls::isWrapper).isPresent();
    }

    /** A chain sends its statement where it ends; what it selects by name is found where it is named. */
    private void addChain(MethodCallExpr call, Entities.Mapping mapping) {
        String name = call.getNameAsString();
        boolean whole = ENDS.contains(name) && !call.toString().contains(".select(");
        Optional<Deed> deed =
                switch (name) {
                    case "list", "one", "oneOpt", "page" -> whole ? deed("list", mapping) : Optional.empty();
                    case "count", "exists", "remove" -> deed(name, mapping);
                    // Without an entity an update writes what the chain sets, and nothing is filled in.
                    case "update" -> call.getArguments().isEmpty() ? Optional.empty() : deed(name, mapping);
                    default -> Optional.empty();
                };
        deed.ifPresent(each -> scan.add(hit(call, each, "; the chain ends in `" + name + "`")));
    }

    private Hit hit(MethodCallExpr call, Deed deed, String how) {
        return new Hit(
                Spot.of(
                        scan.types().context(call).orElseThrow(),
                        Enclosing.member(call).orElse(""),
                        JavaReader.line(call.getName())),
                deed.access(),
                deed.access().writes() ? Style.ENTITY_WRITE : Style.ENTITY_READ,
                Confidence.CERTAIN,
                call.getNameAsString(),
                deed.what() + how);
    }

    /** What an inherited method does with the column. */
    private record Deed(Access access, String what) {}

    private Optional<Deed> deed(String name, Entities.Mapping mapping) {
        FieldSettings field = settings.of(mapping.property().member());
        String entity = "`" + mapping.entity().entityName() + "`";
        if (DELETES.contains(name)) {
            return field.logic()
                    ? deed(Access.WRITE, "a logical delete of " + entity + " sets the column")
                    : Optional.empty();
        }
        if (COUNTS.contains(name)) {
            return field.logic()
                    ? deed(Access.READ, "counts those of " + entity + " that are not deleted")
                    : Optional.empty();
        }
        if (READS.contains(name)) {
            return field.selected() || field.logic()
                    ? deed(
                            Access.READ,
                            "reads whole rows of " + entity + (field.logic() ? ", and only those not deleted" : ""))
                    : Optional.empty();
        }
        boolean updates = name.startsWith("update");
        if (updates && field.logic()) {
            return deed(Access.READ, "changes those of " + entity + " that are not deleted");
        }
        if (updates && field.version()) {
            return deed(Access.READ_WRITE, "compares the version of " + entity + " and sets the next one");
        }
        boolean written = updates ? field.updated() : field.inserted();
        return written
                ? deed(Access.WRITE, "writes the columns of " + entity + " that are not null, and those filled in")
                : Optional.empty();
    }

    private static Optional<Deed> deed(Access access, String what) {
        return Optional.of(new Deed(access, what));
    }

    /** A call of an inherited method. */
    private record Call(Hit hit, TypeFact mapper, boolean test) {}

    /** At the mapper's interface, which the framework implements; a service's inherited code is a library's, so at its callers. */
    private void addCalls(List<Call> all) {
        List<Call> production = all.stream().filter(call -> !call.test()).toList();
        if (production.isEmpty() || !interfaces.contains(all.get(0).mapper().name())) {
            all.forEach(call -> scan.add(call.hit()));
            return;
        }
        TypeFact mapper = production.get(0).mapper();
        Hit first = production.get(0).hit();
        List<String> callers = production.stream()
                .map(call -> call.hit().spot())
                .map(spot -> spot.className()
                                .map(name -> name.substring(name.lastIndexOf('.') + 1))
                                .orElse("") + "#" + spot.member().orElse(""))
                .distinct()
                .toList();
        String more = callers.size() > 3 ? " and " + (callers.size() - 3) + " more" : "";
        scan.add(new Hit(
                Spot.of(mapper, first.token(), mapper.line()),
                first.access(),
                first.style(),
                first.confidence(),
                mapper.simpleName(),
                first.reason() + ", called by " + String.join(", ", callers.subList(0, Math.min(3, callers.size())))
                        + more));
    }
}
