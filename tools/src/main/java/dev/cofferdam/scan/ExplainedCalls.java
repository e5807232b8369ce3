package dev.cofferdam.scan;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.domain.Undecided;
import dev.cofferdam.domain.Usage;
import dev.cofferdam.scan.files.SourceFile;
import dev.cofferdam.scan.java.Enclosing;
import dev.cofferdam.scan.java.JavaIndex;
import dev.cofferdam.scan.java.JavaReader;
import dev.cofferdam.scan.skeleton.TypeFact;
import dev.cofferdam.scan.types.ExpressionTypes;
import dev.cofferdam.scan.types.Repositories;
import dev.cofferdam.scan.types.Typed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the calls on a line of Java have to do with a column: what they lead to, or on whom a getter's name is called. */
final class ExplainedCalls {
    private final JavaIndex index;
    private final ScanResult result;
    private final ColumnRef column;
    private final ExpressionTypes types;

    ExplainedCalls(JavaIndex index, ScanResult result, ColumnRef column) {
        this.index = index;
        this.result = result;
        this.column = column;
        types = new ExpressionTypes(index, Repositories.of(index));
    }

    /**
     * Sentences about the calls on a line, the nearest to the point first.
     *
     * @param accessors names of methods that read or write a property which maps the column
     */
    List<String> on(SourceFile file, int line, Set<String> accessors) {
        if (!file.isJava()) {
            return List.of();
        }
        CompilationUnit unit = index.whole(file.path());
        List<String> said = new ArrayList<>();
        unit.walk(MethodCallExpr.class, call -> {
            if (JavaReader.line(call.getName()) == line) {
                leadsTo(call).or(() -> otherReceiver(call, accessors)).ifPresent(said::add);
            }
        });
        nodeOn(unit, line).ifPresent(node -> undecidedAround(node, line, said));
        return said.stream().distinct().toList();
    }

    private static Optional<Node> nodeOn(CompilationUnit unit, int line) {
        return unit.findFirst(Expression.class, node -> JavaReader.line(node) == line)
                .map(Node.class::cast);
    }

    private Optional<TypeFact> receiver(MethodCallExpr call) {
        return call.getScope().isPresent() ? types.of(call.getScope().get()).flatMap(Typed::fact) : types.context(call);
    }

    /** A framework's statement is counted at the method that sends it, and not wherever that is called. */
    private Optional<String> leadsTo(MethodCallExpr call) {
        return receiver(call).flatMap(type -> result.usages().stream()
                .filter(usage -> usage.place().member().equals(Optional.of(call.getNameAsString())))
                .filter(usage ->
                        usage
                                .place()
                                .className()
                                .flatMap(name -> index.type(name, usage.place().file()))
                                .stream()
                                .anyMatch(owner -> index.isSubtype(type, owner) || index.isSubtype(owner, type)))
                .findFirst()
                .map(usage -> "the line calls `" + type.simpleName() + "." + call.getNameAsString()
                        + "`, which is where it is counted: " + usage.place() + ", " + Explanation.counted(usage)));
    }

    private Optional<String> otherReceiver(MethodCallExpr call, Set<String> accessors) {
        if (!accessors.contains(call.getNameAsString()) || call.getScope().isEmpty()) {
            return Optional.empty();
        }
        String scope = "`" + call.getScope().get() + "`";
        return Optional.of(types.of(call.getScope().get())
                .map(type -> "`" + call.getNameAsString() + "` is called on " + scope + ", which is a `"
                        + type.fact().map(TypeFact::simpleName).orElse(type.name())
                        + "`, and nothing there maps " + column)
                .orElse("`" + call.getNameAsString() + "` is called on " + scope
                        + ", whose type could not be resolved from the repository's sources"));
    }

    private void undecidedAround(Node node, int line, List<String> said) {
        Optional<String> type = types.context(node).map(TypeFact::name);
        Optional<String> member = Enclosing.member(node);
        for (Undecided open : result.undecided()) {
            if (member.isPresent()
                    && open.place().line() != line
                    && open.place().className().equals(type)
                    && open.place().member().equals(member)) {
                said.add("in the same method, line " + open.place().line() + " could not be decided: " + open.what()
                        + "; " + open.why());
            }
        }
        if (said.isEmpty() && member.isPresent()) {
            result.usages().stream()
                    .filter(usage -> usage.place().className().equals(type)
                            && usage.place().member().equals(member))
                    .map(Usage::place)
                    .findFirst()
                    .ifPresent(place ->
                            said.add("the member's usage is counted on line " + place.line() + " of " + place.file()));
        }
    }
}
