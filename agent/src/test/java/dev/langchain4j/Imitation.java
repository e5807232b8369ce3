package dev.langchain4j;

/** Stands for the library's types in the wrong house: only the package's name matters there. */
public interface Imitation {}
