package dev.cofferdam.scan.styles.jpa;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
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
import dev.cofferdam.scan.java.LocalNames;
import dev.cofferdam.scan.mapping.Entities;
import dev.cofferdam.scan.skeleton.TypeFact;
import dev.cofferdam.scan.types.Typed;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Spring Data's query by example: each property of the probe that is not null is compared, without its name being written. */
public final class ProbeFinder implements StyleFinder {

    private final Scan scan;
    private final List<SourceFile> candidates;

    public ProbeFinder(Scan scan) {
        this.scan = scan;
        Set<String> entities = new TreeSet<>();
        scan.entities()
                .mappings(scan.column())
                .forEach(mapping -> entities.add(mapping.entity().type().simpleName()));
        candidates = scan.index().mentioning(Set.of("Example")).stream()
                .filter(file -> file.mentionsAny(entities))
                .toList();
        scan.index().want(candidates, Set.of("Example"));
    }

    @Override
    public void find() {
        candidates.forEach(scan.fenced(this, file -> scan.index().walk(file, MethodCallExpr.class, this::findIn)));
    }

    private void findIn(MethodCallExpr call) {
        boolean example = call.getNameAsString().equals("of")
                && !call.getArguments().isEmpty()
                && call.getScope()
                        .filter(scope -> scope.toString().equals("Example"))
                        .isPresent();
        if (!example) {
            return;
        }
        Optional<TypeFact> context = scan.types().context(call);
        Expression probe = call.getArgument(0);
        Optional<TypeFact> type = scan.types().of(probe).flatMap(Typed::fact);
        if (context.isEmpty() || type.isEmpty()) {
            return;
        }
        scan.entities().mappings(scan.column()).stream()
                .filter(mapping ->
                        scan.index().isSubtype(type.get(), mapping.entity().type()))
                .findFirst()
                .flatMap(mapping -> confidence(probe, mapping))
                .ifPresent(sure -> scan.add(new Hit(
                        Spot.of(context.get(), Enclosing.member(call).orElse(""), JavaReader.line(call.getName())),
                        Access.READ,
                        Style.CRITERIA,
                        sure,
                        "Example",
                        "a query by example compares every property of `"
                                + type.get().simpleName() + "` that is not null, of which one maps " + scan.column())));
    }

    /** A probe that the method itself makes compares what the method sets; of another one nobody here can tell. */
    private static Optional<Confidence> confidence(Expression probe, Entities.Mapping mapping) {
        boolean made = probe instanceof ObjectCreationExpr
                || probe instanceof NameExpr name
                        && LocalNames.variable(name.getNameAsString(), name)
                                .flatMap(VariableDeclarator::getInitializer)
                                .filter(value -> value instanceof ObjectCreationExpr created
                                        && created.getArguments().isEmpty())
                                .isPresent();
        if (!made) {
            return Optional.of(Confidence.LIKELY);
        }
        Set<String> setters = Accessors.of(mapping.property().name()).keySet();
        Optional<Node> member = Enclosing.memberNode(probe);
        boolean sets = member.stream()
                .flatMap(each -> each.findAll(MethodCallExpr.class).stream())
                .anyMatch(each -> setters.contains(each.getNameAsString())
                        && each.getScope()
                                .filter(scope -> scope.toString().equals(probe.toString()))
                                .isPresent());
        return sets ? Optional.of(Confidence.CERTAIN) : Optional.empty();
    }
}
