package dev.cofferdam.architecture.wrong.scan.words;

import dev.cofferdam.architecture.wrong.scan.styles.text.Reader;

/** The lowest inner room asks the highest. */
public record KnowsTheStyles(Reader reader) {}
