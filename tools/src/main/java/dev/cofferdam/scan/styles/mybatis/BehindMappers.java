package dev.cofferdam.scan.styles.mybatis;

import dev.cofferdam.domain.Confidence;
import dev.cofferdam.domain.Style;
import dev.cofferdam.scan.hits.Hit;
import dev.cofferdam.scan.hits.Hit.Spot;
import dev.cofferdam.scan.hits.Scan;
import dev.cofferdam.scan.hits.StyleFinder;
import dev.cofferdam.scan.styles.sql.BehindStatements;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Statements of MyBatis that reach the column by what the server does with them: views that filter, refreshes, triggers. */
public final class BehindMappers implements StyleFinder {

    private final Scan scan;
    private final BehindStatements behind;

    public BehindMappers(Scan scan, BehindStatements behind) {
        this.scan = scan;
        this.behind = behind;
    }

    @Override
    public void find() {
        Set<String> names = behind.names();
        if (names.isEmpty()) {
            return;
        }
        List<MyBatisMapper> mappers = scan.tree().files().stream()
                .filter(file -> file.extension().equals("xml") && file.mentions("mapper namespace"))
                .flatMap(scan.fencedMap(this, MyBatisMapper::read))
                .flatMap(Optional::stream)
                .toList();
        Map<String, List<MyBatisMapper>> byNamespace =
                mappers.stream().collect(Collectors.groupingBy(MyBatisMapper::namespace));
        for (MyBatisMapper mapper : mappers) {
            scan.fenced(this, file -> mapper.statements(byNamespace).forEach(statement -> findIn(mapper, statement)))
                    .accept(mapper.file());
        }
    }

    private void findIn(MyBatisMapper mapper, MyBatisMapper.Statement statement) {
        Spot spot = new Spot(
                mapper.file().path(),
                mapper.file().lineAt(statement.offset()),
                Optional.of(mapper.namespace()),
                Optional.of(statement.id()));
        behind.of(statement.sql())
                .forEach(each -> scan.add(new Hit(
                        spot,
                        each.access(),
                        Style.THROUGH_OBJECT,
                        Confidence.CERTAIN,
                        each.name(),
                        each.reason() + "; statement `" + statement.id() + "` of the mapper file")));
    }
}
