package dev.cofferdam.llm;

import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialToolCall;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What has come of one try. */
final class PartialReply implements StreamingChatResponseHandler {
    private final ModelWatcher watcher;
    private int received;
    private Optional<ChatResponse> complete = Optional.empty();
    private @Nullable Throwable failure;

    PartialReply(ModelWatcher watcher) {
        this.watcher = watcher;
    }

    @Override
    public void onPartialResponse(String piece) {
        received += piece.length();
        watcher.text(piece);
    }

    @Override
    public void onPartialToolCall(PartialToolCall call) {
        received += call.partialArguments().length();
    }

    @Override
    public void onCompleteResponse(ChatResponse response) {
        complete = Optional.of(response);
    }

    @Override
    public void onError(Throwable error) {
        failure = error;
    }

    /** Characters that came, whether or not the reply was ever finished. */
    int received() {
        return received;
    }

    Optional<ChatResponse> complete() {
        return complete;
    }

    /** Why it is not complete. The adapter names every failure of a call; anything else is a mistake of ours. */
    CallFailed failure() {
        if (failure instanceof CallFailed named) {
            return named;
        }
        throw new IllegalStateException("a call ended with neither a reply nor a failure", failure);
    }
}
