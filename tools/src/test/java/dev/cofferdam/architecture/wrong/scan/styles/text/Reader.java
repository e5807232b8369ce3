package dev.cofferdam.architecture.wrong.scan.styles.text;

/** What the words should not know. */
public final class Reader {}
