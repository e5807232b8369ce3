package dev.cofferdam.domain;

/** How sure a usage is. Certain: table and column are bound. Likely: inferred from names. Possible: the text matches. */
public enum Confidence {
    CERTAIN,
    LIKELY,
    POSSIBLE;

    /** Certain and likely usages must each be settled by an edit; possible ones form one list to triage. */
    public boolean needsEdit() {
        return this != POSSIBLE;
    }
}
