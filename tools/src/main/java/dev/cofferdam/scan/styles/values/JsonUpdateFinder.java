package dev.cofferdam.scan.styles.values;

import com.github.javaparser.ast.expr.MethodCallExpr;
import dev.cofferdam.scan.files.SourceFile;
import dev.cofferdam.scan.hits.OpenPlaces;
import dev.cofferdam.scan.hits.Scan;
import dev.cofferdam.scan.hits.StyleFinder;
import dev.cofferdam.scan.types.Typed;
import java.util.List;
import java.util.Set;

/** JSON that Jackson reads into an object that is there already: it sets what the JSON names, which no source shows. */
public final class JsonUpdateFinder implements StyleFinder {

    private static final Set<String> CALLS = Set.of("readerForUpdating", "updateValue", "withValueToUpdate");

    private final Scan scan;
    private final MappedRows rows;
    private final OpenPlaces places;
    private final List<SourceFile> candidates;

    public JsonUpdateFinder(Scan scan) {
        this.scan = scan;
        rows = new MappedRows(scan);
        places = new OpenPlaces(scan);
        candidates = rows.mappings().isEmpty()
                ? List.of()
                : scan.index().mentioning(CALLS).stream()
                        .filter(file -> !file.isTest())
                        .toList();
        scan.index().want(candidates, CALLS);
    }

    @Override
    public void find() {
        candidates.forEach(scan.fenced(this, file -> scan.index().walk(file, MethodCallExpr.class, this::findIn)));
        places.tell("JSON is read into an object that is there already");
    }

    private void findIn(MethodCallExpr call) {
        boolean ours = CALLS.contains(call.getNameAsString())
                && !call.getArguments().isEmpty()
                && scan.types()
                        .of(call.getArgument(0))
                        .flatMap(Typed::fact)
                        .flatMap(rows::of)
                        .isPresent();
        if (ours) {
            scan.types()
                    .context(call)
                    .ifPresent(type -> places.add(
                            call, type, List.of("the JSON that `" + call.getArgument(0) + "` is filled from")));
        }
    }
}
