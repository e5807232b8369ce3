package dev.cofferdam.evals.rules;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cases from squawk's rule tests: each function that hands a literal to {@code lint_ok} or {@code lint_errors}. */
final class SquawkCases {
    private static final Pattern FUNCTION =
            Pattern.compile("#\\[test]\\s+fn (\\w+)\\(\\) \\{(.*?)\\n    }", Pattern.DOTALL);
    private static final Pattern TOKEN = Pattern.compile(
            "r#\"(.*?)\"#|\"((?:[^\"\\\\]++|\\\\.)*+)\"(?!\\s*\\.parse)|\\blint_(ok|errors)(?:_with)?\\(",
            Pattern.DOTALL);
    private static final Pattern RULE = Pattern.compile("Rule::(\\w+)");
    private static final Pattern VERSION = Pattern.compile("(?:pg_version: \"|\\bpg(?=\\d+\\(\\)))(\\d+)");

    private SquawkCases() {}

    static List<PeerCase> in(Path root) {
        List<PeerCase> cases = new ArrayList<>();
        for (Path file : PeerFiles.below(root, ".rs")) {
            String text = PeerFiles.text(file);
            int tests = text.indexOf("mod test {");
            if (tests < 0) {
                continue;
            }
            String module = text.substring(tests);
            Optional<String> main = first(RULE, module);
            Matcher function = FUNCTION.matcher(module);
            while (main.isPresent() && function.find()) {
                if (function.group(2).contains("format!(")) {
                    // The text is not there to be read.
                    continue;
                }
                cases.addAll(calls(PeerFiles.stem(file) + "/" + function.group(1), function.group(2), main.get()));
            }
        }
        return cases;
    }

    /** A literal belongs to the next call after it, or to the call that it stands in. */
    private static List<PeerCase> calls(String id, String body, String main) {
        List<PeerCase> cases = new ArrayList<>();
        Optional<String> sql = Optional.empty();
        Optional<Matcher> open = Optional.empty();
        Matcher token = TOKEN.matcher(body);
        while (token.find()) {
            if (token.group(3) == null) {
                sql = Optional.of(literal(token));
            }
            boolean unsafe = "errors".equals(token.group(3));
            if (token.group(3) != null) {
                open = Optional.of(token);
                String rest = body.substring(token.end());
                Matcher inside = TOKEN.matcher(rest);
                boolean holdsIt = inside.find()
                        && inside.start()
                                < 3 + rest.length() - rest.stripLeading().length();
                Optional<String> handed = holdsIt ? Optional.of(literal(inside)) : sql;
                String call = rest.substring(0, Math.max(0, rest.indexOf(';')));
                String suffix = cases.isEmpty() ? "" : "#" + (cases.size() + 1);
                handed.ifPresent(text -> cases.add(one(id + suffix, text, call, unsafe, main)));
            }
        }
        return open.isPresent() ? cases : List.of();
    }

    private static PeerCase one(String id, String sql, String call, boolean unsafe, String main) {
        return new PeerCase(
                "squawk",
                id,
                kebab(first(RULE, call).orElse(main)),
                sql,
                unsafe,
                call.contains("assume_in_transaction: true") && !sql.contains("squawk-disable-assume-in-transaction"),
                first(VERSION, call).map(Integer::valueOf).orElse(PeerCase.NEWEST));
    }

    private static String literal(Matcher token) {
        return token.group(1) != null
                ? token.group(1)
                : String.valueOf(token.group(2)).replace("\\n", "\n").replace("\\\"", "\"");
    }

    private static Optional<String> first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private static String kebab(String camel) {
        return camel.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }
}
