package dev.cofferdam.domain;

/** What a usage does with the column. */
public enum Access {
    READ,
    WRITE,
    READ_WRITE,
    /** Names the column in a mapping, without a statement of its own. */
    MAPPING,
    /** Defines or alters the column. */
    DDL,
    /** Shows the column's name or value to the outside: a message, JSON, a template. */
    EXPOSURE;

    public boolean writes() {
        return this == WRITE || this == READ_WRITE;
    }

    /** Takes the value as it is: neither writes it nor says what it may be. */
    public boolean onlyReads() {
        return this == READ || this == EXPOSURE;
    }

    public boolean reads() {
        return this == READ || this == READ_WRITE;
    }
}
