package dev.cofferdam.cli;

/** What {@code plan} prints on stdout. */
enum PlanFormat {
    TEXT,
    MD
}
