package dev.cofferdam.llm;

import dev.cofferdam.loop.Message;
import dev.cofferdam.loop.ToolCall;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;

/** The transcript's messages as LangChain4j's. */
final class ChatMessages implements Message.Visitor<ChatMessage> {
    static final ChatMessages INSTANCE = new ChatMessages();

    private ChatMessages() {}

    @Override
    public ChatMessage instructions(Message.Instructions message) {
        return SystemMessage.from(message.text());
    }

    @Override
    public ChatMessage user(Message.User message) {
        return UserMessage.from(message.text());
    }

    @Override
    public ChatMessage assistant(Message.Assistant message) {
        return AiMessage.builder()
                .text(message.text())
                .toolExecutionRequests(
                        message.calls().stream().map(ChatMessages::request).toList())
                .build();
    }

    @Override
    public ChatMessage result(Message.Result message) {
        return ToolExecutionResultMessage.from(message.callId(), message.tool(), message.text());
    }

    /** Malformed arguments become none: several servers parse them, and would refuse the conversation from then on. The result says what was wrong. */
    private static ToolExecutionRequest request(ToolCall call) {
        return ToolExecutionRequest.builder()
                .id(call.id())
                .name(call.tool())
                .arguments(
                        call.arguments().isPresent() && !call.argumentsText().isBlank() ? call.argumentsText() : "{}")
                .build();
    }
}
