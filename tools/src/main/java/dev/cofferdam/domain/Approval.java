package dev.cofferdam.domain;

/**
 * A named person, not the author of the change, accepts a named finding.
 *
 * @param finding the finding's id
 * @param statementDigest digest of what was approved; a changed statement needs a new approval
 */
public record Approval(String finding, String person, String reason, String statementDigest) {
    public Approval {
        Checks.text(person, "person");
        Checks.text(reason, "reason");
    }
}
