package dev.cofferdam.scan.styles.mybatis;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.Expression;
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
import dev.cofferdam.scan.hits.Hit;
import dev.cofferdam.scan.hits.Hit.Spot;
import dev.cofferdam.scan.hits.Scan;
import dev.cofferdam.scan.java.Accessors;
import dev.cofferdam.scan.java.Enclosing;
import dev.cofferdam.scan.java.JavaReader;
import dev.cofferdam.scan.mapping.Entities;
import dev.cofferdam.scan.skeleton.TypeFact;
import dev.cofferdam.scan.statements.HoledSql;
import dev.cofferdam.scan.statements.StatementOpening;
import dev.cofferdam.scan.strings.FoldedText;
import dev.cofferdam.scan.strings.StringFolder;
import dev.cofferdam.scan.types.ExpressionTypes;
import dev.cofferdam.scan.types.PlusCalls;
import dev.cofferdam.scan.types.Typed;
import dev.cofferdam.scan.words.Tokens;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Columns that a wrapper of MyBatis-Plus, a map for one, or a fill handler names by a string or a method reference. */
final class PlusWrappers {

    /** Methods of wrappers that take a column and then what it is compared with or set to. */
    private static final Set<String> COMPARISONS = Set.of(
            "eq",
            "ne",
            "gt",
            "ge",
            "lt",
            "le",
            "like",
            "notLike",
            "likeLeft",
            "likeRight",
            "between",
            "notBetween",
            "in",
            "notIn",
            "set",
            "setIncrBy",
            "setDecrBy");

    /** Methods of wrappers that take a piece of SQL, or nothing but columns. */
    private static final Set<String> PIECES = Set.of(
            "apply",
            "last",
            "first",
            "setSql",
            "having",
            "select",
            "groupBy",
            "orderBy",
            "orderByAsc",
            "orderByDesc",
            "inSql",
            "notInSql",
            "isNull",
            "isNotNull");

    private static final Set<String> SETS = Set.of("set", "setSql", "setIncrBy", "setDecrBy");

    static final Set<String> FILLS = Set.of(
            "strictInsertFill",
            "strictUpdateFill",
            "fillStrategy",
            "setFieldValByName",
            "setInsertFieldValByName",
            "setUpdateFieldValByName");

    /** Methods that take columns with what they are compared with. */
    static final Set<String> MAPS = Set.of("selectByMap", "listByMap", "deleteByMap", "removeByMap", "allEq");

    private final Scan scan;
    private final List<Entities.Mapping> mappings;
    private final Set<String> entities = new TreeSet<>();
    private final Set<String> properties = new TreeSet<>();

    PlusWrappers(Scan scan, List<Entities.Mapping> mappings) {
        this.scan = scan;
        this.mappings = mappings;
        for (Entities.Mapping mapping : mappings) {
            entities.add(mapping.entity().type().simpleName());
            properties.add(mapping.property().name());
        }
    }

    /** Methods whose argument may be put together from what the source does not show. */
    static Set<String> open() {
        Set<String> open = new TreeSet<>(PIECES);
        open.addAll(COMPARISONS);
        return open;
    }

    /** Whether a literal is handed to a wrapper, which says for which entity it is. */
    static boolean isInWrapper(Node literal, ExpressionTypes types) {
        return literal.getParentNode().orElse(null) instanceof MethodCallExpr call
                && call.getScope()
                        .flatMap(scope -> types.of(scope).or(() -> types.of(StringFolder.root(call))))
                        .filter(PlusCalls::isWrapper)
                        .isPresent();
    }

    void find(MethodCallExpr call) {
        String name = call.getNameAsString();
        for (Expression argument : call.getArguments()) {
            if (argument instanceof MethodReferenceExpr reference) {
                if (SETS.contains(name)) {
                    findSet(call, reference);
                }
            } else if (argument instanceof LiteralStringValueExpr literal && !isValue(call, literal)) {
                findLiteral(call, literal);
            } else if (PIECES.contains(name)
                    || COMPARISONS.contains(name)
                            && column(call).filter(argument::equals).isPresent()) {
                findPutTogether(call, argument);
            }
        }
        if (MAPS.contains(name)) {
            call.getArguments().forEach(argument -> findKeys(call, argument));
        }
    }

    private void findLiteral(MethodCallExpr call, LiteralStringValueExpr literal) {
        if (Tokens.has(literal.getValue(), scan.column().column())) {
            // A statement in a condition binds its own names, and who reads statements has read it.
            if (!StatementOpening.opens(literal.getValue()) || Tokens.has(literal.getValue(), qualified())) {
                owner(call).ifPresent(sure -> add(call, literal, sure));
            }
        } else if (FILLS.contains(call.getNameAsString()) && properties.contains(literal.getValue())) {
            addFill(call, literal);
        }
    }

    private String qualified() {
        return scan.column().table().name() + "." + scan.column().column();
    }

    /** {@code eq("email", "name")}: what a column is compared with, which only a condition may stand before. */
    private static boolean isValue(MethodCallExpr call, LiteralStringValueExpr literal) {
        int at = call.getArguments().indexOf(literal);
        return COMPARISONS.contains(call.getNameAsString())
                && call.getArguments().stream().limit(at).anyMatch(LiteralStringValueExpr.class::isInstance);
    }

    /** The column of a comparison: what comes first, or behind a condition. */
    private Optional<Expression> column(MethodCallExpr call) {
        int last = Math.min(2, call.getArguments().size() - 1);
        return IntStream.range(0, Math.max(0, last))
                .mapToObj(call::getArgument)
                .filter(this::isText)
                .findFirst();
    }

    private boolean isText(Expression argument) {
        return argument instanceof StringLiteralExpr
                || argument instanceof TextBlockLiteralExpr
                || argument instanceof BinaryExpr sum
                        && sum.getOperator() == BinaryExpr.Operator.PLUS
                        && scan.folder().mayBeText(sum)
                || scan.types()
                        .of(argument)
                        .filter(type -> type.name().equals("String"))
                        .isPresent();
    }

    /** A constant, a sum, or what only a caller knows. */
    private void findPutTogether(MethodCallExpr call, Expression argument) {
        Optional<Confidence> owner = isText(argument) ? owner(call) : Optional.empty();
        if (owner.isEmpty()) {
            return;
        }
        FoldedText text = scan.folder().fold(argument);
        if (Tokens.has(text.text(), scan.column().column())) {
            add(call, argument, owner.get());
        } else if (text.hasHoles()
                && new HoledSql(scan.column()).mayName(begun(call.getNameAsString()) + text.text())) {
            scan.types()
                    .context(call)
                    .ifPresent(type -> scan.undecided(
                            Spot.of(type, Enclosing.member(call).orElse(""), JavaReader.line(argument)),
                            "a wrapper for `" + String.join("`, `", entities) + "` is handed `" + argument + "` by `"
                                    + call.getNameAsString() + "`",
                            "what the source does not show could name " + scan.column()));
        }
    }

    /** The statement that a method goes on with, so that a value put into it is told from a name. */
    private String begun(String method) {
        String table = scan.column().table().name();
        return switch (method) {
            case "setSql", "set", "setIncrBy", "setDecrBy" -> "update " + table + " set ";
            case "last", "first" -> "select 1 from " + table + " where 1 = 1 ";
            case "select" -> "select 1 from " + table + " group by ";
            case "groupBy", "orderBy", "orderByAsc", "orderByDesc" -> "select 1 from " + table + " order by ";
            default -> "select 1 from " + table + " where ";
        };
    }

    /** {@code Map.of("telephone", x)}, {@code map.put("telephone", x)}. */
    private void findKeys(MethodCallExpr call, Expression map) {
        if (map instanceof MethodCallExpr made) {
            IntStream.range(0, made.getArguments().size())
                    .filter(i -> i % 2 == 0)
                    .mapToObj(made::getArgument)
                    .forEach(key -> findKey(call, key));
        } else if (map instanceof NameExpr name) {
            Enclosing.memberNode(call).ifPresent(member -> member.findAll(MethodCallExpr.class).stream()
                    .filter(put -> put.getNameAsString().startsWith("put")
                            && put.getArguments().size() == 2)
                    .filter(put -> put.getScope().filter(name::equals).isPresent())
                    .forEach(put -> findKey(call, put.getArgument(0))));
        }
    }

    private void findKey(MethodCallExpr call, Expression key) {
        if (key instanceof LiteralStringValueExpr literal
                && literal.getValue().equalsIgnoreCase(scan.column().column())) {
            ofMap(call).ifPresent(sure -> add(call, literal, sure));
        }
    }

    private Optional<Confidence> ofMap(MethodCallExpr call) {
        if (call.getNameAsString().equals("allEq")) {
            return owner(call);
        }
        return scan.types()
                .context(call)
                .flatMap(context -> PlusFinder.receiver(call, context, scan.types()))
                .flatMap(scan.repositories()::mapper)
                .filter(mapper -> mappings.stream().anyMatch(mapping -> scan.index()
                        .isSame(mapping.entity().type(), mapper.entityType())))
                .map(mapper -> Confidence.CERTAIN);
    }

    private void addFill(MethodCallExpr call, LiteralStringValueExpr literal) {
        scan.types()
                .context(call)
                .ifPresent(type -> scan.add(new Hit(
                        Spot.of(type, Enclosing.member(call).orElse(""), JavaReader.line(literal)),
                        Access.WRITE,
                        Style.ACCESSOR,
                        Confidence.LIKELY,
                        literal.getValue(),
                        "fills a property of this name in every entity that asks for it")));
    }

    /** A wrapper is for the entity of its type argument; one without in a file about the entity is likely for it. */
    private Optional<Confidence> owner(MethodCallExpr call) {
        Expression root = StringFolder.root(call);
        Optional<Typed> type = scan.types().of(call.getScope().orElse(root)).or(() -> scan.types()
                .of(root));
        Optional<Typed> wrapper = type.filter(PlusCalls::isWrapper);
        if (wrapper.isPresent()) {
            Optional<Typed> entity = wrapper.get().element();
            boolean open = entity.isEmpty() || entity.get().fact().isEmpty();
            return open
                    ? ofOpen(root)
                    : entity.flatMap(Typed::fact)
                            .filter(fact -> entities.contains(fact.simpleName()))
                            .map(fact -> Confidence.CERTAIN);
        }
        String text = root instanceof ObjectCreationExpr || type.isEmpty() ? call.toString() : "";
        return text.contains("rapper") ? ofOpen(root) : Optional.empty();
    }

    /** {@code new QueryWrapper<>()}: the entity is named by whoever takes it, in the same member. */
    private Optional<Confidence> ofOpen(Node root) {
        String member = Enclosing.memberNode(root).map(Node::toString).orElse("");
        boolean named = entities.stream()
                .anyMatch(each -> member.toLowerCase(Locale.ROOT).contains(each.toLowerCase(Locale.ROOT)));
        return named ? Optional.of(Confidence.LIKELY) : Optional.empty();
    }

    private void add(MethodCallExpr call, Expression text, Confidence confidence) {
        boolean writes = SETS.contains(call.getNameAsString());
        scan.types()
                .context(call)
                .ifPresent(type -> scan.add(new Hit(
                                Spot.of(type, Enclosing.member(call).orElse(""), JavaReader.line(text)),
                                writes ? Access.WRITE : Access.READ,
                                Style.SQL_STRING,
                                confidence,
                                scan.column().column(),
                                "a wrapper names the column, handed to `" + call.getNameAsString() + "`")
                        .at(JavaReader.column(text))));
    }

    private void findSet(MethodCallExpr call, MethodReferenceExpr reference) {
        boolean ours = mappings.stream()
                .anyMatch(mapping -> Accessors.propertyOfGetter(reference.getIdentifier())
                                .filter(mapping.property().name()::equals)
                                .isPresent()
                        && scan.types()
                                .of(reference.getScope())
                                .filter(type -> type.is(mapping.entity().type()))
                                .isPresent());
        Optional<TypeFact> context = ours ? scan.types().context(call) : Optional.empty();
        context.ifPresent(type -> scan.add(new Hit(
                Spot.of(type, Enclosing.member(call).orElse(""), JavaReader.line(reference)),
                Access.WRITE,
                Style.ACCESSOR,
                Confidence.CERTAIN,
                reference.getIdentifier(),
                "a wrapper sets the column by its property")));
    }
}
