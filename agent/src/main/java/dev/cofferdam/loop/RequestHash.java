package dev.cofferdam.loop;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cofferdam.domain.Digest;
import java.util.List;
import java.util.TreeMap;

/** What makes two requests the same: their messages and the specifications of the tools, in order. */
final class RequestHash {
    private RequestHash() {}

    static Entry.Request of(List<Message> messages, List<ToolSpec> tools) {
        StringBuilder content = new StringBuilder();
        messages.forEach(message -> content.append(spelled(message)).append('\n'));
        TreeMap<String, String> hashes = new TreeMap<>();
        for (ToolSpec tool : tools) {
            String hash = Digest.whole(Canonical.text(EntryJson.tree(tool))).substring(0, 12);
            hashes.put(tool.name(), hash);
            content.append(tool.name()).append(' ').append(hash).append('\n');
        }
        return new Entry.Request(Digest.whole(content.toString()), hashes);
    }

    /** The message as one line of JSON that begins with its role. */
    static String spelled(Message message) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("role", message.getClass().getSimpleName());
        node.set("message", EntryJson.tree(message));
        return Canonical.text(node);
    }
}
