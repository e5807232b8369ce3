package dev.cofferdam.scan.styles.text;

import dev.cofferdam.domain.Confidence;
import dev.cofferdam.domain.Style;
import dev.cofferdam.scan.files.Comments;
import dev.cofferdam.scan.files.SourceFile;
import dev.cofferdam.scan.hits.Hit;
import dev.cofferdam.scan.hits.Scan;
import dev.cofferdam.scan.hits.StyleFinder;
import dev.cofferdam.scan.statements.StatementOpening;
import dev.cofferdam.scan.styles.sql.BehindStatements;
import java.util.Set;

/** Statements of scripts and other languages that reach the column by what the server does with them. */
public final class BehindTexts implements StyleFinder {

    private final Scan scan;
    private final BehindStatements behind;

    public BehindTexts(Scan scan, BehindStatements behind) {
        this.scan = scan;
        this.behind = behind;
    }

    @Override
    public void find() {
        Set<String> names = behind.names();
        if (!names.isEmpty()) {
            scan.tree().files().stream()
                    .filter(file -> OtherLanguages.EXTENSIONS.contains(file.extension())
                            && file.stamp().size() < OtherLanguages.LARGEST
                            && file.mentionsAny(names))
                    .forEach(scan.fenced(this, this::findIn));
        }
    }

    private void findIn(SourceFile file) {
        ForeignTexts texts = new ForeignTexts(file, Comments.blanked(file));
        try {
            texts.all().stream()
                    .filter(text -> StatementOpening.opens(text.text()))
                    .forEach(text -> behind.of(texts.holed(text)).forEach(each -> add(file, text, each)));
        } catch (StackOverflowError e) {
            scan.note(file.path() + " holds a text too long to be taken apart and was searched by names alone");
        }
    }

    private void add(SourceFile file, ForeignTexts.Text text, BehindStatements.Through each) {
        scan.add(new Hit(
                OtherLanguages.spot(file, text.offset()),
                each.access(),
                Style.THROUGH_OBJECT,
                Confidence.LIKELY,
                each.name(),
                each.reason() + "; SQL in a string of a file that is not parsed"));
    }
}
