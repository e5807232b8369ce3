package dev.cofferdam.domain;

/** The known ways in which a schema changes, R1 to R30. A playbook drafts a plan for one of them. */
public enum Recipe {
    R1("rename column"),
    R2("rename table"),
    R3("change column type"),
    R4("narrow column type"),
    R5("widen key"),
    R6("split column"),
    R7("merge columns"),
    R8("move column to another table"),
    R9("split table"),
    R10("merge tables"),
    R11("add column"),
    R12("set or drop NOT NULL"),
    R13("add uniqueness"),
    R14("change uniqueness"),
    R15("add, replace or drop foreign key"),
    R16("drop column or table"),
    R17("partition table"),
    R18("change primary key"),
    R19("change enum values"),
    R20("encrypt column"),
    R21("change time-zone semantics"),
    R22("change collation"),
    R23("move between JSON document and columns"),
    R24("change default"),
    R25("move text to lookup table"),
    R26("turn 1:N into N:M"),
    R27("move table to another database"),
    R28("rebuild table"),
    R29("create or drop index"),
    R30("add or drop check");

    private final String words;

    Recipe(String words) {
        this.words = words;
    }

    /** What it does, in the infinitive: {@code rename column}. */
    public String words() {
        return words;
    }

    /** {@code R1, rename column}. */
    @Override
    public String toString() {
        return name() + ", " + words;
    }
}
