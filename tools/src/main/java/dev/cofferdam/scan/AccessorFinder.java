package dev.cofferdam.scan;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.MethodReferenceExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.expr.ThisExpr;
import com.github.javaparser.ast.expr.UnaryExpr;
import dev.cofferdam.domain.Access;
import dev.cofferdam.domain.Confidence;
import dev.cofferdam.domain.Style;
import dev.cofferdam.scan.Hit.Spot;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Who handles the value in Java: getters, setters, fields and method references of the mapped property, by the receiver's type. */
final class AccessorFinder {

    private final Scan scan;
    private final Entities.Mapping mapping;
    private final String property;
    private final Map<String, Access> methods;
    private final ExposureFinder exposures;

    private AccessorFinder(Scan scan, Entities.Mapping mapping) {
        this.scan = scan;
        this.mapping = mapping;
        property = mapping.property().name();
        methods = new HashMap<>(Accessors.of(property));
        exposures = new ExposureFinder(scan, property);
        if (mapping.property().declaring().kind() == TypeFact.Kind.RECORD) {
            methods.put(property, Access.READ);
        }
    }

    static void find(Scan scan) {
        for (Entities.Mapping mapping : scan.entities.mappings(scan.column)) {
            // Two subclasses share the inherited property; each is asked for, and equal hits fall together later.
            new AccessorFinder(scan, mapping).find();
        }
    }

    private void find() {
        Pattern carriers = carriers();
        for (FileFacts file : scan.index.files()) {
            if (!carriers.matcher(scan.index.source(file.path()).text()).find()) {
                continue;
            }
            boolean calls = file.calls().stream().anyMatch(methods::containsKey)
                    || file.calls().contains(property);
            boolean holds = file.types().stream().anyMatch(this::mayUseField);
            String text = scan.index.source(file.path()).text();
            if (calls || holds || text.contains("." + property)) {
                scan.index.unit(file.path()).walk(Expression.class, this::findIn);
            }
        }
    }

    /**
     * Names of types that bring the entity into a file: itself, its kin, and types with a member that gives it. A file that names
     * none of them cannot have a receiver of that type, but for chains over two strange types.
     */
    private Pattern carriers() {
        Set<String> kin = new TreeSet<>();
        TypeFact entity = mapping.entity().type();
        kin.add(entity.simpleName());
        kin.add(mapping.property().declaring().simpleName());
        scan.index.ancestors(entity).forEach(type -> kin.add(type.simpleName()));
        scan.index.descendants(entity).forEach(type -> kin.add(type.simpleName()));
        Set<String> names = new TreeSet<>(kin);
        for (TypeFact type : scan.index.types()) {
            boolean gives = type.methods().stream().anyMatch(method -> mentions(method.type(), kin))
                    || type.fields().stream().anyMatch(field -> mentions(field.type(), kin))
                    || type.supertypes().stream().anyMatch(use -> mentions(use, kin));
            if (gives) {
                names.add(type.simpleName());
            }
        }
        return Tokens.anyWord(names);
    }

    private static boolean mentions(TypeUse use, Set<String> names) {
        return names.contains(use.simpleName()) || use.arguments().stream().anyMatch(each -> mentions(each, names));
    }

    private boolean mayUseField(TypeFact type) {
        return scan.index.isSubtype(type, mapping.property().declaring());
    }

    private void findIn(Expression expression) {
        if (expression instanceof MethodCallExpr call) {
            findCall(call);
        } else if (expression instanceof MethodReferenceExpr reference) {
            Access access = methods.get(reference.getIdentifier());
            if (access != null) {
                confidence(scan.types.of(reference.getScope()), reference.getIdentifier(), reference.getScope())
                        .ifPresent(sure -> add(reference, reference.getIdentifier(), access, sure));
            }
        } else if (expression instanceof FieldAccessExpr access
                && access.getNameAsString().equals(property)) {
            Optional<Typed> receiver = scan.types.of(access.getScope());
            if (receiver.flatMap(Typed::fact).filter(this::holdsField).isPresent()) {
                add(
                        access,
                        property,
                        accessOf(access),
                        sure(receiver.get().fact().get()));
            }
        } else if (expression instanceof NameExpr name && name.getNameAsString().equals(property)) {
            findBareName(name);
        }
    }

    private void findCall(MethodCallExpr call) {
        Access access = methods.get(call.getNameAsString());
        boolean builder =
                call.getNameAsString().equals(property) && call.getArguments().size() == 1 && isBuilderOfEntity(call);
        if (builder) {
            add(call, property, Access.WRITE, Confidence.CERTAIN);
            return;
        }
        if (access == null || call.getArguments().size() != (access == Access.READ ? 0 : 1)) {
            return;
        }
        Optional<Expression> scope = call.getScope();
        Optional<Typed> receiver = scope.isPresent()
                ? scan.types.of(scope.get())
                : scan.types.context(call).filter(type -> !declaresOther(type)).map(Typed::of);
        Optional<Confidence> sure = scope.isPresent()
                ? confidence(receiver, call.getNameAsString(), scope.get())
                : receiver.flatMap(Typed::fact).filter(this::belongs).map(this::sure);
        sure.ifPresent(confidence -> {
            add(call, call.getNameAsString(), access, confidence);
            if (access == Access.READ) {
                exposures.findReader(call);
            } else {
                exposures.findSource(call.getArgument(0));
            }
        });
    }

    private boolean declaresOther(TypeFact type) {
        return !belongs(type);
    }

    /** {@code Owner.builder()...telephone(x)}: the chain starts at the entity. */
    private boolean isBuilderOfEntity(MethodCallExpr call) {
        Expression root = StringFolder.root(call);
        boolean made = call.getScope().filter(MethodCallExpr.class::isInstance).isPresent();
        return made
                && call.toString().contains("uilder()")
                && scan.types
                        .of(root)
                        .flatMap(Typed::fact)
                        .filter(type -> scan.index.isSame(type, mapping.entity().type()))
                        .isPresent();
    }

    /** Certain for the entity and its subclasses, likely for a type above it, nothing for anything else. */
    private Optional<Confidence> confidence(Optional<Typed> receiver, String method, Expression scope) {
        if (receiver.isPresent()) {
            return receiver.get().fact().filter(this::belongs).map(this::sureOfReceiver);
        }
        return ofUnknown(method, scope);
    }

    /** A receiver of unknown type, in a file that names the entity: who else has such a method decides. */
    private Optional<Confidence> ofUnknown(String method, Expression scope) {
        String name = scope.toString().replaceFirst("^this\\.", "");
        if (name.equalsIgnoreCase(mapping.entity().type().simpleName())) {
            return Optional.of(Confidence.LIKELY);
        }
        Optional<TypeFact> context = scan.types.context(scope);
        String text = context.map(type -> scan.index.source(type.path()).text()).orElse("");
        if (!text.contains(mapping.entity().type().simpleName())) {
            return Optional.empty();
        }
        List<TypeFact> others = scan.index.types().stream()
                .filter(type -> !belongs(type) && has(type, method))
                .toList();
        if (others.isEmpty()) {
            return Optional.of(Confidence.LIKELY);
        }
        return others.stream().noneMatch(type -> text.contains(type.simpleName()))
                ? Optional.of(Confidence.POSSIBLE)
                : Optional.empty();
    }

    private boolean has(TypeFact type, String method) {
        return type.methods().stream().anyMatch(each -> each.name().equals(method))
                || type.field(property).isPresent() && type.kind() != TypeFact.Kind.RECORD;
    }

    /** The entity, what inherits from it, what declares the property, and what lies between. */
    private boolean belongs(TypeFact type) {
        TypeFact entity = mapping.entity().type();
        TypeFact declaring = mapping.property().declaring();
        boolean embedded = !scan.index.isSubtype(entity, declaring);
        if (embedded) {
            return scan.index.isSubtype(type, declaring);
        }
        boolean above = scan.index.isSubtype(entity, type) && scan.index.isSubtype(type, declaring)
                || scan.index.isSubtype(entity, type) && declares(type);
        return scan.index.isSubtype(type, entity) || above;
    }

    private boolean declares(TypeFact type) {
        return type.methods().stream().anyMatch(method -> methods.containsKey(method.name()));
    }

    /** A receiver typed as a superclass that other entities share may be any of them. */
    private Confidence sureOfReceiver(TypeFact type) {
        TypeFact entity = mapping.entity().type();
        boolean above = !scan.index.isSubtype(type, entity) && scan.index.isSubtype(entity, type);
        boolean shared = above
                && scan.index.descendants(type).stream()
                        .anyMatch(each -> each.has("Entity") && !scan.index.isSubtype(each, entity));
        return shared ? Confidence.POSSIBLE : above ? Confidence.LIKELY : sure(type);
    }

    private Confidence sure(TypeFact type) {
        TypeFact entity = mapping.entity().type();
        boolean embedded = !scan.index.isSubtype(entity, mapping.property().declaring());
        return embedded
                        || scan.index.isSubtype(type, entity)
                        || scan.index.isSame(type, mapping.property().declaring())
                ? Confidence.CERTAIN
                : Confidence.LIKELY;
    }

    private boolean holdsField(TypeFact type) {
        return scan.index.isSubtype(type, mapping.property().declaring()) && belongs(type);
    }

    private void findBareName(NameExpr name) {
        boolean isScopeOfType = name.getParentNode().orElse(null) instanceof ObjectCreationExpr created
                && created.getScope()
                        .filter(scope -> Enclosing.isSameNode(scope, name))
                        .isPresent();
        if (isScopeOfType || scan.types.isLocal(property, name)) {
            return;
        }
        scan.types
                .context(name)
                .filter(this::holdsField)
                .ifPresent(type -> add(name, property, accessOf(name), sure(type)));
    }

    private static Access accessOf(Expression field) {
        Node parent = field.getParentNode().orElse(null);
        if (parent instanceof AssignExpr assign && Enclosing.isSameNode(assign.getTarget(), field)) {
            return assign.getOperator() == AssignExpr.Operator.ASSIGN ? Access.WRITE : Access.READ_WRITE;
        }
        boolean changes = parent instanceof UnaryExpr unary
                && (unary.getOperator().isPostfix()
                        || unary.getOperator() == UnaryExpr.Operator.PREFIX_INCREMENT
                        || unary.getOperator() == UnaryExpr.Operator.PREFIX_DECREMENT);
        return changes ? Access.READ_WRITE : Access.READ;
    }

    private void add(Expression at, String token, Access access, Confidence confidence) {
        Optional<TypeFact> type = scan.types.context(at);
        if (type.isEmpty()) {
            return;
        }
        String how = at instanceof MethodReferenceExpr ? "refers to" : access == Access.READ ? "reads" : "sets";
        String why = confidence == Confidence.CERTAIN
                ? ""
                : "; the receiver is known by its name or as a type above the entity";
        scan.add(new Hit(
                Spot.of(type.get(), Enclosing.member(at).orElse(type.get().simpleName()), lineOf(at)),
                access,
                Style.ACCESSOR,
                confidence,
                token,
                how + " `" + mapping.entity().type().simpleName() + "."
                        + mapping.property().path() + "`, which maps " + scan.column + why));
    }

    /** The line of the name, which in a chain of calls is not the line where the expression begins. */
    private static int lineOf(Expression at) {
        if (at instanceof MethodCallExpr call) {
            return JavaReader.line(call.getName());
        }
        if (at instanceof FieldAccessExpr access && !(access.getScope() instanceof ThisExpr)) {
            return JavaReader.line(access.getName());
        }
        return at.getEnd().map(position -> position.line).orElse(1);
    }
}
