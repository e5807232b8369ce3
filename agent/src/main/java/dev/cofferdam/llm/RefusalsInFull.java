package dev.cofferdam.llm;

import com.openai.core.RequestOptions;
import com.openai.core.http.HttpClient;
import com.openai.core.http.HttpRequest;
import com.openai.core.http.HttpResponse;
import com.openai.errors.OpenAIIoException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/**
 * Keeps what an endpoint says when it refuses. The client's own errors know only the {@code error} of OpenAI's form, and lose what
 * other servers say beside it.
 */
final class RefusalsInFull implements HttpClient {
    private static final int MOST_BYTES = 64 * 1024;
    private static final int FIRST_REFUSAL = 400;

    private final HttpClient client;

    RefusalsInFull(HttpClient client) {
        this.client = client;
    }

    @Override
    public HttpResponse execute(HttpRequest request, RequestOptions options) {
        return checked(client.execute(request, options));
    }

    @Override
    public CompletableFuture<HttpResponse> executeAsync(HttpRequest request, RequestOptions options) {
        return client.executeAsync(request, options).thenApply(RefusalsInFull::checked);
    }

    private static HttpResponse checked(HttpResponse response) {
        if (response.statusCode() < FIRST_REFUSAL) {
            return response;
        }
        try (response;
                InputStream body = response.body()) {
            throw new Refused(
                    response.statusCode(),
                    response.headers(),
                    new String(body.readNBytes(MOST_BYTES), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new OpenAIIoException("the refusal ended early", e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
