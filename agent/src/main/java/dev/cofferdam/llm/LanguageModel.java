package dev.cofferdam.llm;

import dev.cofferdam.loop.Charge;
import dev.cofferdam.loop.Model;
import dev.cofferdam.loop.ModelFault;
import dev.cofferdam.loop.ModelUnavailable;
import dev.cofferdam.loop.Redaction;
import dev.cofferdam.loop.Reply;
import dev.cofferdam.loop.ToolCall;
import dev.cofferdam.loop.ToolSpec;
import dev.cofferdam.loop.Transcript;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/** A language model as planner: streams its replies, tries again what may pass, and counts every try. */
public final class LanguageModel implements Model, AutoCloseable {
    private final String name;
    private final OpenAiChat chat;
    private final CallErrors errors;
    private final boolean strict;
    private final Meter meter;
    private final RetryPolicy retries;
    private final Surroundings surroundings;
    private boolean saidEstimated;

    /**
     * What a model depends on besides its endpoint.
     *
     * @param clock for dates in answers
     * @param pause waits between tries
     * @param jitter spreads them, between 0 and 1
     * @param redaction for what an endpoint says, which may repeat the key
     */
    public record Surroundings(
            Clock clock,
            Pause pause,
            DoubleSupplier jitter,
            Redaction redaction,
            Patience patience,
            ModelWatcher watcher) {}

    private LanguageModel(
            String name,
            Endpoint endpoint,
            OpenAiChat chat,
            CallErrors errors,
            Price price,
            Surroundings surroundings) {
        this.name = name;
        this.chat = chat;
        this.errors = errors;
        this.strict = endpoint.capabilities().strictTools();
        this.meter = new Meter(price);
        this.retries = RetryPolicy.with(surroundings.jitter());
        this.surroundings = surroundings;
    }

    /** The model of this name; nothing is sent yet. */
    public static LanguageModel open(String name, Endpoint endpoint, Price price, Surroundings surroundings) {
        CallErrors errors = new CallErrors(name, endpoint, surroundings.redaction(), surroundings.clock());
        OpenAiChat chat = new OpenAiChat(name, endpoint, errors, surroundings.patience());
        return new LanguageModel(name, endpoint, chat, errors, price, surroundings);
    }

    /** Loads what the first call would wait for, which takes seconds; for a thread of its own while something else is done. */
    public static void warmUp() {
        OpenAiChat.warmUp();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Reply reply(Transcript transcript, List<ToolSpec> tools) {
        ChatRequest request = ChatRequest.builder()
                .modelName(name)
                .messages(transcript.messages().stream()
                        .map(message -> message.accept(ChatMessages.INSTANCE))
                        .toList())
                .toolSpecifications(
                        tools.stream().map(tool -> ChatTools.of(tool, strict)).toList())
                .build();
        Charge wasted = Charge.NOTHING;
        Map<ModelFault, Integer> failed = new EnumMap<>(ModelFault.class);
        for (int failures = 1; ; failures++) {
            PartialReply partial = new PartialReply(surroundings.watcher());
            chat.chat(request, partial);
            if (partial.complete().isPresent()) {
                ChatResponse response = partial.complete().get();
                Charge charge = wasted.plus(chargeOf(request, response));
                Optional<CallFailed> unfinished = unfinished(response);
                if (unfinished.isPresent()) {
                    throw unavailable(unfinished.get(), failures, charge);
                }
                return reply(response, charge);
            }
            CallFailed failure = partial.failure();
            if (partial.received() > 0) {
                wasted = wasted.plus(meter.estimated(request, partial.received()));
            }
            // A server that was busy may still break off once, so each fault is counted for itself.
            int alike = failed.merge(failure.fault(), 1, Integer::sum);
            Optional<Duration> pause = retries.pause(failure, alike, failures);
            if (pause.isEmpty()) {
                throw unavailable(failure, failures, wasted);
            }
            waitFor(pause.get(), failure, failures, wasted);
        }
    }

    /** A reply that somebody cut short is none: half a call is no call. */
    private Optional<CallFailed> unfinished(ChatResponse response) {
        if (response.finishReason() == FinishReason.LENGTH) {
            return Optional.of(errors.cutOff());
        }
        return response.finishReason() == FinishReason.CONTENT_FILTER
                ? Optional.of(errors.filtered())
                : Optional.empty();
    }

    private static Reply reply(ChatResponse response, Charge charge) {
        AiMessage message = response.aiMessage();
        return new Reply(
                message.text(),
                message.toolExecutionRequests().stream()
                        .map(call -> new ToolCall(call.id(), call.name(), call.arguments()))
                        .toList(),
                charge);
    }

    private Charge chargeOf(ChatRequest request, ChatResponse response) {
        if (!Meter.isCounted(response) && !saidEstimated) {
            saidEstimated = true;
            surroundings
                    .watcher()
                    .note("the endpoint does not say how many tokens it used: one is counted for every "
                            + Meter.CHARACTERS_PER_TOKEN + " characters");
        }
        return meter.of(request, response);
    }

    private void waitFor(Duration pause, CallFailed failure, int failures, Charge wasted) {
        if (pause.compareTo(surroundings.patience().left().get()) >= 0) {
            throw unavailable(failure, failures, wasted);
        }
        surroundings
                .watcher()
                .note(failure.problem() + "; trying again in "
                        + String.format(Locale.ROOT, "%.1f s", pause.toMillis() / 1000.0));
        try {
            surroundings.pause().of(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ModelUnavailable(
                    ModelFault.INTERRUPTED, failure.problem(), failure.remedy(), wasted, Optional.of(e));
        }
    }

    private static ModelUnavailable unavailable(CallFailed failure, int failures, Charge wasted) {
        String tries = failures > 1 ? " (" + failures + " tries)" : "";
        String asked = failure.asked()
                .map(wait -> "; it asks to wait " + wait.toSeconds() + " s")
                .orElse("");
        return new ModelUnavailable(
                failure.fault(), failure.problem() + asked + tries, failure.remedy(), wasted, Optional.of(failure));
    }

    /** Ends the client's threads; without it the JVM would stay for a minute. */
    @Override
    public void close() {
        chat.close();
    }
}
