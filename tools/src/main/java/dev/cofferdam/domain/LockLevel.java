package dev.cofferdam.domain;

/** PostgreSQL's table lock modes, weakest first. The order is the one in "Explicit Locking", PostgreSQL docs 13.3.1. */
public enum LockLevel {
    ACCESS_SHARE,
    ROW_SHARE,
    ROW_EXCLUSIVE,
    SHARE_UPDATE_EXCLUSIVE,
    SHARE,
    SHARE_ROW_EXCLUSIVE,
    EXCLUSIVE,
    ACCESS_EXCLUSIVE;

    /** INSERT, UPDATE and DELETE take ROW EXCLUSIVE, which conflicts with SHARE and everything above. */
    public boolean blocksWrites() {
        return compareTo(SHARE) >= 0;
    }

    /** A plain SELECT takes ACCESS SHARE, which only ACCESS EXCLUSIVE blocks. */
    public boolean blocksReads() {
        return this == ACCESS_EXCLUSIVE;
    }

    /** As the documentation writes it: {@code SHARE UPDATE EXCLUSIVE}. */
    public String words() {
        return name().replace('_', ' ');
    }
}
