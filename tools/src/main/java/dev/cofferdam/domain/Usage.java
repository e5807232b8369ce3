package dev.cofferdam.domain;

import java.util.List;
import java.util.Optional;

/**
 * A place in code that reads or writes a column, or names it in a mapping.
 *
 * @param id hash of file, member, table, column, access, style and ordinal, so that it survives moved lines
 * @param evidence the source line, with the token that matters between guillemets: {@code «telephone»}
 * @param reason why this place counts, and why with this confidence
 * @param test whether the place is test code
 * @param statement the SQL that is sent, when it could be extracted; placeholders as {@code ?} or {@code :name}
 * @param entryPoints the code paths to this place, one for each method at which the outside comes in; those of tests after the others, when
 *     tests were asked for
 */
public record Usage(
        String id,
        ColumnRef column,
        Access access,
        Style style,
        Confidence confidence,
        Place place,
        String evidence,
        String reason,
        boolean test,
        Optional<String> statement,
        List<CodePath> entryPoints) {

    /** The reason of a mapping that nobody wrote: a mapper puts each result column into the property of its name. */
    public static final String FILLED_BY_NAME = "filled by the names of result columns";

    public Usage {
        Checks.text(id, "usage id");
        Checks.text(reason, "reason");
        entryPoints = List.copyOf(entryPoints);
    }

    /** Whether it is a property that goes by the name of a result column, and no annotation or file names the column. */
    public boolean isFilledByName() {
        return style == Style.MAPPING && reason.contains(FILLED_BY_NAME);
    }

    /** The code paths on which the outside comes in, those of tests apart. */
    public List<CodePath> codePaths() {
        return entryPoints.stream().filter(path -> !path.isTest()).toList();
    }

    /** The tests that lead here. */
    public List<CodePath> testPaths() {
        return entryPoints.stream().filter(CodePath::isTest).toList();
    }

    /** Whether an edit must settle it: certain or likely, and not history. */
    public boolean needsEdit() {
        return confidence.needsEdit() && !style.isSettledElsewhere();
    }
}
