package dev.cofferdam.llm;

import com.openai.core.JsonField;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionMessageFunctionToolCall;
import com.openai.models.completions.CompletionUsage;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialToolCall;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.output.FinishReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A reply as it comes in. Reads the raw fields only: the typed ones throw for what servers other than OpenAI's leave out, an id or an
 * index, and nothing here needs them.
 */
final class StreamedReply {
    private final StringBuilder text = new StringBuilder();
    private final List<Call> calls = new ArrayList<>();
    private Optional<String> finish = Optional.empty();
    private Optional<CompletionUsage> usage = Optional.empty();
    private Optional<String> model = Optional.empty();
    private boolean begun;

    /** Takes one event of the stream, and passes on what is new. */
    void add(ChatCompletionChunk chunk, StreamingChatResponseHandler handler) {
        chunk._usage().asKnown().ifPresent(count -> usage = Optional.of(count));
        chunk._model().asKnown().ifPresent(name -> model = Optional.of(name));
        chunk._choices().asKnown().orElse(List.of()).stream().findFirst().ifPresent(choice -> {
            begun = true;
            choice._finishReason()
                    .asKnown()
                    .map(reason -> reason.asString())
                    .ifPresent(reason -> finish = Optional.of(reason));
            choice._delta().asKnown().ifPresent(delta -> add(delta, handler));
        });
    }

    /** Takes a reply that came at once, from a server that does not stream or was not asked to. */
    void add(ChatCompletion whole, StreamingChatResponseHandler handler) {
        whole._usage().asKnown().ifPresent(count -> usage = Optional.of(count));
        whole._model().asKnown().ifPresent(name -> model = Optional.of(name));
        whole._choices().asKnown().orElse(List.of()).stream().findFirst().ifPresent(choice -> {
            begun = true;
            finish = Optional.of(choice._finishReason()
                    .asKnown()
                    .map(reason -> reason.asString())
                    .orElse("stop"));
            choice._message().asKnown().ifPresent(message -> {
                say(message._content(), handler);
                say(message._refusal(), handler);
                message._toolCalls().asKnown().orElse(List.of()).stream()
                        .flatMap(call -> call.function().stream())
                        .forEach(call -> calls.add(Call.of(call)));
            });
        });
    }

    private void add(ChatCompletionChunk.Choice.Delta delta, StreamingChatResponseHandler handler) {
        say(delta._content(), handler);
        // A refusal is what the model says, and ends the run with that as the reason.
        say(delta._refusal(), handler);
        delta._toolCalls().asKnown().orElse(List.of()).forEach(part -> add(part, handler));
    }

    private void say(JsonField<String> words, StreamingChatResponseHandler handler) {
        words.asKnown().filter(piece -> !piece.isEmpty()).ifPresent(piece -> {
            text.append(piece);
            handler.onPartialResponse(piece);
        });
    }

    private void add(ChatCompletionChunk.Choice.Delta.ToolCall part, StreamingChatResponseHandler handler) {
        Optional<String> id = part._id().asKnown().filter(text -> !text.isEmpty());
        Call call = callOf(part._index().asKnown(), id);
        id.ifPresent(text -> call.id = text);
        part._function().asKnown().ifPresent(function -> {
            function._name().asKnown().ifPresent(name -> call.name = call.name.isEmpty() ? name : call.name);
            function._arguments().asKnown().filter(piece -> !piece.isEmpty()).ifPresent(piece -> {
                call.arguments.append(piece);
                if (!call.name.isEmpty()) {
                    handler.onPartialToolCall(PartialToolCall.builder()
                            .index(calls.indexOf(call))
                            .id(call.id)
                            .name(call.name)
                            .partialArguments(piece)
                            .build());
                }
            });
        });
    }

    /** By index; but Ollama gives every call of a reply the index 0 and another id. */
    private Call callOf(Optional<Long> index, Optional<String> id) {
        long number = index.orElse(calls.isEmpty() || id.isPresent() ? calls.size() : calls.size() - 1L);
        for (int i = calls.size() - 1; i >= 0; i--) {
            Call call = calls.get(i);
            if (call.index == number) {
                boolean other = id.isPresent() && !call.id.isEmpty() && !call.id.equals(id.get());
                return other ? begin(number) : call;
            }
        }
        return begin(number);
    }

    private Call begin(long index) {
        Call call = new Call(index);
        calls.add(call);
        return call;
    }

    /** Whether a choice has come at all. */
    boolean isBegun() {
        return begun;
    }

    /** Whether the model said that it was done; a stream that ends without was cut somewhere. */
    boolean isEnded() {
        return finish.isPresent();
    }

    /** Characters that have come, for an estimate of what they cost. */
    int length() {
        return text.length()
                + calls.stream()
                        .mapToInt(call -> call.name.length() + call.arguments.length())
                        .sum();
    }

    ChatResponse response() {
        ChatResponse.Builder response = ChatResponse.builder()
                .aiMessage(AiMessage.builder()
                        .text(text.toString())
                        .toolExecutionRequests(calls.stream().map(Call::request).toList())
                        .build())
                .finishReason(reason(finish.orElse("")));
        model.ifPresent(response::modelName);
        usage.flatMap(StreamedReply::counted).ifPresent(response::tokenUsage);
        return response.build();
    }

    private static Optional<CountedTokens> counted(CompletionUsage usage) {
        Optional<Long> input = usage._promptTokens().asKnown();
        Optional<Long> output = usage._completionTokens().asKnown();
        if (input.isEmpty() || output.isEmpty()) {
            return Optional.empty();
        }
        long cached = usage._promptTokensDetails()
                .asKnown()
                .flatMap(details -> details._cachedTokens().asKnown())
                .orElse(0L);
        long reasoning = usage._completionTokensDetails()
                .asKnown()
                .flatMap(details -> details._reasoningTokens().asKnown())
                .orElse(0L);
        return Optional.of(new CountedTokens(
                Math.toIntExact(input.get()),
                Math.toIntExact(Math.min(cached, input.get())),
                Math.toIntExact(output.get()),
                Math.toIntExact(reasoning)));
    }

    private static FinishReason reason(String written) {
        return switch (written) {
            case "stop" -> FinishReason.STOP;
            case "length" -> FinishReason.LENGTH;
            case "tool_calls", "function_call" -> FinishReason.TOOL_EXECUTION;
            case "content_filter" -> FinishReason.CONTENT_FILTER;
            default -> FinishReason.OTHER;
        };
    }

    private static final class Call {
        private final long index;
        private final StringBuilder arguments = new StringBuilder();
        private String id = "";
        private String name = "";

        private Call(long index) {
            this.index = index;
        }

        private static Call of(ChatCompletionMessageFunctionToolCall whole) {
            Call call = new Call(0);
            call.id = whole._id().asKnown().orElse("");
            whole._function().asKnown().ifPresent(function -> {
                call.name = function._name().asKnown().orElse("");
                call.arguments.append(function._arguments().asKnown().orElse(""));
            });
            return call;
        }

        private ToolExecutionRequest request() {
            return ToolExecutionRequest.builder()
                    .id(id)
                    .name(name)
                    .arguments(arguments.toString())
                    .build();
        }
    }
}
