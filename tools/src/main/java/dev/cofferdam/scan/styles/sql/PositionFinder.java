package dev.cofferdam.scan.styles.sql;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.IntegerLiteralExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.UnaryExpr;
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
import dev.cofferdam.scan.statements.SelectList;
import dev.cofferdam.scan.statements.SqlReading;
import dev.cofferdam.scan.statements.StatementOpening;
import dev.cofferdam.scan.types.Typed;
import dev.cofferdam.scan.words.Tokens;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Result columns fetched by their position: {@code rs.getString(3)} reads the third item of the statement's select list. */
public final class PositionFinder implements StyleFinder {

    private static final Pattern BY_POSITION =
            Pattern.compile("\\.(get|update)[A-Z]\\w*\\(\\s*(\\d|\\w+\\+\\+|\\+\\+\\w+)");

    /** What a person has to see to. */
    public static final String STAYS = "its name does not matter here, but its place in the select list has to stay";

    private final Scan scan;
    private final StatementFinder statements;
    private final ResultLabels labels;
    private final List<SourceFile> candidates;

    public PositionFinder(Scan scan, StatementFinder statements) {
        this.scan = scan;
        this.statements = statements;
        labels = new ResultLabels(scan, statements);
        candidates = statements.candidates().stream()
                .filter(file -> file.mentionsAny(ResultLabels.ROWS) || file.mentions("rs"))
                .filter(file -> BY_POSITION.matcher(file.text()).find())
                .toList();
        Set<String> words = new TreeSet<>(ResultLabels.ROWS);
        words.add("rs");
        words.addAll(Tokens.quoted(StatementOpening.VERBS));
        scan.index().want(candidates, words);
    }

    @Override
    public void find() {
        candidates.forEach(scan.fenced(this, file -> {
            boolean touched = statements.readsIn(file.path()).stream().anyMatch(StatementFinder.Read::touches);
            if (touched) {
                scan.index().walk(file, MethodCallExpr.class, call -> findIn(call, file));
            }
        }));
    }

    private void findIn(MethodCallExpr call, SourceFile file) {
        boolean fetches = call.getNameAsString().matches("(get|update)[A-Z]\\w*")
                && !call.getArguments().isEmpty()
                && call.getScope().filter(this::isRow).isPresent();
        OptionalInt position = fetches ? position(call.getArgument(0)) : OptionalInt.empty();
        Optional<TypeFact> type = position.isPresent() ? scan.types().context(call) : Optional.empty();
        if (type.isEmpty()) {
            return;
        }
        int wanted = position.getAsInt();
        boolean counted = !(call.getArgument(0) instanceof IntegerLiteralExpr);
        for (StatementFinder.Read read : labels.linked(call, type.get(), statements.readsIn(file.path()))) {
            Optional<Confidence> sure = at(read, wanted);
            if (sure.isPresent()) {
                scan.add(new Hit(
                                Spot.of(type.get(), Enclosing.member(call).orElse(""), JavaReader.line(call.getName())),
                                ResultLabels.accessOf(call.getArgument(0)),
                                Style.POSITION,
                                counted && sure.get() == Confidence.CERTAIN ? Confidence.LIKELY : sure.get(),
                                call.getNameAsString(),
                                "position " + wanted + " of a statement that reads " + scan.column() + ": " + STAYS)
                        .at(JavaReader.column(call.getName())));
                return;
            }
        }
    }

    /** {@code 2}, or {@code pos++} where the counter was declared with a number and only counts on from there. */
    private static OptionalInt position(Expression argument) {
        if (argument instanceof IntegerLiteralExpr literal) {
            return OptionalInt.of(literal.asNumber().intValue());
        }
        if (!(argument instanceof UnaryExpr unary && counts(unary))
                || !(unary.getExpression() instanceof NameExpr counter)) {
            return OptionalInt.empty();
        }
        Optional<VariableDeclarator> variable = LocalNames.variable(counter.getNameAsString(), counter);
        Optional<Expression> start = variable.flatMap(VariableDeclarator::getInitializer);
        Optional<Node> member = Enclosing.memberNode(argument);
        if (member.isEmpty() || !(start.orElse(argument) instanceof IntegerLiteralExpr first)) {
            return OptionalInt.empty();
        }
        int before = member.get()
                .findAll(
                        UnaryExpr.class,
                        each -> counts(each)
                                && each.getExpression().equals(counter)
                                && each.getBegin()
                                        .flatMap(begin -> argument.getBegin().map(begin::isBefore))
                                        .orElse(false))
                .size();
        int shift = unary.getOperator() == UnaryExpr.Operator.PREFIX_INCREMENT ? 1 : 0;
        return OptionalInt.of(first.asNumber().intValue() + before + shift);
    }

    private static boolean counts(UnaryExpr unary) {
        return unary.getOperator() == UnaryExpr.Operator.POSTFIX_INCREMENT
                || unary.getOperator() == UnaryExpr.Operator.PREFIX_INCREMENT;
    }

    private boolean isRow(Expression scope) {
        Optional<Typed> type = scan.types().of(scope);
        return type.isPresent()
                ? ResultLabels.ROWS.contains(type.get().name())
                : scope.toString().toLowerCase(Locale.ROOT).matches("\\w*(rs|resultset|rowset)\\w*");
    }

    /** How sure it is that a position of the statement's result is the column. */
    private Optional<Confidence> at(StatementFinder.Read read, int wanted) {
        String text = read.root().text().text();
        for (SqlReading.Use use : read.uses()) {
            if (!use.access().reads()) {
                continue;
            }
            OptionalInt position = use.star() ? ofTable() : SelectList.position(text, use.offset());
            if (position.isPresent() && position.getAsInt() == wanted) {
                return Optional.of(use.star() ? Confidence.LIKELY : use.confidence());
            }
        }
        return Optional.empty();
    }

    /** Where the schema's table has the column. */
    private OptionalInt ofTable() {
        return scan.schema().tables().stream()
                .filter(table -> table.ref().name().equals(scan.column().table().name()))
                .flatMapToInt(table -> java.util.stream.IntStream.range(
                                0, table.columns().size())
                        .filter(i -> table.columns()
                                .get(i)
                                .name()
                                .equals(scan.column().column())))
                .map(i -> i + 1)
                .findFirst();
    }
}
