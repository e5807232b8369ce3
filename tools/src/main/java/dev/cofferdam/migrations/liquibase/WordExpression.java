package dev.cofferdam.migrations.liquibase;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** An expression over words with {@code and}, {@code or} (also a comma), {@code not} (also {@code !}) and brackets. */
final class WordExpression {
    private static final Pattern TOKEN = Pattern.compile("[(),!]|[^\\s(),!]+");

    private static final Set<String> OPERATORS = Set.of("and", "or", "not", "!", "(", ")", ",");

    private final List<String> tokens = new ArrayList<>();
    private final Predicate<String> holds;
    private int next;

    WordExpression(String text, Predicate<String> holds) {
        Matcher matcher = TOKEN.matcher(text.toLowerCase(Locale.ROOT));
        while (matcher.find()) {
            tokens.add(matcher.group());
        }
        this.holds = holds;
    }

    /** The words themselves, without a leading {@code @}. */
    Set<String> words() {
        return tokens.stream()
                .filter(token -> !OPERATORS.contains(token))
                .map(token -> token.replaceFirst("^@", ""))
                .collect(Collectors.toUnmodifiableSet());
    }

    boolean holds() {
        next = 0;
        return either();
    }

    private boolean either() {
        boolean result = both();
        while (takes("or") || takes(",")) {
            boolean right = both();
            result = result || right;
        }
        return result;
    }

    private boolean both() {
        boolean result = one();
        while (takes("and")) {
            boolean right = one();
            result = result && right;
        }
        return result;
    }

    private boolean one() {
        if (takes("!") || takes("not")) {
            return !one();
        }
        if (takes("(")) {
            boolean inner = either();
            takes(")");
            return inner;
        }
        if (next >= tokens.size()) {
            return true;
        }
        String word = tokens.get(next);
        next++;
        return word.startsWith("@") ? holds.test(word.substring(1)) : holds.test(word);
    }

    private boolean takes(String token) {
        boolean found = next < tokens.size() && tokens.get(next).equals(token);
        next += found ? 1 : 0;
        return found;
    }
}
