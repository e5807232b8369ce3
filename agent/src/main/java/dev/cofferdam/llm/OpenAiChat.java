package dev.cofferdam.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.openai.client.OpenAIClient;
import com.openai.client.OpenAIClientImpl;
import com.openai.client.okhttp.OkHttpClient;
import com.openai.core.ClientOptions;
import com.openai.core.ObjectMappers;
import com.openai.core.RequestOptions;
import com.openai.core.Timeout;
import com.openai.core.http.HttpResponse;
import com.openai.core.http.HttpResponseFor;
import com.openai.core.http.StreamResponse;
import com.openai.errors.OpenAIInvalidDataException;
import com.openai.errors.OpenAIIoException;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import dev.cofferdam.loop.Redaction;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.ModelProvider;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * LangChain4j's streaming chat interface over the OpenAI client's synchronous calls. They run on the caller's thread, so an interrupt stops
 * them and nothing can arrive before its handler is ready. One try, no retries: {@link LanguageModel} has those. Every failure is a
 * {@link CallFailed}.
 */
final class OpenAiChat implements StreamingChatModel, AutoCloseable {
    private static final Duration SHORTEST = Duration.ofMillis(100);

    private final OpenAIClient client;
    private final String model;
    private final WireRequest wire;
    private final CallErrors errors;
    private final Patience patience;

    OpenAiChat(String model, Endpoint endpoint, CallErrors errors, Patience patience) {
        this.model = model;
        this.wire = new WireRequest(endpoint.capabilities());
        this.errors = errors;
        this.patience = patience;
        this.client = client(
                endpoint,
                // Local servers want none, and the client wants one.
                endpoint.key().orElse("none"));
    }

    private static OpenAIClient client(Endpoint endpoint, String key) {
        OkHttpClient.Builder http = OkHttpClient.builder();
        endpoint.proxy()
                .ifPresent(proxy -> http.proxy(
                        new Proxy(Proxy.Type.HTTP, new InetSocketAddress(proxy.getHost(), proxy.getPort()))));
        return new OpenAIClientImpl(ClientOptions.builder()
                .httpClient(new RefusalsInFull(http.build()))
                .baseUrl(endpoint.baseUrl().toString())
                .apiKey(key)
                .maxRetries(0)
                .build());
    }

    private static OpenAiChat nowhere() {
        Endpoint none = new Endpoint(URI.create("http://localhost"), Optional.empty(), Capabilities.PLAIN);
        return new OpenAiChat(
                "none",
                none,
                new CallErrors("none", none, Redaction.byShape(), Clock.systemUTC()),
                Patience.until(() -> Duration.ZERO));
    }

    static void warmUp() {
        ChatRequest request = ChatRequest.builder()
                .modelName("none")
                .messages(UserMessage.from("none"))
                .build();
        try (OpenAiChat unused = nowhere()) {
            ObjectMappers.jsonMapper()
                    .writeValueAsString(unused.wire.streamed(request)._body());
            ObjectMappers.jsonMapper().readValue("{\"choices\":[]}", ChatCompletionChunk.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the client cannot read what it has to", e);
        }
    }

    @Override
    public void doChat(ChatRequest request, StreamingChatResponseHandler handler) {
        StreamedReply reply = new StreamedReply();
        ChatResponse complete;
        try (HttpResponseFor<StreamResponse<ChatCompletionChunk>> response =
                client.chat().completions().withRawResponse().createStreaming(wire.streamed(request), options())) {
            read(response, reply, handler);
            complete = finished(reply);
        } catch (RuntimeException e) {
            handler.onError(errors.of(e, reply.isBegun()));
            return;
        }
        handler.onCompleteResponse(complete);
    }

    private void read(
            HttpResponseFor<StreamResponse<ChatCompletionChunk>> response,
            StreamedReply reply,
            StreamingChatResponseHandler handler) {
        // Servers that cannot stream answer at once all the same.
        if (response.headers().values("content-type").stream().anyMatch(type -> type.startsWith("application/json"))) {
            reply.add(readWhole(response), handler);
            return;
        }
        refusePage(response);
        try (StreamResponse<ChatCompletionChunk> events = response.parse()) {
            events.stream().forEach(chunk -> reply.add(chunk, handler));
        }
    }

    private ChatCompletion readWhole(HttpResponse response) {
        refusePage(response);
        try (InputStream body = response.body()) {
            return ObjectMappers.jsonMapper().readValue(body, ChatCompletion.class);
        } catch (JsonProcessingException e) {
            throw new OpenAIInvalidDataException("the body is no JSON of a reply", e);
        } catch (IOException e) {
            throw new OpenAIIoException("the body ended early", e);
        }
    }

    private void refusePage(HttpResponse response) {
        if (CallErrors.isPage(response.headers())) {
            throw errors.page();
        }
    }

    private ChatResponse finished(StreamedReply reply) {
        if (!reply.isBegun()) {
            throw errors.empty();
        }
        if (!reply.isEnded()) {
            throw errors.dropped();
        }
        return reply.response();
    }

    private RequestOptions options() {
        Duration left = patience.left().get();
        Duration whole = left.compareTo(SHORTEST) < 0 ? SHORTEST : left;
        return RequestOptions.builder()
                .timeout(Timeout.builder()
                        .connect(patience.connect())
                        .read(patience.silence())
                        .write(patience.silence())
                        .request(whole)
                        .build())
                .build();
    }

    @Override
    public ChatRequestParameters defaultRequestParameters() {
        return ChatRequestParameters.builder().modelName(model).build();
    }

    @Override
    public List<ChatModelListener> listeners() {
        return List.of();
    }

    @Override
    public ModelProvider provider() {
        return ModelProvider.OPEN_AI;
    }

    @Override
    public Set<Capability> supportedCapabilities() {
        return Set.of();
    }

    /** The client's threads would keep the JVM alive for a minute. */
    @Override
    public void close() {
        client.close();
    }
}
