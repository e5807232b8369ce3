package dev.cofferdam.scan.styles.sql;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.LiteralStringValueExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import dev.cofferdam.domain.Access;
import dev.cofferdam.domain.Confidence;
import dev.cofferdam.scan.hits.Scan;
import dev.cofferdam.scan.java.Enclosing;
import dev.cofferdam.scan.skeleton.TypeFact;
import dev.cofferdam.scan.statements.SelectedLabel;
import dev.cofferdam.scan.types.HandedOver;
import dev.cofferdam.scan.types.Typed;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
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
            long own = linked.stream()
                    .filter(read -> read.touches() && !selectsOther(read))
                    .count();
            if (own == 0) {
                return Optional.empty();
            }
            return Optional.of(
                    own == linked.size()
                            ? new Label(
                                    Confidence.CERTAIN, "fetched by label from a statement that reads " + scan.column())
                            : new Label(
                                    Confidence.LIKELY,
                                    "fetched by label; " + own + " of the " + linked.size()
                                            + " statements that it is used with read " + scan.column()));
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

    /** Whether the statement, which touches the column, selects something else under its name. */
    private boolean selectsOther(StatementFinder.Read read) {
        String name = scan.column().column();
        return SelectedLabel.isOther(
                read.root().text().text(), name, name, scan.column().table());
    }

    /** Statements that a label or position can come from: of the call around, of the mapper's users, of the same method. */
    List<StatementFinder.Read> linked(Node literal, TypeFact type, List<StatementFinder.Read> reads) {
        for (Node at = literal; at != null; at = at.getParentNode().orElse(null)) {
            if (isCode(at) && at.getParentNode().orElse(null) instanceof MethodCallExpr call) {
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
        if (sameMember.isEmpty()) {
            return ofMapperUsers(literal, type);
        }
        List<StatementFinder.Read> followed = RowOrigins.of(literal, sameMember);
        return followed.isEmpty() ? sameMember : followed;
    }

    /** What is handed over to be run on each row. */
    private static boolean isCode(Node node) {
        return node instanceof LambdaExpr
                || node instanceof ObjectCreationExpr created
                        && created.getAnonymousClassBody().isPresent();
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
        String member = assigned(literal).or(() -> Enclosing.member(literal)).orElse("");
        String key = type.name() + "#" + member;
        List<StatementFinder.Read> known = users.get(key);
        if (known == null) {
            known = usersOf(type, member);
            users.put(key, known);
        }
        return known;
    }

    /** The field that a constructor keeps the code in. */
    private static Optional<String> assigned(Node literal) {
        for (Node at = literal; at != null; at = at.getParentNode().orElse(null)) {
            if (isCode(at) && at.getParentNode().orElse(null) instanceof AssignExpr assign) {
                String target = assign.getTarget().toString();
                return Optional.of(target.substring(target.lastIndexOf('.') + 1));
            }
        }
        return Optional.empty();
    }

    /** Statements of calls that are handed the mapper; in a method where no such call shows its own, any of it may be the one. */
    private List<StatementFinder.Read> usersOf(TypeFact mapper, String member) {
        Set<Node> shown = Collections.newSetFromMap(new IdentityHashMap<>());
        List<StatementFinder.Read> found = new ArrayList<>();
        for (StatementFinder.Read read : statements.reads()) {
            Node node = read.root().node();
            boolean own = Enclosing.nearest(node, MethodCallExpr.class)
                    .filter(call -> handed.isIn(call, mapper, member))
                    .isPresent();
            if (own) {
                found.add(read);
                Enclosing.memberNode(node).ifPresent(shown::add);
            }
        }
        statements.reads().stream()
                .filter(read -> Enclosing.memberNode(read.root().node())
                        .filter(MethodDeclaration.class::isInstance)
                        .filter(method -> !shown.contains(method) && handed.isIn(method, mapper, member))
                        .isPresent())
                .forEach(found::add);
        return found;
    }
}
