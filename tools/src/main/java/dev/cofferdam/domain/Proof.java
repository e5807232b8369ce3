package dev.cofferdam.domain;

/** How far a plan was believed: its rules hold, or it was also run in a throw-away database. */
public enum Proof {
    RULES,
    REHEARSED
}
