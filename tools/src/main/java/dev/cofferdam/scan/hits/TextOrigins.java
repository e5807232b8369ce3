package dev.cofferdam.scan.hits;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.CallableDeclaration;
import com.github.javaparser.ast.body.ConstructorDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.ClassExpr;
import com.github.javaparser.ast.expr.ConditionalExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.StringLiteralExpr;
import com.github.javaparser.ast.expr.SwitchExpr;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import com.github.javaparser.ast.stmt.ForEachStmt;
import com.github.javaparser.ast.stmt.ReturnStmt;
import com.github.javaparser.ast.stmt.Statement;
import com.github.javaparser.ast.stmt.YieldStmt;
import dev.cofferdam.scan.java.Accessors;
import dev.cofferdam.scan.java.Enclosing;
import dev.cofferdam.scan.java.JavaIndex;
import dev.cofferdam.scan.java.JavaReader;
import dev.cofferdam.scan.java.LocalNames;
import dev.cofferdam.scan.skeleton.TypeFact;
import dev.cofferdam.scan.strings.FoldedText;
import dev.cofferdam.scan.types.TypeMembers;
import dev.cofferdam.scan.types.Typed;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Where a text comes from that does not stand where it is used: back through variables, fields, parameters and methods of the
 * repository, to texts that the source shows or to ends behind which it shows nothing.
 */
public final class TextOrigins {

    private static final int DEEPEST = 8;

    /** Expressions that are looked at for one text; what is handed on more often than this is decided where it is written. */
    private static final int MOST_STEPS = 400;

    /** Give back the text of their receiver, changed in ways that do not matter here. */
    private static final Set<String> SAME = Set.of(
            "toString",
            "trim",
            "strip",
            "stripIndent",
            "intern",
            "toLowerCase",
            "toUpperCase",
            "replace",
            "replaceAll",
            "replaceFirst",
            "substring",
            "formatted",
            "concat",
            "append",
            "getSimpleName",
            "getName",
            "name",
            "build");

    private static final Set<String> NO_TEXT = Set.of(
            "int",
            "long",
            "Integer",
            "Long",
            "boolean",
            "Boolean",
            "Date",
            "Instant",
            "UUID",
            "Criteria",
            "CriteriaQuery");

    private final Scan scan;
    private final Callers callers;
    private final TypeMembers members;
    private final WrittenValues written;
    private final EnumNames enums;

    public TextOrigins(Scan scan) {
        this.scan = scan;
        callers = new Callers(scan);
        members = new TypeMembers(scan.index());
        written = new WrittenValues(scan.index());
        enums = new EnumNames(scan);
    }

    /**
     * What a text can be.
     *
     * @param texts that the source shows, with holes of their own
     * @param open in words, each end at which nothing is shown
     * @param all whether the texts are all that it can be: nothing was put into a collection first, and nothing lies too far back
     */
    public record Origins(List<FoldedText> texts, List<String> open, boolean all) {}

    /** The origins of an expression. */
    public Origins of(Expression expression) {
        Walk walk = new Walk();
        walk.trace(expression, 0);
        return new Origins(List.copyOf(walk.texts), List.copyOf(walk.open), walk.all && walk.open.isEmpty());
    }

    /** One search; what was seen is not looked at again. */
    private final class Walk {
        private final List<FoldedText> texts = new ArrayList<>();
        private final Set<String> open = new LinkedHashSet<>();
        private final Set<String> seen = new HashSet<>();
        private boolean all = true;

        void trace(Expression expression, int depth) {
            Expression bare = Traced.bare(expression);
            all &= depth <= DEEPEST && seen.size() <= MOST_STEPS;
            if (depth > DEEPEST || seen.size() > MOST_STEPS || !seen.add(Traced.key(bare))) {
                return;
            }
            if (bare instanceof ConditionalExpr conditional) {
                trace(conditional.getThenExpr(), depth + 1);
                trace(conditional.getElseExpr(), depth + 1);
                return;
            }
            if (bare instanceof SwitchExpr several) {
                several.getEntries().forEach(entry -> entry.getStatements().forEach(each -> result(each, depth)));
                return;
            }
            if (bare instanceof ClassExpr type) {
                texts.add(literal(type));
                return;
            }
            if (bare.isLiteralExpr() && !bare.isTextBlockLiteralExpr() && isBlank(bare)) {
                return;
            }
            if (isNoText(bare)) {
                all = false;
                return;
            }
            FoldedText folded = scan.folder().fold(bare);
            List<FoldedText> names = enums.of(bare);
            if (folded.isText()) {
                texts.add(folded);
            } else if (!names.isEmpty()) {
                texts.addAll(names);
            } else if (bare instanceof NameExpr name) {
                name(name, depth);
            } else if (bare instanceof FieldAccessExpr access) {
                access(access, depth);
            } else if (bare instanceof MethodCallExpr call) {
                call(call, depth);
            } else if (!bare.isNullLiteralExpr() && !bare.isLambdaExpr() && !bare.isObjectCreationExpr()) {
                end("`" + Traced.shortened(bare) + "`", bare);
            } else {
                all = false;
            }
        }

        /** What one case of a switch gives. */
        private void result(Statement statement, int depth) {
            if (statement instanceof ExpressionStmt one) {
                trace(one.getExpression(), depth + 1);
            }
            statement.walk(YieldStmt.class, yielded -> trace(yielded.getExpression(), depth + 1));
        }

        /** A number, a query that is no text, or another overload's argument. */
        private boolean isNoText(Expression value) {
            return scan.types()
                    .of(value)
                    .filter(type -> NO_TEXT.contains(type.name())
                            || type.fact()
                                    .filter(fact -> fact.kind() != TypeFact.Kind.ENUM)
                                    .isPresent()
                            || type.name().contains("Criteria"))
                    .isPresent();
        }

        private static boolean isBlank(Expression literal) {
            return !(literal instanceof StringLiteralExpr text)
                    || text.getValue().isBlank();
        }

        private FoldedText literal(ClassExpr type) {
            return new FoldedText(scan.types().context(type).stream()
                    .map(owner -> new FoldedText.Part(
                            type.getType().asString().replaceAll("^.*\\.|<.*", ""),
                            false,
                            type,
                            JavaReader.line(type),
                            owner))
                    .toList());
        }

        private void end(String what, Node at) {
            open.add(what
                    + Enclosing.member(at).map(member -> " in `" + member + "`").orElse(""));
        }

        private void name(NameExpr name, int depth) {
            Optional<Node> declared = LocalNames.declaration(name.getNameAsString(), name);
            if (declared.isEmpty()) {
                scan.types().context(name).ifPresent(type -> field(name.getNameAsString(), name, type, depth));
            } else if (declared.get() instanceof Parameter parameter) {
                parameter(parameter, depth);
            } else if (declared.get() instanceof VariableDeclarator variable) {
                variable(variable, name, depth);
            } else {
                end("`" + name + "`", name);
            }
        }

        private void variable(VariableDeclarator variable, NameExpr use, int depth) {
            Optional<ForEachStmt> loop = variable.getParentNode()
                    .flatMap(Node::getParentNode)
                    .filter(ForEachStmt.class::isInstance)
                    .map(ForEachStmt.class::cast);
            if (loop.isPresent()) {
                elements(loop.get().getIterable(), depth);
                return;
            }
            List<Expression> values = new ArrayList<>();
            variable.getInitializer().ifPresent(values::add);
            Enclosing.memberNode(use)
                    .ifPresent(member -> member.walk(AssignExpr.class, assign -> {
                        if (assign.getTarget().toString().equals(variable.getNameAsString())) {
                            values.add(assign.getValue());
                        }
                    }));
            values.forEach(value -> trace(value, depth + 1));
        }

        private void elements(Expression list, int depth) {
            List<FoldedText> shown = scan.folder().foldList(list);
            boolean all = !shown.isEmpty() && shown.stream().allMatch(FoldedText::isText);
            if (all) {
                texts.addAll(shown);
            } else {
                trace(list, depth + 1);
            }
        }

        private void parameter(Parameter parameter, int depth) {
            Node parent = parameter.getParentNode().orElse(parameter);
            if (parent instanceof LambdaExpr lambda) {
                Optional<Expression> list = lambda.getParentNode()
                        .filter(MethodCallExpr.class::isInstance)
                        .flatMap(call -> ((MethodCallExpr) call).getScope());
                list.ifPresentOrElse(
                        each -> elements(each, depth), () -> end("`" + parameter.getNameAsString() + "`", parameter));
                return;
            }
            Optional<TypeFact> owner = scan.types().context(parent);
            if (owner.isEmpty() || !(parent instanceof CallableDeclaration<?> callable)) {
                end("`" + parameter.getNameAsString() + "`", parameter);
                return;
            }
            int count = callable.getParameters().size();
            int at = callable.getParameters().indexOf(parameter);
            List<List<Expression>> calls = callable instanceof ConstructorDeclaration
                    ? callers.ofConstructor(owner.get(), count)
                    : callers.ofMethod(owner.get(), callable.getNameAsString(), count);
            if (calls.isEmpty()) {
                open.add("`" + parameter.getNameAsString() + "`, handed to `"
                        + owner.get().simpleName() + "#" + callable.getNameAsString()
                        + "`, which nothing in the repository calls by name");
            }
            calls.forEach(arguments -> trace(arguments.get(at), depth + 1));
        }

        /** {@code this.sql}, a constant of another class, or a field of an object. */
        private void access(FieldAccessExpr access, int depth) {
            Optional<TypeFact> object = scan.types()
                    .of(access.getScope())
                    .flatMap(Typed::fact)
                    .filter(type -> type.field(access.getNameAsString()).isPresent());
            if (object.isPresent()) {
                field(object.get(), access.getNameAsString(), depth);
            } else {
                scan.types().context(access).ifPresent(type -> field(access.toString(), access, type, depth));
            }
        }

        private void field(String name, Expression use, TypeFact context, int depth) {
            Optional<JavaIndex.Constant> constant = scan.index().constant(name, context);
            if (constant.isEmpty()) {
                end("`" + name + "`", use);
                return;
            }
            field(constant.get().owner(), constant.get().field().name(), depth);
        }

        private void field(TypeFact owner, String field, int depth) {
            WrittenValues.OfField values = written.ofField(owner, field);
            if (values.first()
                    .filter(value -> scan.folder().fold(value).isText())
                    .isPresent()) {
                // What it is set to later, by whoever puts the application together, replaces a statement that is
                // shown.
                trace(values.first().get(), depth + 1);
                return;
            }
            if (owner.kind() == TypeFact.Kind.RECORD) {
                component(owner, field, depth);
            } else if (values.first().isEmpty() && values.later().isEmpty()) {
                open.add("the field `" + owner.simpleName() + "." + field + "`");
            }
            values.first().ifPresent(value -> trace(value, depth + 1));
            values.later().forEach(value -> trace(value, depth + 1));
        }

        private void component(TypeFact owner, String field, int depth) {
            List<String> names = owner.fields().stream()
                    .filter(each -> !each.isStatic())
                    .map(TypeFact.FieldFact::name)
                    .toList();
            List<List<Expression>> made = callers.ofConstructor(owner, names.size());
            if (made.isEmpty() || !names.contains(field)) {
                open.add("the component `" + owner.simpleName() + "." + field + "`");
                return;
            }
            made.forEach(arguments -> trace(arguments.get(names.indexOf(field)), depth + 1));
        }

        private void call(MethodCallExpr call, int depth) {
            String name = call.getNameAsString();
            if (namesFile(call) || name.startsWith("empty") || isEmptyList(call)) {
                all = false;
                return;
            }
            Optional<TypeFact> receiver = call.getScope().isEmpty()
                    ? scan.types().context(call)
                    : scan.types().of(call.getScope().get()).flatMap(Typed::fact);
            Optional<TypeMembers.Found> found = receiver.flatMap(
                    type -> members.method(type, name, call.getArguments().size()));
            if (found.isPresent()) {
                results(found.get(), call, depth);
            } else if (receiver.flatMap(type -> property(type, name)).isPresent()) {
                receiver.ifPresent(type -> field(type, property(type, name).orElse(name), depth));
            } else if (SAME.contains(name) && call.getScope().isPresent()) {
                all &= call.getArguments().isEmpty();
                trace(call.getScope().get(), depth + 1);
            } else if (isOfText(call)) {
                all = false;
                // What is put into a format stands in it or not; the format is the statement.
                int last = name.equals("format") ? 1 : call.getArguments().size();
                call.getArguments().subList(0, last).forEach(argument -> trace(argument, depth + 1));
            } else {
                end("`" + Traced.shortened(call) + "`", call);
            }
        }

        /** {@code List.of()}. */
        private static boolean isEmptyList(MethodCallExpr call) {
            return call.getNameAsString().equals("of")
                    && call.getArguments().isEmpty()
                    && call.getTypeArguments().isEmpty()
                    && call.getScope().filter(NameExpr.class::isInstance).isPresent();
        }

        /** An accessor that nobody wrote: of a record, or one that Lombok makes. */
        private Optional<String> property(TypeFact type, String method) {
            String property = Accessors.propertyOfGetter(method).orElse(method);
            return members.withAncestors(type).stream()
                    .flatMap(level -> level.field(property).stream())
                    .map(TypeFact.FieldFact::name)
                    .findFirst();
        }

        /** {@code String.format(x)}, {@code StringUtils.replace(x, ..)}: a library's function of texts. */
        private boolean isOfText(MethodCallExpr call) {
            String scope = call.getScope().map(Expression::toString).orElse("");
            return !call.getArguments().isEmpty()
                    && (scope.equals("String")
                            || scope.equals("Objects")
                            || scope.endsWith("StringUtils")
                            || scope.equals("MessageFormat"));
        }

        private void results(TypeMembers.Found found, MethodCallExpr call, int depth) {
            List<MethodDeclaration> bodies = new ArrayList<>();
            addBodies(found.owner(), found, bodies);
            scan.index().descendants(found.owner()).forEach(child -> addBodies(child, found, bodies));
            if (bodies.isEmpty()) {
                end("`" + Traced.shortened(call) + "`", call);
            }
            bodies.forEach(body -> body.walk(ReturnStmt.class, returned -> returned.getExpression()
                    .filter(value -> Enclosing.nearest(value, LambdaExpr.class).isEmpty())
                    .ifPresent(value -> trace(value, depth + 1))));
        }

        private void addBodies(TypeFact type, TypeMembers.Found found, List<MethodDeclaration> bodies) {
            type.methods().stream()
                    .filter(each -> each.hasBody()
                            && each.name().equals(found.method().name())
                            && each.parameters().size()
                                    == found.method().parameters().size())
                    .forEach(each -> written.ofMethod(type, each).ifPresent(bodies::add));
        }

        /** A file of the repository is read, and searched as a file. */
        private boolean namesFile(MethodCallExpr call) {
            return call.findAll(StringLiteralExpr.class).stream()
                    .map(literal -> literal.getValue().toLowerCase(Locale.ROOT))
                    .filter(name -> name.endsWith(".sql") || name.endsWith(".ddl"))
                    .map(name -> name.substring(name.lastIndexOf('/') + 1).replaceFirst("^classpath\\*?:", ""))
                    .anyMatch(name -> scan.tree().files().stream()
                            .anyMatch(file -> file.name().equalsIgnoreCase(name)));
        }
    }
}
