package dev.cofferdam.domain;

/** How the statements of a SQL step relate to transactions. */
public enum TransactionMode {
    /** All statements of the step in one transaction. */
    ONE_TRANSACTION,
    /** Each statement alone, outside any transaction block, as concurrent index builds need. */
    OUTSIDE
}
