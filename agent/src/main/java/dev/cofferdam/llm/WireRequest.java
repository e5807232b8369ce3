package dev.cofferdam.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.openai.core.JsonValue;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.chat.completions.ChatCompletionAssistantMessageParam;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionFunctionTool;
import com.openai.models.chat.completions.ChatCompletionMessageFunctionToolCall;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.chat.completions.ChatCompletionToolChoiceOption;
import com.openai.models.chat.completions.ChatCompletionToolMessageParam;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ToolChoice;

/** A request of LangChain4j's core as the OpenAI client sends it. */
final class WireRequest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Capabilities capabilities;

    WireRequest(Capabilities capabilities) {
        this.capabilities = capabilities;
    }

    /** For an answer that comes in pieces. */
    ChatCompletionCreateParams streamed(ChatRequest request) {
        ChatCompletionCreateParams.Builder params = params(request);
        if (capabilities.usageInStream()) {
            params.streamOptions(
                    ChatCompletionStreamOptions.builder().includeUsage(true).build());
        }
        return params.build();
    }

    private ChatCompletionCreateParams.Builder params(ChatRequest request) {
        ChatCompletionCreateParams.Builder params =
                ChatCompletionCreateParams.builder().model(request.modelName());
        request.messages().forEach(message -> add(params, message));
        if (!request.toolSpecifications().isEmpty()) {
            request.toolSpecifications().forEach(tool -> params.addTool(tool(tool)));
            if (request.toolChoice() == ToolChoice.REQUIRED) {
                params.toolChoice(ChatCompletionToolChoiceOption.Auto.REQUIRED);
            }
            if (capabilities.parallelTools()) {
                params.parallelToolCalls(true);
            }
        }
        return params;
    }

    private static void add(ChatCompletionCreateParams.Builder params, ChatMessage message) {
        if (message instanceof SystemMessage instructions) {
            params.addSystemMessage(instructions.text());
        } else if (message instanceof UserMessage user) {
            params.addUserMessage(user.singleText());
        } else if (message instanceof AiMessage reply) {
            params.addMessage(assistant(reply));
        } else if (message instanceof ToolExecutionResultMessage result) {
            params.addMessage(ChatCompletionToolMessageParam.builder()
                    .toolCallId(result.id())
                    .content(result.text())
                    .build());
        } else {
            throw new IllegalArgumentException("no message of type " + message.type() + " is ever sent");
        }
    }

    private static ChatCompletionAssistantMessageParam assistant(AiMessage reply) {
        ChatCompletionAssistantMessageParam.Builder message = ChatCompletionAssistantMessageParam.builder();
        // Beside calls, some servers take no empty content and some no null; leaving it out suits all.
        if (!reply.hasToolExecutionRequests()
                || (reply.text() != null && !reply.text().isEmpty())) {
            message.content(reply.text() == null ? "" : reply.text());
        }
        for (ToolExecutionRequest call : reply.toolExecutionRequests()) {
            message.addToolCall(ChatCompletionMessageFunctionToolCall.builder()
                    .id(call.id())
                    .function(ChatCompletionMessageFunctionToolCall.Function.builder()
                            .name(call.name())
                            .arguments(call.arguments())
                            .build())
                    .build());
        }
        return message.build();
    }

    private static ChatCompletionFunctionTool tool(ToolSpecification tool) {
        FunctionDefinition.Builder function =
                FunctionDefinition.builder().name(tool.name()).description(tool.description());
        FunctionParameters.Builder parameters = FunctionParameters.builder();
        parametersOf(tool)
                .properties()
                .forEach(field ->
                        parameters.putAdditionalProperty(field.getKey(), JsonValue.fromJsonNode(field.getValue())));
        if (Boolean.TRUE.equals(tool.strict())) {
            function.strict(true);
        }
        return ChatCompletionFunctionTool.builder()
                .function(function.parameters(parameters.build()).build())
                .build();
    }

    private static JsonNode parametersOf(ToolSpecification tool) {
        try {
            return JSON.readTree(tool.toJson()).path("parameters");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the library wrote a tool that cannot be read: " + tool.name(), e);
        }
    }
}
