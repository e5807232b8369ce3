package dev.cofferdam.llm;

/** Sees what happens within a reply. Must not throw. */
public interface ModelWatcher {
    /** A piece of text arrived. */
    void text(String piece);

    /** A call came to nothing and is tried again, or another thing that a person who waits wants to know; one sentence. */
    void note(String words);
}
