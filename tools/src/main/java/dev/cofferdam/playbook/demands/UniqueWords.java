package dev.cofferdam.playbook.demands;

import dev.cofferdam.domain.Style;
import dev.cofferdam.domain.Usage;
import java.util.List;
import java.util.stream.Collectors;

/** What a person has to do so that code lives with a row that is refused. */
final class UniqueWords implements DemandEdits.Words {
    private static final int SHOWN = 4;

    private final String columns;

    UniqueWords(List<String> columns) {
        this.columns = String.join(", ", columns);
    }

    /** A conflict is told where something is saved; the mapping has nothing to do with it. */
    @Override
    public boolean atTheMapping() {
        return false;
    }

    @Override
    public String byMapper(Usage first, String others) {
        return where(first)
                + " a conflict (SQLSTATE 23505, in Spring a `DataIntegrityViolationException`, at the latest when the transaction ends):"
                + " another row may have the same `" + columns
                + "`. Tell the user, or go on with the row that is there; to look before is friendly, but two requests may look at once";
    }

    private static String where(Usage first) {
        if (first.style() == Style.MAPPING) {
            return "find where objects of `"
                    + first.place().className().orElse(first.place().file()) + "` are saved, and be ready there for";
        }
        String member = first.place().member().orElse(first.place().file());
        String paths = first.codePaths().stream()
                .limit(SHOWN)
                .map(path -> "`" + path.entry().replaceAll(".*\\.", "") + "`")
                .collect(Collectors.joining(", "));
        return "where `" + member + "` is called" + (paths.isEmpty() ? "" : " (from " + paths + ")") + ", be ready for";
    }

    @Override
    public String inStatement(Usage first) {
        if (first.place().className().isEmpty()) {
            return "let no two rows that this file writes be alike in `" + columns + "`";
        }
        return "be ready for a conflict (SQLSTATE 23505) where `"
                + first.place().member().orElse(first.place().file()) + "` writes `" + columns
                + "`: tell the user, or go on with the row that is there; an INSERT that may be skipped can say ON CONFLICT DO NOTHING, without"
                + " columns, from today on";
    }

    @Override
    public String inDefinition(Usage first) {
        return "say UNIQUE (" + columns + ") where this file makes the table, so that new databases begin with it";
    }
}
