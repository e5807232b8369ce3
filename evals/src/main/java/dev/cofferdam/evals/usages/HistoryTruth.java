package dev.cofferdam.evals.usages;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a commit says about who used a column: the files, migrations aside, whose removed lines name it or the field that the commit
 * shows it mapped to. Decided by the text of the diff alone.
 *
 * @param files path to kind
 */
record HistoryTruth(HistoryCase of, ColumnNames names, Map<String, SourceKind> files) {
    private static final String GONE = "RENAME COLUMN|renameColumn|DROP COLUMN|dropColumn|CHANGE COLUMN";

    /** A commit that touches more than this reformats or merges; who used the column drowns in it. */
    private static final int MOST_FILES = 300;

    static HistoryTruth of(HistoryCase one, Diff diff) {
        ColumnNames names = ColumnNames.of(one.column(), diff);
        Map<String, SourceKind> files = new TreeMap<>();
        for (Diff.FileDiff file : diff.files()) {
            SourceKind kind = SourceKind.of(file.path());
            if (kind != SourceKind.MIGRATION && kind != SourceKind.OTHER && names.in(file)) {
                files.put(file.path(), kind);
            }
        }
        return new HistoryTruth(one, names, files);
    }

    /** Proposes cases: renamed and dropped columns whose own commit touched code that names them. A person picks from them. */
    static List<HistoryTruth> propose(Mirror mirror, String repository) {
        List<HistoryTruth> proposed = new ArrayList<>();
        for (String commit : mirror.commitsThatChange(GONE, List.of("*.sql", "*.xml", "*.yaml", "*.yml"))) {
            Diff diff = mirror.diff(commit);
            if (diff.files().size() > MOST_FILES) {
                continue;
            }
            for (LostColumn lost : LostColumn.in(diff)) {
                HistoryTruth truth =
                        of(new HistoryCase(repository, commit.substring(0, 12), lost.table(), lost.column()), diff);
                if (truth.files().containsValue(SourceKind.MAIN)) {
                    proposed.add(truth);
                }
            }
        }
        return proposed;
    }
}
