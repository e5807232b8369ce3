package dev.cofferdam.scan.styles.sql;

import dev.cofferdam.domain.Access;
import dev.cofferdam.domain.Confidence;
import dev.cofferdam.domain.Style;
import dev.cofferdam.scan.files.SourceFile;
import dev.cofferdam.scan.hits.Hit;
import dev.cofferdam.scan.hits.Hit.Spot;
import dev.cofferdam.scan.hits.Scan;
import dev.cofferdam.scan.hits.StyleFinder;
import dev.cofferdam.scan.statements.SqlWords;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Publications of all tables, or of a schema's: they send the column to their subscribers, and name not even its table. */
public final class PublicationFinder implements StyleFinder {

    private static final Pattern ALL = Pattern.compile(
            "\\bcreate\\s+publication\\s+[\\w\".]+\\s+for\\s+(?:(all\\s+tables)\\b|tables\\s+in\\s+schema\\s+([\\w\", ]+))",
            Pattern.CASE_INSENSITIVE);

    private final Scan scan;

    public PublicationFinder(Scan scan) {
        this.scan = scan;
    }

    @Override
    public void find() {
        scan.tree().files().stream()
                .filter(file -> SqlFileFinder.isSql(file) && file.mentions("publication"))
                .forEach(scan.fenced(this, this::findIn));
    }

    private void findIn(SourceFile file) {
        Matcher matcher = ALL.matcher(SqlWords.blanked(file.text()));
        while (matcher.find()) {
            Optional<String> schema = Optional.ofNullable(matcher.group(2));
            if (schema.isEmpty() || holdsTable(schema.get())) {
                scan.add(new Hit(
                        Spot.of(file, file.lineAt(matcher.start())),
                        Access.DDL,
                        SqlFileFinder.isMigration(file) ? Style.MIGRATION : Style.SQL_FILE,
                        Confidence.LIKELY,
                        "publication",
                        "a publication of all tables"
                                + (schema.isPresent() ? " of the schema" : "")
                                + " sends every column to its subscribers",
                        Optional.empty()));
            }
        }
    }

    /** A table without a schema is one of {@code public}, as far as anybody says. */
    private boolean holdsTable(String schemas) {
        String own = scan.column().table().schema().orElse("public");
        return Pattern.compile("\\b" + Pattern.quote(own) + "\\b")
                .matcher(schemas)
                .find();
    }
}
