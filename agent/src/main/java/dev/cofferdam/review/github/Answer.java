package dev.cofferdam.review.github;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.Optional;

/**
 * What GitHub said.
 *
 * @param body of an answer without JSON: a missing node
 * @param next the following page, when there is one
 */
record Answer(int status, JsonNode body, Optional<URI> next) {
    boolean succeeded() {
        return status >= 200 && status < 300;
    }

    /** Whether the token may not do this: GitHub hides what one may not see behind 404. */
    boolean refused() {
        return status == 401 || status == 403 || status == 404;
    }

    /** GitHub's own words, for a message. */
    String said() {
        return status
                + body.path("message")
                        .asText("")
                        .lines()
                        .findFirst()
                        .map(line -> " " + line)
                        .orElse("");
    }
}
