package dev.cofferdam.scan.styles.values;

import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import dev.cofferdam.domain.Access;
import dev.cofferdam.domain.Confidence;
import dev.cofferdam.domain.Style;
import dev.cofferdam.scan.files.SourceFile;
import dev.cofferdam.scan.hits.Hit;
import dev.cofferdam.scan.hits.Hit.Spot;
import dev.cofferdam.scan.hits.Scan;
import dev.cofferdam.scan.hits.StyleFinder;
import dev.cofferdam.scan.java.JavaReader;
import dev.cofferdam.scan.mapping.Entities;
import dev.cofferdam.scan.skeleton.TypeFact;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** {@code new Owner(1L, "555")} by a constructor that nobody writes: the place among the arguments says what is set. */
public final class PositionalFinder implements StyleFinder {

    private final Scan scan;
    private final Map<String, Entities.Mapping> byType = new LinkedHashMap<>();
    private final List<SourceFile> candidates;

    public PositionalFinder(Scan scan) {
        this.scan = scan;
        Set<String> names = new TreeSet<>();
        for (Entities.Mapping mapping : scan.entities().mappings(scan.column())) {
            TypeFact declaring = mapping.property().declaring();
            boolean field = declaring.field(mapping.property().name()).isPresent();
            if (field && byType.putIfAbsent(declaring.name(), mapping) == null) {
                names.add(declaring.simpleName());
            }
        }
        candidates = names.isEmpty()
                ? List.of()
                : scan.index().mentioning(names).stream()
                        .filter(file -> file.mentions("new"))
                        .toList();
        scan.index().want(candidates, names);
    }

    @Override
    public void find() {
        candidates.forEach(scan.fenced(this, file -> scan.index().walk(file, ObjectCreationExpr.class, this::findIn)));
    }

    private void findIn(ObjectCreationExpr made) {
        Optional<TypeFact> context = scan.types().context(made);
        if (context.isEmpty() || made.getArguments().isEmpty()) {
            return;
        }
        Optional<TypeFact> type = scan.index().resolve(made.getType().getNameWithScope(), context.get());
        Optional<Entities.Mapping> mapping = type.flatMap(each -> Optional.ofNullable(byType.get(each.name())));
        if (type.isEmpty() || mapping.isEmpty()) {
            return;
        }
        new MadeConstructors(scan.index().source(type.get().path()), type.get())
                .of(made.getArguments().size())
                .ifPresent(constructor -> constructor
                        .placeOf(mapping.get().property().name())
                        .ifPresent(place ->
                                add(made.getArgument(place), context.get(), mapping.get(), place + 1, constructor)));
    }

    private void add(
            Expression argument,
            TypeFact context,
            Entities.Mapping mapping,
            int place,
            MadeConstructors.Made constructor) {
        scan.add(new Hit(
                        Spot.of(context, argument),
                        Access.WRITE,
                        Style.ACCESSOR,
                        Confidence.CERTAIN,
                        argument.toString(),
                        constructor.words() + " sets `"
                                + mapping.entity().type().simpleName() + "."
                                + mapping.property().path() + "`, which maps " + scan.column() + ", by argument "
                                + place)
                .at(JavaReader.column(argument)));
    }
}
