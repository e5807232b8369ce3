package dev.cofferdam.intent;

import dev.cofferdam.sql.Identifiers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A request taken apart into words. Forms are matched against {@link #text}, in which one blank follows each word, so that they see
 * words and never parts of them; what a form picks out is read from the request as it was written.
 */
final class Sentence {
    /** A name that may stand without quotes. */
    static final String PLAIN = "[\\p{L}_][\\p{L}\\p{N}_$]*";

    /** A name, quoted or not. */
    static final String NAME = "(?:\"(?:[^\"]|\"\")+\"|" + PLAIN + ")";

    private static final Pattern ONE_NAME = Pattern.compile(NAME);

    /** Names marked as in Markdown or as a shell would: each part is meant exactly as it is written. */
    private static final Pattern MARKED =
            Pattern.compile("(['`])(" + NAME + "(?:\\." + NAME + "){0,3})\\1|`([^`\"\\n]+)`");

    private static final String PART = "(?:" + NAME + "|`[^`\"\\n]+`)";

    private static final Pattern WORD = Pattern.compile("(?:" + MARKED.pattern() + ")(?!\\.)|'(?:[^']|'')*'|" + PLAIN
            + "'(?:s|d|t|re|ll|ve|m)\\b|" + PART + "(?:\\." + PART + ")*|\\d[\\p{L}\\p{N}_.]*[\\p{L}\\p{N}_]|\\d|"
            + "->>|=>|->|→|::|\\S");

    private final String written;
    private final String text;
    private final List<Word> words;

    /**
     * One word.
     *
     * @param at where it starts in the text
     * @param start where it starts in the request
     * @param end where it ends in the request
     */
    record Word(String text, int at, int start, int end) {}

    private Sentence(String written, String text, List<Word> words) {
        this.written = written;
        this.text = text;
        this.words = words;
    }

    static Sentence of(String request) {
        // As long as what they replace, so that places stay what they are.
        String written = request.replaceAll("[“”„]", "\"").replace('’', '\'');
        StringBuilder text = new StringBuilder();
        List<Word> words = new ArrayList<>();
        Matcher word = WORD.matcher(written);
        while (word.find()) {
            Matcher marked = MARKED.matcher(word.group());
            String plain = marked.matches() ? quoted(marked) : word.group().replaceAll("`([^`]+)`", "\"$1\"");
            words.add(new Word(plain, text.length(), word.start(), word.end()));
            text.append(plain).append(' ');
        }
        return new Sentence(written, text.toString(), List.copyOf(words));
    }

    String text() {
        return text;
    }

    List<Word> words() {
        return words;
    }

    /** The words from one to another, as a sentence of its own. */
    Sentence part(int from, int to) {
        return from >= to
                ? of("")
                : of(written.substring(
                        words.get(from).start(), words.get(to - 1).end()));
    }

    /** What was written where the text holds these characters. */
    String writtenAt(int from, int to) {
        List<Word> inside = words.stream()
                .filter(word -> word.at() >= from && word.at() < to)
                .toList();
        return inside.isEmpty()
                ? ""
                : written.substring(
                        inside.get(0).start(), inside.get(inside.size() - 1).end());
    }

    /** The request with other words in the place of these characters of the text. */
    String with(int from, int to, String instead) {
        return words.stream()
                .filter(word -> word.at() >= from && word.at() < to)
                .map(Word::start)
                .findFirst()
                .map(start -> written.substring(0, start) + instead + written.substring(endBefore(to)))
                .orElse(written);
    }

    private int endBefore(int at) {
        return words.stream()
                .filter(word -> word.at() < at)
                .mapToInt(Word::end)
                .max()
                .orElse(0);
    }

    /** What is left from this word on, without the words that only join it to what was before. */
    Sentence afterJoints(int from) {
        int first = from;
        while (first + 1 < words.size() && isJointWord(first)) {
            first++;
        }
        return part(first, words.size());
    }

    /** Whether a second sentence may begin after this word: {@code and}, {@code then}, a comma, or the end of a line. */
    boolean isJoint(int index) {
        return isJointWord(index) || isLastOfLine(index);
    }

    private boolean isJointWord(int index) {
        return words.get(index).text().toLowerCase(Locale.ROOT).matches("and|then|also|plus|but|&|[;,.]");
    }

    private boolean isLastOfLine(int index) {
        return index + 1 < words.size()
                && written.substring(
                                words.get(index).end(), words.get(index + 1).start())
                        .contains("\n");
    }

    /** The parts of a dotted name as the server stores them. */
    static List<String> parts(String dotted) {
        return ONE_NAME.matcher(dotted)
                .results()
                .map(result -> Identifiers.fold(result.group()))
                .toList();
    }

    @Override
    public String toString() {
        return written;
    }

    private static String quoted(MatchResult marked) {
        if (marked.group(2) == null) {
            return "\"" + marked.group(3) + "\"";
        }
        return ONE_NAME.matcher(marked.group(2))
                .results()
                .map(MatchResult::group)
                .map(name -> name.startsWith("\"") ? name : "\"" + name + "\"")
                .collect(Collectors.joining("."));
    }
}
