package dev.cofferdam.review.github;

/** What became of one thing that was to be shown at a pull request. */
public enum Outcome {
    WRITTEN("written"),
    UNCHANGED("says the same already"),
    NOTHING_TO_SAY("nothing to say"),
    /** The pull request has a commit that this review has not seen; its own run will speak. */
    OUTDATED("left to the run of a newer commit"),
    /** As with a pull request from a fork, whose token may only read. */
    NOT_ALLOWED("not allowed to this token"),
    REFUSED("refused by GitHub");

    private final String words;

    Outcome(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
