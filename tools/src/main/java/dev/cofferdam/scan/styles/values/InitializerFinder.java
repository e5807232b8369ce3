package dev.cofferdam.scan.styles.values;

import com.github.javaparser.ast.body.BodyDeclaration;
import com.github.javaparser.ast.body.InitializerDeclaration;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
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
import dev.cofferdam.scan.mapping.Entities;
import dev.cofferdam.scan.skeleton.TypeFact;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** {@code new Owner() \{\{ setTelephone("555"); }}}: a subclass without a name, whose bare calls are the entity's own. */
public final class InitializerFinder implements StyleFinder {

    private final Scan scan;
    private final List<Entities.Mapping> mappings;
    private final List<SourceFile> candidates;

    public InitializerFinder(Scan scan) {
        this.scan = scan;
        mappings = scan.entities().mappings(scan.column());
        Set<String> names = new TreeSet<>();
        Set<String> calls = new TreeSet<>();
        mappings.forEach(mapping -> {
            names.add(mapping.entity().type().simpleName());
            calls.addAll(Accessors.of(mapping.property().name()).keySet());
        });
        candidates = mappings.isEmpty()
                ? List.of()
                : scan.index().mentioning(calls).stream()
                        .filter(file -> file.mentionsAny(names) && file.mentions("new"))
                        .toList();
        scan.index().want(candidates, calls);
    }

    @Override
    public void find() {
        candidates.forEach(scan.fenced(this, file -> scan.index().walk(file, MethodCallExpr.class, this::findIn)));
    }

    private void findIn(MethodCallExpr call) {
        if (call.getScope().isPresent()) {
            return;
        }
        Optional<TypeFact> made = Enclosing.nearest(call, InitializerDeclaration.class)
                .flatMap(BodyDeclaration::getParentNode)
                .filter(ObjectCreationExpr.class::isInstance)
                .flatMap(each -> scan.types().of((Expression) each))
                .flatMap(type -> type.fact());
        Optional<TypeFact> context = scan.types().context(call);
        if (made.isEmpty() || context.isEmpty()) {
            return;
        }
        for (Entities.Mapping mapping : mappings) {
            Access access = Accessors.of(mapping.property().name()).get(call.getNameAsString());
            if (access != null
                    && scan.index().isSame(made.get(), mapping.entity().type())) {
                add(call, context.get(), mapping, access);
                return;
            }
        }
    }

    private void add(MethodCallExpr call, TypeFact context, Entities.Mapping mapping, Access access) {
        scan.add(new Hit(
                        Spot.of(context, call.getName()),
                        access,
                        Style.ACCESSOR,
                        Confidence.CERTAIN,
                        call.getNameAsString(),
                        "in the initializer of a `" + mapping.entity().type().simpleName() + "`, of which `"
                                + mapping.property().path() + "` maps " + scan.column())
                .at(JavaReader.column(call.getName())));
    }
}
