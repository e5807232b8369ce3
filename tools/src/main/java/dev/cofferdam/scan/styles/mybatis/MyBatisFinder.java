package dev.cofferdam.scan.styles.mybatis;

import dev.cofferdam.domain.Access;
import dev.cofferdam.domain.Confidence;
import dev.cofferdam.domain.Style;
import dev.cofferdam.domain.Usage;
import dev.cofferdam.scan.hits.Hit;
import dev.cofferdam.scan.hits.Hit.Spot;
import dev.cofferdam.scan.hits.Scan;
import dev.cofferdam.scan.hits.StyleFinder;
import dev.cofferdam.scan.mapping.PropertyFact.WrittenAt;
import dev.cofferdam.scan.skeleton.TypeFact;
import dev.cofferdam.scan.statements.HoledSql;
import dev.cofferdam.scan.statements.SelectList;
import dev.cofferdam.scan.statements.SqlReading;
import dev.cofferdam.scan.styles.values.MappedBeans;
import dev.cofferdam.scan.words.Tokens;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Statements in MyBatis mapper files. Each stands at the interface's method that sends it; a result map at its own line. */
public final class MyBatisFinder implements StyleFinder {
    private static final Pattern QUALIFIER = Pattern.compile("\\w+\\.$");

    private final Scan scan;
    private final SqlReading reading;
    private final MappedBeans beans;
    private final List<MyBatisMapper> mappers;
    private final Map<String, List<MyBatisMapper>> byNamespace;
    private final Map<MyBatisMapper, Set<String>> maps = new LinkedHashMap<>();
    private final List<Hit> hits = new ArrayList<>();

    public MyBatisFinder(Scan scan) {
        this.scan = scan;
        reading = new SqlReading(scan.column(), scan.schema());
        beans = new MappedBeans(scan);
        mappers = scan.tree().files().stream()
                .filter(file -> file.extension().equals("xml") && file.mentions("mapper namespace"))
                .flatMap(scan.fencedMap(this, MyBatisMapper::read))
                .flatMap(Optional::stream)
                .toList();
        byNamespace = mappers.stream().collect(Collectors.groupingBy(MyBatisMapper::namespace));
        // Read at once: the classes that are filled are what others look for.
        for (MyBatisMapper mapper : mappers) {
            scan.fenced(this, file -> mapper.statements(byNamespace).forEach(statement -> findIn(mapper, statement)))
                    .accept(mapper.file());
        }
        maps.forEach((mapper, read) -> mapper.results().stream()
                .filter(result -> result.column().equalsIgnoreCase(scan.column().column()))
                .filter(result -> read.contains(result.map()))
                .forEach(result -> addResult(mapper, result)));
    }

    /** Files that were read here, so that nobody reads them as mere text; not those whose tags made no sense. */
    @Override
    public Set<String> files() {
        Set<String> files = new HashSet<>();
        mappers.stream()
                .filter(MyBatisMapper::isUnderstood)
                .forEach(mapper -> files.add(mapper.file().path()));
        return files;
    }

    List<MyBatisMapper> mappers() {
        return mappers;
    }

    @Override
    public void find() {
        hits.forEach(scan::add);
    }

    private void findIn(MyBatisMapper mapper, MyBatisMapper.Statement statement) {
        boolean named = Tokens.has(statement.sql(), scan.column().table().name());
        if (!named && !statement.dynamic()) {
            return;
        }
        List<SqlReading.Use> uses = named ? reading.read(statement.sql()) : List.of();
        Spot spot = spot(mapper, statement, written(mapper, statement, ""));
        for (SqlReading.Use use : uses) {
            if (use.access().reads()) {
                noteFilled(mapper, statement, use);
            }
            Optional<MyBatisMapper.WrittenIn> word =
                    written(mapper, statement, use.star() ? "" : qualifier(statement.sql(), use.offset()));
            hits.add(new Hit(
                    use.star() ? spot : spot(mapper, statement, word),
                    use.access(),
                    use.star() ? Style.STAR : Style.MAPPER_XML,
                    use.confidence(),
                    use.star() ? "" : scan.column().column(),
                    use.reason() + "; statement `" + statement.id() + "` of the mapper file"
                            + throughFragment(mapper, statement, word),
                    statement.dynamic() ? Optional.empty() : Optional.of(statement.sql()),
                    word.map(at -> at.mapper().file().columnAt(at.offset())).orElse(0)));
        }
        // What is named in the statement already has a place to look at.
        boolean unnamed = uses.stream().allMatch(SqlReading.Use::star);
        if (unnamed && new HoledSql(scan.column()).mayName(statement.sql())) {
            scan.undecided(
                    spot,
                    "mapper statement `" + statement.id() + "` on "
                            + (named ? scan.column().table() : "a table that is not shown")
                            + " splices text in with `${}`",
                    "the text could name " + scan.column());
        }
    }

    private void noteFilled(MyBatisMapper mapper, MyBatisMapper.Statement statement, SqlReading.Use use) {
        if (!statement.resultMap().isEmpty()) {
            // A map of another mapper is called by its last part here; its own statements fill it.
            maps.computeIfAbsent(mapper, each -> new HashSet<>()).addAll(mapper.withExtended(statement.resultMap()));
        } else if (use.confidence() != Confidence.POSSIBLE
                && (use.star() || SelectList.holds(statement.sql(), use.offset()))) {
            Optional<String> alias = use.star() ? Optional.empty() : SelectList.alias(statement.sql(), use.offset());
            beans.type(
                            statement.resultType(),
                            scan.index().type(mapper.namespace(), mapper.file().path()))
                    .ifPresent(type -> alias.ifPresentOrElse(
                            name -> beans.addAs(
                                    type,
                                    name,
                                    Usage.FILLED_BY_NAME + ", selected as `" + name + "` by `" + statement.id() + "`"),
                            () -> beans.addByName(type)));
        }
    }

    /** {@code p.} before {@code p.name}; a column of the same name may stand in front of it. */
    private static String qualifier(String sql, int offset) {
        Matcher before = QUALIFIER.matcher(sql.substring(0, Math.min(offset, sql.length())));
        return before.find() ? before.group() : "";
    }

    private void addResult(MyBatisMapper mapper, MyBatisMapper.Result result) {
        int line = mapper.file().lineAt(result.offset());
        boolean known = beans.type(
                        mapper.typeOf(result.map()),
                        scan.index().type(mapper.namespace(), mapper.file().path()))
                .filter(type -> !result.property().isEmpty())
                .filter(type -> beans.add(
                        type,
                        result.property(),
                        Optional.of(written(mapper, result, type, line)),
                        "result map `" + result.map() + "` of " + mapper.file().name()))
                .isPresent();
        if (!known) {
            hits.add(mapping(mapper, result, line));
        }
    }

    /** A result map belongs to its mapper; the mapper of a namespace that is no class has nothing but what the map fills. */
    private WrittenAt written(MyBatisMapper mapper, MyBatisMapper.Result result, TypeFact filled, int line) {
        String path = mapper.file().path();
        return scan.index()
                .type(mapper.namespace(), mapper.file().path())
                .map(owner -> new WrittenAt(owner, result.map(), path, line))
                .orElseGet(() -> new WrittenAt(filled, result.property(), path, line));
    }

    /** Where the statement names the column, if need be behind its table's alias. */
    private Optional<MyBatisMapper.WrittenIn> written(
            MyBatisMapper mapper, MyBatisMapper.Statement statement, String qualifier) {
        String name = scan.column().column();
        return mapper.find(qualifier + name, statement, byNamespace)
                .map(at -> new MyBatisMapper.WrittenIn(at.mapper(), at.offset() + qualifier.length()))
                .or(() -> mapper.find(name, statement, byNamespace));
    }

    /** The line that names the column, in a fragment if need be, or the statement's first; class and method are the interface's. */
    private static Spot spot(
            MyBatisMapper mapper, MyBatisMapper.Statement statement, Optional<MyBatisMapper.WrittenIn> named) {
        MyBatisMapper.WrittenIn at = named.orElse(new MyBatisMapper.WrittenIn(mapper, statement.offset()));
        return new Spot(
                at.mapper().file().path(),
                at.mapper().file().lineAt(at.offset()),
                Optional.of(mapper.namespace()),
                Optional.of(statement.id()));
    }

    private static String throughFragment(
            MyBatisMapper mapper, MyBatisMapper.Statement statement, Optional<MyBatisMapper.WrittenIn> named) {
        boolean own = named.isEmpty()
                || named.get().mapper() == mapper
                        && named.get().offset() >= statement.offset()
                        && named.get().offset() <= mapper.endOf(statement);
        return own ? "" : ", in a fragment that it includes";
    }

    private Hit mapping(MyBatisMapper mapper, MyBatisMapper.Result result, int line) {
        return new Hit(
                new Spot(mapper.file().path(), line, Optional.of(mapper.namespace()), Optional.of(result.map())),
                Access.MAPPING,
                Style.MAPPING,
                Confidence.CERTAIN,
                result.column(),
                "result map `" + result.map() + "` maps a column that its statements read from "
                        + scan.column().table());
    }
}
