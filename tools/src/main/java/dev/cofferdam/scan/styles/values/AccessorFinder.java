package dev.cofferdam.scan.styles.values;

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
import dev.cofferdam.scan.files.SourceFile;
import dev.cofferdam.scan.hits.Hit;
import dev.cofferdam.scan.hits.Hit.Spot;
import dev.cofferdam.scan.hits.Scan;
import dev.cofferdam.scan.hits.StyleFinder;
import dev.cofferdam.scan.java.Accessors;
import dev.cofferdam.scan.java.Carriers;
import dev.cofferdam.scan.java.Enclosing;
import dev.cofferdam.scan.java.JavaReader;
import dev.cofferdam.scan.java.LocalNames;
import dev.cofferdam.scan.mapping.Entities;
import dev.cofferdam.scan.skeleton.TypeFact;
import dev.cofferdam.scan.strings.StringFolder;
import dev.cofferdam.scan.types.Typed;
import dev.cofferdam.scan.words.Words;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Who handles the value in Java: getters, setters, fields and method references of the mapped property, by the receiver's type. */
public final class AccessorFinder implements StyleFinder {

    private static final Set<String> LOMBOK = Set.of("Data", "Getter", "Setter", "Value");

    /** Files that speak of a name so rare that all may be read: a chain may lead to the entity without naming its type. */
    private static final int FEW = 60;

    private final Scan scan;
    private final Entities.Mapping mapping;
    private final String property;
    private final Map<String, Access> methods;
    /** Accessors whose names say nothing of a property; only the receiver's type tells their calls from others. */
    private final Map<String, Access> ownNames;

    private final Map<String, List<TypeFact>> others = new HashMap<>();
    private final ExposureFinder exposures;
    private final Embedding embedding;
    private final boolean fluent;
    private final List<SourceFile> candidates;

    private AccessorFinder(Scan scan, Entities.Mapping mapping) {
        this.scan = scan;
        this.mapping = mapping;
        property = mapping.property().name();
        methods = new HashMap<>(Accessors.of(property));
        TypeFact declaring = mapping.property().declaring();
        ownNames = AccessorBodies.of(declaring, property, scan.index().source(declaring.path()));
        methods.putAll(ownNames);
        exposures = new ExposureFinder(scan, property);
        embedding = new Embedding(scan, mapping);
        fluent = LombokNames.isFluent(mapping.property());
        if (fluent || mapping.property().declaring().kind() == TypeFact.Kind.RECORD) {
            methods.put(property, Access.READ);
        }
        Carriers carriers = scan.isShared(declaring)
                ? scan.carriers(mapping.entity().type())
                : scan.carriers(mapping.entity().type(), declaring);
        Set<String> accessors = new TreeSet<>(methods.keySet());
        Set<String> names = new TreeSet<>(accessors);
        names.add(property);
        Words some = Words.any(accessors);
        Words builder = Words.any(Set.of("builder"));
        List<SourceFile> speaking = scan.index().mentioning(names).stream()
                .filter(file -> isNear(file, declaring) || file.mentions(some) || file.mentions(builder))
                .toList();
        candidates = speaking.stream()
                .filter(file -> speaking.size() <= FEW
                        || carriers.mayBeIn(file)
                        || file.path().equals(declaring.path()))
                .toList();
        candidates.forEach(file -> scan.index()
                .want(List.of(file), isNear(file, declaring) || file.mentions(builder) ? names : accessors));
    }

    /** Where the field itself may be used: in its package, below its class, and everywhere when it has no accessors. */
    private boolean isNear(SourceFile file, TypeFact declaring) {
        boolean bare = !declares(declaring)
                && declaring.annotations().stream().noneMatch(each -> LOMBOK.contains(each.name()));
        return bare
                || file.mentions(declaring.simpleName())
                        && (folder(file.path()).equals(folder(declaring.path()))
                                || scan.index().facts(file.path()).types().stream()
                                        .anyMatch(this::mayUseField));
    }

    private static String folder(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }

    private boolean mayUseField(TypeFact type) {
        return scan.index().isSubtype(type, mapping.property().declaring());
    }

    /** One for each property that maps the column. */
    public static List<AccessorFinder> of(Scan scan) {
        // Two subclasses share the inherited property; each is asked for, and equal hits fall together later.
        return scan.entities().mappings(scan.column()).stream()
                // A discriminator has no accessor: what getClass() gives is no column's value.
                .filter(mapping -> !mapping.property().name().equals("class"))
                .map(mapping -> new AccessorFinder(scan, mapping))
                .toList();
    }

    @Override
    public void find() {
        candidates.forEach(scan.fenced(this, file -> scan.index().walk(file, Expression.class, this::findIn)));
    }

    private void findIn(Expression expression) {
        if (expression instanceof MethodCallExpr call) {
            findCall(call);
        } else if (expression instanceof MethodReferenceExpr reference) {
            Access access = methods.get(reference.getIdentifier());
            if (access != null) {
                confidence(scan.types().of(reference.getScope()), reference.getIdentifier(), reference.getScope())
                        .ifPresent(sure -> add(
                                reference,
                                reference.getIdentifier(),
                                namesWhatIsSet(reference) ? Access.WRITE : access,
                                sure));
            }
        } else if (expression instanceof FieldAccessExpr access
                && access.getNameAsString().equals(property)) {
            Optional<Typed> receiver = scan.types().of(access.getScope());
            Optional<Confidence> byType =
                    receiver.flatMap(Typed::fact).filter(this::holdsField).map(this::sure);
            (access.getScope() instanceof ThisExpr ? byType : embedding.judge(access.getScope(), byType))
                    .ifPresent(sure -> add(access, property, accessOf(access), sure));
        } else if (expression instanceof NameExpr name && name.getNameAsString().equals(property)) {
            findBareName(name);
        }
    }

    /** {@code update.set(Owner::getTelephone, x)} of MyBatis-Plus: the getter only says which column is written. */
    private static boolean namesWhatIsSet(MethodReferenceExpr reference) {
        return reference.getParentNode().orElse(null) instanceof MethodCallExpr call
                && call.getNameAsString().equals("set")
                && call.getArguments().size() > 1
                && call.getArguments().contains(reference);
    }

    private void findCall(MethodCallExpr call) {
        boolean sets = fluent
                && call.getArguments().size() == 1
                && call.getNameAsString().equals(property);
        Access access = sets ? Access.WRITE : methods.get(call.getNameAsString());
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
                ? scan.types().of(scope.get())
                : scan.types()
                        .context(call)
                        .filter(type -> !declaresOther(type))
                        .map(Typed::of);
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
        return LombokNames.isOnBuilder(call)
                && scan.types()
                        .of(root)
                        .flatMap(Typed::fact)
                        .filter(type ->
                                scan.index().isSame(type, mapping.entity().type()))
                        .isPresent();
    }

    /** Certain for the entity and its subclasses, likely for a type above it, nothing for anything else. */
    private Optional<Confidence> confidence(Optional<Typed> receiver, String method, Expression scope) {
        return receiver.isPresent()
                ? embedding.judge(
                        scope, receiver.get().fact().filter(this::belongs).map(this::sureOfReceiver))
                : ofUnknown(method, scope);
    }

    /** A receiver of unknown type, in a file that names the entity: who else has such a method decides. */
    private Optional<Confidence> ofUnknown(String method, Expression scope) {
        String name = scope.toString().replaceFirst("^this\\.", "");
        if (name.equalsIgnoreCase(mapping.entity().type().simpleName())) {
            return Optional.of(Confidence.LIKELY);
        }
        if (ownNames.containsKey(method)) {
            return Optional.empty();
        }
        Optional<TypeFact> context = scan.types().context(scope);
        String text =
                context.map(type -> scan.index().source(type.path()).text()).orElse("");
        if (!text.contains(mapping.entity().type().simpleName())) {
            return Optional.empty();
        }
        List<TypeFact> others = others(method);
        if (others.isEmpty()) {
            return Optional.of(isInheritedByOthers() ? Confidence.POSSIBLE : Confidence.LIKELY);
        }
        return others.stream().noneMatch(type -> text.contains(type.simpleName()))
                ? Optional.of(Confidence.POSSIBLE)
                : Optional.empty();
    }

    /** Types of other things that have such a method or property. */
    private List<TypeFact> others(String method) {
        return others.computeIfAbsent(
                method, name -> scan.index().typesMentioning(new TreeSet<>(List.of(name, property))).stream()
                        .filter(type -> !belongs(type) && has(type, name))
                        .toList());
    }

    /** A base class gives the accessor to other entities too, and the receiver may be any of them. */
    private boolean isInheritedByOthers() {
        return scan.index().descendants(mapping.property().declaring()).stream()
                .anyMatch(each -> scan.entities().of(each).isPresent()
                        && !scan.index().isSubtype(each, mapping.entity().type()));
    }

    private boolean has(TypeFact type, String method) {
        return type.methods().stream().anyMatch(each -> each.name().equals(method))
                || type.field(property).isPresent() && type.kind() != TypeFact.Kind.RECORD;
    }

    /** The entity, what inherits from it, what declares the property, and what lies between. */
    private boolean belongs(TypeFact type) {
        TypeFact entity = mapping.entity().type();
        TypeFact declaring = mapping.property().declaring();
        boolean embedded = !scan.index().isSubtype(entity, declaring);
        if (embedded) {
            return scan.index().isSubtype(type, declaring);
        }
        boolean above = scan.index().isSubtype(entity, type) && scan.index().isSubtype(type, declaring)
                || scan.index().isSubtype(entity, type) && declares(type);
        return scan.index().isSubtype(type, entity) && !isOfAnotherTable(type) || above;
    }

    /** A log of an entity that inherits its properties keeps them in columns of its own. */
    private boolean isOfAnotherTable(TypeFact below) {
        return scan.entities()
                .of(below)
                .filter(entity -> Entities.mapping(entity, scan.column()).isEmpty())
                .isPresent();
    }

    private boolean declares(TypeFact type) {
        return type.methods().stream().anyMatch(method -> methods.containsKey(method.name()));
    }

    /** A receiver typed as a superclass that other entities share may be any of them. */
    private Confidence sureOfReceiver(TypeFact type) {
        TypeFact entity = mapping.entity().type();
        boolean above = !scan.index().isSubtype(type, entity) && scan.index().isSubtype(entity, type);
        boolean shared = above
                && scan.index().descendants(type).stream()
                        .anyMatch(each -> each.has("Entity") && !scan.index().isSubtype(each, entity));
        // A row of its own table holds the superclass's property too.
        boolean ofAnotherTable = above
                && scan.entities()
                        .of(type)
                        .filter(own -> Entities.mapping(own, scan.column()).isEmpty())
                        .isPresent();
        return shared || ofAnotherTable ? Confidence.POSSIBLE : above ? Confidence.LIKELY : sure(type);
    }

    private Confidence sure(TypeFact type) {
        TypeFact entity = mapping.entity().type();
        boolean embedded = !scan.index().isSubtype(entity, mapping.property().declaring());
        return embedded
                        || scan.index().isSubtype(type, entity)
                        || scan.index().isSame(type, mapping.property().declaring())
                ? Confidence.CERTAIN
                : Confidence.LIKELY;
    }

    private boolean holdsField(TypeFact type) {
        return scan.index().isSubtype(type, mapping.property().declaring()) && belongs(type);
    }

    private void findBareName(NameExpr name) {
        boolean isScopeOfType = name.getParentNode().orElse(null) instanceof ObjectCreationExpr created
                && created.getScope()
                        .filter(scope -> Enclosing.isSameNode(scope, name))
                        .isPresent();
        if (isScopeOfType || LocalNames.isLocal(property, name)) {
            return;
        }
        scan.types()
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
        Optional<TypeFact> type = scan.types().context(at);
        if (type.isEmpty()) {
            return;
        }
        String how = at instanceof MethodReferenceExpr ? "refers to" : access == Access.READ ? "reads" : "sets";
        String why = confidence == Confidence.CERTAIN
                ? ""
                : "; the receiver is known by its name or as a type above the entity";
        scan.add(new Hit(
                        Spot.of(
                                type.get(),
                                Enclosing.member(at).orElse(type.get().simpleName()),
                                lineOf(at)),
                        access,
                        Style.ACCESSOR,
                        confidence,
                        token,
                        how + " `" + mapping.entity().type().simpleName() + "."
                                + mapping.property().path() + "`, which maps " + scan.column() + why)
                .at(columnOf(at)));
    }

    private static int columnOf(Expression at) {
        if (at instanceof MethodCallExpr call) {
            return JavaReader.column(call.getName());
        }
        if (at instanceof FieldAccessExpr access) {
            return JavaReader.column(access.getName());
        }
        // The name that a reference ends with.
        return at instanceof MethodReferenceExpr reference
                ? at.getEnd()
                        .map(end -> end.column - reference.getIdentifier().length() + 1)
                        .orElse(0)
                : JavaReader.column(at);
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
