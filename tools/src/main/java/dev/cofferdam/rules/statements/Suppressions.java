package dev.cofferdam.rules.statements;

import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.NearestNames;
import dev.cofferdam.domain.Place;
import dev.cofferdam.domain.RuleClass;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.domain.StatementFinding;
import dev.cofferdam.migrations.MigrationUnit;
import dev.cofferdam.rules.info.RuleInfo;
import dev.cofferdam.sql.ParsedStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Comments that silence a rule at one statement: {@code -- cofferdam: suppress index-create-blocking because the table has 12 rows}, above the
 * statement or behind its semicolon, or the same between {@code /*} and its end. One without a reason silences nothing, and one that nothing
 * needs, or that names no rule, is told about.
 */
final class Suppressions {
    static final RuleInfo UNUSED = new RuleInfo(
            "suppression-unused",
            Severity.WARNING,
            RuleClass.HYGIENE,
            Hazard.LEAVES_RUBBISH,
            "A suppression silences nothing");
    static final RuleInfo WITHOUT_REASON = new RuleInfo(
            "suppression-without-reason",
            Severity.WARNING,
            RuleClass.HYGIENE,
            Hazard.UNDECIDED,
            "A suppression does not say why, and does not count");

    private static final String MARK = "cofferdam:";
    private static final Pattern COMMENT = Pattern.compile(
            "--[ \\t]*cofferdam:[ \\t]*suppress[ \\t]+(?<rule>[\\w-]+)(?:[ \\t]+because\\b)?[ \\t:,]*(?<reason>[^\\r\\n]*)"
                    + "|/\\*\\s*cofferdam:\\s*suppress\\s+(?<blockrule>[\\w-]+)(?:\\s+because\\b)?[\\s:,]*(?<blockreason>(?s:.*?))\\*/",
            Pattern.CASE_INSENSITIVE);

    private final List<Suppression> all = new ArrayList<>();

    private Suppressions() {}

    /** One comment, for the statement of this index. */
    private static final class Suppression {
        private final int statement;
        private final String rule;
        private final String reason;
        private final String text;
        private final Place place;
        private boolean used;

        Suppression(int statement, Matcher comment, Place place) {
            this.statement = statement;
            boolean isBlock = comment.group("rule") == null;
            this.rule = comment.group(isBlock ? "blockrule" : "rule");
            this.reason = comment.group(isBlock ? "blockreason" : "reason").strip();
            this.text = comment.group().strip();
            this.place = place;
        }
    }

    static Suppressions in(MigrationUnit unit, List<ParsedStatement> statements) {
        Suppressions found = new Suppressions();
        String sql = unit.sql();
        if (!sql.contains(MARK)) {
            return found;
        }
        int from = 0;
        for (int i = 0; i < statements.size(); i++) {
            ParsedStatement statement = statements.get(i);
            found.collect(unit, from, statement.offset(), i);
            int end = statement.offset() + statement.text().length();
            int lineEnd = sql.indexOf('\n', end);
            boolean last = i + 1 == statements.size();
            from = lineEnd < 0
                    ? sql.length()
                    : last
                            ? sql.length()
                            : Math.min(lineEnd, statements.get(i + 1).offset());
            found.collect(unit, end, from, i);
        }
        return found;
    }

    private void collect(MigrationUnit unit, int from, int to, int statement) {
        Matcher comment = COMMENT.matcher(unit.sql()).region(from, Math.max(from, to));
        while (comment.find()) {
            int line = 1
                    + (int) unit.sql()
                            .substring(0, comment.start())
                            .chars()
                            .filter(c -> c == '\n')
                            .count();
            all.add(new Suppression(statement, comment, unit.place(line)));
        }
    }

    /** Whether a comment that counts silences this rule at the statement of this index. */
    boolean silence(int statement, String rule) {
        boolean silent = false;
        for (Suppression each : all) {
            if (each.statement == statement && each.rule.equals(rule)) {
                each.used = true;
                silent |= !each.reason.isEmpty();
            }
        }
        return silent;
    }

    /** What is wrong with the comments themselves, once all statements were judged. */
    List<StatementFinding> findings() {
        List<StatementFinding> findings = new ArrayList<>();
        Set<String> known = all.isEmpty() ? Set.of() : known();
        for (Suppression each : all) {
            if (!known.contains(each.rule)) {
                findings.add(finding(each, UNUSED, "there is no rule `" + each.rule + "`", nearest(each.rule, known)));
            } else if (each.reason.isEmpty()) {
                findings.add(finding(
                        each,
                        WITHOUT_REASON,
                        "the suppression of `" + each.rule + "` does not say why, so it does not count",
                        "-- cofferdam: suppress " + each.rule + " because ..."));
            } else if (!each.used) {
                findings.add(finding(
                        each,
                        UNUSED,
                        "`" + each.rule + "` has nothing to say about the statement that this comment stands at",
                        "delete the comment, or name the rule of the finding (cofferdam explain lists them)"));
            }
        }
        return findings;
    }

    private static Set<String> known() {
        return Stream.concat(StatementRules.infos().stream().map(RuleInfo::id), Stream.of(Opaque.NAME))
                .collect(Collectors.toSet());
    }

    private static String nearest(String rule, Set<String> known) {
        List<String> names = NearestNames.of(rule, known.stream().sorted().toList());
        return (names.isEmpty() ? "" : "did you mean `" + String.join("`, `", names) + "`? ")
                + "cofferdam explain lists all rules";
    }

    private static StatementFinding finding(Suppression each, RuleInfo rule, String what, String remedy) {
        return new StatementFinding(
                rule.finding(each.place.toString(), each.rule, what, remedy),
                rule.ruleClass(),
                each.place,
                1,
                each.text,
                Optional.empty());
    }
}
