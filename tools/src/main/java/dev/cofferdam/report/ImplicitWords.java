package dev.cofferdam.report;

import dev.cofferdam.domain.Style;
import dev.cofferdam.domain.Usage;
import java.util.ArrayList;
import java.util.List;

/** Which edit settles usages that name nothing: a mapping's, the statement's own, or none. */
final class ImplicitWords {
    private ImplicitWords() {}

    /** What a mapper does by itself is right once the mapping is; a star or an INSERT by position is text that somebody wrote. */
    static List<String> of(List<Usage> usages) {
        List<Usage> implicit = UsageGroup.IMPLICIT.in(usages);
        long byPosition = count(implicit, Style.POSITION);
        long byStar = count(implicit, Style.STAR);
        long byObject = count(implicit, Style.THROUGH_OBJECT);
        long byMapper = implicit.size() - byPosition - byStar - byObject;
        List<String> words = new ArrayList<>();
        if (byMapper > 0) {
            words.add(Words.number(byMapper) + mappings(usages));
        }
        if (byStar > 0) {
            words.add(Words.number(byStar) + " by `*` or an INSERT without columns, covered by no other edit");
        }
        if (byObject > 0) {
            words.add(Words.number(byObject) + " through a view or routine, right as long as that keeps its columns");
        }
        if (byPosition > 0) {
            words.add(Words.number(byPosition)
                    + " fetched by position: keep its place in the select list, or count anew");
        }
        return words;
    }

    /** All of them in one line: {@code 3 implicit usages, covered by the edit of ..}. */
    static String inOneLine(List<Usage> usages) {
        List<String> words = of(usages);
        String count = Words.count(UsageGroup.IMPLICIT.in(usages).size(), "implicit usage");
        return words.size() == 1
                ? count + ", " + words.get(0).substring(words.get(0).indexOf(' ') + 1)
                : count + ": " + String.join("; ", words);
    }

    private static String mappings(List<Usage> usages) {
        List<Usage> mappings = UsageGroup.NAMED.in(usages).stream()
                .filter(usage -> usage.style() == Style.MAPPING)
                .toList();
        if (mappings.isEmpty()) {
            return " by a mapping that names the column nowhere";
        }
        String more = mappings.size() == 1 ? "" : " and " + Words.count(mappings.size() - 1L, "other mapping");
        return " covered by the edit of " + mappings.get(0).place() + more;
    }

    private static long count(List<Usage> usages, Style style) {
        return usages.stream().filter(usage -> usage.style() == style).count();
    }
}
