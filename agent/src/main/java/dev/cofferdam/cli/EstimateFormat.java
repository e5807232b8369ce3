package dev.cofferdam.cli;

/** What {@code estimate} prints on stdout. */
enum EstimateFormat {
    TEXT,
    JSON
}
