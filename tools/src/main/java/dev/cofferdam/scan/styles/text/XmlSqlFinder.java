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
import dev.cofferdam.scan.mapping.XmlMappings;
import dev.cofferdam.scan.statements.SelectList;
import dev.cofferdam.scan.statements.SqlReading;
import dev.cofferdam.scan.statements.StatementOpening;
import dev.cofferdam.scan.words.Tokens;
import dev.cofferdam.scan.words.XmlNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Statements in elements and attributes of XML that has no reader of its own: reports of JasperReports with the fields that they fetch,
 * jobs of Spring Batch and Kettle, beans. Nobody but the other program sends them, so that none is more than likely.
 */
public final class XmlSqlFinder implements StyleFinder {

    private static final Set<String> EXTENSIONS = Set.of("xml", "jrxml", "ktr", "kjb", "rdl", "rptdesign", "item");
    private static final int LARGEST = 1 << 20;

    /** Statements that these hold are read by those who know the format. */
    private static final Set<String> OTHERS = Set.of("mapper namespace", "databaseChangeLog", "sqlMap namespace");

    /** Of JasperReports: a value, and a condition on a column ({@code $X{IN, o.telephone, numbers}}). */
    private static final Pattern CONDITION = Pattern.compile("\\$X\\{\\s*\\w+\\s*,\\s*([\\w.\"]+)\\s*(?:,[^}]*)?}");

    /** What a statement has and a sentence that begins like one does not, most of the time. */
    private static final Pattern ON_TABLE = Pattern.compile(
            "\\b(?:from|into|join|table|index|view)\\s+[\\w\"`\\[]|\\bupdate\\b.+\\bset\\b",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private static final Pattern VALUE = Pattern.compile("\\$P\\{\\w+}");

    private final Scan scan;
    private final Pattern field;

    public XmlSqlFinder(Scan scan) {
        this.scan = scan;
        String column = Pattern.quote(scan.column().column());
        field = Pattern.compile(
                "(?i)<field\\s[^>]*?\\bname\\s*=\\s*[\"'](" + column + ")[\"']|\\$F\\{(" + column + ")}");
    }

    @Override
    public void find() {
        Set<SourceFile> mappings = new HashSet<>(XmlMappings.files(scan.tree()));
        scan.tree().files().stream()
                .filter(file -> EXTENSIONS.contains(file.extension())
                        && file.stamp().size() < LARGEST
                        && file.mentions(scan.column().table().name())
                        && file.mentionsAny(StatementOpening.VERBS)
                        && !file.mentionsAny(OTHERS)
                        && !mappings.contains(file))
                .forEach(scan.fenced(this, file -> XmlNode.read(file.text()).ifPresent(root -> findIn(file, root))));
    }

    private void findIn(SourceFile file, XmlNode root) {
        boolean fetched = false;
        for (XmlNode node : root.all().toList()) {
            for (XmlNode.Value value : node.values()) {
                if (StatementOpening.opens(value.text())
                        && ON_TABLE.matcher(value.text()).find()) {
                    fetched |= findIn(file, node, value);
                }
            }
        }
        if (fetched && file.extension().equals("jrxml")) {
            findFields(file);
        }
    }

    /** Whether the statement fetches the column. */
    private boolean findIn(SourceFile file, XmlNode node, XmlNode.Value value) {
        String sql = new ForeignTexts(file, "").holed(new ForeignTexts.Text(bound(value.text()), 0, 0));
        SqlReading reading = new SqlReading(scan.column(), scan.schema());
        List<SqlReading.Use> uses = reading.read(sql);
        if (!reading.gaveUp()) {
            scan.claim(file, value.from(), value.to());
        }
        String source = file.text().substring(value.from(), value.to());
        boolean fetched = false;
        for (SqlReading.Use use : uses) {
            String token = use.star() ? "" : scan.column().column();
            int at = value.from() + (use.star() ? 0 : Tokens.find(source, token).orElse(0));
            scan.add(new Hit(
                    Spot.of(file, file.lineAt(at)),
                    use.access(),
                    use.star() ? Style.STAR : Style.SQL_STRING,
                    use.confidence() == Confidence.CERTAIN ? Confidence.LIKELY : use.confidence(),
                    token,
                    use.reason() + "; SQL in `" + node.name() + "` of a file that another program reads",
                    Optional.empty(),
                    file.columnAt(at)));
            fetched |= use.confidence() != Confidence.POSSIBLE
                    && (use.star() || use.access().reads() && SelectList.holds(sql, use.offset()));
        }
        return fetched;
    }

    private static String bound(String sql) {
        return VALUE.matcher(CONDITION.matcher(sql).replaceAll("$1 = ?")).replaceAll("?");
    }

    /** The labels by which a report fetches what its statement selects, and the expressions that show them. */
    private void findFields(SourceFile file) {
        List<Integer> offsets = new ArrayList<>();
        Matcher matcher = field.matcher(Comments.blanked(file));
        while (matcher.find()) {
            offsets.add(matcher.start(matcher.group(1) == null ? 2 : 1));
        }
        offsets.forEach(at -> scan.add(new Hit(
                Spot.of(file, file.lineAt(at)),
                Access.READ,
                Style.RESULT_COLUMN,
                Confidence.LIKELY,
                scan.column().column(),
                "a field of the report, fetched by label from its statement, which reads " + scan.column(),
                Optional.empty(),
                file.columnAt(at))));
    }
}
