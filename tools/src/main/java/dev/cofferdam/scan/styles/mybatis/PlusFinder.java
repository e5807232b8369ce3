package dev.cofferdam.scan.styles.mybatis;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.LiteralStringValueExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.MethodReferenceExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
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
import dev.cofferdam.scan.java.Enclosing;
import dev.cofferdam.scan.java.JavaReader;
import dev.cofferdam.scan.mapping.Entities;
import dev.cofferdam.scan.skeleton.TypeFact;
import dev.cofferdam.scan.strings.StringFolder;
import dev.cofferdam.scan.types.ExpressionTypes;
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

/** MyBatis-Plus: inherited methods of mappers and services, and the columns that wrappers name by strings or method references. */
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

    private static final Set<String> WRAPPERS = Set.of(
            "QueryWrapper",
            "UpdateWrapper",
            "LambdaQueryWrapper",
            "LambdaUpdateWrapper",
            "QueryChainWrapper",
            "UpdateChainWrapper",
            "LambdaQueryChainWrapper",
            "LambdaUpdateChainWrapper",
            "MPJLambdaWrapper");
    /** Methods of wrappers that take a column and then what it is compared with or set to. */
    private static final Set<String> COMPARISONS = Set.of(
            "eq",
            "ne",
            "gt",
            "ge",
            "lt",
            "le",
            "like",
            "notLike",
            "likeLeft",
            "likeRight",
            "between",
            "notBetween",
            "in",
            "notIn",
            "set",
            "setIncrBy",
            "setDecrBy");

    private static final Set<String> FILLS = Set.of(
            "strictInsertFill",
            "strictUpdateFill",
            "fillStrategy",
            "setFieldValByName",
            "setInsertFieldValByName",
            "setUpdateFieldValByName");

    private final Scan scan;
    private final List<Entities.Mapping> mappings;
    private final Set<String> entities = new TreeSet<>();
    private final Set<String> properties = new LinkedHashSet<>();
    private final Set<String> interfaces = new TreeSet<>();
    private final Map<String, List<Call>> calls = new TreeMap<>();
    private final List<SourceFile> calling;
    private final List<SourceFile> wrapping;

    public PlusFinder(Scan scan) {
        this.scan = scan;
        Set<TypeFact> mapped = new HashSet<>();
        scan.repositories().mappers().forEach(each -> mapped.add(each.entityType()));
        mappings = scan.entities().mappings(scan.column()).stream()
                .filter(each -> mapped.contains(each.entity().type())
                        || each.entity().type().has("TableName"))
                .toList();
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
        calling = mappings.isEmpty()
                ? List.of()
                : scan.index().mentioning(mappers).stream()
                        .filter(file -> file.mentionsAny(inherited))
                        .toList();
        scan.index().want(calling, inherited);
        Set<String> names = new TreeSet<>(Tokens.quoted(Set.of(scan.column().column())));
        properties.forEach(each -> names.addAll(Accessors.of(each).keySet()));
        properties.forEach(each -> names.add("\"" + each));
        wrapping = mappings.isEmpty()
                ? List.of()
                : scan.index().mentioning(names).stream()
                        .filter(file ->
                                file.mentionsAny(entities) && file.mentions("baomidou") || file.mentionsAny(FILLS))
                        .toList();
        scan.index().want(wrapping, names);
    }

    @Override
    public void find() {
        calling.forEach(scan.fenced(this, file -> scan.index().walk(file, MethodCallExpr.class, this::findCall)));
        calls.values().forEach(this::addCalls);
        wrapping.forEach(scan.fenced(this, file -> scan.index().walk(file, MethodCallExpr.class, this::findNamed)));
    }

    private void findCall(MethodCallExpr call) {
        String name = call.getNameAsString();
        boolean deletes = DELETES.contains(name);
        if (!deletes && !READS.contains(name) && !WRITES.contains(name)) {
            return;
        }
        Optional<TypeFact> context = scan.types().context(call);
        Optional<Repositories.Repository> mapper =
                context.flatMap(type -> receiver(call, type)).flatMap(scan.repositories()::mapper);
        mapper.flatMap(each -> mappings.stream()
                        .filter(mapping -> scan.index().isSame(mapping.entity().type(), each.entityType()))
                        .findFirst())
                .ifPresent(mapping -> addCall(call, mapper.orElseThrow(), mapping, deletes));
    }

    /** A call without receiver, on {@code baseMapper} or on the chain's type is the service's own. */
    private Optional<TypeFact> receiver(MethodCallExpr call, TypeFact context) {
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
                : own ? Optional.of(context) : scan.types().of(scope.get()).flatMap(Typed::fact);
    }

    private void addCall(
            MethodCallExpr call, Repositories.Repository mapper, Entities.Mapping mapping, boolean deletes) {
        String name = call.getNameAsString();
        boolean logic = mapping.property().member().has("TableLogic");
        if (deletes && !logic) {
            return;
        }
        boolean reads = READS.contains(name);
        boolean hidden = reads
                && mapping.property()
                        .member()
                        .annotation("TableField")
                        .filter(each -> each.isFalse("select"))
                        .isPresent();
        if (hidden && !logic) {
            return;
        }
        TypeFact context = scan.types().context(call).orElseThrow();
        String entity = "`" + mapping.entity().entityName() + "`";
        String what = deletes
                ? "a logical delete of " + entity + " sets the column"
                : reads
                        ? "reads whole rows of " + entity + (logic ? ", and only those not deleted" : "")
                        : "writes the columns of " + entity + " that are not null, and those filled in";
        Hit hit = new Hit(
                Spot.of(context, Enclosing.member(call).orElse(""), JavaReader.line(call.getName())),
                reads ? Access.READ : Access.WRITE,
                reads ? Style.ENTITY_READ : Style.ENTITY_WRITE,
                Confidence.CERTAIN,
                name,
                what + "; inherited by `" + mapper.type().simpleName() + "`");
        calls.computeIfAbsent(mapper.type().name() + "#" + name + mapper.type().path(), key -> new ArrayList<>())
                .add(new Call(
                        hit, mapper.type(), scan.index().source(context.path()).isTest()));
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

    private void findNamed(MethodCallExpr call) {
        for (Expression argument : call.getArguments()) {
            if (argument instanceof LiteralStringValueExpr literal && !isValue(call, literal)) {
                if (Tokens.has(literal.getValue(), scan.column().column())) {
                    owner(call).ifPresent(sure -> add(call, literal, sure));
                } else if (FILLS.contains(call.getNameAsString()) && properties.contains(literal.getValue())) {
                    addFill(call, literal);
                }
            } else if (argument instanceof MethodReferenceExpr reference
                    && call.getNameAsString().equals("set")) {
                findSet(call, reference);
            }
        }
    }

    /** {@code eq("email", "name")}: what a column is compared with, which only a condition may stand before. */
    private static boolean isValue(MethodCallExpr call, LiteralStringValueExpr literal) {
        int at = call.getArguments().indexOf(literal);
        return COMPARISONS.contains(call.getNameAsString())
                && call.getArguments().stream().limit(at).anyMatch(LiteralStringValueExpr.class::isInstance);
    }

    private void addFill(MethodCallExpr call, LiteralStringValueExpr literal) {
        scan.types()
                .context(call)
                .ifPresent(type -> scan.add(new Hit(
                        Spot.of(type, Enclosing.member(call).orElse(""), JavaReader.line(literal)),
                        Access.WRITE,
                        Style.ACCESSOR,
                        Confidence.LIKELY,
                        literal.getValue(),
                        "fills a property of this name in every entity that asks for it")));
    }

    /** Whether a literal is handed to a wrapper, which says for which entity it is. */
    public static boolean isInWrapper(Node literal, ExpressionTypes types) {
        return literal.getParentNode().orElse(null) instanceof MethodCallExpr call
                && call.getScope()
                        .flatMap(scope -> types.of(scope).or(() -> types.of(StringFolder.root(call))))
                        .filter(type -> WRAPPERS.contains(type.name()))
                        .isPresent();
    }

    /** A wrapper is for the entity of its type argument; one without in a file about the entity is likely for it. */
    private Optional<Confidence> owner(MethodCallExpr call) {
        Expression root = StringFolder.root(call);
        Optional<Typed> type = scan.types().of(call.getScope().orElse(root)).or(() -> scan.types()
                .of(root));
        Optional<Typed> wrapper = type.filter(each -> WRAPPERS.contains(each.name()));
        if (wrapper.isPresent()) {
            Optional<Typed> entity = wrapper.get().element();
            boolean open = entity.isEmpty() || entity.get().fact().isEmpty();
            return open
                    ? ofOpen(root)
                    : entity.flatMap(Typed::fact)
                            .filter(fact -> entities.contains(fact.simpleName()))
                            .map(fact -> Confidence.CERTAIN);
        }
        String text = root instanceof ObjectCreationExpr || type.isEmpty() ? call.toString() : "";
        return text.contains("rapper") ? ofOpen(root) : Optional.empty();
    }

    /** {@code new QueryWrapper<>()}: the entity is named by whoever takes it, in the same member. */
    private Optional<Confidence> ofOpen(Node root) {
        String member = Enclosing.memberNode(root).map(Node::toString).orElse("");
        boolean named = entities.stream().anyMatch(each -> member.toLowerCase(java.util.Locale.ROOT)
                .contains(each.toLowerCase(java.util.Locale.ROOT)));
        return named ? Optional.of(Confidence.LIKELY) : Optional.empty();
    }

    private void add(MethodCallExpr call, LiteralStringValueExpr literal, Confidence confidence) {
        boolean writes = Set.of("set", "setSql", "setIncrBy", "setDecrBy").contains(call.getNameAsString());
        scan.types()
                .context(call)
                .ifPresent(type -> scan.add(new Hit(
                                Spot.of(type, Enclosing.member(call).orElse(""), JavaReader.line(literal)),
                                writes ? Access.WRITE : Access.READ,
                                Style.SQL_STRING,
                                confidence,
                                scan.column().column(),
                                "a wrapper names the column, handed to `" + call.getNameAsString() + "`")
                        .at(JavaReader.column(literal))));
    }

    private void findSet(MethodCallExpr call, MethodReferenceExpr reference) {
        boolean ours = mappings.stream()
                .anyMatch(mapping -> Accessors.propertyOfGetter(reference.getIdentifier())
                                .filter(mapping.property().name()::equals)
                                .isPresent()
                        && scan.types()
                                .of(reference.getScope())
                                .filter(type -> type.is(mapping.entity().type()))
                                .isPresent());
        if (ours) {
            scan.types()
                    .context(call)
                    .ifPresent(type -> scan.add(new Hit(
                            Spot.of(type, Enclosing.member(call).orElse(""), JavaReader.line(reference)),
                            Access.WRITE,
                            Style.ACCESSOR,
                            Confidence.CERTAIN,
                            reference.getIdentifier(),
                            "a wrapper sets the column by its property")));
        }
    }
}
