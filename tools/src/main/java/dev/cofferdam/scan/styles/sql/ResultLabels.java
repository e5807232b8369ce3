package dev.cofferdam.scan.styles.sql;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.LiteralStringValueExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import dev.cofferdam.domain.Access;
import dev.cofferdam.domain.Confidence;
import dev.cofferdam.scan.hits.Scan;
import dev.cofferdam.scan.java.Enclosing;
import dev.cofferdam.scan.skeleton.TypeFact;
import dev.cofferdam.scan.types.HandedOver;
import dev.cofferdam.scan.types.Typed;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Labels of result columns: {@code rs.getString("telephone")} reads the column that its statement selects. */
public final class ResultLabels {

    /** Types that stand for a row of a result. */
    public static final Set<String> ROWS =
            Set.of("ResultSet", "SqlRowSet", "Row", "Readable", "CachedRowSet", "Tuple", "RowView");

    private final Scan scan;
    private final StatementFinder statements;
    private final HandedOver handed;
    private final Map<String, List<StatementFinder.Read>> users = new HashMap<>();

    public ResultLabels(Scan scan, StatementFinder statements) {
        this.scan = scan;
        this.statements = statements;
        handed = new HandedOver(scan.types());
    }

    /** How sure it is that a label means the column, and why. */
    public record Label(Confidence confidence, String reason) {}

    /** {@code rs.getString("telephone")}, {@code row.get("telephone")}: the label of a result column. */
    public boolean isLabel(LiteralStringValueExpr literal) {
        return literal.getValue().equalsIgnoreCase(scan.column().column()) && isFetchedBy(literal);
    }

    /** Whether an expression is what a result column is fetched by, whatever it says. */
    boolean isFetchedBy(Expression label) {
        if (!(label.getParentNode().orElse(null) instanceof MethodCallExpr call)
                || call.getScope().isEmpty()
                || call.getArguments().isEmpty()) {
            return false;
        }
        String method = call.getNameAsString();
        boolean first = Enclosing.isSameNode(call.getArgument(0), label);
        if (!first || !method.matches("get[A-Z]\\w*|get|findColumn|update[A-Z]\\w*|containsKey")) {
            return false;
        }
        Optional<Typed> receiver = scan.types().of(call.getScope().get());
        if (receiver.isPresent()) {
            return ROWS.contains(receiver.get().name())
                    || receiver.get().name().equals("Map")
                            && receiver.get().arguments().stream()
                                    .anyMatch(each -> each.name().equals("Object"));
        }
        String scope = call.getScope().get().toString().toLowerCase(Locale.ROOT);
        return !method.equals("get")
                        && !method.equals("containsKey")
                        && scope.matches("\\w*(rs|resultset|rowset|row|results?)\\w*")
                || method.equals("get") && scope.matches("row|record");
    }

    /** {@code rs.updateString(...)} writes into an updatable result set. */
    public static Access accessOf(Node labelOrIndex) {
        return labelOrIndex.getParentNode().orElse(null) instanceof MethodCallExpr call
                        && call.getNameAsString().startsWith("update")
                ? Access.WRITE
                : Access.READ;
    }

    /**
     * What a label means; nothing when its statement reads another table.
     *
     * @param reads the statements of the file
     * @param mentionsTable whether the file names the table or its entity
     */
    public Optional<Label> judge(
            Expression label, TypeFact type, List<StatementFinder.Read> reads, boolean mentionsTable) {
        List<StatementFinder.Read> linked = linked(label, type, reads);
        if (!linked.isEmpty()) {
            return linked.stream().anyMatch(StatementFinder.Read::touches)
                    ? Optional.of(new Label(
                            Confidence.CERTAIN, "fetched by label from a statement that reads " + scan.column()))
                    : Optional.empty();
        }
        boolean sameClass = reads.stream()
                .anyMatch(read -> read.touches() && read.type().path().equals(type.path()));
        if (sameClass) {
            return Optional.of(
                    new Label(Confidence.LIKELY, "fetched by label; a statement of this class reads " + scan.column()));
        }
        return mentionsTable
                ? Optional.of(new Label(Confidence.POSSIBLE, "fetched by label; the statement was not found"))
                : Optional.empty();
    }

    /** Statements that a label or position can come from: of the call around, of the mapper's users, of the same method. */
    List<StatementFinder.Read> linked(Node literal, TypeFact type, List<StatementFinder.Read> reads) {
        for (Node at = literal; at != null; at = at.getParentNode().orElse(null)) {
            if (at instanceof LambdaExpr lambda && lambda.getParentNode().orElse(null) instanceof MethodCallExpr call) {
                List<StatementFinder.Read> around = inside(call, reads);
                if (!around.isEmpty()) {
                    return around;
                }
            }
        }
        Optional<String> member = Enclosing.member(literal);
        List<StatementFinder.Read> sameMember = reads.stream()
                .filter(read -> scan.index().isSame(read.type(), type)
                        && read.root().member().equals(member))
                .toList();
        return sameMember.isEmpty() ? ofMapperUsers(literal, type) : sameMember;
    }

    /** A statement is inside a call when it is an argument of it or of a call before it in the chain. */
    private static List<StatementFinder.Read> inside(MethodCallExpr call, List<StatementFinder.Read> reads) {
        return reads.stream()
                .filter(read -> {
                    for (Node at = read.root().node();
                            at != null;
                            at = at.getParentNode().orElse(null)) {
                        if (Enclosing.isSameNode(at, call)) {
                            return true;
                        }
                    }
                    return false;
                })
                .toList();
    }

    private List<StatementFinder.Read> ofMapperUsers(Node literal, TypeFact type) {
        String member = Enclosing.member(literal).orElse("");
        String key = type.name() + "#" + member;
        List<StatementFinder.Read> known = users.get(key);
        if (known == null) {
            known = statements.reads().stream()
                    .filter(read -> isHandedTo(read, type, member))
                    .toList();
            users.put(key, known);
        }
        return known;
    }

    private boolean isHandedTo(StatementFinder.Read read, TypeFact mapper, String member) {
        Node node = read.root().node();
        return Enclosing.nearest(node, MethodCallExpr.class)
                        .filter(call -> handed.isIn(call, mapper, member))
                        .isPresent()
                || Enclosing.memberNode(node)
                        .filter(MethodDeclaration.class::isInstance)
                        .filter(method -> handed.isIn(method, mapper, member))
                        .isPresent();
    }
}
