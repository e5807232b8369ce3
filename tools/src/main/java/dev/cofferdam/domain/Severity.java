package dev.cofferdam.domain;

/** How bad a finding is; {@code --fail-on} compares with it. Weakest first. */
public enum Severity {
    INFO,
    WARNING,
    ERROR
}
