package dev.cofferdam.architecture.wrong.scan.words;

/** What everybody may know. */
public final class Word {}
