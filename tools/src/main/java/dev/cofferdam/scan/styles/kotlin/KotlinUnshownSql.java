package dev.cofferdam.scan.styles.kotlin;

import dev.cofferdam.scan.files.SourceFile;
import dev.cofferdam.scan.hits.Scan;
import dev.cofferdam.scan.hits.StyleFinder;
import dev.cofferdam.scan.styles.kotlin.KotlinType.Function;
import dev.cofferdam.scan.styles.sql.SqlSinks;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Statements that a function of Kotlin is handed and sends on: {@code fun rows(q: String) = jdbc.queryForList(q)}. Callers that write the
 * text show it; where one does not, or none is known, each could concern the column.
 */
public final class KotlinUnshownSql implements StyleFinder {

    private final Scan scan;
    private final Pattern sends = Pattern.compile("\\b(\\w+)\\s*\\??\\.\\s*(?:" + String.join("|", SqlSinks.methods())
            + ")\\s*(?:<[^<>()]*(?:<[^<>]*>)?[^<>()]*>)?\\s*\\(\\s*(\\w+)\\s*[,)]");

    public KotlinUnshownSql(Scan scan) {
        this.scan = scan;
    }

    @Override
    public void find() {
        scan.tree().files().stream()
                .filter(file -> isKotlin(file) && file.mentionsAny(SqlSinks.receivers()))
                .forEach(scan.fenced(this, file -> findIn(new KotlinSource(file))));
    }

    private static boolean isKotlin(SourceFile file) {
        return file.extension().equals("kt") && !file.isTest();
    }

    private void findIn(KotlinSource source) {
        Matcher call = sends.matcher(source.code());
        while (call.find()) {
            int at = call.start(2);
            String text = call.group(2);
            // Of a text that stands in the call the holes are code.
            boolean literal = source.text().substring(call.start(), at).contains("\"");
            Optional<Function> function = source.functionAt(call.start())
                    .filter(each -> !literal)
                    .filter(each -> position(each, text) >= 0 && isTemplate(source, call.group(1)));
            if (function.isPresent() && !isShown(function.get(), position(function.get(), text))) {
                scan.undecided(
                        source.spot(at),
                        "SQL is sent that the source does not show: `" + text + "`",
                        "it could name " + scan.column());
            }
        }
    }

    private static boolean isTemplate(KotlinSource source, String receiver) {
        return Pattern.compile("\\b" + Pattern.quote(receiver) + "\\s*:\\s*(?:" + String.join("|", SqlSinks.receivers())
                        + ")\\b")
                .matcher(source.code())
                .find();
    }

    /** The place of a parameter that is a text; -1 when there is none of the name. */
    private static int position(Function function, String name) {
        List<int[]> parts = KotlinAnnotations.parts(
                function.parameters(), 0, function.parameters().length());
        Pattern declared =
                Pattern.compile("\\s*(?:@\\w+\\s+)?" + Pattern.quote(name) + "\\s*:\\s*String\\b.*", Pattern.DOTALL);
        for (int i = 0; i < parts.size(); i++) {
            String part = function.parameters().substring(parts.get(i)[0], parts.get(i)[1]);
            if (declared.matcher(part).matches()) {
                return i;
            }
        }
        return -1;
    }

    /** Whether somebody calls the function, and whoever does writes the text there. */
    private boolean isShown(Function function, int position) {
        Pattern call = Pattern.compile("(?<!\\bfun\\s)\\b" + Pattern.quote(function.name()) + "\\s*\\(");
        boolean any = false;
        for (SourceFile file : scan.tree().files()) {
            if (isKotlin(file) && file.mentions(function.name())) {
                String text = file.text();
                String code = KotlinText.code(text);
                Matcher caller = call.matcher(code);
                while (caller.find()) {
                    int close = Brackets.closing(code, caller.end() - 1);
                    List<int[]> parts = KotlinAnnotations.parts(code, caller.end(), close);
                    boolean literal = position < parts.size()
                            && text.substring(parts.get(position)[0], parts.get(position)[1])
                                    .strip()
                                    .startsWith("\"");
                    if (!literal) {
                        return false;
                    }
                    any = true;
                }
            }
        }
        return any;
    }
}
