package dev.cofferdam.scan;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import dev.cofferdam.domain.Access;
import dev.cofferdam.domain.Confidence;
import dev.cofferdam.domain.Style;
import dev.cofferdam.scan.Hit.Spot;
import java.util.Optional;
import java.util.Set;

/** Classes that carry the value in and out under the same name, such as what an API shows: data transfer objects. */
final class ExposureFinder {

    private static final Set<String> MAPPED = Set.of("Entity", "Embeddable", "MappedSuperclass");

    /** Of Jackson, Gson, JAXB and JSON-B. */
    private static final Set<String> SHOWN = Set.of(
            "JsonProperty", "JsonAlias", "JsonGetter", "SerializedName", "XmlElement", "XmlAttribute", "JsonbProperty");

    private final Scan scan;
    private final String property;

    ExposureFinder(Scan scan, String property) {
        this.scan = scan;
        this.property = property;
    }

    /** The value that was just read goes into another object of the project. */
    void findReader(Expression value) {
        Node parent = value.getParentNode().orElse(null);
        if (parent instanceof ObjectCreationExpr created) {
            carrier(scan.types().of(created)).ifPresent(type -> add(type, "holds what was read from"));
        } else if (parent instanceof MethodCallExpr call && call.getArguments().contains(value)) {
            boolean sets = Accessors.of(property).containsKey(call.getNameAsString())
                    || call.getNameAsString().equals(property);
            if (sets && call.getScope().isPresent()) {
                Expression scope = call.getNameAsString().equals(property)
                        ? StringFolder.root(call)
                        : call.getScope().get();
                carrier(scan.types().of(scope)).ifPresent(type -> add(type, "is filled from"));
            }
        } else if (parent instanceof AssignExpr assign && Enclosing.isSameNode(assign.getValue(), value)) {
            findShown(assign.getTarget());
        }
    }

    /** A field of any name that is shown to the outside under a name that its annotation gives. */
    private void findShown(Expression target) {
        String name = target instanceof FieldAccessExpr access
                ? access.getNameAsString()
                : target instanceof NameExpr bare ? bare.getNameAsString() : "";
        Optional<TypeFact> owner = target instanceof FieldAccessExpr access
                ? scan.types().of(access.getScope()).flatMap(Typed::fact)
                : scan.types().context(target);
        owner.filter(type -> !type.hasAny(MAPPED)).ifPresent(type -> type.field(name)
                .filter(field -> field.hasAny(SHOWN))
                .ifPresent(field -> add(type, field, "is filled from")));
    }

    /** The mapped member itself is shown under a name of its own. */
    void findShown(PropertyFact mapped) {
        TypeFact.Member member = mapped.member();
        member.annotations().stream()
                .filter(annotation -> SHOWN.contains(annotation.name()))
                .flatMap(annotation -> annotation
                        .member("value")
                        .or(() -> annotation.member("name"))
                        .flatMap(value -> scan.index().text(value, mapped.declaring()))
                        .stream())
                .findFirst()
                .ifPresent(shown -> scan.add(new Hit(
                        Spot.of(mapped.declaring(), member.name(), member.line()),
                        Access.EXPOSURE,
                        Style.ACCESSOR,
                        Confidence.CERTAIN,
                        member.name(),
                        "`" + mapped.path() + "` is shown to the outside as `" + shown + "`")));
    }

    /** The value that is about to be set comes out of another object of the project. */
    void findSource(Expression value) {
        if (value instanceof MethodCallExpr call
                && call.getScope().isPresent()
                && call.getArguments().isEmpty()) {
            boolean gets = Accessors.of(property).containsKey(call.getNameAsString())
                    || call.getNameAsString().equals(property);
            if (gets) {
                carrier(scan.types().of(call.getScope().get())).ifPresent(type -> add(type, "brings the value for"));
            }
        }
    }

    private Optional<TypeFact> carrier(Optional<Typed> type) {
        return type.flatMap(Typed::fact)
                .filter(fact -> !fact.hasAny(MAPPED) && fact.field(property).isPresent());
    }

    private void add(TypeFact type, String how) {
        add(type, type.field(property).orElseThrow(), how);
    }

    private void add(TypeFact type, TypeFact.FieldFact field, String how) {
        scan.add(new Hit(
                Spot.of(type, field.name(), field.line()),
                Access.EXPOSURE,
                Style.ACCESSOR,
                Confidence.LIKELY,
                field.name(),
                "`" + type.simpleName() + "." + field.name() + "` " + how + " " + scan.column()));
    }
}
