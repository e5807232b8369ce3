package dev.cofferdam.cli;

/** What {@code check} prints on stdout. */
enum CheckFormat {
    TEXT,
    JSON,
    SARIF,
    GITHUB,
    JUNIT
}
