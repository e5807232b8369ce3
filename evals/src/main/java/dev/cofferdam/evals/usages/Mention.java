package dev.cofferdam.evals.usages;

/** How strongly a removed line speaks of a column. */
enum Mention {
    NONE,
    /** A parameter, a local variable or a field of another class that has the same name: says nothing of the column. */
    NAMESAKE,
    /** A field or an accessor of that name is declared; the column's if its class is mapped. */
    DECLARED,
    /** A field is read or written through its owner. */
    FIELD,
    /** The column's own name, in SQL, an annotation or a mapping. */
    COLUMN;

    boolean counts() {
        return this == FIELD || this == COLUMN;
    }
}
