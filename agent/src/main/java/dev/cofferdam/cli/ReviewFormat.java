package dev.cofferdam.cli;

/** What {@code review} prints on stdout. */
enum ReviewFormat {
    TEXT,
    MD,
    JSON,
    SARIF,
    GITHUB
}
