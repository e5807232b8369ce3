package dev.cofferdam.review.github;

import dev.cofferdam.domain.WorldFailed;

/** GitHub did not answer, or not in a way that anything can be done with. */
public final class GitHubUnavailable extends RuntimeException implements WorldFailed {
    private static final long serialVersionUID = 1L;

    GitHubUnavailable(String message) {
        super(message);
    }

    GitHubUnavailable(String message, Throwable cause) {
        super(message, cause);
    }

    @Override
    public String remedy() {
        return "run again later, or without --github: the review itself needs no network";
    }
}
