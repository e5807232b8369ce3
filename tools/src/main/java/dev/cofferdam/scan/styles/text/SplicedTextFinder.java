package dev.cofferdam.scan.styles.text;

import dev.cofferdam.domain.Place;
import dev.cofferdam.scan.files.Comments;
import dev.cofferdam.scan.files.SourceFile;
import dev.cofferdam.scan.hits.Hit.Spot;
import dev.cofferdam.scan.hits.Scan;
import dev.cofferdam.scan.hits.StyleFinder;
import dev.cofferdam.scan.statements.HoledSql;
import dev.cofferdam.scan.statements.StatementOpening;
import dev.cofferdam.scan.strings.FoldedText;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** SQL in the strings of other languages into which a name of a column or table is spliced: {@code f"select {c} from owners"}. */
public final class SplicedTextFinder implements StyleFinder {

    /** What is spliced into settings is a setting, and its place is asked about where it is used. */
    private static final Set<String> SETTINGS = Set.of("yml", "yaml", "properties", "json", "toml", "conf");

    private static final Pattern TABLE_TO_COME =
            Pattern.compile("\\b(?:from|into|update|join)\\s+(?:[\"'`]\\s*[+.%]|[$#%{])", Pattern.CASE_INSENSITIVE);

    private final Scan scan;
    private final HoledSql holes;

    public SplicedTextFinder(Scan scan) {
        this.scan = scan;
        holes = new HoledSql(scan.column());
    }

    @Override
    public void find() {
        scan.tree().files().parallelStream()
                .filter(file -> OtherLanguages.EXTENSIONS.contains(file.extension())
                        && !SETTINGS.contains(file.extension())
                        && !file.isTest()
                        && file.stamp().size() < OtherLanguages.LARGEST)
                .filter(file -> file.mentionsAny(StatementOpening.VERBS))
                .filter(file -> file.mentions(scan.column().table().name())
                        || file.mentions(scan.column().column())
                                && TABLE_TO_COME.matcher(file.text()).find())
                .flatMap(scan.fencedMap(this, this::openIn))
                .toList()
                .forEach(this::tell);
    }

    /** The places of a file, of many files at once. */
    private List<Spot> openIn(SourceFile file) {
        String source = Comments.blanked(file);
        ForeignTexts texts = new ForeignTexts(file, source);
        try {
            return texts.all().stream()
                    .filter(each ->
                            StatementOpening.opens(each.text()) && !OtherLanguages.isOfMethod(file, source, each))
                    .filter(each -> isOpen(texts.holed(each)))
                    .map(each -> OtherLanguages.spot(file, each.offset()))
                    .toList();
        } catch (StackOverflowError e) {
            // Who reads the statements of these files says so.
            return List.of();
        }
    }

    private boolean isOpen(String text) {
        return text.contains(FoldedText.HOLE) && holes.mayName(text);
    }

    private void tell(List<Spot> spots) {
        if (!spots.isEmpty()) {
            List<Place> others = spots.stream().skip(1).map(Spot::place).toList();
            scan.undecided(
                    spots.get(0),
                    "SQL is put together from text that the file does not show",
                    "the part that is not shown could name " + scan.column(),
                    others);
        }
    }
}
