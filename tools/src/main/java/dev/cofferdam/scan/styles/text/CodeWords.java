package dev.cofferdam.scan.styles.text;

import dev.cofferdam.domain.Access;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A column's name in the code of a language that is not parsed. The call before it on the line, as Knex, Prisma or SQLAlchemy have
 * them, tells what the word does; it is a guess from words.
 */
final class CodeWords {
    /** Lines of one file that are told; a file of more is a list, and whoever edits it sees the rest. */
    static final int MOST_LINES = 8;

    /** Of these, lines in which the word merely stands: {@code id} stands everywhere. */
    static final int MOST_MENTIONS = 3;

    private static final Set<String> EXTENSIONS =
            Set.of("py", "rb", "js", "mjs", "jsx", "ts", "tsx", "go", "php", "cs");
    private static final Pattern CALL =
            Pattern.compile("\\.(?:(update|updateMany|insert|insertMany|create|createMany|upsert|values|set)"
                    + "|where|andWhere|orWhere|select|pluck|filter|filter_by|order_by|orderBy|groupBy|find\\w*)\\s*\\("
                    + "|\\b(?:(data)|where|select|orderBy)\\s*:\\s*\\{");
    private static final Pattern MEMBER = Pattern.compile("\\w\\.\\z");
    private static final Pattern ASSIGNED = Pattern.compile("\\A\\s*=(?![=>])");

    private CodeWords() {}

    static boolean isCode(String extension) {
        return EXTENSIONS.contains(extension);
    }

    /** What the line does with the word in the middle of it; nothing when it merely stands there. */
    static Optional<Access> access(String before, String after) {
        if (MEMBER.matcher(before).find() && ASSIGNED.matcher(after).find()) {
            return Optional.of(Access.WRITE);
        }
        Optional<Access> access = Optional.empty();
        Matcher call = CALL.matcher(before);
        while (call.find()) {
            access = Optional.of(call.group(1) != null || call.group(2) != null ? Access.WRITE : Access.READ);
        }
        return access;
    }
}
