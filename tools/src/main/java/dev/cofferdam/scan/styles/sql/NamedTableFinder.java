package dev.cofferdam.scan.styles.sql;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.ArrayCreationExpr;
import com.github.javaparser.ast.expr.ArrayInitializerExpr;
import com.github.javaparser.ast.expr.CastExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.expr.StringLiteralExpr;
import dev.cofferdam.domain.Access;
import dev.cofferdam.domain.Confidence;
import dev.cofferdam.domain.Style;
import dev.cofferdam.scan.files.SourceFile;
import dev.cofferdam.scan.hits.Hit;
import dev.cofferdam.scan.hits.Hit.Spot;
import dev.cofferdam.scan.hits.Scan;
import dev.cofferdam.scan.hits.StyleFinder;
import dev.cofferdam.scan.java.Enclosing;
import dev.cofferdam.scan.java.JavaReader;
import dev.cofferdam.scan.java.LocalNames;
import dev.cofferdam.scan.skeleton.TypeFact;
import dev.cofferdam.scan.statements.StatementOpening;
import dev.cofferdam.scan.strings.StringFolder;
import dev.cofferdam.scan.types.TypeMembers;
import dev.cofferdam.scan.types.Typed;
import dev.cofferdam.scan.words.Tokens;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Calls that are handed a table and a column by their names: helpers of the house such as {@code insert("owners", Map.of("telephone", x))},
 * and the values of a {@code SimpleJdbcInsert}. What makes a statement of them is another method.
 */
public final class NamedTableFinder implements StyleFinder {

    /** Pass a name on: maps, lists, parameter sources, and builders of rows. */
    private static final Set<String> CARRIERS = Set.of(
            "of",
            "entry",
            "ofEntries",
            "asList",
            "put",
            "addValue",
            "add",
            "set",
            "with",
            "value",
            "column",
            "singletonMap",
            "singletonList");

    /** Of these the first argument is a name and the next its value. */
    private static final Set<String> PAIRS = Set.of("entry", "put", "addValue", "set", "with", "value", "singletonMap");

    private static final Set<String> TABLE_SETTERS = Set.of("withTableName", "table", "into", "insertInto", "from");

    private static final Pattern WRITES =
            Pattern.compile("(insert|update|upsert|merge|replace|save|store|write|add|put|create|execute)([A-Z]\\w*)?");
    private static final Pattern READS = Pattern.compile(
            "(select|find|get|query|read|load|fetch|count|exists|delete|remove|list|search)([A-Z]\\w*)?");
    private static final Pattern SAYS_SQL = Pattern.compile("(insert|update|upsert|select|delete)([A-Z]\\w*)?");

    private final Scan scan;
    private final TypeMembers members;
    private final Set<String> tables = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    private final List<SourceFile> candidates;

    public NamedTableFinder(Scan scan) {
        this.scan = scan;
        members = new TypeMembers(scan.index());
        scan.schema().tables().forEach(table -> tables.add(table.ref().name()));
        tables.add(scan.column().table().name());
        Set<String> column = Tokens.quoted(Set.of(scan.column().column()));
        candidates = scan.index().mentioning(column);
        scan.index().want(candidates, Tokens.lone(Set.of(scan.column().column())));
    }

    @Override
    public void find() {
        candidates.forEach(scan.fenced(this, file -> {
            scan.index().walk(file, StringLiteralExpr.class, literal -> {
                if (literal.getValue().equalsIgnoreCase(scan.column().column())) {
                    scan.types()
                            .context(literal)
                            .filter(type -> !scan.isClaimed(type, literal))
                            .ifPresent(type -> takers(literal).forEach(call -> judge(call, literal, type)));
                }
            });
        }));
    }

    /** Calls that the name reaches, itself or in what carries it. */
    private Stream<MethodCallExpr> takers(Expression name) {
        Node below = name;
        for (Node at = name.getParentNode().orElse(null);
                at instanceof Expression around;
                below = at, at = at.getParentNode().orElse(null)) {
            if (around instanceof MethodCallExpr call && isArgument(call, below)) {
                if (table(call).isPresent()) {
                    return Stream.of(call);
                }
                if (!CARRIERS.contains(call.getNameAsString()) || isValue(call, below)) {
                    return Stream.empty();
                }
                if (StringFolder.root(call) instanceof NameExpr variable
                        && LocalNames.isLocal(variable.getNameAsString(), variable)) {
                    return givenTo(variable.getNameAsString(), call);
                }
            } else if (!(around instanceof MethodCallExpr || carries(around))) {
                return Stream.empty();
            }
        }
        Node end = below.getParentNode().orElse(below);
        return end instanceof VariableDeclarator variable
                ? givenTo(variable.getNameAsString(), variable)
                : Stream.empty();
    }

    private static boolean carries(Expression expression) {
        return expression instanceof ArrayCreationExpr
                || expression instanceof ArrayInitializerExpr
                || expression instanceof ObjectCreationExpr
                || expression instanceof CastExpr;
    }

    /** Calls of the member that are handed a variable along with a table. */
    private Stream<MethodCallExpr> givenTo(String variable, Node at) {
        return Enclosing.memberNode(at).stream()
                .flatMap(member -> member.findAll(MethodCallExpr.class).stream())
                .filter(call -> call.getArguments().stream()
                        .anyMatch(each -> each instanceof NameExpr name
                                && name.getNameAsString().equals(variable)))
                .filter(call -> table(call).isPresent());
    }

    private static boolean isArgument(MethodCallExpr call, Node node) {
        return call.getArguments().stream().anyMatch(each -> Enclosing.isSameNode(each, node));
    }

    private static boolean isValue(MethodCallExpr call, Node node) {
        int position = 0;
        while (!Enclosing.isSameNode(call.getArgument(position), node)) {
            position++;
        }
        boolean map = call.getNameAsString().equals("of")
                && call.getScope()
                        .filter(each -> each.toString().endsWith("Map"))
                        .isPresent();
        return map ? position % 2 == 1 : PAIRS.contains(call.getNameAsString()) && position == 1;
    }

    /** The table that a call is handed, or that was set before in its chain. */
    private Optional<String> table(MethodCallExpr call) {
        Optional<String> handed = call.getArguments().stream()
                .flatMap(each -> text(each).stream())
                .filter(tables::contains)
                .findFirst();
        if (handed.isPresent()) {
            return handed;
        }
        Optional<Expression> at = call.getScope();
        while (at.isPresent() && at.get() instanceof MethodCallExpr each) {
            if (TABLE_SETTERS.contains(each.getNameAsString())
                    && each.getArguments().size() == 1) {
                return text(each.getArgument(0)).filter(tables::contains);
            }
            at = each.getScope();
        }
        return Optional.empty();
    }

    private Optional<String> text(Expression argument) {
        if (argument instanceof StringLiteralExpr literal) {
            return Optional.of(literal.getValue());
        }
        boolean constant = argument instanceof FieldAccessExpr
                || argument instanceof NameExpr name && !LocalNames.isLocal(name.getNameAsString(), name);
        return constant ? Optional.of(scan.folder().fold(argument).text()) : Optional.empty();
    }

    private void judge(MethodCallExpr call, StringLiteralExpr literal, TypeFact type) {
        Optional<Confidence> sure = sure(call);
        boolean writes = WRITES.matcher(call.getNameAsString()).matches();
        if (sure.isEmpty() || !writes && !READS.matcher(call.getNameAsString()).matches()) {
            return;
        }
        scan.claim(type, literal);
        if (table(call).filter(scan.column().table().name()::equalsIgnoreCase).isEmpty()) {
            return;
        }
        scan.add(new Hit(
                        Spot.of(type, literal),
                        writes ? Access.WRITE : Access.READ,
                        Style.SQL_STRING,
                        sure.get(),
                        literal.getValue(),
                        "handed to `" + call.getNameAsString() + "` along with the name of "
                                + scan.column().table())
                .at(JavaReader.column(literal)));
    }

    /** Of a library's class the name alone speaks for SQL; a helper of the house must hold a statement. */
    private Optional<Confidence> sure(MethodCallExpr call) {
        boolean simple = call.toString().contains("SimpleJdbcInsert(");
        if (simple) {
            return Optional.of(Confidence.CERTAIN);
        }
        Optional<TypeFact> owner = call.getScope().isEmpty()
                ? scan.types().context(call)
                : scan.types().of(call.getScope().get()).flatMap(Typed::fact);
        if (owner.isEmpty()) {
            return SAYS_SQL.matcher(call.getNameAsString()).matches()
                    ? Optional.of(Confidence.POSSIBLE)
                    : Optional.empty();
        }
        return members.withAncestors(owner.get()).stream()
                .filter(level -> level.methods().stream()
                        .anyMatch(method -> method.name().equals(call.getNameAsString())))
                .flatMap(level -> Stream.concat(Stream.of(level), scan.index().descendants(level).stream()))
                .filter(level ->
                        StatementOpening.isIn(scan.index().source(level.path()).text()))
                .findFirst()
                .map(each -> Confidence.LIKELY);
    }
}
