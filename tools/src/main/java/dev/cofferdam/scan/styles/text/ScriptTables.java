package dev.cofferdam.scan.styles.text;

import dev.cofferdam.domain.Access;
import dev.cofferdam.domain.Confidence;
import dev.cofferdam.domain.Style;
import dev.cofferdam.scan.files.Comments;
import dev.cofferdam.scan.files.SourceFile;
import dev.cofferdam.scan.hits.Hit;
import dev.cofferdam.scan.hits.Hit.Spot;
import dev.cofferdam.scan.hits.Scan;
import dev.cofferdam.scan.hits.StyleFinder;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Languages without types of the JVM, where table and column stand side by side: chains of a query builder that begin at the table
 * ({@code knex('owners').select('telephone')}), and classes that say their table (TypeORM, Prisma, SQLAlchemy, Django).
 */
public final class ScriptTables implements StyleFinder {

    private static final Set<String> EXTENSIONS = Set.of("js", "mjs", "jsx", "ts", "tsx", "py", "prisma");
    private static final Pattern WRITES =
            Pattern.compile("\\.\\s*(?:insert|update|upsert|merge)\\s*\\(\\s*[\\[{][^)]*\\z");

    private final Scan scan;
    private final Pattern chain;
    private final Pattern declared;
    private final Pattern inChain;
    private final Pattern inModel;

    public ScriptTables(Scan scan) {
        this.scan = scan;
        String table =
                "['\"`](?:\\w+\\.)?" + Pattern.quote(scan.column().table().name()) + "['\"`]";
        String column = Pattern.quote(scan.column().column());
        chain = Pattern.compile("(?:\\bknex|\\bdb|\\btrx|\\.\\s*(?:from|table|into))\\s*\\(\\s*" + table + "\\s*\\)");
        declared = Pattern.compile("@Entity\\s*\\(\\s*(?:\\{[^}]*\\bname\\s*:\\s*)?" + table + "|@@map\\s*\\(\\s*"
                + table + "|__tablename__\\s*=\\s*" + table + "|\\bdb_table\\s*=\\s*" + table);
        inChain = Pattern.compile(
                "['\"`][\\w ,.]*?(?<![\\w$])(" + column + ")(?![\\w$])[\\w ,]*['\"`]|[{,]\\s*(" + column + ")\\s*:");
        inModel = Pattern.compile("(?m)^[ \\t]*(?:@\\w+\\([^)\\n]*\\)\\s*)?(?:(?:public|private|readonly)\\s+)?("
                + column + ")(?:\\s*[!?]?\\s*:|\\s*=|[ \\t]+[A-Z])");
    }

    @Override
    public void find() {
        scan.tree().files().stream()
                .filter(file -> EXTENSIONS.contains(file.extension())
                        && file.stamp().size() < OtherLanguages.LARGEST
                        && file.mentions(scan.column().table().name())
                        && file.mentions(scan.column().column()))
                .forEach(scan.fenced(this, this::findIn));
    }

    private void findIn(SourceFile file) {
        String source = Comments.blanked(file);
        Matcher begins = chain.matcher(source);
        while (begins.find()) {
            findInChain(file, source, begins.end());
        }
        Matcher says = declared.matcher(source);
        while (says.find()) {
            findInModel(file, source, says.start());
        }
    }

    private void findInChain(SourceFile file, String source, int from) {
        int end = endOfChain(source, from);
        Matcher named = inChain.matcher(source).region(from, end);
        while (named.find()) {
            int at = named.start(1) >= 0 ? named.start(1) : named.start(2);
            boolean writes = WRITES.matcher(source.substring(from, at)).find();
            add(
                    file,
                    at,
                    writes ? Access.WRITE : Access.READ,
                    Style.SQL_STRING,
                    "stands in a query that begins at the table");
        }
    }

    /** A chain goes on where the next thing is a dot. */
    private static int endOfChain(String source, int from) {
        int depth = 0;
        for (int at = from; at < source.length(); at++) {
            char c = source.charAt(at);
            depth += "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0;
            boolean ends = depth < 0 || depth == 0 && (c == ';' || c == ',' || c == '\n' && !goesOn(source, at));
            if (ends) {
                return at;
            }
        }
        return source.length();
    }

    private static boolean goesOn(String source, int newline) {
        int next = newline;
        while (next < source.length() && Character.isWhitespace(source.charAt(next))) {
            next++;
        }
        return next < source.length() && source.charAt(next) == '.';
    }

    private void findInModel(SourceFile file, String source, int at) {
        int from = at;
        int end = source.length();
        if (file.extension().equals("py")) {
            from = Math.max(0, source.lastIndexOf("\nclass ", at));
            int next = source.indexOf("\nclass ", at);
            Matcher outside = Pattern.compile("\\n(?=[^\\s#)])").matcher(source);
            end = outside.find(at) ? outside.start() : next < 0 ? source.length() : next;
        } else if (source.startsWith("@@map", at)) {
            from = Math.max(0, source.lastIndexOf('{', at));
            end = at;
        } else {
            int open = source.indexOf('{', source.indexOf("class", at));
            from = open < 0 ? at : open + 1;
            end = closing(source, from);
        }
        Matcher named = inModel.matcher(source).region(from, end);
        if (named.find()) {
            add(
                    file,
                    named.start(1),
                    Access.MAPPING,
                    Style.MAPPING,
                    "is a property of a class that says it is of the table");
        }
    }

    private static int closing(String source, int from) {
        int depth = 1;
        int at = from;
        while (at < source.length() && depth > 0) {
            char c = source.charAt(at);
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            at++;
        }
        return at;
    }

    private void add(SourceFile file, int at, Access access, Style style, String reason) {
        String token = scan.column().column();
        if (!scan.isClaimed(file, at)) {
            scan.claim(file, at, at + token.length());
            scan.add(new Hit(
                            Spot.of(file, file.lineAt(at)),
                            access,
                            style,
                            Confidence.LIKELY,
                            token,
                            reason + "; read by its words")
                    .at(file.columnAt(at)));
        }
    }
}
