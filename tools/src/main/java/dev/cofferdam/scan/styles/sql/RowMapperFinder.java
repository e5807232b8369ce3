package dev.cofferdam.scan.styles.sql;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.ArrayCreationExpr;
import com.github.javaparser.ast.expr.ArrayInitializerExpr;
import com.github.javaparser.ast.expr.ClassExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.expr.StringLiteralExpr;
import dev.cofferdam.domain.Access;
import dev.cofferdam.domain.Confidence;
import dev.cofferdam.domain.Style;
import dev.cofferdam.scan.hits.Hit;
import dev.cofferdam.scan.hits.Hit.Spot;
import dev.cofferdam.scan.hits.Scan;
import dev.cofferdam.scan.hits.StyleFinder;
import dev.cofferdam.scan.java.Enclosing;
import dev.cofferdam.scan.java.JavaIndex;
import dev.cofferdam.scan.java.JavaReader;
import dev.cofferdam.scan.skeleton.TypeFact;
import dev.cofferdam.scan.statements.SelectedLabel;
import dev.cofferdam.scan.statements.SqlWords;
import dev.cofferdam.scan.types.Typed;
import dev.cofferdam.scan.words.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Result columns that no label names: a mapper fills properties of a class by their names ({@code BeanPropertyRowMapper} and its kin), and
 * after a rename leaves them empty without a word. Keys that an INSERT is asked to return are here too.
 */
public final class RowMapperFinder implements StyleFinder {

    private static final Set<String> MAPPERS = Set.of(
            "BeanPropertyRowMapper",
            "DataClassRowMapper",
            "SimplePropertyRowMapper",
            "ParameterizedBeanPropertyRowMapper",
            "BeanHandler",
            "BeanListHandler");
    private static final Set<String> CALLS =
            Set.of("query", "mapToBean", "executeAndFetch", "executeAndFetchFirst", "mapProperties");

    private static final Set<String> SOURCES =
            Set.of("BeanPropertySqlParameterSource", "SimplePropertySqlParameterSource");
    private static final Set<String> BINDS =
            Set.of("bindBean", "bindFields", "bindMethods", "paramSource", "createBatch");

    private final Scan scan;
    private final StatementFinder statements;

    /** Its files are those of the statements that touch the column. */
    public RowMapperFinder(Scan scan, StatementFinder statements) {
        this.scan = scan;
        this.statements = statements;
    }

    @Override
    public void find() {
        statements.reads().forEach(read -> scan.fenced(this, read.type(), () -> findIn(read)));
    }

    private void findIn(StatementFinder.Read read) {
        if (read.touches() && read.uses().stream().anyMatch(use -> use.access().reads())) {
            findMapped(read);
        }
        if (read.touches()) {
            findBound(read);
        }
        findKeys(read);
    }

    /** {@code :telephone} takes its value from the property of that name, of an object that is handed over as a whole. */
    private void findBound(StatementFinder.Read read) {
        Node around =
                Enclosing.memberNode(read.root().anchor()).orElse(read.root().anchor());
        String sql = read.root().text().text();
        around.walk(Expression.class, expression -> {
            boolean created = expression instanceof ObjectCreationExpr made
                    && SOURCES.contains(made.getType().getNameAsString())
                    && !made.getArguments().isEmpty();
            boolean bound = expression instanceof MethodCallExpr call
                    && BINDS.contains(call.getNameAsString())
                    && !call.getArguments().isEmpty();
            if (created || bound) {
                Expression value = expression instanceof ObjectCreationExpr made
                        ? made.getArgument(0)
                        : ((MethodCallExpr) expression)
                                .getArgument(((MethodCallExpr) expression)
                                                .getArguments()
                                                .size()
                                        - 1);
                Optional<Typed> type = scan.types().of(value);
                type.flatMap(Typed::fact)
                        .or(() -> type.flatMap(Typed::element).flatMap(Typed::fact))
                        .filter(fact -> scan.entities().of(fact).isEmpty())
                        .ifPresent(fact -> addBound(fact, read, sql));
            }
        });
    }

    private void addBound(TypeFact type, StatementFinder.Read read, String sql) {
        field(type)
                .filter(found -> sql.matches("(?s).*:" + found.name() + "\\b.*"))
                .ifPresent(found -> scan.add(new Hit(
                        Spot.of(type, found.name(), found.line()),
                        Access.READ,
                        Style.ACCESSOR,
                        Confidence.CERTAIN,
                        found.name(),
                        "handed by its name to a statement in `" + read.type().simpleName() + "#"
                                + read.root().member().orElse("") + "` that names " + scan.column())));
    }

    /** What the statement calls the column: an alias takes the place of its name. */
    private List<String> names(StatementFinder.Read read) {
        List<String> names =
                SelectedLabel.namesOf(read.root().text().text(), scan.column().column());
        return names.isEmpty() ? List.of(scan.column().column()) : names;
    }

    private Optional<TypeFact.FieldFact> field(TypeFact type) {
        return field(type, scan.column().column());
    }

    private static Optional<TypeFact.FieldFact> field(TypeFact type, String name) {
        String wanted = plain(name);
        return type.fields().stream()
                .filter(each -> !each.isStatic() && plain(each.name()).equals(wanted))
                .findFirst();
    }

    private void findMapped(StatementFinder.Read read) {
        Expression call = outermost(read.root().anchor());
        List<ClassExpr> here = mapped(call);
        List<ClassExpr> kept = here.isEmpty() ? kept(call) : here;
        List<ClassExpr> near = !kept.isEmpty()
                ? kept
                : Enclosing.memberNode(call).map(RowMapperFinder::mapped).orElse(List.of());
        for (ClassExpr type : near) {
            scan.types()
                    .ofType(type.getType(), type)
                    .fact()
                    .filter(fact -> scan.entities().of(fact).isEmpty())
                    .ifPresent(
                            fact -> addProperty(fact, read, kept.isEmpty() ? Confidence.LIKELY : Confidence.CERTAIN));
        }
    }

    /** Classes that mappers fill which a field or constant keeps, of this type or of another one. */
    private List<ClassExpr> kept(Expression call) {
        List<ClassExpr> found = new ArrayList<>();
        call.walk(MethodCallExpr.class, each -> each.getArguments().forEach(argument -> field(argument)
                .ifPresent(field -> scan.index().whole(field.owner().path()).findAll(VariableDeclarator.class).stream()
                        .filter(variable ->
                                variable.getNameAsString().equals(field.field().name()))
                        .flatMap(variable -> variable.getInitializer().stream())
                        .forEach(value -> found.addAll(mapped(value))))));
        return found;
    }

    private Optional<JavaIndex.Constant> field(Expression argument) {
        Optional<TypeFact> context = argument instanceof NameExpr || argument instanceof FieldAccessExpr
                ? scan.types().context(argument)
                : Optional.empty();
        return context.flatMap(type -> scan.index().constant(argument.toString().replaceFirst("^this\\.", ""), type))
                .filter(found -> found.field().type().simpleName().matches("\\w*(Mapper|Handler|Extractor)"));
    }

    private static Expression outermost(Expression expression) {
        Expression at = expression;
        while (at.getParentNode().orElse(null) instanceof Expression parent) {
            at = parent;
        }
        return at;
    }

    /** Classes that mappers inside a node fill. */
    private static List<ClassExpr> mapped(Node node) {
        List<ClassExpr> found = new ArrayList<>();
        node.walk(ClassExpr.class, type -> {
            Node parent = type.getParentNode().orElse(null);
            boolean created = parent instanceof ObjectCreationExpr made
                    && MAPPERS.contains(made.getType().getNameAsString());
            boolean called = parent instanceof MethodCallExpr call
                    && (CALLS.contains(call.getNameAsString())
                                    && call.getArguments().size() == 1
                            || call.getNameAsString().equals("newInstance")
                                    && call.getScope()
                                            .filter(scope -> MAPPERS.contains(scope.toString()))
                                            .isPresent());
            if (created || called) {
                found.add(type);
            }
        });
        return found;
    }

    /** Underscores and case do not matter to the mappers. */
    private void addProperty(TypeFact type, StatementFinder.Read read, Confidence confidence) {
        List<TypeFact> levels = new ArrayList<>(List.of(type));
        levels.addAll(scan.index().ancestors(type));
        for (TypeFact level : levels) {
            Optional<TypeFact.FieldFact> field = names(read).stream()
                    .flatMap(name -> field(level, name).stream())
                    .findFirst();
            if (field.isPresent()) {
                scan.add(new Hit(
                        Spot.of(level, field.get().name(), field.get().line()),
                        Access.READ,
                        Style.RESULT_COLUMN,
                        confidence,
                        field.get().name(),
                        "filled by its name from a statement in `" + read.type().simpleName() + "#"
                                + read.root().member().orElse("") + "` that reads " + scan.column()));
                return;
            }
        }
    }

    private static String plain(String name) {
        return name.replace("_", "").toLowerCase(Locale.ROOT);
    }

    /** {@code prepareStatement(sql, new String[] {"id"})}: the driver returns the column after the INSERT. */
    private void findKeys(StatementFinder.Read read) {
        boolean onTable = Tokens.has(
                SqlWords.blanked(read.root().text().text()),
                scan.column().table().name());
        Expression call = outermost(read.root().anchor());
        call.walk(StringLiteralExpr.class, literal -> {
            // An annotation's list of strings is an initializer too, without `new`.
            boolean inArray = literal.getParentNode()
                    .filter(ArrayInitializerExpr.class::isInstance)
                    .flatMap(Node::getParentNode)
                    .filter(ArrayCreationExpr.class::isInstance)
                    .isPresent();
            if (inArray && literal.getValue().equalsIgnoreCase(scan.column().column())) {
                scan.claim(read.type(), literal);
                if (onTable) {
                    scan.add(new Hit(
                                    Spot.of(read.type(), read.root().member().orElse(""), JavaReader.line(literal)),
                                    Access.READ,
                                    Style.RESULT_COLUMN,
                                    Confidence.CERTAIN,
                                    literal.getValue(),
                                    "asked for as a key that the statement makes")
                            .at(JavaReader.column(literal)));
                }
            }
        });
    }
}
