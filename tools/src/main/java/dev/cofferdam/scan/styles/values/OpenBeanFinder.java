package dev.cofferdam.scan.styles.values;

import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import dev.cofferdam.scan.files.SourceFile;
import dev.cofferdam.scan.hits.OpenPlaces;
import dev.cofferdam.scan.hits.Scan;
import dev.cofferdam.scan.hits.StyleFinder;
import dev.cofferdam.scan.hits.TextOrigins;
import dev.cofferdam.scan.skeleton.TypeFact;
import dev.cofferdam.scan.types.Typed;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Objects that hold the column's value, asked for a property whose name comes from elsewhere: {@code wrapper.setPropertyValue(name, x)}. */
public final class OpenBeanFinder implements StyleFinder {

    private static final Pattern TAKES_VARIABLE = Pattern.compile("\\.("
            + String.join("|", ReflectionFinder.READS)
            + "|" + String.join("|", ReflectionFinder.WRITES)
            + ")\\s*\\(\\s*[a-z]");

    private final Scan scan;
    private final MappedRows rows;
    private final TextOrigins origins;
    private final OpenPlaces places;
    private final List<SourceFile> candidates;

    public OpenBeanFinder(Scan scan) {
        this.scan = scan;
        rows = new MappedRows(scan);
        origins = new TextOrigins(scan);
        places = new OpenPlaces(scan);
        Set<String> calls = new TreeSet<>(ReflectionFinder.READS);
        calls.addAll(ReflectionFinder.WRITES);
        Set<String> types = rows.types();
        candidates = rows.mappings().isEmpty()
                ? List.of()
                : scan.index().mentioning(calls).stream()
                        .filter(file -> !file.isTest() && file.mentionsAny(types))
                        .filter(file -> TAKES_VARIABLE.matcher(file.text()).find())
                        .toList();
        scan.index().want(candidates, calls);
    }

    @Override
    public void find() {
        candidates.forEach(scan.fenced(this, file -> scan.index().walk(file, MethodCallExpr.class, this::findIn)));
        places.tell("a property is read or set by a name that the source does not show");
    }

    private void findIn(MethodCallExpr call) {
        Optional<TypeFact> context = scan.types().context(call);
        boolean asks = ReflectionFinder.READS.contains(call.getNameAsString())
                || ReflectionFinder.WRITES.contains(call.getNameAsString());
        if (!asks || context.isEmpty()) {
            return;
        }
        for (int at = 0; at < Math.min(2, call.getArguments().size()); at++) {
            Expression name = call.getArgument(at);
            boolean ours = isText(name)
                    && ReflectionFinder.holder(call, at, scan)
                            .flatMap(Typed::fact)
                            .flatMap(rows::of)
                            .isPresent();
            List<String> open = ours ? origins.of(name).open() : List.of();
            if (!open.isEmpty()) {
                places.add(call, context.get(), open);
            }
        }
    }

    private boolean isText(Expression name) {
        return !name.isLiteralExpr()
                && scan.types()
                        .of(name)
                        .filter(type -> type.name().equals("String"))
                        .isPresent();
    }
}
