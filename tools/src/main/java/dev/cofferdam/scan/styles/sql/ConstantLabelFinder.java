package dev.cofferdam.scan.styles.sql;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.body.EnumConstantDeclaration;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.StringLiteralExpr;
import dev.cofferdam.domain.Access;
import dev.cofferdam.domain.Style;
import dev.cofferdam.scan.files.SourceFile;
import dev.cofferdam.scan.hits.Hit;
import dev.cofferdam.scan.hits.Hit.Spot;
import dev.cofferdam.scan.hits.Scan;
import dev.cofferdam.scan.hits.StyleFinder;
import dev.cofferdam.scan.java.Enclosing;
import dev.cofferdam.scan.java.JavaReader;
import dev.cofferdam.scan.skeleton.ConstantText;
import dev.cofferdam.scan.skeleton.TypeFact;
import dev.cofferdam.scan.statements.StatementOpening;
import dev.cofferdam.scan.strings.FoldedText;
import dev.cofferdam.scan.words.Tokens;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Result columns whose label is a constant: {@code rs.getString(Cols.MAIL)}, {@code rs.getString(Col.MAIL.label())}. The literal of the
 * constant is a place of its own, because that is what a person edits.
 */
public final class ConstantLabelFinder implements StyleFinder {

    private static final Pattern FETCHED =
            Pattern.compile("\\b(get|update)\\w*\\(\\s*[A-Za-z_$]|\\b(findColumn|containsKey)\\(\\s*[A-Za-z_$]");

    private static final Set<String> ROWS =
            Set.of("rs", "row", "rows", "queryForList", "queryForMap", "queryForRowSet");

    private final Scan scan;
    private final StatementFinder statements;
    private final ResultLabels labels;
    private final Set<String> names = new TreeSet<>();
    private final List<SourceFile> candidates;

    public ConstantLabelFinder(Scan scan, StatementFinder statements) {
        this.scan = scan;
        this.statements = statements;
        labels = new ResultLabels(scan, statements);
        String column = scan.column().column();
        Set<String> texts =
                new TreeSet<>(List.of(column, column.toLowerCase(Locale.ROOT), column.toUpperCase(Locale.ROOT)));
        names.addAll(texts);
        scan.index().mentioning(Tokens.quoted(texts)).forEach(this::addConstants);
        Set<String> rows = new TreeSet<>(ResultLabels.ROWS);
        rows.addAll(ROWS);
        candidates = scan.index().mentioning(names).parallelStream()
                .filter(file ->
                        file.mentionsAny(rows) && FETCHED.matcher(file.text()).find())
                .toList();
        Set<String> wanted = new TreeSet<>(names);
        wanted.addAll(Tokens.quoted(StatementOpening.VERBS));
        scan.index().want(candidates, wanted);
    }

    /** Constants that hold the column's name, and constants of enums that are made with it. */
    private void addConstants(SourceFile file) {
        for (TypeFact type : scan.index().facts(file.path()).types()) {
            type.fields().stream()
                    .filter(field -> field.isStatic()
                            && field.initializer()
                                    .filter(value ->
                                            value instanceof ConstantText.Literal literal && isColumn(literal.text()))
                                    .isPresent())
                    .forEach(field -> names.add(field.name()));
            if (type.kind() == TypeFact.Kind.ENUM) {
                scan.index()
                        .whole(file.path())
                        .walk(EnumConstantDeclaration.class, constant -> constant.getArguments().stream()
                                .filter(value ->
                                        value instanceof StringLiteralExpr literal && isColumn(literal.getValue()))
                                .forEach(value -> names.add(constant.getNameAsString())));
            }
        }
    }

    private boolean isColumn(String text) {
        return text.equalsIgnoreCase(scan.column().column());
    }

    @Override
    public void find() {
        Set<String> tableWords = scan.tableWords();
        candidates.forEach(scan.fenced(this, file -> {
            boolean mentionsTable = file.mentionsAny(tableWords);
            scan.index().walk(file, MethodCallExpr.class, call -> {
                if (!call.getArguments().isEmpty() && mayBeConstant(call.getArgument(0))) {
                    findIn(call.getArgument(0), file, mentionsTable);
                }
            });
        }));
    }

    private boolean mayBeConstant(Expression label) {
        if (label instanceof MethodCallExpr call) {
            return call.getArguments().isEmpty()
                    && call.getScope().filter(this::mayBeConstant).isPresent();
        }
        return label instanceof NameExpr name && names.contains(name.getNameAsString())
                || label instanceof FieldAccessExpr access
                        && (names.contains(access.getNameAsString()) || mayBeConstant(access.getScope()));
    }

    private void findIn(Expression label, SourceFile file, boolean mentionsTable) {
        if (!labels.isFetchedBy(label)) {
            return;
        }
        FoldedText text = scan.folder().fold(label);
        Optional<TypeFact> type = scan.types().context(label);
        if (type.isEmpty() || text.parts().size() != 1 || !isColumn(text.text())) {
            return;
        }
        labels.judge(label, type.get(), readsOf(file), mentionsTable)
                .ifPresent(found -> add(label, type.get(), text.parts().get(0), found));
    }

    private List<StatementFinder.Read> readsOf(SourceFile file) {
        List<StatementFinder.Read> known = statements.readsIn(file.path());
        CompilationUnit unit = scan.index().unit(file.path());
        return known.isEmpty() ? statements.readsIn(unit) : known;
    }

    private void add(Expression label, TypeFact type, FoldedText.Part literal, ResultLabels.Label found) {
        Access access = ResultLabels.accessOf(label);
        String member = Enclosing.member(label).orElse(type.simpleName());
        Hit use = new Hit(
                Spot.of(type, member, JavaReader.line(label)),
                access,
                Style.RESULT_COLUMN,
                found.confidence(),
                label.toString(),
                found.reason() + "; the label is `" + literal.text() + "`");
        scan.add(use.at(JavaReader.column(label)));
        scan.claim(literal.owner(), literal.node());
        Hit named = new Hit(use.spot(), access, use.style(), use.confidence(), literal.text(), use.reason());
        scan.add(ConstantPlace.of(
                literal,
                literal.line(),
                named,
                "the label by which `" + type.simpleName() + "#" + member + "` fetches a result column"));
    }
}
