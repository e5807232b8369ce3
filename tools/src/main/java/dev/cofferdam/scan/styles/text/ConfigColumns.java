package dev.cofferdam.scan.styles.text;

import dev.cofferdam.domain.Access;
import dev.cofferdam.domain.Confidence;
import dev.cofferdam.domain.Style;
import dev.cofferdam.scan.files.SourceFile;
import dev.cofferdam.scan.hits.Hit;
import dev.cofferdam.scan.hits.Hit.Spot;
import dev.cofferdam.scan.hits.Scan;
import dev.cofferdam.scan.hits.StyleFinder;
import dev.cofferdam.scan.words.Tokens;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Configuration whose keys say that a value is a column: connectors that carry changes elsewhere (Debezium's
 * {@code column.include.list}, Kafka Connect's {@code timestamp.column.name}), masks, the models of dbt. Nobody but the other program
 * knows what it does with the column, so that none is more than likely.
 */
public final class ConfigColumns implements StyleFinder {

    /** What people write; larger ones are data. In bytes. */
    private static final int LARGEST = 1 << 18;

    /** Cheap, and true of every file in which a key says that its value is a column. */
    private static final Pattern HOLDS_KEY = Pattern.compile(
            "(?i)(?:column|field|include|exclude|whitelist|blacklist|allow|deny|mask|truncate|key|pii|sensitive"
                    + "|anonymi[sz]e|encrypt|hash|redact)[\\w.-]*[\"']?\\s*[:=]");

    /** Keys that hold names of columns. */
    private static final Pattern COLUMNS =
            Pattern.compile("(?i).*(?:columns?|fields?)\\b.*|.*[a-z]Columns?|.*_columns?");

    /** Keys whose value is a column of the table that it bears before it. */
    private static final Pattern SELECTS = Pattern.compile(
            "(?i).*(?:column|field|include|exclude|whitelist|blacklist|allow|deny|mask|truncate|key|pii|sensitive"
                    + "|anonymi[sz]e|encrypt|hash|redact).*");

    /** Keys that say which table is meant. */
    private static final Pattern TABLE =
            Pattern.compile("(?i)name|.*(?:table|relation|model|dataset|whitelist|include\\.list)(?:[._-]?names?|s)?");

    /** Columns that the other program asks the server for by itself. */
    private static final Pattern ASKED = Pattern.compile("(?i).*(?:timestamp|incrementing|tracking|cursor|primary).*");

    private final Scan scan;
    private final Pattern qualified;
    private final Pattern bare;
    private final Pattern table;

    public ConfigColumns(Scan scan) {
        this.scan = scan;
        String name = Pattern.quote(scan.column().table().name());
        String column = Pattern.quote(scan.column().column());
        qualified = Pattern.compile("(?i)(?<![\\w$])" + name + "\\\\*[.:](?:[\\w,]+,)?(" + column + ")(?![\\w$])");
        bare = Pattern.compile("(?i)(?:^|[,;|]\\s*)(" + column + ")(?=\\s*(?:$|[,;|]))");
        table = Pattern.compile("(?i)(?:\\w+\\.)*" + name);
    }

    @Override
    public void find() {
        scan.tree().files().forEach(scan.fenced(this, file -> {
            boolean here = file.stamp().size() < LARGEST
                    && file.mentions(scan.column().column())
                    && file.mentions(scan.column().table().name());
            if (here && HOLDS_KEY.matcher(file.text()).find()) {
                switch (file.extension()) {
                    case "yml", "yaml", "json" -> findInTree(file);
                    case "properties", "conf", "env" -> findInLines(file);
                    default -> {}
                }
            }
        }));
    }

    /** Changelogs are read as such. */
    private void findInTree(SourceFile file) {
        if (file.mentions("databaseChangeLog")) {
            return;
        }
        try {
            for (Node root : new Yaml().composeAll(new StringReader(file.text()))) {
                walk(file, root, new ArrayDeque<>());
            }
        } catch (YAMLException e) {
            // A template, or JSON that is no YAML: its words are still judged.
            return;
        }
    }

    /**
     * A key above a value.
     *
     * @param tables whether the mapping that holds the key says that it is about the table
     */
    private record Key(String name, boolean tables) {}

    private void walk(SourceFile file, Node node, Deque<Key> above) {
        if (node instanceof MappingNode mapping) {
            boolean tables = mapping.getValue().stream().anyMatch(this::namesTable);
            for (NodeTuple tuple : mapping.getValue()) {
                String key = text(tuple.getKeyNode()).orElse("");
                above.push(new Key(key, tables || table.matcher(key).matches()));
                walk(file, tuple.getValueNode(), above);
                above.pop();
            }
        } else if (node instanceof SequenceNode sequence) {
            sequence.getValue().forEach(each -> walk(file, each, above));
        } else if (node instanceof ScalarNode scalar
                && Tokens.has(scalar.getValue(), scan.column().column())) {
            int start = offset(file, scalar);
            int begin = file.text().indexOf(scalar.getValue(), start);
            judge(file, scalar.getValue(), Math.max(begin, start), List.copyOf(above));
        }
    }

    /** Marks count code points, and lines are the same for everybody. */
    private static int offset(SourceFile file, ScalarNode scalar) {
        int start = file.startOf(scalar.getStartMark().getLine() + 1);
        return Math.min(file.text().length(), start + scalar.getStartMark().getColumn());
    }

    private boolean namesTable(NodeTuple tuple) {
        boolean key = text(tuple.getKeyNode())
                .filter(name -> TABLE.matcher(name).matches())
                .isPresent();
        return key
                && text(tuple.getValueNode())
                        .filter(value -> table.matcher(value.strip()).matches())
                        .isPresent();
    }

    private static Optional<String> text(Node node) {
        return node instanceof ScalarNode scalar ? Optional.of(scalar.getValue()) : Optional.empty();
    }

    private void findInLines(SourceFile file) {
        List<String> lines = file.lines();
        boolean tables = lines.stream()
                .map(ConfigColumns::line)
                .flatMap(Optional::stream)
                .anyMatch(each -> TABLE.matcher(each.key()).matches()
                        && table.matcher(each.value()).matches());
        for (int i = 0; i < lines.size(); i++) {
            int start = file.startOf(i + 1);
            line(lines.get(i))
                    .ifPresent(
                            each -> judge(file, each.value(), start + each.at(), List.of(new Key(each.key(), tables))));
        }
    }

    private record Line(String key, String value, int at) {}

    private static Optional<Line> line(String text) {
        Matcher matcher = Pattern.compile("^\\s*(?![#!])([\\w.-]+)\\s*[=:]\\s*\"?([^\"]*?)\"?\\s*$")
                .matcher(text);
        return matcher.matches()
                ? Optional.of(new Line(matcher.group(1), matcher.group(2), matcher.start(2)))
                : Optional.empty();
    }

    /**
     * What a value says.
     *
     * @param above keys, the nearest first
     */
    private void judge(SourceFile file, String value, int offset, List<Key> above) {
        Matcher behind = qualified.matcher(value);
        boolean selects =
                above.stream().anyMatch(key -> SELECTS.matcher(key.name()).matches());
        if (selects && behind.find()) {
            add(file, offset, behind, Access.EXPOSURE, above, "its table's name before it");
            return;
        }
        Matcher alone = bare.matcher(value);
        if (alone.find() && isColumnOfTable(above)) {
            add(file, offset, alone, Access.READ, above, "the table's name beside it");
        }
    }

    /** {@code columns: [telephone]}, {@code columns: [{name: telephone}]} or {@code timestamp.column.name: telephone}, the table beside it. */
    private static boolean isColumnOfTable(List<Key> above) {
        int nearest = above.isEmpty() ? -1 : above.get(0).name().equals("name") ? 1 : 0;
        return nearest >= 0
                && nearest < above.size()
                && COLUMNS.matcher(above.get(nearest).name()).matches()
                && above.stream().skip(nearest).limit(2).anyMatch(Key::tables);
    }

    private void add(SourceFile file, int offset, Matcher name, Access access, List<Key> above, String why) {
        String key = above.stream()
                .map(Key::name)
                .filter(each ->
                        SELECTS.matcher(each).matches() || COLUMNS.matcher(each).matches())
                .findFirst()
                .orElseThrow();
        int at = Math.min(file.text().length(), offset + name.start(1));
        scan.add(new Hit(
                        Spot.of(file, file.lineAt(at)),
                        ASKED.matcher(key).matches() ? Access.READ : access,
                        Style.TEXT,
                        Confidence.LIKELY,
                        name.group(1),
                        "`" + key + "` of a configuration holds the column's name, " + why)
                .at(file.columnAt(at)));
    }
}
