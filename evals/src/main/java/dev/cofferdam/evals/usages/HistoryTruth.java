package dev.cofferdam.evals.usages;

import dev.cofferdam.domain.UserError;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What a commit says about who used a column: the files, migrations aside, whose removed lines name it or the field that the commit
 * shows it mapped to. Decided by the text of the diff and of the files before it, never by the scanner.
 *
 * @param files path to kind
 * @param namesakes files whose removed lines have only a parameter, a variable or another class's field of that name
 */
record HistoryTruth(
        HistoryCase of, ColumnNames names, Map<String, SourceKind> files, Map<String, SourceKind> namesakes) {
    private static final String GONE = "RENAME COLUMN|renameColumn|DROP COLUMN|dropColumn|CHANGE COLUMN";

    /** A commit that touches more than this reformats or merges; who used the column drowns in it. */
    private static final int MOST_FILES = 300;

    /** What marks a class whose fields are columns, whatever the framework; rows of JDBI and JDBC are known by their class's name. */
    private static final Pattern MAPPED_CLASS =
            Pattern.compile("@(?:\\w+\\.)*(?:Entity|Table|TableName|Embeddable|MappedSuperclass)\\b");

    private static final Pattern TABLE =
            Pattern.compile("(?m)^@(?:\\w+\\.)*Table(?:Name)?\\((?:[^)]*?name\\s*=\\s*)?\"");

    private static final Pattern ROW_CLASS = Pattern.compile(".*(?:Entity|ModelDao)\\.(?:java|kt)");

    static HistoryTruth of(HistoryCase one, Diff diff, Mirror mirror) {
        ColumnNames names = ColumnNames.of(one.column(), diff);
        Map<String, Mention> mentions = new TreeMap<>();
        Map<String, String> texts = new TreeMap<>();
        for (Diff.FileDiff file : diff.files()) {
            SourceKind kind = SourceKind.of(file.path());
            if (kind != SourceKind.MIGRATION && kind != SourceKind.OTHER) {
                Mention mention = names.in(file);
                if (mention != Mention.NONE) {
                    mentions.put(file.path(), mention);
                    texts.put(file.path(), mirror.before(one.commit(), file.path()));
                }
            }
        }
        Set<String> owners = owners(texts, one.table());
        // Where the same name went from several tables at once, only a file that speaks of this one is a witness.
        boolean shared = LostColumn.in(diff).stream()
                        .filter(lost -> lost.column().equalsIgnoreCase(one.column()))
                        .count()
                > 1;
        Map<String, SourceKind> files = new TreeMap<>();
        Map<String, SourceKind> namesakes = new TreeMap<>();
        mentions.forEach((path, mention) -> {
            String text = texts.getOrDefault(path, "");
            boolean counts = counts(path, mention, text, owners)
                    && !(shared && isOfAnotherTable(text, one.table()))
                    && (!shared
                            || speaksOf(text, owners)
                            || speaksOf(text.toLowerCase(Locale.ROOT), Set.of(one.table())));
            (counts ? files : namesakes).put(path, SourceKind.of(path));
        });
        return new HistoryTruth(one, names, files, namesakes);
    }

    private static boolean counts(String path, Mention mention, String text, Set<String> owners) {
        if (mention == Mention.COLUMN || mention == Mention.DECLARED && owners.contains(simpleName(path))) {
            return true;
        }
        // An accessor is the field's only where the class that owns the field is spoken of.
        return mention.counts() && (owners.isEmpty() || speaksOf(text, owners));
    }

    /** Whether the file's own class is mapped to another table and nothing in it names this one. */
    private static boolean isOfAnotherTable(String text, String table) {
        return TABLE.matcher(text).find()
                && !Pattern.compile("(?i)\"(?:\\w+\\.)?" + Pattern.quote(table) + "\"")
                        .matcher(text)
                        .find();
    }

    private static boolean speaksOf(String text, Set<String> names) {
        return names.stream()
                .anyMatch(name ->
                        Pattern.compile("\\b" + name + "\\b").matcher(text).find());
    }

    /** Classes among those touched whose fields are columns: of the table, if one of them says so, else of any. */
    private static Set<String> owners(Map<String, String> texts, String table) {
        Set<String> owners = new TreeSet<>();
        Set<String> ofTable = new TreeSet<>();
        texts.forEach((path, text) -> {
            if (MAPPED_CLASS.matcher(text).find() && path.matches(".*\\.(?:java|kt|groovy|scala)")
                    || ROW_CLASS.matcher(path).matches()) {
                owners.add(simpleName(path));
                if (Pattern.compile("(?i)\"(?:\\w+\\.)?" + table + "\"")
                                .matcher(text)
                                .find()
                        || folded(simpleName(path)).equals(folded(table))) {
                    ofTable.add(simpleName(path));
                }
            }
        });
        return ofTable.isEmpty() ? owners : ofTable;
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("_|entity$|modeldao$|s$", "");
    }

    private static String simpleName(String path) {
        return path.substring(path.lastIndexOf('/') + 1).replaceAll("\\..*", "");
    }

    /** Proposes cases: renamed and dropped columns whose own commit touched code that names them. A person picks from them. */
    static List<HistoryTruth> propose(Mirror mirror, String repository) {
        List<HistoryTruth> proposed = new ArrayList<>();
        for (String commit : mirror.commitsThatChange(GONE, List.of("*.sql", "*.xml", "*.yaml", "*.yml"))) {
            Optional<Diff> diff = ifThere(mirror, commit);
            if (diff.isEmpty() || diff.get().files().size() > MOST_FILES) {
                continue;
            }
            for (LostColumn lost : LostColumn.in(diff.get())) {
                HistoryTruth truth = of(
                        new HistoryCase(
                                repository, commit.substring(0, 12), lost.table(), lost.column(), Optional.empty()),
                        diff.get(),
                        mirror);
                if (truth.files().containsValue(SourceKind.MAIN)) {
                    proposed.add(truth);
                }
            }
        }
        return proposed;
    }

    /** A snapshot may lack files of a commit. */
    private static Optional<Diff> ifThere(Mirror mirror, String commit) {
        try {
            return Optional.of(mirror.diff(commit));
        } catch (UserError e) {
            return Optional.empty();
        }
    }
}
