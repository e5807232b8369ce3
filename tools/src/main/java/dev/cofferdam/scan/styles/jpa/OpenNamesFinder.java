package dev.cofferdam.scan.styles.jpa;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import dev.cofferdam.scan.files.SourceFile;
import dev.cofferdam.scan.hits.Scan;
import dev.cofferdam.scan.hits.StyleFinder;
import dev.cofferdam.scan.java.Enclosing;
import dev.cofferdam.scan.mapping.EntityFact;
import dev.cofferdam.scan.mapping.EntityPath;
import dev.cofferdam.scan.skeleton.TypeFact;
import dev.cofferdam.scan.types.Typed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Sorts and criteria whose property comes from elsewhere: a request may name the one that maps the column. */
public final class OpenNamesFinder implements StyleFinder {

    private static final Set<String> SORTS = Set.of("Sort", "JpaSort", "Order", "Sort.Order");
    private static final Set<String> SORT_METHODS = Set.of("by", "unsafe", "asc", "desc", "and");
    private static final Set<String> PATHS = Set.of("Root", "Path", "From", "Join", "ListJoin", "SetJoin");

    /** A call that takes a name, with an argument that is neither a literal nor a constant. */
    private static final Pattern TAKES_VARIABLE =
            Pattern.compile("\\.(by|unsafe|asc|desc|get)\\s*\\(\\s*(\\w+\\.)*[a-z]");

    private final Scan scan;
    private final CriteriaRoots roots;
    private final UnshownProperty property;
    private final List<SourceFile> candidates = new ArrayList<>();

    public OpenNamesFinder(Scan scan) {
        this.scan = scan;
        roots = new CriteriaRoots(scan);
        property = new UnshownProperty(scan);
        if (!property.isMapped()) {
            return;
        }
        Set<String> words = new TreeSet<>(PATHS);
        words.addAll(Set.of("Sort", "JpaSort"));
        scan.index().mentioning(words).stream()
                .filter(file ->
                        !file.isTest() && TAKES_VARIABLE.matcher(file.text()).find())
                .forEach(candidates::add);
        scan.index().want(candidates, Set.of("by", "unsafe", "asc", "desc", "get"));
    }

    @Override
    public void find() {
        candidates.forEach(scan.fenced(this, file -> scan.index().walk(file, MethodCallExpr.class, this::findIn)));
        property.tell();
    }

    private void findIn(MethodCallExpr call) {
        Optional<TypeFact> type = scan.types().context(call);
        if (type.isEmpty() || call.getScope().isEmpty()) {
            return;
        }
        boolean sort = isSort(call);
        if (sort ? !mayBeOurs(call, type.get()) : !isPathOfOurs(call)) {
            return;
        }
        List<Expression> names =
                call.getArguments().stream().filter(this::mayBeName).toList();
        property.judge(call, type.get(), names, name -> sort && isConstant(name));
    }

    /** {@code Sort.by}, {@code Sort.Order.desc}: makes a sort, which is judged by its own arguments where it is handed on. */
    private static boolean isSort(MethodCallExpr call) {
        return SORT_METHODS.contains(call.getNameAsString())
                && call.getScope()
                        .map(scope -> scope.toString().replaceFirst("^([a-z]\\w*\\.)+", ""))
                        .filter(SORTS::contains)
                        .isPresent();
    }

    /** Those are found by who looks for the constant. */
    private static boolean isConstant(Expression name) {
        return name.toString().matches("(\\w+\\.)*[A-Z][A-Z0-9_]*");
    }

    private boolean mayBeName(Expression argument) {
        boolean metamodel = argument instanceof FieldAccessExpr access
                && (access.getScope().toString().endsWith("_")
                        || access.toString().contains("Direction."));
        boolean order = argument instanceof MethodCallExpr call && isSort(call);
        return !metamodel && !order && property.mayBeName(argument);
    }

    /** The path's entity decides; one that the source does not tell could be any. */
    private boolean isPathOfOurs(MethodCallExpr call) {
        if (!call.getNameAsString().equals("get") || call.getArguments().size() != 1) {
            return false;
        }
        Expression scope = call.getScope().orElseThrow();
        Optional<Typed> type = scan.types().of(scope);
        boolean path = type.filter(each -> PATHS.contains(each.name())).isPresent();
        if (type.isPresent() && !path) {
            return false;
        }
        Optional<EntityPath> root = roots.of(scope);
        return root.map(each -> scan.entities().loads(each.entity(), scan.column()))
                .orElse(path);
    }

    /** Repositories that the method calls, else those that the class holds; where there is none the sort may go anywhere. */
    private boolean mayBeOurs(MethodCallExpr call, TypeFact type) {
        List<EntityFact> near = Enclosing.memberNode(call).map(this::called).orElse(List.of());
        List<EntityFact> all = near.isEmpty() ? held(type) : near;
        return all.isEmpty() || all.stream().anyMatch(entity -> scan.entities().loads(entity, scan.column()));
    }

    private List<EntityFact> called(Node member) {
        List<EntityFact> entities = new ArrayList<>();
        member.walk(MethodCallExpr.class, call -> call.getScope()
                .flatMap(scan.types()::of)
                .flatMap(Typed::fact)
                .flatMap(this::entity)
                .ifPresent(entities::add));
        return entities;
    }

    private List<EntityFact> held(TypeFact type) {
        return type.fields().stream()
                .flatMap(field -> scan.index().resolve(field.type().name(), type).stream())
                .flatMap(each -> entity(each).stream())
                .toList();
    }

    private Optional<EntityFact> entity(TypeFact type) {
        return scan.repositories().of(type).flatMap(repository -> scan.entities()
                .of(repository.entityType()));
    }
}
