package dev.cofferdam.evals.usages;

import dev.cofferdam.domain.Access;
import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.domain.Style;
import dev.cofferdam.domain.Usage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Draws certain and likely usages for a person to judge: columns by lot, and few of each, so that no busy column speaks for all. What makes the schema is left out: it is right and proves nothing. */
final class Sample {
    /** Of one column. */
    private static final int MOST = 2;

    private Sample() {}

    /**
     * @param seed decides the draw, so that the same checkout gives the same sample
     * @param count how many usages
     */
    static List<Usage> draw(Scanned scanned, long seed, int count) {
        Random random = new Random(seed);
        List<ColumnRef> columns = new ArrayList<>(scanned.columns());
        Collections.shuffle(columns, random);
        List<Usage> drawn = new ArrayList<>();
        for (ColumnRef column : columns) {
            List<Usage> usages = new ArrayList<>(scanned.usages(column.table().name(), column.column()).stream()
                    .filter(usage -> usage.confidence().needsEdit() && usage.style() != Style.MIGRATION)
                    .filter(usage -> usage.access() != Access.DDL)
                    .toList());
            Collections.shuffle(usages, random);
            drawn.addAll(usages.subList(0, Math.min(MOST, usages.size())));
            if (drawn.size() >= count) {
                return drawn.subList(0, count);
            }
        }
        return drawn;
    }

    /** Where and what, without a word of the code: {@code verdict} and {@code reason} are for the reader to add. */
    static String line(String repository, Usage usage) {
        return String.join(
                "\t",
                repository,
                usage.column().toString(),
                usage.place().toString(),
                usage.place()
                                .className()
                                .map(name -> name.replaceAll(".*\\.", ""))
                                .orElse("")
                        + usage.place().member().map(name -> "#" + name).orElse(""),
                usage.access().name(),
                usage.style().name(),
                usage.confidence().name());
    }
}
