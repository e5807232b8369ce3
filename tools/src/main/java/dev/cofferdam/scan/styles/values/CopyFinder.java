package dev.cofferdam.scan.styles.values;

import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import dev.cofferdam.domain.Access;
import dev.cofferdam.domain.Confidence;
import dev.cofferdam.domain.Style;
import dev.cofferdam.scan.files.SourceFile;
import dev.cofferdam.scan.hits.Hit;
import dev.cofferdam.scan.hits.Hit.Spot;
import dev.cofferdam.scan.hits.Scan;
import dev.cofferdam.scan.hits.StyleFinder;
import dev.cofferdam.scan.java.Carriers;
import dev.cofferdam.scan.mapping.Entities;
import dev.cofferdam.scan.skeleton.ConstantText;
import dev.cofferdam.scan.skeleton.TypeFact;
import dev.cofferdam.scan.types.Typed;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Calls that copy all properties that two objects both have, by their names: Spring's, Apache's and Hutool's bean utilities, ModelMapper,
 * Orika, Dozer, Jackson's conversions. Nobody names the property, and a copy loses the value silently when only one side is renamed.
 */
public final class CopyFinder implements StyleFinder {

    private static final Set<String> COPIES = Set.of("copyProperties", "toBean", "copyToList");
    private static final Set<String> MAPS =
            Set.of("map", "mapAsList", "mapAsSet", "mapAsArray", "convertValue", "updateValue");
    private static final Set<String> UTILITIES = Set.of("BeanUtils", "BeanUtil", "PropertyUtils", "BeanUtilsBean");
    private static final Set<String> MAPPERS = Set.of(
            "ModelMapper",
            "MapperFacade",
            "BoundMapperFacade",
            "Mapper",
            "DozerBeanMapper",
            "ObjectMapper",
            "JsonMapper");

    private final Scan scan;
    private final MappedRows rows;
    private final List<SourceFile> candidates;

    public CopyFinder(Scan scan) {
        this.scan = scan;
        rows = new MappedRows(scan);
        Set<String> calls = new TreeSet<>(COPIES);
        calls.addAll(MAPS);
        Set<String> tools = new TreeSet<>(UTILITIES);
        tools.addAll(MAPPERS);
        TypeFact[] holders =
                rows.mappings().stream().map(mapping -> mapping.entity().type()).toArray(TypeFact[]::new);
        if (holders.length == 0) {
            candidates = List.of();
            return;
        }
        Carriers carriers = scan.carriers(holders);
        candidates = scan.index().mentioning(tools).stream()
                .filter(file -> file.mentionsAny(calls) && carriers.mayBeIn(file))
                .toList();
        scan.index().want(candidates, calls);
    }

    @Override
    public void find() {
        candidates.forEach(scan.fenced(this, file -> scan.index().walk(file, MethodCallExpr.class, this::findIn)));
    }

    private void findIn(MethodCallExpr call) {
        String name = call.getNameAsString();
        boolean copies = COPIES.contains(name) && isOnUtility(call);
        boolean maps = MAPS.contains(name) && isOnMapper(call);
        if (!copies && !maps || call.getArguments().size() < 2) {
            return;
        }
        boolean targetFirst = name.equals("updateValue") || copies && isOfApache(call);
        Expression source = call.getArgument(targetFirst ? 1 : 0);
        Expression target = call.getArgument(targetFirst ? 0 : 1);
        judge(call, source, target, Access.READ);
        judge(call, target, source, Access.WRITE);
    }

    private boolean isOnUtility(MethodCallExpr call) {
        if (call.getScope().isEmpty()) {
            return scan.types()
                    .context(call)
                    .filter(context -> scan.index().file(context).staticImports().stream()
                            .anyMatch(
                                    each -> UTILITIES.stream().anyMatch(utility -> each.contains("." + utility + "."))))
                    .isPresent();
        }
        String scope = call.getScope().get().toString();
        return UTILITIES.contains(scope.substring(scope.lastIndexOf('.') + 1));
    }

    private boolean isOnMapper(MethodCallExpr call) {
        return call.getScope()
                .flatMap(scan.types()::of)
                .filter(type -> type.fact().isEmpty() && MAPPERS.contains(type.name()))
                .isPresent();
    }

    /** Apache's take the target first (Commons BeanUtils, {@code copyProperties(dest, orig)}), the others the source. */
    private boolean isOfApache(MethodCallExpr call) {
        String scope = call.getScope().map(Expression::toString).orElse("");
        return scope.contains("org.apache.commons.beanutils")
                || scope.equals("PropertyUtils")
                || scan.types()
                        .context(call)
                        .filter(context -> scan.index().file(context).imports().stream()
                                .anyMatch(each -> each.startsWith("org.apache.commons.beanutils")))
                        .isPresent();
    }

    private void judge(MethodCallExpr call, Expression row, Expression other, Access access) {
        Optional<Entities.Mapping> mapping =
                type(row, call).flatMap(Typed::fact).flatMap(rows::of);
        Optional<TypeFact> context = scan.types().context(call);
        if (mapping.isEmpty() || context.isEmpty()) {
            return;
        }
        String property = mapping.get().property().name();
        Optional<TypeFact> partner = type(other, call).flatMap(Typed::fact);
        boolean lacks = partner.isPresent() && !rows.has(partner.get(), property);
        if (lacks || leavesOut(call, property, context.get())) {
            return;
        }
        Confidence confidence = partner.isEmpty()
                ? Confidence.POSSIBLE
                : COPIES.contains(call.getNameAsString()) ? Confidence.CERTAIN : Confidence.LIKELY;
        scan.add(new Hit(
                Spot.of(context.get(), call.getName()),
                access,
                Style.ACCESSOR,
                confidence,
                call.getNameAsString(),
                "copies what `" + mapping.get().entity().type().simpleName() + "` and `"
                        + partner.map(TypeFact::simpleName).orElse("an unknown type")
                        + "` both have by name, `" + property + "` with it, which maps " + scan.column()));
    }

    /** An object, a class that is to be made, or what a collection of either holds. */
    private Optional<Typed> type(Expression argument, MethodCallExpr call) {
        Optional<Typed> type = scan.types().of(argument);
        boolean many =
                Set.of("mapAsList", "mapAsSet", "mapAsArray", "copyToList").contains(call.getNameAsString());
        return type.filter(each -> each.fact().isEmpty() && (each.name().equals("Class") || many))
                .flatMap(Typed::element)
                .or(() -> type);
    }

    private boolean leavesOut(MethodCallExpr call, String property, TypeFact context) {
        return call.getArguments().stream()
                .skip(2)
                .flatMap(each -> scan.index().text(ConstantText.of(each), context).stream())
                .anyMatch(property::equals);
    }
}
