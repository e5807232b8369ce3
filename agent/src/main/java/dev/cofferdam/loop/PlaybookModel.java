package dev.cofferdam.loop;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cofferdam.domain.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The planner without a language model: looks at schema, usages and rows, has the playbook draft the phases, and submits. It
 * has one idea only, so a tool's error or a rejected draft makes it give up with that as the reason.
 */
public final class PlaybookModel implements Model {
    /** The name that plans and transcripts give. */
    public static final String NAME = "playbook";

    /** The first line of a result names its fact and the values that came with it. */
    private static final Pattern PAGES = Pattern.compile("\\A[^\\n]*\\bpages=(\\d{1,6})\\b");

    private final Change change;
    private final Optional<String> words;

    /** Plans the one change of its session. */
    public PlaybookModel(Change change) {
        this(change, Optional.empty());
    }

    /**
     * Plans a change in a session that may have had others.
     *
     * @param words in which the change was asked for, so that the call says what was drafted
     */
    public PlaybookModel(Change change, Optional<String> words) {
        this.change = change;
        this.words = words;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Reply reply(Transcript transcript, List<ToolSpec> tools) {
        Past past = Past.of(transcript.entries());
        if (past.failure().isPresent()) {
            return new Reply(past.failure().get(), List.of(), Charge.NOTHING);
        }
        return moves(past.pages()).stream()
                .filter(move -> tools.stream().anyMatch(tool -> tool.name().equals(move.tool())))
                .skip(past.calls())
                .findFirst()
                .map(move -> new Reply("", List.of(move), Charge.NOTHING))
                .orElseGet(() -> new Reply(
                        "The playbook's draft was not accepted, and the playbook has no other.\n" + past.lastText(),
                        List.of(),
                        Charge.NOTHING));
    }

    /** Every page of every column, as far as the first pages have said how many there are. */
    private List<ToolCall> moves(List<Integer> pages) {
        List<ToolCall> moves = new ArrayList<>();
        ObjectNode table = arguments().put("table", change.table().toString());
        moves.add(ToolCall.of("", "describe_schema", table));
        List<Integer> unasked = new ArrayList<>(pages);
        for (ObjectNode about : aboutUsages()) {
            int last = unasked.isEmpty() ? 1 : unasked.remove(0);
            for (int page = 1; page <= last; page++) {
                moves.add(ToolCall.of("", "find_usages", about.deepCopy().put("page", page)));
            }
        }
        moves.add(ToolCall.of("", "count_rows", table));
        moves.add(ToolCall.of("", "estimate_backfill", table));
        moves.add(ToolCall.of(
                "",
                "draft_phases",
                words.map(text -> arguments().put("change", text)).orElseGet(PlaybookModel::arguments)));
        moves.add(ToolCall.of("", "check_plan", arguments()));
        moves.add(ToolCall.of("", "submit_plan", arguments()));
        return moves;
    }

    /** Each column whose code paths the change concerns; a change of none concerns those of whole rows. */
    private List<ObjectNode> aboutUsages() {
        if (change.columns().isEmpty()) {
            return List.of(arguments().put("table", change.table().toString()));
        }
        return change.columns().stream()
                .map(column ->
                        arguments().put("table", column.table().toString()).put("column", column.column()))
                .toList();
    }

    private static ObjectNode arguments() {
        return JsonNodeFactory.instance.objectNode();
    }

    /**
     * What it did since the person last spoke; everything it knows is in the transcript.
     *
     * @param pages for each column asked so far, how many pages of usages there are
     * @param unread pages of the last one that were not asked yet
     */
    private record Past(int calls, List<Integer> pages, int unread, Optional<String> failure, String lastText) {
        static final Past NOTHING = new Past(0, List.of(), 0, Optional.empty(), "");

        static Past of(List<Entry> entries) {
            Past past = NOTHING;
            for (Entry entry : entries) {
                if (entry instanceof Entry.User user && user.origin() == Entry.Origin.PERSON) {
                    past = NOTHING;
                } else if (entry instanceof Entry.Answered answer && !OpenCalls.isNotRun(answer)) {
                    past = past.after(answer);
                }
            }
            return past;
        }

        private Past after(Entry.Answered answer) {
            Optional<String> failed = answer.isError() ? Optional.of(failed(answer)) : failure;
            if (!answer.tool().equals("find_usages")) {
                return new Past(calls + 1, pages, unread, failed, answer.text());
            }
            if (unread > 0) {
                return new Past(calls + 1, pages, unread - 1, failed, answer.text());
            }
            int found = pagesIn(answer.text());
            List<Integer> known =
                    Stream.concat(pages.stream(), Stream.of(found)).toList();
            return new Past(calls + 1, known, found - 1, failed, answer.text());
        }

        private static int pagesIn(String text) {
            Matcher pages = PAGES.matcher(text);
            return pages.find() ? Integer.parseInt(pages.group(1)) : 1;
        }

        private static String failed(Entry.Answered answer) {
            return "The playbook cannot go on, because `" + answer.tool() + "` failed: " + answer.text();
        }
    }
}
