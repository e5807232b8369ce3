package dev.cofferdam.scan.words;

import dev.cofferdam.scan.files.SourceFile;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whole words in text. A word ends where neither letter, digit, underscore nor dollar follows. */
public final class Tokens {

    static final String QUOTED = "\"";
    static final String LAST = "\"~";
    static final String LONE = "\"=";
    static final String UPPER = "^";

    /** Before the name of an annotation's member, or of an attribute in a tag. */
    private static final Pattern BEFORE_KEY = Pattern.compile("[(,]\\s*\\z|<[\\w:.-]+\\s[^<>]*\\z|\\A\\s*\\z");

    private static final Pattern AFTER_KEY = Pattern.compile("\\s*=\\s*[\"'{]");

    private Tokens() {}

    /** Finds a word that stands by itself. */
    public static Pattern word(String word) {
        return Pattern.compile("(?<![\\w$])" + Pattern.quote(word) + "(?![\\w$])");
    }

    /** Finds one of the words. */
    public static Pattern anyWord(Set<String> words) {
        String all = String.join("|", words.stream().map(Pattern::quote).toList());
        return Pattern.compile("(?<![\\w$])(" + all + ")(?![\\w$])");
    }

    /** Where one of the words stands, in the order of the text. */
    public static List<Integer> offsets(String text, Set<String> words, boolean ignoreCase) {
        List<Integer> offsets = new ArrayList<>();
        if (!words.stream().allMatch(word -> word.chars().allMatch(c -> WordSet.isPart((char) c)))) {
            Pattern pattern = Pattern.compile(anyWord(words).pattern(), ignoreCase ? Pattern.CASE_INSENSITIVE : 0);
            pattern.matcher(text).results().forEach(match -> offsets.add(match.start()));
            return offsets;
        }
        // Large files of data are searched at every question, where a pattern takes twenty times as long.
        char[] all = text.toCharArray();
        int start = -1;
        for (int i = 0; i <= all.length; i++) {
            boolean part = i < all.length && WordSet.isPart(all[i]);
            if (part && start < 0) {
                start = i;
            } else if (!part && start >= 0) {
                if (isOneOf(words, text, start, i - start, ignoreCase)) {
                    offsets.add(start);
                }
                start = -1;
            }
        }
        return offsets;
    }

    /** Those of the words that stand in the text; there may be hundreds of them. */
    public static Set<String> heldBy(String text, Set<String> words) {
        Set<String> held = new LinkedHashSet<>();
        int start = -1;
        for (int i = 0; i <= text.length(); i++) {
            boolean part = i < text.length() && WordSet.isPart(text.charAt(i));
            if (part && start < 0) {
                start = i;
            } else if (!part && start >= 0) {
                String word = text.substring(start, i);
                if (words.contains(word)) {
                    held.add(word);
                }
                start = -1;
            }
        }
        return held;
    }

    private static boolean isOneOf(Set<String> words, String text, int start, int length, boolean ignoreCase) {
        for (String word : words) {
            if (word.length() == length && text.regionMatches(ignoreCase, start, word, 0, length)) {
                return true;
            }
        }
        return false;
    }

    /** Where a word stands first. */
    public static OptionalInt find(String text, String word) {
        Matcher matcher =
                Pattern.compile(word(word).pattern(), Pattern.CASE_INSENSITIVE).matcher(text);
        return matcher.find() ? OptionalInt.of(matcher.start()) : OptionalInt.empty();
    }

    /** Whether the word stands in the text. */
    public static boolean has(String text, String word) {
        return text.length() >= word.length()
                && (text.contains(word) || text.toLowerCase(Locale.ROOT).contains(word.toLowerCase(Locale.ROOT)))
                && find(text, word).isPresent();
    }

    /** The words as words that stand in strings, for {@link SourceFile#mentions}. */
    public static Set<String> quoted(Set<String> words) {
        Set<String> quoted = new LinkedHashSet<>();
        words.forEach(word -> quoted.add(QUOTED + word));
        return quoted;
    }

    /** The words as those that strings end with: strings of names alone, or after a dot. */
    public static Set<String> last(Set<String> words) {
        return marked(words, LAST);
    }

    /** The words as those of strings without spaces, and of others where a dot or a quote stands before them. */
    public static Set<String> lone(Set<String> words) {
        return marked(words, LONE);
    }

    /** Names of constants as such: only what is written without small letters counts as one that has none. */
    public static Set<String> constants(Set<String> names) {
        Set<String> marked = new LinkedHashSet<>();
        names.forEach(name -> marked.add((isUpper(name) ? UPPER : "") + name));
        return marked;
    }

    private static boolean isUpper(String name) {
        return name.chars().allMatch(c -> WordSet.isPart((char) c) && (c < 'a' || c > 'z'))
                && name.chars().anyMatch(c -> c >= 'A' && c <= 'Z');
    }

    /** The word as one that may stand anywhere in a string, if it has to stand in one. */
    public static String anywhere(String word) {
        String place = placeOf(word);
        return place.isEmpty() || place.equals(UPPER) ? word : QUOTED + word.substring(place.length());
    }

    /** Of several parts only a word of one is known to be the last. */
    private static Set<String> marked(Set<String> words, String mark) {
        Set<String> marked = new LinkedHashSet<>();
        words.forEach(
                word -> marked.add((word.chars().allMatch(c -> WordSet.isPart((char) c)) ? mark : QUOTED) + word));
        return marked;
    }

    /** What says where in a string the word stands; empty for a word that may stand anywhere. */
    static String placeOf(String word) {
        // Asked of every word before any file is, and nearly all of them have none.
        if (word.isEmpty() || WordSet.isPart(word.charAt(0))) {
            return "";
        }
        if (word.startsWith(UPPER)) {
            return UPPER;
        }
        if (!word.startsWith(QUOTED)) {
            return "";
        }
        return word.startsWith(LAST) ? LAST : word.startsWith(LONE) ? LONE : QUOTED;
    }

    /** {@code first_name -> firstName}. */
    static String camelCase(String column) {
        StringBuilder camel = new StringBuilder();
        boolean up = false;
        for (int i = 0; i < column.length(); i++) {
            char c = column.charAt(i);
            if (c == '_') {
                up = !camel.isEmpty();
            } else {
                camel.append(up ? Character.toUpperCase(c) : c);
                up = false;
            }
        }
        return camel.toString();
    }

    /** The forms in which a column's name is written outside of SQL. */
    public static Set<String> formsOf(String column) {
        Set<String> forms = new LinkedHashSet<>();
        forms.add(column);
        forms.add(camelCase(column));
        return forms;
    }

    /** Where the word is the value of an attribute that names a column, as in {@code <property name="id" column="id"/>}. */
    private static OptionalInt findAsColumn(String text, String word) {
        Matcher matcher = Pattern.compile(
                        "(?i)\\b(?:column|columnName)\\s*=\\s*[\"'{]*(" + Pattern.quote(word) + ")\\b")
                .matcher(text);
        return matcher.find() ? OptionalInt.of(matcher.start(1)) : OptionalInt.empty();
    }

    /** As {@link #mark(String, String, int)}, where nobody knows the column. */
    static String mark(String line, String token) {
        return mark(line, token, 0);
    }

    /**
     * The line with a word between guillemets: the first from the column on; without one, or when nothing follows it, the one that names
     * a column if there is one, else the first whole word; unmarked when the word is not in it.
     *
     * @param column counted from 1; 0 when nobody knows it
     */
    public static String mark(String line, String token, int column) {
        String trimmed = line.strip();
        if (token.isEmpty()) {
            return shorten(trimmed);
        }
        int from = column - 1 - (line.length() - line.stripLeading().length());
        int start = from >= 0 && from < trimmed.length() ? first(trimmed, token, from) : -1;
        if (start < 0) {
            start = findAsColumn(trimmed, token).orElseGet(() -> firstMeant(trimmed, token));
        }
        if (start < 0) {
            return shorten(trimmed);
        }
        int end = start + token.length();
        int shown = Math.max(0, start - 120);
        int to = Math.min(trimmed.length(), end + 120);
        return (shown > 0 ? "…" : "")
                + trimmed.substring(shown, start) + "«" + trimmed.substring(start, end) + "»"
                + trimmed.substring(end, to)
                + (to < trimmed.length() ? "…" : "");
    }

    /** As {@link #first}, but rather a value than the name of an annotation's member or of an attribute, as in {@code name = "name"}. */
    private static int firstMeant(String text, String token) {
        return word(token)
                .matcher(text)
                .results()
                .filter(match -> !(AFTER_KEY
                                .matcher(text)
                                .region(match.end(), text.length())
                                .lookingAt()
                        && BEFORE_KEY.matcher(text.substring(0, match.start())).find()))
                .mapToInt(MatchResult::start)
                .findFirst()
                .orElseGet(() -> first(text, token, 0));
    }

    /** The first whole word of this spelling, else of any case, else the first such text; negative when there is none. */
    private static int first(String text, String token, int from) {
        for (int flags : new int[] {0, Pattern.CASE_INSENSITIVE}) {
            Matcher matcher = Pattern.compile(word(token).pattern(), flags).matcher(text);
            if (matcher.find(from)) {
                return matcher.start();
            }
        }
        return text.indexOf(token, from);
    }

    private static String shorten(String line) {
        return line.length() <= 250 ? line : line.substring(0, 250) + "…";
    }
}
