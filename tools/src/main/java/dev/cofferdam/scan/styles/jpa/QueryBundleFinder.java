package dev.cofferdam.scan.styles.jpa;

import dev.cofferdam.domain.Style;
import dev.cofferdam.scan.hits.Hit;
import dev.cofferdam.scan.hits.Hit.Spot;
import dev.cofferdam.scan.hits.Scan;
import dev.cofferdam.scan.words.Tokens;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** Named queries in files of properties, each where it stands; who runs them is found by their names. */
final class QueryBundleFinder {

    private final Scan scan;
    private final NamedQueries queries;

    QueryBundleFinder(Scan scan, NamedQueries queries) {
        this.scan = scan;
        this.queries = queries;
    }

    void find() {
        QueryBundles.of(scan).forEach(named -> find(named, queries.of(named)));
    }

    private void find(QueryBundles.Named named, List<NamedQueries.Use> uses) {
        if (!uses.isEmpty()) {
            scan.claim(named.file(), named.from(), named.to());
        }
        for (NamedQueries.Use use : uses) {
            boolean written = use.style() == Style.JPQL || use.style() == Style.NATIVE_QUERY;
            String text = named.file().text().substring(named.from(), named.to());
            OptionalInt token = written
                    ? tokens().map(each -> Tokens.find(text, each))
                            .filter(OptionalInt::isPresent)
                            .findFirst()
                            .orElse(OptionalInt.empty())
                    : OptionalInt.empty();
            int at = named.from() + token.orElse(0);
            String marked = tokens().filter(each -> token.isPresent() && text.startsWith(each, token.getAsInt()))
                    .findFirst()
                    .orElse("");
            scan.add(new Hit(
                            Spot.of(named.file(), named.file().lineAt(at)),
                            use.access(),
                            use.style(),
                            use.confidence(),
                            marked,
                            "the query `" + named.name() + "` " + use.what() + ": " + scan.column())
                    .at(named.file().columnAt(at)));
        }
    }

    private Stream<String> tokens() {
        return Stream.concat(
                scan.entities().mappings(scan.column()).stream()
                        .map(mapping -> mapping.property().name()),
                Stream.of(scan.column().column()));
    }
}
