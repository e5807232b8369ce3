package dev.cofferdam.scan.styles.jpa;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.expr.AnnotationExpr;
import com.github.javaparser.ast.expr.ClassExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.StringLiteralExpr;
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
import dev.cofferdam.scan.mapping.Entities;
import dev.cofferdam.scan.mapping.EntityFact;
import dev.cofferdam.scan.mapping.EntityPath;
import dev.cofferdam.scan.mapping.PropertyFact;
import dev.cofferdam.scan.skeleton.ConstantText;
import dev.cofferdam.scan.skeleton.TypeFact;
import dev.cofferdam.scan.types.Typed;
import dev.cofferdam.scan.words.Tokens;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Annotations that name properties in strings or constants: orders and keys of collections, entity graphs, results of native queries,
 * default sorts of handlers. Whose property it is follows from what the annotation stands on.
 */
public final class PropertyNamesFinder implements StyleFinder {

    private static final Set<String> ANNOTATIONS = Set.of(
            "OrderBy",
            "MapKey",
            "NamedAttributeNode",
            "EntityGraph",
            "FieldResult",
            "SortDefault",
            "SortDefaults",
            "PageableDefault");

    private static final Pattern BETWEEN = Pattern.compile("[,\\s]+");

    private final Scan scan;
    private final Set<String> constants;
    private final List<SourceFile> candidates;

    public PropertyNamesFinder(Scan scan) {
        this.scan = scan;
        Set<String> names = new TreeSet<>();
        scan.entities()
                .mappings(scan.column())
                .forEach(mapping -> names.add(mapping.property().name()));
        constants = names.isEmpty() ? Set.of() : ConstantNames.of(names, scan.index());
        Set<String> words = new TreeSet<>(Tokens.quoted(names));
        words.addAll(names);
        words.addAll(constants);
        candidates = names.isEmpty()
                ? List.of()
                : scan.index().mentioning(ANNOTATIONS).stream()
                        .filter(file -> file.mentionsAny(words))
                        .toList();
        Set<String> wanted = new TreeSet<>(ANNOTATIONS);
        scan.index().want(candidates, wanted);
    }

    @Override
    public void find() {
        candidates.forEach(scan.fenced(this, file -> scan.index().walk(file, AnnotationExpr.class, this::findIn)));
    }

    private void findIn(AnnotationExpr annotation) {
        String name = annotation.getName().getIdentifier();
        Optional<TypeFact> context = scan.types().context(annotation);
        if (!ANNOTATIONS.contains(name) || context.isEmpty()) {
            return;
        }
        List<EntityFact> entities = entities(name, annotation, context.get());
        if (!entities.isEmpty()) {
            annotation.walk(Expression.class, part -> {
                boolean own = Enclosing.nearest(part, AnnotationExpr.class)
                        .filter(each -> Enclosing.isSameNode(each, annotation))
                        .isPresent();
                if (own && isText(part)) {
                    judge(part, entities, context.get(), name);
                }
            });
        }
    }

    private boolean isText(Expression part) {
        return part instanceof StringLiteralExpr
                || part instanceof NameExpr name && constants.contains(name.getNameAsString())
                || part instanceof FieldAccessExpr access && constants.contains(access.getNameAsString());
    }

    private void judge(Expression part, List<EntityFact> entities, TypeFact context, String annotation) {
        String text = scan.index()
                .text(ConstantText.of(part), context)
                .map(String::strip)
                .orElse("");
        for (String path : BETWEEN.split(text, -1)) {
            List<PropertyFact> named = entities.stream()
                    .flatMap(entity -> EntityPath.of(entity).follow(path, scan.entities()).stream())
                    .toList();
            if (!named.isEmpty()) {
                scan.claim(context, part);
            }
            if (named.stream().anyMatch(property -> Entities.maps(property, scan.column()))) {
                scan.add(new Hit(
                        Spot.of(context, part),
                        Access.READ,
                        Style.JPQL,
                        Confidence.CERTAIN,
                        part instanceof StringLiteralExpr ? path.substring(path.lastIndexOf('.') + 1) : part.toString(),
                        "`@" + annotation + "` names `" + entities.get(0).entityName() + "." + path + "`, which maps "
                                + scan.column()));
            }
        }
    }

    private List<EntityFact> entities(String name, AnnotationExpr annotation, TypeFact context) {
        return switch (name) {
            case "OrderBy", "MapKey" -> targets(annotation, context);
            case "NamedAttributeNode" ->
                isInSubgraph(annotation)
                        ? List.of()
                        : scan.entities().of(context).stream().toList();
            case "EntityGraph" ->
                scan.repositories().of(context).stream()
                        .flatMap(repository -> scan.entities().of(repository.entityType()).stream())
                        .toList();
            case "FieldResult" -> resultOf(annotation);
            default -> handled(annotation);
        };
    }

    /** What a collection holds whose order or key is named. */
    private List<EntityFact> targets(AnnotationExpr annotation, TypeFact context) {
        String member = Enclosing.member(annotation).orElse("");
        String property = Accessors.propertyOfGetter(member).orElse(member);
        return scan.entities().all().stream()
                .flatMap(entity -> entity.properties().stream())
                .filter(each -> each.isAssociation()
                        && each.declaring().name().equals(context.name())
                        && (each.name().equals(property) || each.name().equals(member)))
                .flatMap(each -> each.target().flatMap(scan.entities()::of).stream())
                .distinct()
                .toList();
    }

    private static boolean isInSubgraph(AnnotationExpr annotation) {
        return Stream.iterate(
                        Enclosing.nearest(annotation, AnnotationExpr.class),
                        Optional::isPresent,
                        at -> at.flatMap(each -> Enclosing.nearest(each, AnnotationExpr.class)))
                .flatMap(Optional::stream)
                .anyMatch(each -> each.getName().getIdentifier().equals("NamedSubgraph"));
    }

    private List<EntityFact> resultOf(AnnotationExpr annotation) {
        return Enclosing.nearest(annotation, AnnotationExpr.class).stream()
                .flatMap(result -> result.findAll(ClassExpr.class).stream())
                .flatMap(type -> scan.types().ofType(type.getType(), type).fact().stream())
                .flatMap(type -> scan.entities().of(type).stream())
                .toList();
    }

    /** What the repository holds that a handler gives its sort or page to. */
    private List<EntityFact> handled(AnnotationExpr annotation) {
        Optional<Parameter> parameter = Enclosing.nearest(annotation, Parameter.class);
        Optional<MethodDeclaration> handler =
                parameter.flatMap(each -> Enclosing.nearest(each, MethodDeclaration.class));
        if (handler.isEmpty() || handler.get().getBody().isEmpty()) {
            return List.of();
        }
        String name = parameter.get().getNameAsString();
        return handler.get().getBody().get().findAll(MethodCallExpr.class).stream()
                .filter(call -> call.getArguments().stream().anyMatch(each -> isName(each, name)))
                .flatMap(call -> call.getScope().stream())
                .flatMap(scope -> scan.types().of(scope).flatMap(Typed::fact).stream())
                .flatMap(type -> scan.repositories().of(type).stream())
                .flatMap(repository -> scan.entities().of(repository.entityType()).stream())
                .distinct()
                .toList();
    }

    private static boolean isName(Node node, String name) {
        return node instanceof NameExpr each && each.getNameAsString().equals(name);
    }
}
