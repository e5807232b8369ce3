package dev.cofferdam.scan.styles.text;

import dev.cofferdam.domain.Access;
import dev.cofferdam.domain.Confidence;
import dev.cofferdam.domain.Style;
import dev.cofferdam.scan.files.Comments;
import dev.cofferdam.scan.files.SourceFile;
import dev.cofferdam.scan.hits.Hit;
import dev.cofferdam.scan.hits.Hit.Spot;
import dev.cofferdam.scan.hits.Scan;
import dev.cofferdam.scan.java.Accessors;
import dev.cofferdam.scan.mapping.Entities;
import dev.cofferdam.scan.styles.sql.SqlFileFinder;
import dev.cofferdam.scan.words.Tokens;
import dev.cofferdam.scan.words.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The rest of the repository: templates, where an expression's variable can bind the property, and plain text, which counts only
 * beside a word that names the table or entity. A common name would drown everything else otherwise.
 */
public final class TextFinder {

    /** A longer line was made by a program. In characters. */
    private static final int LONGEST_LINE = 4000;

    private final Scan scan;
    private final Set<String> forms;
    private final Set<String> properties = new TreeSet<>();
    private final Set<String> variables = new TreeSet<>();
    private final Set<String> otherVariables = new TreeSet<>();
    private final Set<String> read;
    private final Pattern word;
    private final SqlInText sql;
    private final Set<String> tableWords;
    private final Words anyTable;
    private final TextMentions mentions;
    private final AtomicInteger elsewhere = new AtomicInteger();

    /**
     * @param read files that another finder has read by their meaning
     */
    public TextFinder(Scan scan, Set<String> read) {
        this.scan = scan;
        this.read = Set.copyOf(read);
        forms = Tokens.formsOf(scan.column().column());
        for (Entities.Mapping mapping : scan.entities().mappings(scan.column())) {
            properties.add(mapping.property().name());
            variables.add(Accessors.decapitalize(mapping.entity().type().simpleName()));
        }
        forms.addAll(properties);
        if (properties.isEmpty()) {
            properties.addAll(forms);
        }
        scan.entities().all().stream()
                .map(entity -> Accessors.decapitalize(entity.type().simpleName()))
                .filter(name -> !variables.contains(name))
                .forEach(otherVariables::add);
        word = Tokens.anyWord(forms);
        sql = new SqlInText(scan.column().table().name());
        tableWords = scan.tableWords();
        tableWords.addAll(variables);
        anyTable = Words.any(tableWords);
        mentions = new TextMentions(scan, sql, word);
    }

    /** Judges all files that nobody else has read. */
    public void find() {
        Set<String> unparsed = new TreeSet<>();
        scan.index().mentioning(forms).stream()
                .filter(file -> file.reading().state() == SourceFile.State.BROKEN_JAVA)
                .forEach(file -> scan.index().unit(file.path()));
        scan.index().unparsed().forEach(file -> unparsed.add(file.path()));
        // A reader that failed has left out what it had not come to.
        Set<String> failed = scan.tree().faults().paths();
        unparsed.addAll(failed);
        Words words = Words.any(forms);
        scan.tree().files().parallelStream()
                .filter(file -> file.mentions(words) && (!read.contains(file.path()) || failed.contains(file.path())))
                .filter(file -> failed.contains(file.path())
                        || (file.isJava() ? unparsed.contains(file.path()) : !SqlFileFinder.isSql(file)))
                .flatMap(file ->
                        scan.tree().faults().guard(this, file.path(), List.<Hit>of(), () -> findIn(file)).stream())
                .toList()
                .forEach(scan::add);
        if (elsewhere.get() > 0) {
            scan.note(elsewhere + " further files hold the word `"
                    + scan.column().column() + "` away from any word for the table or its entity; they are not listed");
        }
    }

    private List<Hit> findIn(SourceFile file) {
        if (!isBundle(file) && !file.mentions(anyTable)) {
            elsewhere.incrementAndGet();
            return List.of();
        }
        String text = Comments.blanked(file);
        List<Integer> found = Tokens.offsets(text, forms, false);
        if (found.isEmpty()) {
            return List.of();
        }
        return Comments.isTemplate(file)
                ? findInTemplate(file, text)
                : CodeWords.isCode(file.extension()) ? findInCode(file, text, found) : findInText(file, text, found);
    }

    private List<Hit> findInTemplate(SourceFile file, String text) {
        boolean about = !Tokens.offsets(text, tableWords, true).isEmpty();
        List<Hit> all = new ArrayList<>();
        String[] lines = text.split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            if (lines[i].length() > LONGEST_LINE) {
                continue;
            }
            List<Hit> hits = new ArrayList<>();
            for (String property : properties) {
                Matcher matcher = Tokens.word(property).matcher(lines[i]);
                while (matcher.find()) {
                    int column = matcher.start() + 1;
                    judge(file, i + 1, lines[i], matcher, about, property)
                            .map(hit -> hit.at(column))
                            .ifPresent(hits::add);
                }
            }
            hits.stream().min(Comparator.comparing(Hit::confidence)).ifPresent(all::add);
        }
        return all;
    }

    private Optional<Hit> judge(
            SourceFile file, int line, String text, Matcher matcher, boolean about, String property) {
        String before = text.substring(0, matcher.start());
        String after = text.substring(matcher.end());
        Matcher owner = Pattern.compile("([A-Za-z_]\\w*)\\??\\.$").matcher(before);
        if (owner.find()) {
            String variable = owner.group(1);
            if (otherVariables.contains(variable)) {
                return Optional.empty();
            }
            boolean own = variables.contains(variable);
            return own || about
                    ? hit(
                            file,
                            line,
                            property,
                            own ? Confidence.LIKELY : Confidence.POSSIBLE,
                            "an expression on `" + variable + "`")
                    : Optional.empty();
        }
        if (before.endsWith("*{")) {
            return about
                    ? hit(file, line, property, Confidence.LIKELY, "a field of the form's object")
                    : Optional.empty();
        }
        boolean quoted = before.matches("(?s).*['\"]$") && after.matches("(?s)^['\"].*");
        boolean call = quoted && before.matches("(?s).*(::|path=|name=|th:field=|\\().*");
        if (call) {
            return about
                    ? hit(
                            file,
                            line,
                            property,
                            Confidence.LIKELY,
                            "the property's name handed to a fragment or form field")
                    : Optional.empty();
        }
        boolean expression = before.matches("(?s).*(\\{|\\{\\{#?|<%=)\\s*$");
        if (expression && about) {
            return hit(
                    file,
                    line,
                    property,
                    Confidence.POSSIBLE,
                    before.endsWith("#{") ? "a message key" : "an expression");
        }
        return Optional.empty();
    }

    private Optional<Hit> hit(SourceFile file, int line, String token, Confidence confidence, String why) {
        return Optional.of(new Hit(
                Spot.of(file, line),
                Access.EXPOSURE,
                Style.TEMPLATE,
                confidence,
                token,
                why + " in a template that names the entity"));
    }

    /** Each line for itself, for it may be all that a language does with the column. */
    private List<Hit> findInCode(SourceFile file, String text, List<Integer> words) {
        NearLines near = near(text);
        List<Integer> lines = NearLines.of(text, words);
        List<Hit> all = new ArrayList<>();
        int last = 0;
        int mentions = 0;
        for (int i = 0; i < words.size() && all.size() < CodeWords.MOST_LINES; i++) {
            int line = lines.get(i);
            Matcher token = word.matcher(text);
            if (line != last && near.isNear(line) && !scan.isClaimed(file, words.get(i)) && token.find(words.get(i))) {
                last = line;
                int begin = text.lastIndexOf('\n', words.get(i)) + 1;
                int end = text.indexOf('\n', token.end());
                Optional<Access> access = sql.access(text, words.get(i))
                        .or(() -> CodeWords.access(
                                text.substring(begin, token.start()),
                                text.substring(token.end(), end < 0 ? text.length() : end)));
                mentions += access.isEmpty() ? 1 : 0;
                if (access.isEmpty() && mentions > CodeWords.MOST_MENTIONS) {
                    continue;
                }
                all.add(new Hit(
                                Spot.of(file, line),
                                access.orElse(Access.EXPOSURE),
                                Style.TEXT,
                                Confidence.POSSIBLE,
                                token.group(),
                                "the word stands near a word for the table or entity"
                                        + access.map(each -> ", in what looks like a query or a change of it")
                                                .orElse(""))
                        .at(words.get(i) - begin + 1));
            }
        }
        countElsewhere(file, words, all);
        return all;
    }

    private List<Hit> findInText(SourceFile file, String text, List<Integer> words) {
        Optional<NearLines> near = isBundle(file) ? Optional.empty() : Optional.of(near(text));
        List<Hit> hits = mentions.in(file, text, words, near);
        countElsewhere(file, words, hits);
        return hits;
    }

    /** What stands in a statement that was read is known, and not elsewhere. */
    private void countElsewhere(SourceFile file, List<Integer> words, List<Hit> hits) {
        if (hits.isEmpty() && words.stream().noneMatch(offset -> scan.isClaimed(file, offset))) {
            elsewhere.incrementAndGet();
        }
    }

    private NearLines near(String text) {
        return new NearLines(NearLines.of(text, Tokens.offsets(text, tableWords, true)));
    }

    private static boolean isBundle(SourceFile file) {
        return file.extension().equals("properties") && file.name().startsWith("messages");
    }
}
