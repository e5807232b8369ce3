package dev.cofferdam.schema;

import dev.cofferdam.domain.TableRef;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Applies COMMENT ON COLUMN. */
final class Comments {
    private static final Pattern ON_COLUMN =
            Pattern.compile("(?is)comment\\s+on\\s+column\\s+(\\S+)\\s+is\\s+(?:null|e?'(.*)')\\s*");
    private static final Pattern PART = Pattern.compile("\"((?:[^\"]|\"\")+)\"|([^.\"]+)");

    private final SchemaDraft draft;

    Comments(SchemaDraft draft) {
        this.draft = draft;
    }

    void apply(String text) {
        Matcher comment = ON_COLUMN.matcher(text);
        if (!comment.matches()) {
            return;
        }
        List<String> parts = PART.matcher(comment.group(1))
                .results()
                .map(part -> part.group(1) == null ? part.group(2).toLowerCase(Locale.ROOT) : part.group(1))
                .toList();
        if (parts.size() < 2) {
            return;
        }
        String column = parts.get(parts.size() - 1);
        TableRef table = parts.size() == 2
                ? TableRef.of(parts.get(0))
                : TableRef.of(parts.get(parts.size() - 3), parts.get(parts.size() - 2));
        Optional<String> words = Stream.ofNullable(comment.group(2))
                .map(raw -> raw.replace("''", "'"))
                .findFirst();
        draft.findTable(table)
                .filter(found -> found.findColumn(column).isPresent())
                .ifPresent(found -> found.changeColumn(column, c -> c.commented(words)));
    }
}
