package dev.cofferdam.scan.styles.kotlin;

import dev.cofferdam.scan.styles.kotlin.KotlinType.Function;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a name is known to be at a place because it was asked before: {@code if (x is Owner) x.telephone} and its kin. */
final class SmartCasts {

    private static final Pattern LEAVES = Pattern.compile("\\s*\\{?\\s*(?:return|throw|continue|break)\\b");

    private SmartCasts() {}

    /** The simple name of the type; of several questions the nearest one whose answer holds here. */
    static Optional<String> at(KotlinSource source, String name, int offset) {
        String code = source.code();
        Optional<Function> function = source.functionAt(offset);
        if (function.isEmpty()) {
            return Optional.empty();
        }
        Matcher asked = Pattern.compile("(?<![\\w.])" + Pattern.quote(name) + "\\s+(is|!is|as)\\s+(?:\\w+\\.)*(\\w+)")
                .matcher(code)
                .region(function.get().start(), offset);
        Optional<String> found = whenSubject(code, name, offset, function.get().start());
        while (asked.find()) {
            boolean holds =
                    switch (asked.group(1)) {
                        case "is" -> holdsAfter(code, asked.start(), asked.end(), offset);
                        case "as" -> isStatement(code, asked.start()) && isInBlockOf(code, asked.start(), offset);
                        default -> leavesOtherwise(code, asked.start(), asked.end(), offset);
                    };
            found = holds ? Optional.of(asked.group(2)) : found;
        }
        return found;
    }

    /** In the rest of the condition, in what the condition guards, or behind the arrow of a branch. */
    private static boolean holdsAfter(String code, int start, int end, int offset) {
        int open = Brackets.around(code, start);
        if (open >= 0 && code.charAt(open) == '(') {
            int close = Brackets.closing(code, open);
            boolean either = code.substring(end, Math.min(offset, close)).contains("||");
            return !either && (offset < close || offset < endOfGuarded(code, close + 1));
        }
        int arrow = code.indexOf("->", end);
        boolean branch = arrow > 0 && code.substring(end, arrow).isBlank();
        boolean same = code.substring(end, offset).matches("\\s*&&[^|\\n;{}]*");
        return same || branch && offset < endOfGuarded(code, arrow + 2);
    }

    private static int endOfGuarded(String code, int from) {
        int at = Brackets.skipBlank(code, from);
        if (at < code.length() && code.charAt(at) == '{') {
            return Brackets.closing(code, at);
        }
        int end = KotlinExpressions.endOfLineExpression(code, at);
        int other = code.indexOf(" else ", at);
        return other > 0 && other < end ? other : end;
    }

    /** {@code if (x !is Owner) return} leaves an owner for the rest of the block. */
    private static boolean leavesOtherwise(String code, int start, int end, int offset) {
        int open = Brackets.around(code, start);
        if (open < 0 || code.charAt(open) != '(') {
            return false;
        }
        int close = Brackets.closing(code, open);
        boolean alone = code.substring(open + 1, start).isBlank()
                && code.substring(end, close).isBlank();
        boolean leaves = LEAVES.matcher(code)
                .region(Math.min(close + 1, code.length()), code.length())
                .lookingAt();
        return alone && leaves && offset > endOfGuarded(code, close + 1) && isInBlockOf(code, open, offset);
    }

    private static boolean isStatement(String code, int start) {
        int before = Brackets.backBlank(code, start);
        return before > 0
                && (";{".indexOf(code.charAt(before - 1)) >= 0
                        || code.substring(before, start).contains("\n"));
    }

    private static boolean isInBlockOf(String code, int start, int offset) {
        int open = Brackets.around(code, start);
        return open >= 0 && code.charAt(open) == '{' && offset < Brackets.closing(code, open);
    }

    /** {@code when (x) { is Owner -> x.telephone }}. */
    private static Optional<String> whenSubject(String code, String name, int offset, int from) {
        Matcher branch = Pattern.compile("\\bis\\s+(?:\\w+\\.)*(\\w+)\\s*->")
                .matcher(code)
                .region(from, offset);
        Optional<String> found = Optional.empty();
        while (branch.find()) {
            int open = Brackets.around(code, branch.start());
            String head = open < 0 ? "" : code.substring(Math.max(from, open - 80), open);
            boolean subject = head.matches("(?s).*\\bwhen\\s*\\(\\s*(?:val\\s+)?" + Pattern.quote(name)
                    + "\\b[^()]*(?:\\([^()]*\\))?[^()]*\\)\\s*");
            if (subject && offset < endOfGuarded(code, branch.end())) {
                found = Optional.of(branch.group(1));
            }
        }
        return found;
    }
}
