package dev.cofferdam.rules.statements.situation;

import dev.cofferdam.domain.SafeForm;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.domain.TableSize;
import dev.cofferdam.rules.info.RuleInfo;
import java.util.Optional;

/**
 * What a rule says of a statement.
 *
 * @param table whose size makes it better or worse; empty when no size does
 * @param subject what tells it from the rule's other reports on the same line
 * @param offset of the words that it is about, in UTF-16 units from the statement's start
 * @param severity the rule's own, unless circumstances make it milder or graver than most
 * @param what the harm, with the concrete names: the lock, who waits, what is scanned, what breaks for the running version
 * @param remedy what to do instead, in the user's own names
 */
public record Report(
        RuleInfo rule,
        Severity severity,
        Optional<TableRef> table,
        String subject,
        int offset,
        String what,
        String remedy,
        Optional<SafeForm> safeForm) {

    /** A report on a statement that touches a table. */
    public static Report on(TableRef table, RuleInfo rule, String what, String remedy) {
        return new Report(
                rule, rule.severity(), Optional.of(table), table.toString(), 0, what, remedy, Optional.empty());
    }

    /** A report on a statement that is about something else than a table. */
    public static Report on(String subject, RuleInfo rule, String what, String remedy) {
        return new Report(rule, rule.severity(), Optional.empty(), subject, 0, what, remedy, Optional.empty());
    }

    /** The same, told apart from others on the same table. */
    public Report about(String other) {
        return new Report(rule, severity, table, other, offset, what, remedy, safeForm);
    }

    /** The same, about words inside the statement. */
    public Report at(int words) {
        return new Report(rule, severity, table, subject, words, what, remedy, safeForm);
    }

    /** The same, milder or graver than the rule's other reports. */
    public Report weighed(Severity other) {
        return new Report(rule, other, table, subject, offset, what, remedy, safeForm);
    }

    /** The same, weighed by how big the table is, and saying so. */
    public Report sized(Severity other, TableSize size) {
        String words = what + "; `" + subjectTable() + "` has " + size.words() + ", so this is "
                + (other.compareTo(severity) < 0 ? "milder" : "graver") + " than usual";
        return new Report(rule, other, table, subject, offset, words, remedy, safeForm);
    }

    private String subjectTable() {
        return table.map(TableRef::toString).orElse(subject);
    }

    /** The same of a statement that the server refuses: it does so however few rows there are. */
    public Report whateverSize() {
        return new Report(rule, severity, Optional.empty(), subject, offset, what, remedy, safeForm);
    }

    /** The same, with statements that can replace this one. */
    public Report with(SafeForm form) {
        return new Report(rule, severity, table, subject, offset, what, remedy, Optional.of(form));
    }
}
