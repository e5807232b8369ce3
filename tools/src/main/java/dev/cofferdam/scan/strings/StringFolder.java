package dev.cofferdam.scan.strings;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.EnumConstantDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.CharLiteralExpr;
import com.github.javaparser.ast.expr.ConditionalExpr;
import com.github.javaparser.ast.expr.EnclosedExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.IntegerLiteralExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.expr.StringLiteralExpr;
import com.github.javaparser.ast.expr.TextBlockLiteralExpr;
import com.github.javaparser.ast.stmt.ReturnStmt;
import dev.cofferdam.scan.java.Enclosing;
import dev.cofferdam.scan.java.JavaIndex;
import dev.cofferdam.scan.java.JavaReader;
import dev.cofferdam.scan.java.LocalNames;
import dev.cofferdam.scan.skeleton.TypeFact;
import dev.cofferdam.scan.strings.FoldedText.Part;
import dev.cofferdam.scan.types.ExpressionTypes;
import dev.cofferdam.scan.types.TypeMembers;
import dev.cofferdam.scan.types.Typed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Puts strings together as the program would: literals, text blocks, concatenation, constants of other classes, builders, formats,
 * and methods that only return a string. Branches are taken as if all were walked through once.
 */
public final class StringFolder {

    private static final int DEEPEST = 16;
    /** Variables that are built from each other can multiply; no statement that a person wrote has so many parts. */
    private static final int MOST_PARTS = 1000;

    private static final Set<String> SAME_TEXT = Set.of(
            "trim", "strip", "stripIndent", "toString", "intern", "stripLeading", "stripTrailing", "translateEscapes");

    /** Classes that put a string together. */
    public static final Set<String> BUILDERS = Set.of("StringBuilder", "StringBuffer", "StringJoiner");

    private final JavaIndex index;
    private final ExpressionTypes types;
    private final TypeMembers members;
    private final Declarations declarations;
    private final TextLists lists;
    private final EnumTexts enums;
    private final TextChanges changes = new TextChanges();

    public StringFolder(JavaIndex index, ExpressionTypes types) {
        this.index = index;
        this.types = types;
        members = new TypeMembers(index);
        declarations = new Declarations(index);
        lists = new TextLists(index, declarations);
        enums = new EnumTexts(index);
    }

    /** Whether a name can stand for a string at all; asked first, because folding walks the whole method. */
    public boolean mayBeText(Expression expression) {
        if (!(expression instanceof NameExpr name)) {
            return true;
        }
        Optional<VariableDeclarator> variable = LocalNames.variable(name.getNameAsString(), name);
        if (variable.isPresent()) {
            String type = variable.get().getTypeAsString();
            return Set.of("String", "CharSequence", "var", "Object").contains(type) || BUILDERS.contains(type);
        }
        return !LocalNames.isLocal(name.getNameAsString(), name);
    }

    /** What the expression says when the program runs. */
    public FoldedText fold(Expression expression) {
        List<Part> parts = new ArrayList<>();
        types.context(expression).ifPresentOrElse(owner -> fold(expression, owner, parts, 0), () -> {});
        return new FoldedText(parts);
    }

    /** The strings that a list or an array holds; the expression alone when it is none. */
    public List<FoldedText> foldList(Expression expression) {
        Optional<TextLists.Elements> elements = types.context(expression).flatMap(owner -> lists.of(expression, owner));
        if (elements.isEmpty()) {
            return List.of(fold(expression));
        }
        List<FoldedText> texts = new ArrayList<>();
        for (Expression element : elements.get().expressions()) {
            List<Part> parts = new ArrayList<>();
            fold(element, elements.get().owner(), parts, 0);
            texts.add(new FoldedText(parts));
        }
        return texts;
    }

    private void fold(Expression expression, TypeFact owner, List<Part> parts, int depth) {
        if (parts.size() > MOST_PARTS) {
            // One hole stands for the rest.
            if (!parts.get(parts.size() - 1).hole()) {
                hole(expression, owner, parts);
            }
        } else if (depth > DEEPEST) {
            hole(expression, owner, parts);
        } else if (expression instanceof StringLiteralExpr literal) {
            parts.add(new Part(literal.asString(), false, literal, JavaReader.line(literal), owner));
        } else if (expression instanceof TextBlockLiteralExpr block) {
            // The text starts on the line after the opening quotes (JLS 3.10.6).
            parts.add(new Part(block.asString(), false, block, JavaReader.line(block) + 1, owner));
        } else if (expression instanceof CharLiteralExpr literal) {
            parts.add(new Part(String.valueOf(literal.asChar()), false, literal, JavaReader.line(literal), owner));
        } else if (expression instanceof IntegerLiteralExpr literal) {
            parts.add(new Part(literal.getValue(), false, literal, JavaReader.line(literal), owner));
        } else if (expression instanceof EnclosedExpr enclosed) {
            fold(enclosed.getInner(), owner, parts, depth + 1);
        } else if (expression instanceof ConditionalExpr conditional) {
            // Text that may be missing counts as there.
            boolean empty = conditional.getThenExpr() instanceof StringLiteralExpr then
                    && then.getValue().isBlank();
            fold(empty ? conditional.getElseExpr() : conditional.getThenExpr(), owner, parts, depth + 1);
        } else if (expression instanceof BinaryExpr binary && binary.getOperator() == BinaryExpr.Operator.PLUS) {
            foldSum(binary, owner, parts, depth);
        } else if (expression instanceof NameExpr name) {
            foldName(name, owner, parts, depth);
        } else if (expression instanceof FieldAccessExpr access) {
            foldConstant(access.toString(), access, owner, parts, depth);
        } else if (expression instanceof MethodCallExpr call) {
            foldCall(call, owner, parts, depth);
        } else if (expression instanceof ObjectCreationExpr created && isBuilder(created)) {
            created.getArguments().stream()
                    .filter(each -> !(each instanceof IntegerLiteralExpr))
                    .forEach(each -> fold(each, owner, parts, depth + 1));
        } else {
            hole(expression, owner, parts);
        }
    }

    private static boolean isBuilder(ObjectCreationExpr created) {
        String name = created.getType().getNameAsString();
        return BUILDERS.contains(name) && !name.equals("StringJoiner") || name.equals("String");
    }

    private static void hole(Expression expression, TypeFact owner, List<Part> parts) {
        parts.add(new Part("", true, expression, JavaReader.line(expression), owner));
    }

    /** Long concatenations lean to the left; walking them in a loop spares the stack. */
    private void foldSum(BinaryExpr binary, TypeFact owner, List<Part> parts, int depth) {
        List<Expression> operands = new ArrayList<>();
        Expression left = binary;
        while (left instanceof BinaryExpr sum && sum.getOperator() == BinaryExpr.Operator.PLUS) {
            operands.add(0, sum.getRight());
            left = sum.getLeft();
        }
        operands.add(0, left);
        operands.forEach(operand -> fold(operand, owner, parts, depth + 1));
    }

    private void foldName(NameExpr name, TypeFact owner, List<Part> parts, int depth) {
        Optional<VariableDeclarator> variable = LocalNames.variable(name.getNameAsString(), name);
        if (variable.isPresent()) {
            foldVariable(variable.get(), name, owner, parts, depth);
        } else if (LocalNames.isLocal(name.getNameAsString(), name)) {
            hole(name, owner, parts);
        } else {
            foldConstant(name.getNameAsString(), name, owner, parts, depth);
        }
    }

    private void foldConstant(String name, Expression at, TypeFact owner, List<Part> parts, int depth) {
        Optional<JavaIndex.Constant> constant = index.constant(name, owner);
        Optional<VariableDeclarator> declared =
                constant.filter(each -> each.field().initializer().isPresent()).flatMap(declarations::of);
        if (declared.isPresent() && declared.get().getInitializer().isPresent()) {
            fold(declared.get().getInitializer().get(), constant.get().owner(), parts, depth + 1);
        } else {
            foldCarried(at, owner, parts, depth);
        }
    }

    private void foldCarried(Expression expression, TypeFact owner, List<Part> parts, int depth) {
        Optional<EnumTexts.Carried> carried = enums.of(expression, owner);
        if (carried.isEmpty()) {
            hole(expression, owner, parts);
        } else if (carried.get().value().isPresent()) {
            fold(carried.get().value().get(), carried.get().owner(), parts, depth + 1);
        } else {
            EnumConstantDeclaration constant = carried.get().constant();
            String name = constant.getNameAsString();
            parts.add(new Part(
                    name,
                    false,
                    constant,
                    JavaReader.line(constant),
                    carried.get().owner()));
        }
    }

    /** What a local variable holds where it is used: its first value and all that was appended before. */
    private void foldVariable(VariableDeclarator variable, NameExpr use, TypeFact owner, List<Part> parts, int depth) {
        if (variable.getTypeAsString().equals("StringJoiner")) {
            foldJoiner(variable, use, owner, parts, depth);
            return;
        }
        int before = parts.size();
        variable.getInitializer().ifPresent(value -> fold(value, owner, parts, depth + 1));
        Optional<Node> member = Enclosing.memberNode(variable);
        if (member.isEmpty()) {
            return;
        }
        String name = variable.getNameAsString();
        for (Expression change : changes.before(use, name, member.get())) {
            if (change instanceof MethodCallExpr call && call.getNameAsString().equals("insert")) {
                List<Part> inserted = new ArrayList<>();
                fold(call.getArgument(1), owner, inserted, depth + 1);
                parts.addAll(before, inserted);
            } else if (change instanceof MethodCallExpr call) {
                fold(call.getArgument(0), owner, parts, depth + 1);
            } else if (change instanceof AssignExpr assign) {
                assign(assign, name, owner, parts, before, depth);
            }
        }
        if (parts.size() == before) {
            hole(use, owner, parts);
        }
    }

    /** {@code new StringJoiner(", ", "(", ")")} and what was added before. */
    private void foldJoiner(VariableDeclarator variable, NameExpr use, TypeFact owner, List<Part> parts, int depth) {
        List<Expression> made = variable.getInitializer()
                .filter(ObjectCreationExpr.class::isInstance)
                .map(created -> List.<Expression>copyOf(((ObjectCreationExpr) created).getArguments()))
                .orElse(List.of());
        List<Expression> added = TextLists.added(variable.getNameAsString(), use);
        if (made.isEmpty() || added.isEmpty()) {
            hole(use, owner, parts);
            return;
        }
        if (made.size() == 3) {
            fold(made.get(1), owner, parts, depth + 1);
        }
        foldAll(made.get(0), owner, new TextLists.Elements(added, owner), parts, depth);
        if (made.size() == 3) {
            fold(made.get(2), owner, parts, depth + 1);
        }
    }

    private void foldAll(
            Expression separator, TypeFact owner, TextLists.Elements elements, List<Part> parts, int depth) {
        boolean first = true;
        for (Expression element : elements.expressions()) {
            if (!first) {
                fold(separator, owner, parts, depth + 1);
            }
            fold(element, elements.owner(), parts, depth + 1);
            first = false;
        }
    }

    private void assign(AssignExpr assign, String name, TypeFact owner, List<Part> parts, int before, int depth) {
        if (assign.getOperator() == AssignExpr.Operator.PLUS) {
            fold(assign.getValue(), owner, parts, depth + 1);
            return;
        }
        Expression first = assign.getValue();
        while (first instanceof BinaryExpr sum && sum.getOperator() == BinaryExpr.Operator.PLUS) {
            first = sum.getLeft();
        }
        // sql = sql + "..." goes on; any other assignment starts anew.
        if (!isName(first, name)) {
            parts.subList(before, parts.size()).clear();
        }
        Expression value = assign.getValue();
        if (isName(first, name) && value instanceof BinaryExpr) {
            List<Expression> operands = new ArrayList<>();
            while (value instanceof BinaryExpr sum && sum.getOperator() == BinaryExpr.Operator.PLUS) {
                operands.add(0, sum.getRight());
                value = sum.getLeft();
            }
            operands.forEach(operand -> fold(operand, owner, parts, depth + 1));
        } else if (!isName(first, name)) {
            fold(value, owner, parts, depth + 1);
        }
    }

    private void foldFormat(
            Expression format,
            List<Expression> arguments,
            boolean message,
            TypeFact owner,
            List<Part> parts,
            int depth) {
        List<Part> template = new ArrayList<>();
        fold(format, owner, template, depth + 1);
        List<FormatText.Piece> pieces = message ? FormatText.messagePieces(template) : FormatText.pieces(template);
        for (FormatText.Piece piece : pieces) {
            if (piece instanceof FormatText.Text text) {
                parts.add(text.part());
            } else if (piece instanceof FormatText.Argument argument
                    && argument.index() >= 0
                    && argument.index() < arguments.size()) {
                fold(arguments.get(argument.index()), owner, parts, depth + 1);
            } else {
                hole(format, owner, parts);
            }
        }
    }

    private static boolean isName(Expression expression, String name) {
        return expression instanceof NameExpr each && each.getNameAsString().equals(name);
    }

    /** The receiver that a chain of calls starts from. */
    public static Expression root(MethodCallExpr call) {
        Expression at = call;
        while (at instanceof MethodCallExpr each && each.getScope().isPresent()) {
            at = each.getScope().get();
        }
        return at;
    }

    private void foldCall(MethodCallExpr call, TypeFact owner, List<Part> parts, int depth) {
        String name = call.getNameAsString();
        Optional<Expression> scope = call.getScope();
        if (scope.isPresent() && SAME_TEXT.contains(name) && call.getArguments().isEmpty()) {
            fold(scope.get(), owner, parts, depth + 1);
        } else if (isAppend(call)) {
            foldChain(call, owner, parts, depth);
        } else if (name.equals("format")
                && scope.filter(each -> isName(each, "String") || isName(each, "MessageFormat"))
                        .isPresent()
                && !call.getArguments().isEmpty()) {
            foldFormat(
                    call.getArgument(0),
                    call.getArguments().subList(1, call.getArguments().size()),
                    isName(scope.get(), "MessageFormat"),
                    owner,
                    parts,
                    depth);
        } else if (name.equals("formatted") && scope.isPresent()) {
            foldFormat(scope.get(), call.getArguments(), false, owner, parts, depth);
        } else if (name.equals("join")
                && scope.filter(each -> isName(each, "String")).isPresent()) {
            foldJoin(call, owner, parts, depth);
        } else if (name.equals("collect") && scope.isPresent() && isJoining(call)) {
            foldCollected(call, owner, parts, depth);
        } else if (name.equals("replace")
                && scope.isPresent()
                && call.getArguments().size() == 2) {
            foldReplace(call, owner, parts, depth);
        } else {
            foldOwnMethod(call, owner, parts, depth);
        }
    }

    private static boolean isAppend(MethodCallExpr call) {
        return Set.of("append", "concat").contains(call.getNameAsString())
                && call.getScope().isPresent()
                && !call.getArguments().isEmpty();
    }

    /** A chain of calls leans to the left as a sum does. */
    private void foldChain(MethodCallExpr call, TypeFact owner, List<Part> parts, int depth) {
        List<Expression> added = new ArrayList<>();
        Expression at = call;
        while (at instanceof MethodCallExpr each && isAppend(each)) {
            added.add(0, each.getArgument(0));
            at = each.getScope().orElseThrow();
        }
        fold(at, owner, parts, depth + 1);
        added.forEach(each -> fold(each, owner, parts, depth + 1));
    }

    private static boolean isJoining(MethodCallExpr collect) {
        return collect.getArguments().size() == 1
                && collect.getArgument(0) instanceof MethodCallExpr collector
                && collector.getNameAsString().equals("joining")
                && !collector.getArguments().isEmpty();
    }

    private void foldCollected(MethodCallExpr collect, TypeFact owner, List<Part> parts, int depth) {
        Expression separator = ((MethodCallExpr) collect.getArgument(0)).getArgument(0);
        lists.of(collect.getScope().orElseThrow(), owner)
                .ifPresentOrElse(
                        elements -> foldAll(separator, owner, elements, parts, depth),
                        () -> hole(collect, owner, parts));
    }

    /** Both strings must be known; what the source does not show stays as it is. */
    private void foldReplace(MethodCallExpr call, TypeFact owner, List<Part> parts, int depth) {
        List<Part> wanted = new ArrayList<>();
        fold(call.getArgument(0), owner, wanted, depth + 1);
        List<Part> template = new ArrayList<>();
        fold(call.getScope().orElseThrow(), owner, template, depth + 1);
        String target = new FoldedText(wanted).text("");
        if (target.isEmpty()) {
            parts.addAll(template);
            return;
        }
        for (FormatText.Piece piece : FormatText.replacedPieces(template, target)) {
            if (piece instanceof FormatText.Text text) {
                parts.add(text.part());
            } else {
                fold(call.getArgument(1), owner, parts, depth + 1);
            }
        }
    }

    private void foldJoin(MethodCallExpr call, TypeFact owner, List<Part> parts, int depth) {
        Optional<TextLists.Elements> list =
                call.getArguments().size() == 2 ? lists.of(call.getArgument(1), owner) : Optional.empty();
        if (list.isPresent()) {
            foldAll(call.getArgument(0), owner, list.get(), parts, depth);
            return;
        }
        for (int i = 1; i < call.getArguments().size(); i++) {
            if (i > 1) {
                fold(call.getArgument(0), owner, parts, depth + 1);
            }
            fold(call.getArgument(i), owner, parts, depth + 1);
        }
    }

    /** A method of the project that returns one string; its parameters are what the call hands over. */
    private void foldOwnMethod(MethodCallExpr call, TypeFact owner, List<Part> parts, int depth) {
        Optional<TypeFact> receiver = call.getScope().isEmpty()
                ? Optional.of(owner)
                : types.of(call.getScope().get()).flatMap(Typed::fact);
        Optional<TypeMembers.Found> found = receiver.flatMap(type -> members.method(
                        type, call.getNameAsString(), call.getArguments().size()))
                .filter(each -> call.getArguments().isEmpty()
                        || each.method().type().name().equals("String"));
        Optional<MethodDeclaration> method = found.flatMap(declarations::of);
        List<ReturnStmt> returns =
                method.map(each -> each.findAll(ReturnStmt.class)).orElse(List.of());
        if (returns.size() != 1 || returns.get(0).getExpression().isEmpty()) {
            foldCarried(call, owner, parts, depth);
            return;
        }
        List<Part> body = new ArrayList<>();
        fold(returns.get(0).getExpression().get(), found.get().owner(), body, depth + 1);
        for (Part part : body) {
            Optional<Expression> argument = argument(part, method.get(), call);
            if (argument.isPresent()) {
                fold(argument.get(), owner, parts, depth + 1);
            } else {
                parts.add(part);
            }
        }
    }

    /** What the call hands over for a hole that is a parameter of the method. */
    private static Optional<Expression> argument(Part part, MethodDeclaration method, MethodCallExpr call) {
        boolean inside = part.hole() && part.node() instanceof NameExpr && method.isAncestorOf(part.node());
        for (int i = 0; inside && i < call.getArguments().size(); i++) {
            if (method.getParameter(i).getNameAsString().equals(part.node().toString())) {
                return Optional.of(call.getArgument(i));
            }
        }
        return Optional.empty();
    }
}
