package dev.cofferdam.rules.statements.script;

import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.rules.info.RuleInfo;
import dev.cofferdam.rules.statements.situation.Report;
import dev.cofferdam.rules.statements.situation.Situation;
import dev.cofferdam.rules.statements.situation.StatementRule;
import dev.cofferdam.sql.ParsedStatement;
import dev.cofferdam.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Flags transactions that begin twice, never end, or end somebody else's (PostgreSQL docs, BEGIN, COMMIT). */
public final class TransactionShapes implements StatementRule {
    private static final RuleInfo INFO = new RuleInfo(
            "transaction-shape",
            Severity.ERROR,
            Hazard.FAILS_WHEN_RUN,
            "A transaction begins twice, never ends, or is the tool's");

    private static final Set<String> OPENING = Set.of("BEGIN", "START");
    private static final Set<String> CLOSING = Set.of("COMMIT", "END", "ROLLBACK", "ABORT", "PREPARE");
    private static final Set<String> REFUSED =
            Set.of("VACUUM", "VACUUM FULL", "CREATE DATABASE", "DROP DATABASE", "ALTER SYSTEM");

    @Override
    public List<RuleInfo> detects() {
        return List.of(INFO);
    }

    @Override
    public List<Report> check(Situation at) {
        String word = word(at.statement());
        Optional<Report> report = Optional.empty();
        if (OPENING.contains(word)) {
            report = opening(word, at);
        } else if (CLOSING.contains(word)) {
            report = closing(word, at);
        } else if (at.facts() instanceof Statement.Other other) {
            report = refused(other, at);
        }
        return report.stream().toList();
    }

    private static String word(ParsedStatement statement) {
        return statement.facts() instanceof Statement.Transaction transaction ? transaction.word() : "";
    }

    private static Optional<Report> opening(String word, Situation at) {
        Optional<Integer> end = at.after().stream()
                .filter(later -> CLOSING.contains(word(later)))
                .map(ParsedStatement::line)
                .findFirst();
        if (at.unit().transactional()) {
            return Optional.of(insideTheTools(word, end, at));
        }
        Optional<Integer> open = openSince(at);
        if (open.isPresent()) {
            return open.map(line -> report(
                    word,
                    "a transaction is open since line " + line + "; this " + word
                            + " opens none (the server warns), and the first COMMIT ends both",
                    "COMMIT before it, or leave it out; for a part that may fail alone use SAVEPOINT"));
        }
        return end.isPresent()
                ? Optional.empty()
                : Optional.of(report(
                        word,
                        "no COMMIT follows; when the script ends, the server takes back all that comes after this "
                                + word,
                        "`COMMIT` at the end"));
    }

    private static Report insideTheTools(String word, Optional<Integer> end, Situation at) {
        String ends = end.map(
                        line -> ", and the one that ends it, in line "
                                + at.unit().place(line).line()
                                + ", commits what the tool opened: a failure after it leaves half a migration that the tool knows nothing of")
                .orElse("");
        return report(
                word,
                "the migration tool has opened a transaction already; " + word + " opens none (the server warns)"
                        + ends,
                "leave BEGIN and COMMIT out; what needs a transaction of its own goes into a file of its own");
    }

    /** The line of a BEGIN that nothing has ended yet. */
    private static Optional<Integer> openSince(Situation at) {
        Optional<Integer> open = Optional.empty();
        for (ParsedStatement earlier : at.before()) {
            if (OPENING.contains(word(earlier))) {
                open = Optional.of(at.unit().place(earlier.line()).line());
            } else if (CLOSING.contains(word(earlier))) {
                open = Optional.empty();
            }
        }
        return open;
    }

    private static Optional<Report> closing(String word, Situation at) {
        if (openSince(at).isPresent()) {
            return Optional.empty();
        }
        return at.unit().transactional()
                ? Optional.of(report(
                        word,
                        "ends the transaction that the migration tool opened; what follows runs statement by statement, and a failure leaves"
                                + " half a migration that the tool knows nothing of",
                        "leave " + word
                                + " out, and put what must be committed before the rest into a file of its own"))
                : Optional.of(
                        report(word, "there is no transaction to end here (the server warns)", "leave " + word + " out")
                                .weighed(Severity.WARNING));
    }

    private static Optional<Report> refused(Statement.Other other, Situation at) {
        boolean reindex = at.plain().matches("reindex (?:\\(.*\\) )?(?:database|system|schema) .*");
        if (!at.inTransaction() || !REFUSED.contains(other.words()) && !reindex) {
            return Optional.empty();
        }
        String words = reindex ? "REINDEX" : other.words();
        return Optional.of(report(
                words,
                "the server refuses " + words
                        + " inside a transaction block, and everything before it in this transaction is undone",
                "a file of its own that runs outside a transaction"));
    }

    private static Report report(String subject, String what, String remedy) {
        return Report.on(subject, INFO, what, remedy);
    }
}
