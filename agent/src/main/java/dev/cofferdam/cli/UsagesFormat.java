package dev.cofferdam.cli;

/** What {@code usages} prints on stdout. */
enum UsagesFormat {
    TEXT,
    JSON,
    MD,
    HTML
}
