package dev.cofferdam.scan.styles.jpa;

import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.ClassExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import dev.cofferdam.scan.files.SourceFile;
import dev.cofferdam.scan.hits.Scan;
import dev.cofferdam.scan.hits.StyleFinder;
import dev.cofferdam.scan.java.LocalNames;
import dev.cofferdam.scan.mapping.EntityFact;
import dev.cofferdam.scan.skeleton.TypeFact;
import dev.cofferdam.scan.types.Typed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Paths of QueryDSL and restrictions of Hibernate's older criteria whose property comes from elsewhere: {@code Restrictions.eq(name, 1)}. */
public final class OpenCriteriaFinder implements StyleFinder {

    private static final Set<String> RESTRICTIONS = Set.of("Restrictions", "Projections", "Property", "Subqueries");

    private static final Set<String> PATH_METHODS = Set.of(
            "get",
            "getString",
            "getNumber",
            "getBoolean",
            "getComparable",
            "getDate",
            "getDateTime",
            "getTime",
            "getEnum",
            "getSimple",
            "getCollection",
            "getList",
            "getSet",
            "getMap");

    private static final Pattern TAKES_VARIABLE = Pattern.compile(
            "\\b(Restrictions|Projections|Property|Subqueries)\\s*\\.\\s*\\w+\\s*\\(\\s*[a-z]|\\.(?:get\\w*|set)\\s*\\(\\s*[a-z]");

    private final Scan scan;
    private final CriteriaRoots roots;
    private final UnshownProperty property;
    private final List<SourceFile> candidates = new ArrayList<>();

    public OpenCriteriaFinder(Scan scan) {
        this.scan = scan;
        roots = new CriteriaRoots(scan);
        property = new UnshownProperty(scan);
        if (!property.isMapped()) {
            return;
        }
        scan.index().mentioning(Set.of("Restrictions", "PathBuilder", "DetachedCriteria", "CriteriaUpdate")).stream()
                .filter(file ->
                        !file.isTest() && TAKES_VARIABLE.matcher(file.text()).find())
                .forEach(candidates::add);
        scan.index()
                .want(
                        candidates,
                        Set.of(
                                "Restrictions",
                                "Projections",
                                "Property",
                                "Subqueries",
                                "PathBuilder",
                                "CriteriaUpdate"));
    }

    @Override
    public void find() {
        candidates.forEach(scan.fenced(this, file -> scan.index().walk(file, MethodCallExpr.class, this::findIn)));
        property.tell();
    }

    private void findIn(MethodCallExpr call) {
        Optional<TypeFact> type = scan.types().context(call);
        if (type.isEmpty() || call.getScope().isEmpty() || call.getArguments().isEmpty()) {
            return;
        }
        Expression scope = call.getScope().get();
        boolean restricts = RESTRICTIONS.contains(scope.toString().replaceFirst("^([a-z]\\w*\\.)+", ""));
        if (restricts ? mayRestrict(call) : isPath(call, scope) || isUpdate(call, scope)) {
            int count = call.getNameAsString().endsWith("Property") ? 2 : 1;
            List<Expression> names = call.getArguments().stream()
                    .limit(count)
                    .filter(property::mayBeName)
                    .toList();
            property.judge(call, type.get(), names, name -> false);
        }
    }

    /** What is combined of others takes no name; the entity in sight decides, and where there is none it could be any. */
    private boolean mayRestrict(MethodCallExpr call) {
        boolean combines = Set.of(
                        "and", "or", "not", "conjunction", "disjunction", "projectionList", "exists", "rowCount")
                .contains(call.getNameAsString());
        return !combines
                && roots.around(call).map(each -> loads(each.entity().entity())).orElse(true);
    }

    private boolean loads(EntityFact entity) {
        return scan.entities().loads(entity, scan.column());
    }

    private boolean isPath(MethodCallExpr call, Expression scope) {
        return PATH_METHODS.contains(call.getNameAsString())
                && isPathBuilder(scope)
                && entity(scope).map(this::loads).orElse(true);
    }

    /** {@code update.set(name, value)} of the Criteria API. */
    private boolean isUpdate(MethodCallExpr call, Expression scope) {
        return call.getNameAsString().equals("set")
                && call.getArguments().size() == 2
                && scan.types()
                        .of(scope)
                        .filter(type -> type.name().equals("CriteriaUpdate"))
                        .isPresent()
                && entity(scope).map(this::loads).orElse(true);
    }

    private boolean isPathBuilder(Expression scope) {
        return scan.types()
                .of(scope)
                .map(Typed::name)
                .or(() -> made(scope).map(each -> each.getType().getNameAsString()))
                .filter("PathBuilder"::equals)
                .isPresent();
    }

    /** The entity that a path begins at: by its type argument, else by the class that it was made for. */
    private Optional<EntityFact> entity(Expression scope) {
        return scan.types()
                .of(scope)
                .flatMap(Typed::element)
                .flatMap(Typed::fact)
                .or(() -> made(scope).stream()
                        .flatMap(each -> each.getArguments().stream())
                        .filter(ClassExpr.class::isInstance)
                        .findFirst()
                        .flatMap(each -> scan.types()
                                .ofType(((ClassExpr) each).getType(), each)
                                .fact()))
                .flatMap(scan.entities()::of);
    }

    private static Optional<ObjectCreationExpr> made(Expression scope) {
        Optional<Expression> value = scope instanceof NameExpr name
                ? LocalNames.variable(name.getNameAsString(), name).flatMap(VariableDeclarator::getInitializer)
                : Optional.of(scope);
        return value.filter(ObjectCreationExpr.class::isInstance).map(ObjectCreationExpr.class::cast);
    }
}
