package dev.cofferdam.architecture.wrong.scan.loft;

/** Lives in an inner room that nobody put in order. */
public final class Hidden {}
