package dev.cofferdam.loop;

/** Why no reply could be had. */
public enum ModelFault {
    /** Nobody listens there, or the name is not known. */
    UNREACHABLE(false),
    /** The endpoint does not take the key. */
    KEY_REFUSED(true),
    /** The key is good, but not for this. */
    FORBIDDEN(true),
    /** The endpoint does not know the model, or there is no such endpoint. */
    NOT_FOUND(true),
    /** The endpoint does not take the request as it is. */
    REQUEST_REFUSED(true),
    /** The endpoint or the model calls no tools. */
    NO_TOOLS(true),
    /** What answers is no model endpoint: an HTML page. */
    NO_ENDPOINT(true),
    /** The account has nothing left. */
    QUOTA_SPENT(true),
    /** Too many requests, and they stayed too many. */
    BUSY(false),
    /** The endpoint failed, and went on failing. */
    SERVER_FAILED(false),
    /** No answer within the time. */
    TIMED_OUT(false),
    /** The connection ended within the reply. */
    DROPPED(false),
    /** The answer is no reply: broken JSON, no choice in it. */
    UNREADABLE(false),
    /** The reply was cut at its longest. */
    CUT_OFF(false),
    /** The endpoint's filter held the reply back. */
    FILTERED(false),
    /** The run was stopped meanwhile. */
    INTERRUPTED(false),
    /** The planner has no reply left. */
    OUT_OF_REPLIES(false);

    private final boolean callersToFix;

    ModelFault(boolean callersToFix) {
        this.callersToFix = callersToFix;
    }

    /** Whether the caller can mend it by another setting, rather than by waiting. */
    public boolean isCallersToFix() {
        return callersToFix;
    }
}
