package dev.cofferdam.scan.styles.values;

import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import dev.cofferdam.domain.Access;
import dev.cofferdam.domain.Confidence;
import dev.cofferdam.domain.Style;
import dev.cofferdam.scan.files.SourceFile;
import dev.cofferdam.scan.hits.Hit;
import dev.cofferdam.scan.hits.Hit.Spot;
import dev.cofferdam.scan.hits.Scan;
import dev.cofferdam.scan.hits.StyleFinder;
import dev.cofferdam.scan.java.Accessors;
import dev.cofferdam.scan.java.ConstantNames;
import dev.cofferdam.scan.java.LocalNames;
import dev.cofferdam.scan.skeleton.ConstantText;
import dev.cofferdam.scan.skeleton.TypeFact;
import dev.cofferdam.scan.types.Typed;
import dev.cofferdam.scan.words.Tokens;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Calls that take the property's name, or that of its accessor, as a string or constant, and the object or class that has it. */
public final class ReflectionFinder implements StyleFinder {

    static final Set<String> READS = Set.of(
            "getProperty",
            "getSimpleProperty",
            "getNestedProperty",
            "getFieldValue",
            "getPropertyValue",
            "getField",
            "readField",
            "readDeclaredField",
            "invokeGetterMethod",
            "getInternalState");
    static final Set<String> WRITES = Set.of(
            "setProperty",
            "setSimpleProperty",
            "setNestedProperty",
            "setFieldValue",
            "setPropertyValue",
            "setField",
            "writeField",
            "writeDeclaredField",
            "invokeSetterMethod",
            "setInternalState");
    /** They give the field, and what becomes of it then is not followed. */
    private static final Set<String> FIELDS = Set.of("findField", "getDeclaredField", "getPropertyDescriptor");

    private static final Set<String> METHODS =
            Set.of("getMethod", "getDeclaredMethod", "findMethod", "invokeMethod", "findDeclaredMethod");

    private final Scan scan;
    private final MappedRows rows;
    private final Map<String, Access> accessors = new HashMap<>();
    private final Set<String> constants;
    private final List<SourceFile> candidates;

    public ReflectionFinder(Scan scan) {
        this.scan = scan;
        rows = new MappedRows(scan);
        Set<String> texts = new TreeSet<>(rows.names());
        rows.names().forEach(name -> accessors.putAll(Accessors.of(name)));
        texts.addAll(accessors.keySet());
        if (rows.mappings().isEmpty()) {
            candidates = List.of();
            constants = Set.of();
            return;
        }
        constants = ConstantNames.of(texts, scan.index());
        Set<String> words = new TreeSet<>(Tokens.quoted(texts));
        words.addAll(constants);
        Set<String> calls = new TreeSet<>(READS);
        List.of(WRITES, FIELDS, METHODS).forEach(calls::addAll);
        Set<String> types = rows.types();
        candidates = scan.index().mentioning(words).stream()
                .filter(file -> file.mentionsAny(calls) && file.mentionsAny(types))
                .toList();
        scan.index().want(candidates, words);
    }

    @Override
    public void find() {
        candidates.forEach(scan.fenced(this, file -> scan.index().walk(file, MethodCallExpr.class, this::findIn)));
    }

    private void findIn(MethodCallExpr call) {
        Optional<TypeFact> context = scan.types().context(call);
        if (context.isEmpty() || call.getArguments().isEmpty()) {
            return;
        }
        int at = named(call, context.get());
        if (at < 0) {
            return;
        }
        String text = text(call.getArgument(at), context.get()).orElseThrow();
        Optional<Access> access = access(call.getNameAsString(), text);
        Optional<TypeFact> holder = holder(call, at, scan).flatMap(Typed::fact);
        if (access.isPresent()
                && holder.flatMap(rows::of)
                        .filter(mapping -> isOf(mapping.property().name(), text))
                        .isPresent()) {
            scan.claim(context.get(), call.getArgument(at));
            add(call.getArgument(at), context.get(), access.get(), text, holder.get());
        }
    }

    /** The position of the argument that names the property or its accessor: the first or the second. */
    private int named(MethodCallExpr call, TypeFact context) {
        for (int i = 0; i < Math.min(2, call.getArguments().size()); i++) {
            Optional<String> text = text(call.getArgument(i), context);
            if (text.filter(each -> rows.names().contains(each) || accessors.containsKey(each))
                    .isPresent()) {
                return i;
            }
        }
        return -1;
    }

    private Optional<String> text(Expression argument, TypeFact context) {
        boolean may = argument.isStringLiteralExpr()
                || argument instanceof NameExpr name && constants.contains(name.getNameAsString())
                || argument.isFieldAccessExpr()
                        && constants.contains(argument.asFieldAccessExpr().getNameAsString());
        return may ? scan.index().text(ConstantText.of(argument), context) : Optional.empty();
    }

    private Optional<Access> access(String method, String text) {
        if (METHODS.contains(method)) {
            return Optional.ofNullable(accessors.get(text));
        }
        if (accessors.containsKey(text) && !rows.names().contains(text)) {
            return Optional.empty();
        }
        return READS.contains(method)
                ? Optional.of(Access.READ)
                : WRITES.contains(method)
                        ? Optional.of(Access.WRITE)
                        : FIELDS.contains(method) ? Optional.of(Access.READ_WRITE) : Optional.empty();
    }

    private static boolean isOf(String property, String text) {
        return text.equals(property) || Accessors.of(property).containsKey(text);
    }

    /** What the call is about: the argument before the name, the class it is called on, or what a wrapper was made for. */
    static Optional<Typed> holder(MethodCallExpr call, int at, Scan scan) {
        if (at == 1) {
            return scan.types().of(call.getArgument(0)).map(ReflectionFinder::ofClass);
        }
        return call.getScope().flatMap(scope -> wrapped(scope, scan));
    }

    private static Optional<Typed> wrapped(Expression scope, Scan scan) {
        if (scope instanceof NameExpr name) {
            Optional<Expression> made =
                    LocalNames.variable(name.getNameAsString(), name).flatMap(variable -> variable.getInitializer());
            if (made.isPresent()) {
                return wrapped(made.get(), scan);
            }
        }
        if (scope instanceof ObjectCreationExpr created
                && created.getArguments().size() == 1) {
            return scan.types().of(created.getArgument(0)).map(ReflectionFinder::ofClass);
        }
        if (scope instanceof MethodCallExpr made && made.getNameAsString().matches("for\\w*Access|on")) {
            return made.getArguments().stream().findFirst().flatMap(scan.types()::of);
        }
        if (scope instanceof MethodCallExpr got && got.getNameAsString().equals("getClass")) {
            return got.getScope().flatMap(scan.types()::of);
        }
        return scan.types()
                .of(scope)
                .filter(type -> type.name().equals("Class"))
                .flatMap(Typed::element);
    }

    private static Typed ofClass(Typed type) {
        return type.name().equals("Class") ? type.element().orElse(type) : type;
    }

    private void add(Expression name, TypeFact context, Access access, String text, TypeFact holder) {
        boolean literal = name.isStringLiteralExpr();
        scan.add(new Hit(
                Spot.of(context, name),
                access,
                Style.ACCESSOR,
                Confidence.CERTAIN,
                literal ? text : name.toString(),
                "asks `" + holder.simpleName() + "` for `" + text + "` by its name, which maps " + scan.column()));
    }
}
