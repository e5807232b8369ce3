package dev.cofferdam.architecture.wrong.scan.styles.text;

import dev.cofferdam.architecture.wrong.scan.words.Word;

/** Looks down, as it may. */
public record KnowsTheWords(Word word) {}
