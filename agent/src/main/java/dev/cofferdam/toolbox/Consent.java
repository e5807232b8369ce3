package dev.cofferdam.toolbox;

/** A person accepts one finding, by its id, and says why; it holds for what the finding is about today and for nothing else. */
public record Consent(String finding, String person, String reason) {}
