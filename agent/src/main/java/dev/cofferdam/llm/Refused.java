package dev.cofferdam.llm;

import com.openai.core.http.Headers;

/** The endpoint answered with a status of 400 or more. */
final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient Headers headers;
    private final String body;

    Refused(int status, Headers headers, String body) {
        super("status " + status);
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    int status() {
        return status;
    }

    Headers headers() {
        return headers;
    }

    String body() {
        return body;
    }
}
