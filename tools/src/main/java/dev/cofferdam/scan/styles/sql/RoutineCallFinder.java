package dev.cofferdam.scan.styles.sql;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.AnnotationExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.LiteralStringValueExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.StringLiteralExpr;
import com.github.javaparser.ast.expr.TextBlockLiteralExpr;
import com.github.javaparser.ast.stmt.ExplicitConstructorInvocationStmt;
import dev.cofferdam.domain.Confidence;
import dev.cofferdam.domain.Style;
import dev.cofferdam.scan.files.SourceFile;
import dev.cofferdam.scan.hits.Hit;
import dev.cofferdam.scan.hits.Hit.Spot;
import dev.cofferdam.scan.hits.Scan;
import dev.cofferdam.scan.hits.StyleFinder;
import dev.cofferdam.scan.java.Enclosing;
import dev.cofferdam.scan.skeleton.TypeFact;
import dev.cofferdam.scan.words.Tokens;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Code that calls a function or procedure whose body reaches the column: in SQL, by JPA, Spring Data, Spring JDBC and jOOQ. */
public final class RoutineCallFinder implements StyleFinder {

    /** Methods that take a routine's bare name. */
    private static final Set<String> TAKE_NAME = Set.of(
            "withProcedureName",
            "withFunctionName",
            "createStoredProcedureQuery",
            "createStoredProcedureCall",
            "setProcedureName",
            "setSql",
            "function",
            "procedure",
            "prepareCall");

    private static final Set<String> ANNOTATIONS = Set.of("Procedure", "NamedStoredProcedureQuery");

    private final Scan scan;
    private final List<SchemaObjects.Routine> routines;
    private final List<SourceFile> candidates;

    public RoutineCallFinder(Scan scan, SchemaObjects objects) {
        this.scan = scan;
        routines = objects.routines();
        Set<String> names = new TreeSet<>();
        routines.forEach(routine -> names.addAll(List.of(routine.name(), camelCase(routine.name()))));
        candidates = names.isEmpty() ? List.of() : scan.index().mentioning(names);
        scan.index().want(candidates, names);
    }

    @Override
    public void find() {
        candidates.forEach(scan.fenced(this, file -> {
            scan.index().walk(file, Expression.class, this::findIn);
            scan.index().facts(file.path()).types().forEach(this::findDeclared);
        }));
        if (!routines.isEmpty()) {
            scan.tree().files().stream()
                    .filter(file -> file.extension().equals("xml") && file.mentions("mapper"))
                    .forEach(scan.fenced(this, this::findInMapper));
        }
    }

    private void findIn(Expression expression) {
        if (expression instanceof StringLiteralExpr || expression instanceof TextBlockLiteralExpr) {
            LiteralStringValueExpr literal = (LiteralStringValueExpr) expression;
            for (SchemaObjects.Routine routine : routines) {
                if (Tokens.has(literal.getValue(), routine.name())) {
                    sure(literal, routine).ifPresent(confidence -> add(literal, routine, routine.name(), confidence));
                }
            }
        } else if (expression instanceof MethodCallExpr call
                && call.getScope()
                        .filter(scope -> scope.toString().endsWith("Routines"))
                        .isPresent()) {
            routines.stream()
                    .filter(routine -> call.getNameAsString().equals(camelCase(routine.name())))
                    .forEach(routine -> add(call, routine, call.getNameAsString(), Confidence.CERTAIN));
        }
    }

    private static Optional<Confidence> sure(LiteralStringValueExpr literal, SchemaObjects.Routine routine) {
        String text = literal.getValue();
        String bare = text.strip();
        boolean alone = bare.substring(bare.lastIndexOf('.') + 1).equalsIgnoreCase(routine.name());
        if (alone) {
            return takesName(literal) ? Optional.of(Confidence.CERTAIN) : Optional.empty();
        }
        Matcher called = called(routine.name()).matcher(text);
        if (!called.find()) {
            return Optional.empty();
        }
        boolean statement = text.strip()
                .toLowerCase(Locale.ROOT)
                .matches("(?s)^(\\{|select|call|exec|with|insert|update|delete|from|perform|begin).*");
        return Optional.of(statement ? Confidence.CERTAIN : Confidence.LIKELY);
    }

    private static Pattern called(String routine) {
        String name = Pattern.quote(routine);
        return Pattern.compile(
                "(?<![\\w$])" + name + "\"?\\s*\\(|\\b(call|exec|execute)\\s+([\\w\"]+\\.)?\"?" + name
                        + "(?![\\w$])|\\bfunction\\s*\\(\\s*'" + name + "'",
                Pattern.CASE_INSENSITIVE);
    }

    private static boolean takesName(Node literal) {
        Node parent = literal.getParentNode().orElse(literal);
        boolean annotated = Enclosing.nearest(literal, AnnotationExpr.class)
                .filter(annotation -> ANNOTATIONS.contains(annotation.getName().getIdentifier()))
                .isPresent();
        return annotated
                || parent instanceof ExplicitConstructorInvocationStmt
                || parent instanceof MethodCallExpr call && TAKE_NAME.contains(call.getNameAsString());
    }

    /** {@code @Procedure} without a name calls what the method is called. */
    private void findDeclared(TypeFact type) {
        for (TypeFact.MethodFact method : type.methods()) {
            boolean unnamed = method.annotation("Procedure")
                    .filter(procedure -> procedure.members().isEmpty())
                    .isPresent();
            routines.stream()
                    .filter(routine -> unnamed && method.name().equalsIgnoreCase(routine.name()))
                    .forEach(routine -> scan.add(hit(
                            Spot.of(type, method.name(), method.line()), routine, method.name(), Confidence.CERTAIN)));
        }
    }

    private void findInMapper(SourceFile file) {
        for (SchemaObjects.Routine routine : routines) {
            if (!file.mentions(routine.name())) {
                continue;
            }
            Matcher called = called(routine.name()).matcher(file.text());
            while (called.find()) {
                scan.add(hit(Spot.of(file, file.lineAt(called.start())), routine, routine.name(), Confidence.LIKELY));
            }
        }
    }

    private void add(Expression at, SchemaObjects.Routine routine, String token, Confidence confidence) {
        scan.types().context(at).ifPresent(type -> {
            if (at instanceof LiteralStringValueExpr) {
                scan.claim(type, at);
            }
            scan.add(hit(Spot.of(type, at), routine, token, confidence));
        });
    }

    private Hit hit(Spot spot, SchemaObjects.Routine routine, String token, Confidence confidence) {
        return new Hit(
                spot,
                routine.access(),
                Style.THROUGH_OBJECT,
                confidence,
                token,
                "calls " + routine.through() + ", whose body reaches " + scan.column());
    }

    private static String camelCase(String name) {
        StringBuilder camel = new StringBuilder();
        boolean upper = false;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '_') {
                upper = true;
            } else {
                camel.append(upper ? Character.toUpperCase(c) : c);
                upper = false;
            }
        }
        return camel.toString();
    }
}
