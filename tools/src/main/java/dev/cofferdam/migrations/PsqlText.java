package dev.cofferdam.migrations;

import java.util.regex.Pattern;

/**
 * Blanks what psql reads and the server does not: backslash commands ({@code \connect}, and {@code \restrict} of newer pg_dump) and the
 * rows after COPY ... FROM stdin. Lines keep their numbers. What runs other statements ({@code \gexec}, {@code \i}) stays: the parser says that it
 * could not be decided.
 */
final class PsqlText {
    private static final Pattern COMMAND = Pattern.compile(
            "\\\\(?:connect|c|restrict|unrestrict|set|unset|echo|qecho|if|elif|else|endif|encoding|pset|timing|q"
                    + "|copy|o|x|prompt|warn)(?:\\s.*)?");
    private static final Pattern COPY =
            Pattern.compile("\\s*copy\\s.*\\sfrom\\s+stdin\\b.*;\\s*", Pattern.CASE_INSENSITIVE);

    private PsqlText() {}

    static String withoutCommandsAndRows(String sql) {
        if (sql.indexOf('\\') < 0) {
            return sql;
        }
        StringBuilder kept = new StringBuilder(sql.length());
        boolean rows = false;
        for (String line : sql.split("(?<=\n)", -1)) {
            String bare = line.stripTrailing();
            boolean copy = !rows && COPY.matcher(bare).matches();
            boolean blank = rows || copy || COMMAND.matcher(bare).matches();
            kept.append(!blank ? line : line.endsWith("\n") ? "\n" : "");
            rows = copy || rows && !bare.equals("\\.");
        }
        return kept.toString();
    }
}
