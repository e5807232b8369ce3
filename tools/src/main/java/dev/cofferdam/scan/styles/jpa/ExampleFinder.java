package dev.cofferdam.scan.styles.jpa;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.LiteralStringValueExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
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
import dev.cofferdam.scan.types.Typed;
import dev.cofferdam.scan.words.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Example classes of MyBatis Generator: conditions named after properties, and the generated text that names the column. */
public final class ExampleFinder implements StyleFinder {

    private static final List<String> CONDITIONS = List.of(
            "EqualTo",
            "NotEqualTo",
            "IsNull",
            "IsNotNull",
            "GreaterThan",
            "GreaterThanOrEqualTo",
            "LessThan",
            "LessThanOrEqualTo",
            "Like",
            "NotLike",
            "LikeInsensitive",
            "In",
            "NotIn",
            "Between",
            "NotBetween");

    private final Scan scan;
    private final List<TypeFact> examples = new ArrayList<>();
    private final Set<String> conditions = new TreeSet<>();
    private final List<SourceFile> candidates;

    public ExampleFinder(Scan scan) {
        this.scan = scan;
        for (Entities.Mapping mapping : scan.entities().mappings(scan.column())) {
            String property = mapping.property().name();
            scan.index()
                    .type(
                            mapping.entity().type().name() + "Example",
                            mapping.entity().type().path())
                    .ifPresent(example -> {
                        examples.add(example);
                        CONDITIONS.forEach(each -> conditions.add(
                                "and" + Character.toUpperCase(property.charAt(0)) + property.substring(1) + each));
                    });
        }
        Set<String> names = new TreeSet<>();
        examples.forEach(each -> names.add(each.simpleName()));
        Set<String> words = new TreeSet<>(conditions);
        words.add("\"" + scan.column().column());
        candidates = examples.isEmpty()
                ? List.of()
                : scan.index().mentioning(words).stream()
                        .filter(file -> file.mentionsAny(names))
                        .toList();
        scan.index().want(candidates, words);
    }

    @Override
    public void find() {
        candidates.forEach(scan.fenced(this, file -> {
            scan.index().walk(file, MethodCallExpr.class, this::findCall);
        }));
    }

    private void findCall(MethodCallExpr call) {
        if (conditions.contains(call.getNameAsString())) {
            isOnExample(call)
                    .ifPresent(type -> add(
                            call.getName(),
                            type,
                            Style.DERIVED_QUERY,
                            call.getNameAsString(),
                            "a condition on the property"));
        } else if (Set.of("setOrderByClause", "addCriterion", "addCriterionForJDBCDate", "orderBy")
                        .contains(call.getNameAsString())
                && !call.getArguments().isEmpty()
                && call.getArgument(0) instanceof LiteralStringValueExpr text
                && Tokens.has(text.getValue(), scan.column().column())) {
            isOnExample(call)
                    .ifPresent(type -> add(
                            text,
                            type,
                            Style.SQL_STRING,
                            scan.column().column(),
                            "text of a condition or an order, put into SQL"));
        }
    }

    /** The type that holds the call, when the call's receiver is one of the classes or nested in one. */
    private Optional<TypeFact> isOnExample(MethodCallExpr call) {
        Optional<TypeFact> context = scan.types().context(call);
        Optional<Expression> scope = call.getScope();
        Optional<TypeFact> receiver =
                scope.isEmpty() ? context : scan.types().of(scope.get()).flatMap(Typed::fact);
        boolean ours = receiver.filter(type -> examples.stream()
                        .anyMatch(each ->
                                type.name().equals(each.name()) || type.name().startsWith(each.name() + "$")))
                .isPresent();
        return ours ? context : Optional.empty();
    }

    private void add(Node at, TypeFact type, Style style, String token, String reason) {
        scan.add(new Hit(
                        Spot.of(type, at),
                        Access.READ,
                        style,
                        Confidence.CERTAIN,
                        token,
                        reason + " that maps " + scan.column())
                .at(JavaReader.column(at)));
    }
}
