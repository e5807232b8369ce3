package dev.cofferdam.scan.styles.kotlin;

import dev.cofferdam.domain.Access;
import dev.cofferdam.domain.Confidence;
import dev.cofferdam.domain.Style;
import dev.cofferdam.scan.files.SourceFile;
import dev.cofferdam.scan.hits.Hit;
import dev.cofferdam.scan.hits.Scan;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Columns that Scala's Slick maps: {@code class Owners(tag: Tag) extends Table[Owner](tag, "owners") { def phone = column[String]("telephone") }}. */
final class SlickTables {

    private final Scan scan;
    private final Pattern table;
    private final Pattern column;

    SlickTables(Scan scan) {
        this.scan = scan;
        table = Pattern.compile(
                "\\bextends\\s+Table\\s*\\[[^\\n{]*\\]\\s*\\(\\s*\\w+\\s*,\\s*(?:Some\\(\"\\w+\"\\)\\s*,\\s*)?\"(?i:"
                        + Pattern.quote(scan.column().table().name()) + ")\"\\s*\\)");
        column = Pattern.compile("\\bcolumn\\s*\\[[^\"]*?\\]\\s*\\(\\s*\"(?i:("
                + Pattern.quote(scan.column().column()) + "))\"");
    }

    void find() {
        scan.tree().files().stream()
                .filter(file -> file.extension().equals("scala")
                        && file.mentions(scan.column().table().name())
                        && file.mentions(scan.column().column()))
                .forEach(file -> scan.tree().faults().guard(this, file.path(), () -> findIn(file)));
    }

    private void findIn(SourceFile file) {
        String text = file.text();
        String code = KotlinText.code(text);
        Matcher mapped = table.matcher(text);
        while (mapped.find()) {
            int open = code.indexOf('{', mapped.end());
            int close = open < 0 ? mapped.end() : Brackets.closing(code, open);
            Matcher named = column.matcher(text).region(mapped.end(), close);
            if (named.find()) {
                scan.add(new Hit(
                                new ScriptMembers(file, code).spot(named.start(1)),
                                Access.MAPPING,
                                Style.MAPPING,
                                Confidence.LIKELY,
                                named.group(1),
                                "a table of Slick maps it; Scala, read by its words")
                        .at(file.columnAt(named.start(1))));
            }
        }
    }
}
