package dev.cofferdam.scan;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.TypeDeclaration;
import com.github.javaparser.ast.expr.AnnotationExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.LiteralStringValueExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.MethodReferenceExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.expr.StringLiteralExpr;
import com.github.javaparser.ast.expr.TextBlockLiteralExpr;
import dev.cofferdam.domain.Access;
import dev.cofferdam.domain.Confidence;
import dev.cofferdam.domain.Style;
import dev.cofferdam.scan.Hit.Spot;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * String literals that are no statement and name the column or its property: labels of result columns, names handed to criteria and
 * sorts, SQL fragments in mapping annotations, and plain text.
 */
final class LiteralFinder {

    private static final Set<String> MAPPING = Set.of(
            "Column",
            "JoinColumn",
            "AttributeOverride",
            "AssociationOverride",
            "Table",
            "SecondaryTable",
            "JoinTable",
            "CollectionTable",
            "PrimaryKeyJoinColumn",
            "MapKeyColumn",
            "OrderColumn");
    /** Name a placeholder of a query, which is no column. */
    private static final Set<String> PARAMETER_NAMES = Set.of("Param", "Bind", "Named", "Qualifier", "PathVariable");

    private static final Set<String> SCHEMA_HINTS = Set.of("Index", "UniqueConstraint");
    private static final Set<String> FRAGMENTS = Set.of(
            "Formula",
            "Where",
            "SQLRestriction",
            "Filter",
            "FilterDef",
            "ColumnTransformer",
            "Check",
            "SQLOrder",
            "JoinFormula");
    private static final Set<String> PROPERTY_NAMES =
            Set.of("OrderBy", "NamedAttributeNode", "EntityGraph", "SortDefault", "PageableDefault");
    private static final Set<String> PROPERTY_CALLS = Set.of(
            "by",
            "ascending",
            "descending",
            "asc",
            "desc",
            "withSort",
            "get",
            "join",
            "fetch",
            "eq",
            "like",
            "in",
            "property",
            "addOrder");
    private static final Set<String> CRITERIA = Set.of(
            "Sort",
            "Order",
            "Root",
            "Path",
            "Join",
            "From",
            "PageRequest",
            "Restrictions",
            "Projections",
            "JpaSort",
            "CriteriaUpdate",
            "ExampleMatcher");

    private final Scan scan;
    private final StatementFinder statements;
    private final Set<String> forms;
    private final Set<String> properties;
    private final Pattern word;

    LiteralFinder(Scan scan, StatementFinder statements) {
        this.scan = scan;
        this.statements = statements;
        properties = new java.util.TreeSet<>();
        scan.entities
                .mappings(scan.column)
                .forEach(mapping -> properties.add(mapping.property().name()));
        forms = Tokens.formsOf(scan.column.column());
        forms.addAll(properties);
        word = Tokens.anyWord(forms);
    }

    void find() {
        Pattern table = Pattern.compile(Tokens.anyWord(scan.tableWords()).pattern());
        for (FileFacts file : scan.index.files()) {
            String text = scan.index.source(file.path()).text();
            if (!word.matcher(text).find()) {
                continue;
            }
            CompilationUnit unit = scan.index.unit(file.path());
            boolean mentionsTable = table.matcher(text).find();
            Set<Node> inStatements = Collections.newSetFromMap(new IdentityHashMap<>());
            List<StatementFinder.Read> reads = readsOf(file, unit);
            reads.forEach(read -> read.root().text().parts().forEach(part -> inStatements.add(part.node())));
            for (LiteralStringValueExpr literal : unit.findAll(LiteralStringValueExpr.class)) {
                boolean isText = literal instanceof StringLiteralExpr || literal instanceof TextBlockLiteralExpr;
                if (isText
                        && !inStatements.contains(literal)
                        && word.matcher(literal.getValue()).find()) {
                    findIn(literal, reads, mentionsTable);
                }
            }
        }
    }

    /** Statements of the file: those that were read, else what it holds about other tables. */
    private List<StatementFinder.Read> readsOf(FileFacts file, CompilationUnit unit) {
        List<StatementFinder.Read> known = statements.reads().stream()
                .filter(read -> read.type().path().equals(file.path()))
                .toList();
        return known.isEmpty() ? statements.readsIn(unit) : known;
    }

    private void findIn(LiteralStringValueExpr literal, List<StatementFinder.Read> reads, boolean mentionsTable) {
        Optional<TypeFact> type = scan.types.context(literal);
        if (type.isEmpty()) {
            return;
        }
        Optional<AnnotationExpr> annotation = Enclosing.nearest(literal, AnnotationExpr.class);
        if (annotation.isPresent()) {
            findInAnnotation(literal, annotation.get(), type.get(), mentionsTable);
        } else if (isLabel(literal)) {
            findLabel(literal, type.get(), reads, mentionsTable);
        } else if (properties.contains(literal.getValue()) && isCriteria(literal)) {
            if (mentionsTable) {
                add(
                        literal,
                        type.get(),
                        Access.READ,
                        Style.JPQL,
                        Confidence.LIKELY,
                        "a property's name handed to a query or sort");
            }
        } else if (mentionsTable) {
            findText(literal, type.get());
        }
    }

    private void findText(LiteralStringValueExpr literal, TypeFact type) {
        boolean sentence = literal.getValue().strip().contains(" ");
        boolean key = Pattern.compile("\"(" + word.pattern() + ")\\\\?\"\\s*:")
                .matcher(literal.getValue())
                .find();
        if (!sentence || key) {
            add(
                    literal,
                    type,
                    Access.EXPOSURE,
                    Style.TEXT,
                    Confidence.POSSIBLE,
                    "a string that names the column or its property, in a file that names the table or entity");
        }
    }

    private void findInAnnotation(
            LiteralStringValueExpr literal, AnnotationExpr annotation, TypeFact type, boolean mentionsTable) {
        String name = annotation.getName().getIdentifier();
        boolean ownEntity = scan.entities.mappings(scan.column).stream()
                .anyMatch(mapping -> scan.index.isSubtype(mapping.entity().type(), type));
        if (MAPPING.contains(name) || PARAMETER_NAMES.contains(name)) {
            return;
        }
        if (SCHEMA_HINTS.contains(name)) {
            if (ownEntity) {
                add(
                        literal,
                        type,
                        Access.MAPPING,
                        Style.MAPPING,
                        Confidence.CERTAIN,
                        "an index or constraint of the mapping names the column");
            }
        } else if (FRAGMENTS.contains(name)) {
            if (ownEntity && Tokens.has(literal.getValue(), scan.column.column())) {
                add(
                        literal,
                        type,
                        Access.READ,
                        Style.NATIVE_QUERY,
                        Confidence.CERTAIN,
                        "a SQL fragment in the mapping names the column");
            }
        } else if (PROPERTY_NAMES.contains(name)) {
            if (mentionsTable) {
                add(
                        literal,
                        type,
                        Access.READ,
                        Style.JPQL,
                        Confidence.LIKELY,
                        "a property's name in a mapping or query annotation");
            }
        } else if (mentionsTable && !literal.getValue().contains(" ")) {
            add(
                    literal,
                    type,
                    Access.EXPOSURE,
                    Style.TEXT,
                    Confidence.POSSIBLE,
                    "a string in an annotation that names the column or its property");
        }
    }

    private boolean isCriteria(Expression literal) {
        if (!(literal.getParentNode().orElse(null) instanceof MethodCallExpr call)
                || !PROPERTY_CALLS.contains(call.getNameAsString())) {
            return false;
        }
        Optional<Expression> scope = call.getScope();
        return scope.filter(each -> CRITERIA.stream()
                                .anyMatch(name -> each.toString().startsWith(name)))
                        .isPresent()
                || scope.flatMap(scan.types::of)
                        .filter(type -> CRITERIA.contains(type.name()))
                        .isPresent()
                || scope.filter(each -> each.toString().matches("root|r|path|from|join\\w*"))
                        .isPresent();
    }

    /** {@code rs.getString("telephone")}, {@code row.get("telephone")}: the label of a result column. */
    private boolean isLabel(LiteralStringValueExpr literal) {
        boolean name = literal.getValue().equalsIgnoreCase(scan.column.column());
        if (!name
                || !(literal.getParentNode().orElse(null) instanceof MethodCallExpr call)
                || call.getScope().isEmpty()) {
            return false;
        }
        String method = call.getNameAsString();
        boolean first = Enclosing.isSameNode(call.getArgument(0), literal);
        if (!first || !method.matches("get[A-Z]\\w*|get|findColumn|update[A-Z]\\w*|containsKey")) {
            return false;
        }
        Optional<Typed> receiver = scan.types.of(call.getScope().get());
        if (receiver.isPresent()) {
            return Set.of("ResultSet", "SqlRowSet", "Row", "Readable", "CachedRowSet", "Tuple", "RowView")
                            .contains(receiver.get().name())
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

    private void findLabel(
            LiteralStringValueExpr literal, TypeFact type, List<StatementFinder.Read> reads, boolean mentionsTable) {
        List<StatementFinder.Read> linked = linked(literal, type, reads);
        if (!linked.isEmpty()) {
            if (linked.stream().anyMatch(StatementFinder.Read::touches)) {
                add(
                        literal,
                        type,
                        Access.READ,
                        Style.RESULT_COLUMN,
                        Confidence.CERTAIN,
                        "fetched by label from a statement that reads " + scan.column);
            }
            return;
        }
        boolean sameClass = reads.stream()
                .anyMatch(read -> read.touches() && read.type().path().equals(type.path()));
        if (sameClass || mentionsTable) {
            add(
                    literal,
                    type,
                    Access.READ,
                    Style.RESULT_COLUMN,
                    sameClass ? Confidence.LIKELY : Confidence.POSSIBLE,
                    sameClass
                            ? "fetched by label; a statement of this class reads " + scan.column
                            : "fetched by label; the statement was not found");
        }
    }

    /** Statements that the label can come from: of the call around, of the mapper's users, of the same method. */
    private List<StatementFinder.Read> linked(
            LiteralStringValueExpr literal, TypeFact type, List<StatementFinder.Read> reads) {
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
                .filter(read -> scan.index.isSame(read.type(), type)
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

    private List<StatementFinder.Read> ofMapperUsers(LiteralStringValueExpr literal, TypeFact type) {
        Set<String> names = new java.util.TreeSet<>();
        names.add(type.simpleName());
        Enclosing.member(literal).ifPresent(names::add);
        List<StatementFinder.Read> found = new ArrayList<>();
        for (StatementFinder.Read read : statements.reads()) {
            boolean near = Enclosing.nearest(read.root().node(), MethodCallExpr.class)
                            .filter(call -> handsOver(call, type, literal))
                            .isPresent()
                    || memberHandsOver(read, type, literal);
            if (near) {
                found.add(read);
            }
        }
        return found;
    }

    private boolean memberHandsOver(StatementFinder.Read read, TypeFact mapper, LiteralStringValueExpr literal) {
        return Enclosing.memberNode(read.root().node())
                .filter(node -> node instanceof MethodDeclaration)
                .filter(node -> handsOver(node, mapper, literal))
                .isPresent();
    }

    /** Whether a mapper class is created, or a mapper method or field referred to, inside a node. */
    private boolean handsOver(Node node, TypeFact mapper, LiteralStringValueExpr literal) {
        String member = Enclosing.member(literal).orElse("");
        boolean created = node.findFirst(
                        ObjectCreationExpr.class,
                        each -> !(each.getParentNode().orElse(null) instanceof TypeDeclaration)
                                && scan.types
                                        .of(each)
                                        .filter(found -> found.is(mapper))
                                        .isPresent())
                .isPresent();
        boolean referred = node.findFirst(
                        MethodReferenceExpr.class,
                        each -> each.getIdentifier().equals(member)
                                && scan.types
                                        .of(each.getScope())
                                        .filter(found -> found.is(mapper))
                                        .isPresent())
                .isPresent();
        boolean named = node.findFirst(NameExpr.class, each -> {
                    boolean constant = each.getNameAsString().equals(member)
                            && scan.types
                                    .context(each)
                                    .filter(own -> scan.index.isSame(own, mapper))
                                    .isPresent();
                    return constant
                            || scan.types
                                            .of(each)
                                            .filter(found -> found.is(mapper))
                                            .isPresent()
                                    && each.getParentNode().orElse(null) instanceof MethodCallExpr;
                })
                .isPresent();
        return created || referred || named;
    }

    private void add(
            LiteralStringValueExpr literal,
            TypeFact type,
            Access access,
            Style style,
            Confidence confidence,
            String reason) {
        java.util.regex.Matcher matcher = word.matcher(literal.getValue());
        boolean found = matcher.find();
        String token = found ? matcher.group() : literal.getValue();
        int line = JavaReader.line(literal);
        if (literal instanceof TextBlockLiteralExpr && found) {
            line += 1
                    + (int) literal.getValue()
                            .substring(0, matcher.start())
                            .chars()
                            .filter(c -> c == '\n')
                            .count();
        }
        scan.add(new Hit(
                Spot.of(type, Enclosing.member(literal).orElse(type.simpleName()), line),
                access,
                style,
                confidence,
                token,
                reason));
    }
}
