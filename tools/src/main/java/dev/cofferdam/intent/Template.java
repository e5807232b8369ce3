package dev.cofferdam.intent;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a request may be worded: words, {@code (one|other)} words, {@code [words that may be missing]}, and in capitals what the request
 * names. Politeness and "without downtime" are allowed around it and mean nothing; apart from them every word has to fit, so that no
 * word, such as "not", is ever passed over.
 */
final class Template {
    /** Words of the sentence; whoever has such a name quotes it or writes it with its table. */
    private static final String NO_NAME =
            "(?!(?:to|into|as|be|is|are|the|a|an|in|of|on|from|for|by|at|and|or|not|no|null|it|its|if|but|please|safely"
                    + "|with|without|thanks|thank|column|columns|field|fields|table|tables|index) )";

    private static final String NAME = "(?:" + NO_NAME + Sentence.NAME + ")";
    private static final String IN_TABLE =
            "(?!(?:postgres|postgresql|production) )" + NAME + "(?:\\." + Sentence.NAME + ")? ";
    private static final String DOTTED = NAME + "(?:\\." + Sentence.NAME + "){0,2} ";
    private static final String NOUN = "(?:column |field )";
    private static final String NOUNS = "(?:columns? |fields? )";
    private static final String AND = "(?:, and |, |and |& )";

    private static final String LEAD = "(?:(?:(?:please|kindly|hi|hello|just|(?:can|could|would|will) (?:you|we)|let us"
            + "|let's|(?:we|i)(?: would|'d)? (?:want|need|like|have) (?:you )?to|(?:we|i) (?:must|should)|i'd like to"
            + "|we'd like to) (?:, )?)*)";
    private static final String TAIL = "(?:(?:, )?(?:without (?:any )?downtime|with (?:zero|no) downtime|safely|please"
            + "|now|(?:in|on) (?:postgres|postgresql|production)|thanks|thank you) )*(?:[.!;] )*";

    /** Only who asks politely may end with a question mark; any other question is one. */
    private static final Pattern REQUESTED =
            Pattern.compile("(?is)(?:please |kindly )*(?:can|could|would|will) (?:you|we) .*|[^?]*");

    private static final Pattern SLOT = Pattern.compile("\\b[A-Z][A-Z_]+\\b");

    private final Pattern pattern;

    /** How often each kind of group occurs. */
    private final Map<String, Integer> groups;

    private Template(Pattern pattern, Map<String, Integer> groups) {
        this.pattern = pattern;
        this.groups = Map.copyOf(groups);
    }

    static Template of(String notation) {
        Compiler compiler = new Compiler();
        String core = compiler.compile(notation);
        String before = compiler.columns
                ? "(?:(?:in|on) " + compiler.table("before") + "(?:, )?|" + compiler.table("before") + ": )?"
                : "";
        String after = compiler.columns ? "(?:(?:in|of|on|from) " + compiler.table("after") + ")?" : "";
        return new Template(
                Pattern.compile(
                        LEAD + before + core + after + TAIL + "(?:\\? )?",
                        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE),
                compiler.counts);
    }

    /** What the sentence puts into the slots, when it is worded like this. */
    Optional<Match> match(Sentence sentence, KnownNames names) {
        Matcher matcher = pattern.matcher(sentence.text());
        return matcher.matches() && REQUESTED.matcher(sentence.text()).matches()
                ? Optional.of(new Match(sentence, matcher, groups, names))
                : Optional.empty();
    }

    /** Turns the notation into an expression over words that are each followed by one blank. */
    private static final class Compiler {
        private final Map<String, Integer> counts = new HashMap<>();
        private boolean columns;

        String compile(String notation) {
            StringBuilder expression = new StringBuilder();
            for (String piece :
                    notation.replaceAll("([\\[\\](|)])", " $1 ").strip().split("\\s+")) {
                expression.append(
                        switch (piece) {
                            case "[", "(" -> "(?:";
                            case "]" -> ")?";
                            case "|", ")" -> piece;
                            default -> SLOT.matcher(piece).matches() ? slot(piece) : Pattern.quote(piece) + " ";
                        });
            }
            return expression.toString();
        }

        /** The same name may stand in several alternatives, of which one is taken: each gets a number of its own. */
        private String group(String name) {
            int number = counts.merge(name, 1, Integer::sum);
            return "(?<" + name + number + ">";
        }

        private String slot(String name) {
            return switch (name) {
                case "COLUMN" -> column("(?:in|of|on|from) ");
                // Where "from" says what the column is today.
                case "COLUMN_OF" -> column("(?:in|of|on) ");
                case "COLUMNS" -> columnList();
                case "TABLE", "THING" ->
                    "(?:the )?" + (name.equals("TABLE") ? "(?:table )?" : "") + group(name.toLowerCase(Locale.ROOT))
                            + IN_TABLE + ")" + (name.equals("TABLE") ? "(?:table )?" : "");
                case "BEFORE" -> table("before");
                case "NAME" -> "(?:the )?" + NOUN + "?" + group("name") + DOTTED + ")";
                case "NAMES" -> NOUNS + "?(?:\\( )?" + group("names") + NAME + " (?:" + AND + NAME + " )+)(?:\\) )?";
                case "REF" -> "(?:the )?(?:table )?" + group("ref") + DOTTED + ")(?:table )?";
                case "LABEL" -> "(?:the )?(?:value )?" + group("label") + "(?:'(?:[^']|'')*'|" + Sentence.NAME + ") )";
                case "TYPE" -> "(?:an? )?" + group("type") + ".+?)";
                case "VALUE" -> group("value") + ".+?)";
                case "MORE" -> NOUNS + "?(?:\\( )?" + group("more") + DOTTED + "(?:" + AND + DOTTED + ")*)(?:\\) )?";
                case "ACTION" -> group("action") + "(?:cascade|restrict|set null|set default|no action) )";
                case "STRATEGY" -> group("strategy") + "(?:range|list|hash) )";
                case "ZONE" -> group("zone") + "(?:'[^']+'|\"[^\"]+\"|[\\p{L}_]+(?: / [\\p{L}_]+)*) )";
                case "NUMBER" -> group("number") + "\\d+ )";
                default -> throw new IllegalArgumentException("no slot is called " + name);
            };
        }

        private String column(String of) {
            columns = true;
            return "(?:the )?" + NOUN + "?" + group("column") + DOTTED + ")" + NOUN + "?(?:" + of + table("of") + ")?";
        }

        private String columnList() {
            columns = true;
            return "(?:the )?" + NOUNS + "?(?:\\( )?" + group("columns") + DOTTED + "(?:" + AND + DOTTED
                    + ")*)(?:\\) )?" + NOUNS + "?(?:(?:in|of|on|from) " + table("of") + ")?";
        }

        private String table(String name) {
            return "(?:the )?(?:table )?" + group(name) + IN_TABLE + ")(?:table )?";
        }
    }
}
