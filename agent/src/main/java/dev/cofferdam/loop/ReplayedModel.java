package dev.cofferdam.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Gives the replies of a recorded session again, and only to the requests that they answered: a changed prompt, tool or
 * result throws {@link ReplayMismatch} instead of replaying what no longer fits.
 */
public final class ReplayedModel implements Model {
    private static final int SHOWN = 160;

    private final String name;
    private final List<Exchange> exchanges;
    private int next;

    /** @param recorded stays as it is; requests that were never answered are left out */
    public ReplayedModel(Transcript recorded) {
        this.name = recorded.session().planner();
        this.exchanges = exchangesOf(recorded);
    }

    /** The recorded planner's name: a replayed run is the same run. */
    @Override
    public String name() {
        return name;
    }

    @Override
    public Reply reply(Transcript transcript, List<ToolSpec> tools) {
        if (next == exchanges.size()) {
            throw new ReplayMismatch(
                    "the recording ends after " + exchanges.size() + " replies, but one more is asked for");
        }
        Exchange exchange = exchanges.get(next);
        List<Message> messages = transcript.messages();
        Entry.Request request = RequestHash.of(messages, tools);
        if (!request.hash().equals(exchange.request().hash())) {
            throw new ReplayMismatch("request " + (next + 1) + " differs from the recorded one\n"
                    + difference(exchange, messages, request));
        }
        next++;
        return exchange.reply();
    }

    private static String difference(Exchange exchange, List<Message> messages, Entry.Request request) {
        List<Message> recorded = exchange.messages();
        for (int i = 0; i < Math.max(recorded.size(), messages.size()); i++) {
            String then = i < recorded.size() ? RequestHash.spelled(recorded.get(i)) : "(no such message)";
            String now = i < messages.size() ? RequestHash.spelled(messages.get(i)) : "(no such message)";
            if (!then.equals(now)) {
                return "first difference in message " + (i + 1) + " of " + messages.size() + "\n"
                        + sideBySide(then, now);
            }
        }
        TreeSet<String> tools = new TreeSet<>(exchange.request().tools().keySet());
        tools.addAll(request.tools().keySet());
        tools.removeIf(tool -> String.valueOf(exchange.request().tools().get(tool))
                .equals(String.valueOf(request.tools().get(tool))));
        return tools.isEmpty()
                ? "messages and tools are the same, but the tools are offered in another order"
                : "the messages are the same, but these tools are specified differently: " + tools;
    }

    private static String sideBySide(String then, String now) {
        int start = 0;
        while (start < Math.min(then.length(), now.length()) && then.charAt(start) == now.charAt(start)) {
            start++;
        }
        int from = Math.max(0, start - SHOWN / 4);
        return "  at character " + (start + 1) + "\n  recorded: " + excerpt(then, from) + "\n  now:      "
                + excerpt(now, from);
    }

    private static String excerpt(String text, int from) {
        int end = Math.min(text.length(), from + SHOWN);
        return (from > 0 ? "..." : "") + text.substring(Math.min(from, end), end) + (end < text.length() ? "..." : "");
    }

    private static List<Exchange> exchangesOf(Transcript recorded) {
        List<Exchange> exchanges = new ArrayList<>();
        List<Entry> entries = recorded.entries();
        Entry.Request request = null;
        List<Message> messages = List.of();
        Charge charge = Charge.NOTHING;
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            if (entry instanceof Entry.Request asked) {
                request = asked;
                messages = Transcript.messagesOf(entries.subList(0, i));
            } else if (entry instanceof Entry.Charged charged) {
                charge = charged.charge();
            } else if (entry instanceof Entry.Assistant reply && request != null) {
                exchanges.add(new Exchange(request, messages, new Reply(reply.text(), reply.calls(), charge)));
                request = null;
            }
        }
        return exchanges;
    }

    private record Exchange(Entry.Request request, List<Message> messages, Reply reply) {}
}
