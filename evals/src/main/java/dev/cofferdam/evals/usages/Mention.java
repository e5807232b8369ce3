package dev.cofferdam.evals.usages;

/** How strongly a removed line speaks of a column. */
enum Mention {
    NONE,
    /** A parameter, a local variable or a field of another class that has the same name: says nothing of the column. */
    NAMESAKE,
    /** The mapped field is declared here, or read or written through its owner. */
    FIELD,
    /** The column's own name, in SQL, an annotation or a mapping. */
    COLUMN;

    boolean counts() {
        return this == FIELD || this == COLUMN;
    }
}
