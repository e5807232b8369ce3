package dev.cofferdam.loop;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A model for tests whose reply follows from the messages alone: drafts, submits, repairs the first finding, submits. */
final class ReactiveModel implements Model {
    private static final Pattern FINDING = Pattern.compile("(?m)^- (\\S+) \\[");

    @Override
    public String name() {
        return "reactive";
    }

    @Override
    public Reply reply(Transcript transcript, List<ToolSpec> tools) {
        Optional<Message.Result> last = transcript.messages().stream()
                .filter(Message.Result.class::isInstance)
                .map(Message.Result.class::cast)
                .filter(result -> !result.isError())
                .reduce((earlier, later) -> later);
        if (last.isEmpty()) {
            return Story.priced(
                    Story.calls(Story.call("count_rows", "table", "owners"), Story.call("draft_phases")), 10, 1);
        }
        Matcher finding = FINDING.matcher(last.get().text());
        return Story.priced(
                switch (last.get().tool()) {
                    case "count_rows" -> Story.draft();
                    case "submit_plan" -> finding.find() ? Story.repair(finding.group(1)) : Story.submit();
                    default -> Story.submit();
                },
                7,
                2);
    }
}
