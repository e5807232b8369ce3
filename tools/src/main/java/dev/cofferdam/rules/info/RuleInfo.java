package dev.cofferdam.rules.info;

import dev.cofferdam.domain.Digest;
import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.RuleClass;
import dev.cofferdam.domain.Severity;

/**
 * What is known of a rule before it looks at anything.
 *
 * @param id the class name in kebab-case; also the name of its page and of its fixture folder
 * @param summary one line for lists, without a full stop
 * @param onRequest whether it is a custom of some teams, which speaks only where the configuration names it
 */
public record RuleInfo(
        String id, Severity severity, RuleClass ruleClass, Hazard hazard, String summary, boolean onRequest) {

    /** A rule for everybody. */
    public RuleInfo(String id, Severity severity, RuleClass ruleClass, Hazard hazard, String summary) {
        this(id, severity, ruleClass, hazard, summary, false);
    }

    /** A rule whose class follows from its hazard. */
    public RuleInfo(String id, Severity severity, Hazard hazard, String summary) {
        this(id, severity, RuleClass.of(hazard), hazard, summary, false);
    }

    /** The same rule, for those who ask for it by its name. */
    public RuleInfo forThoseWhoAsk() {
        return new RuleInfo(id, severity, ruleClass, hazard, summary, true);
    }

    /**
     * A finding of this rule.
     *
     * @param where path into the plan, such as {@code backfill/backfill-1}
     * @param subject what tells this finding from others of the rule at the same place, such as a table or a usage's id; unlike
     *     {@code what} it does not change with the wording, so that an approval survives a new release
     */
    public Finding finding(String where, String subject, String what, String remedy) {
        return finding(severity, where, subject, what, remedy);
    }

    /** A finding of this rule that circumstances make milder or graver than most. */
    public Finding finding(Severity weighed, String where, String subject, String what, String remedy) {
        return new Finding(id + ":" + where + ":" + hash(subject), id, weighed, hazard, where, what, remedy);
    }

    private static String hash(String subject) {
        return Digest.of(subject).substring(0, 6);
    }
}
