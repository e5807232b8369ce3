package dev.cofferdam.scan;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.ThisExpr;
import dev.cofferdam.scan.CallGraph.Method;
import dev.cofferdam.scan.files.SourceFile;
import dev.cofferdam.scan.hits.Scan;
import dev.cofferdam.scan.java.BodyTexts;
import dev.cofferdam.scan.java.Enclosing;
import dev.cofferdam.scan.java.JavaReader;
import dev.cofferdam.scan.java.LocalNames;
import dev.cofferdam.scan.java.TreePath;
import dev.cofferdam.scan.skeleton.TypeFact;
import dev.cofferdam.scan.skeleton.TypeFact.FieldFact;
import dev.cofferdam.scan.types.Typed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Who takes from a field what is kept there to be run or sent. Files are parsed when somebody asks, and their trees are not kept. */
final class FieldUses {

    /** What asks a container about itself. */
    private static final Set<String> QUIET =
            Set.of("size", "isEmpty", "containsKey", "contains", "keySet", "clear", "remove", "hashCode", "equals");

    private static final Set<String> ENTITIES = Set.of("Entity", "MappedSuperclass", "Embeddable");
    private final Scan scan;
    private final KeptCode kept;

    FieldUses(Scan scan) {
        this.scan = scan;
        kept = new KeptCode(scan.types());
    }

    /** Whether the name is a field's, or an enum's constant's, and no method's. */
    static boolean isField(TypeFact type, String name) {
        boolean method = type.methods().stream().anyMatch(each -> each.name().equals(name));
        boolean constant = type.kind() == TypeFact.Kind.ENUM && !name.startsWith("<");
        return !method && !type.hasAny(ENTITIES) && (type.field(name).isPresent() || constant);
    }

    /** The methods that use the field other than to put something into it; of an enum's constant those that use what it was made with. */
    List<Method> of(TypeFact type, String name) {
        boolean constant = type.field(name).isEmpty();
        Set<String> fields = constant ? handed(type) : Set.of(name);
        List<Method> found = new ArrayList<>();
        for (SourceFile file : scan.index().mentioning(Set.of(type.simpleName()))) {
            boolean own = file.path().equals(type.path());
            if (!file.isTest() && (own || !constant) && file.mentionsAny(fields)) {
                units(file)
                        .forEach(unit -> unit.walk(Expression.class, each -> use(each, type, fields)
                                .filter(use -> !use.name().equals(name))
                                .ifPresent(found::add)));
            }
        }
        return found;
    }

    /** Fields of an enum that may hold code: what its constants were made with. */
    private static Set<String> handed(TypeFact type) {
        return type.fields().stream()
                .filter(field -> !field.isStatic()
                        && !KeptCode.PLAIN.contains(field.type().simpleName()))
                .map(FieldFact::name)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static List<CompilationUnit> units(SourceFile file) {
        List<Integer> parts =
                IntStream.range(0, BodyTexts.names(file.text()).size()).boxed().toList();
        return BodyTexts.of(file.text(), parts).stream()
                .flatMap(text -> JavaReader.parse(text).map(unit -> TreePath.mark(unit, file.path())).stream())
                .toList();
    }

    private Optional<Method> use(Expression at, TypeFact type, Set<String> fields) {
        boolean bare = at instanceof NameExpr name
                && fields.contains(name.getNameAsString())
                && !LocalNames.isLocal(name.getNameAsString(), name)
                && isFieldOf(name.getNameAsString(), name, type);
        boolean qualified =
                at instanceof FieldAccessExpr access && fields.contains(access.getNameAsString()) && isOn(access, type);
        if (!bare && !qualified || isKept(at)) {
            return Optional.empty();
        }
        return scan.types().context(at).flatMap(context -> kept.member(at)
                .map(member -> new Method(context, member, CallRoutes.of(at))));
    }

    private boolean isFieldOf(String name, Expression at, TypeFact type) {
        return scan.types()
                .context(at)
                .flatMap(context -> scan.index().constant(name, context))
                .filter(found -> scan.index().isSame(type, found.owner()))
                .isPresent();
    }

    private boolean isOn(FieldAccessExpr access, TypeFact type) {
        return access.getScope() instanceof ThisExpr
                ? isFieldOf(access.getNameAsString(), access, type)
                : scan.types()
                        .of(access.getScope())
                        .flatMap(Typed::fact)
                        .filter(owner -> scan.index().isSubtype(owner, type))
                        .isPresent();
    }

    private static boolean isKept(Expression at) {
        return at.getParentNode()
                .filter(around -> around instanceof AssignExpr assign && Enclosing.isSameNode(assign.getTarget(), at)
                        || around instanceof MethodCallExpr call
                                && call.getScope()
                                        .filter(scope -> Enclosing.isSameNode(scope, at))
                                        .isPresent()
                                && (QUIET.contains(call.getNameAsString())
                                        || KeptCode.KEEPING.contains(call.getNameAsString())))
                .isPresent();
    }
}
