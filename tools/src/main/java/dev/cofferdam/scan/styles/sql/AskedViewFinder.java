package dev.cofferdam.scan.styles.sql;

import dev.cofferdam.domain.Access;
import dev.cofferdam.domain.Confidence;
import dev.cofferdam.domain.Style;
import dev.cofferdam.scan.files.SourceFile;
import dev.cofferdam.scan.hits.Hit;
import dev.cofferdam.scan.hits.Hit.Spot;
import dev.cofferdam.scan.hits.Scan;
import dev.cofferdam.scan.hits.StyleFinder;
import dev.cofferdam.scan.words.Tokens;
import dev.cofferdam.sql.ParsedStatement;
import dev.cofferdam.sql.SqlParser;
import dev.cofferdam.sql.Statement;
import java.util.Optional;

/** The statements that make the view that is asked about: they give it the column. */
public final class AskedViewFinder implements StyleFinder {

    private final Scan scan;

    public AskedViewFinder(Scan scan) {
        this.scan = scan;
    }

    @Override
    public void find() {
        if (scan.schema().findView(scan.column().table()).isPresent()) {
            String name = scan.column().table().name();
            scan.tree().files().stream()
                    .filter(file -> SqlFileFinder.isSql(file) && file.mentions("view") && file.mentions(name))
                    .forEach(scan.fenced(this, this::findIn));
        }
    }

    private void findIn(SourceFile file) {
        for (ParsedStatement statement : SqlParser.parse(file.text())) {
            if (statement.facts() instanceof Statement.CreateView create
                    && scan.namesakes().mayMean(create.view())) {
                String name = create.view().name();
                int at =
                        statement.offset() + Tokens.find(statement.text(), name).orElse(0);
                scan.add(new Hit(
                        Spot.of(file, file.lineAt(at)),
                        Access.DDL,
                        SqlFileFinder.isMigration(file) ? Style.MIGRATION : Style.SQL_FILE,
                        Confidence.CERTAIN,
                        name,
                        "CREATE VIEW defines the view",
                        Optional.empty(),
                        file.columnAt(at)));
            }
        }
    }
}
