package dev.cofferdam.cli;

import dev.cofferdam.domain.Verdict;
import dev.cofferdam.llm.ModelWatcher;
import dev.cofferdam.loop.Charge;
import dev.cofferdam.loop.Entry;
import dev.cofferdam.loop.ToolCall;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Tells on stderr what a language model does: one line for each call of a tool, and what all of it cost. */
final class ModelProgress implements ModelWatcher {
    private static final int LONGEST = 110;

    private final Screen screen;
    private final Clock clock;
    private final String model;
    private final Instant began;
    private final Map<String, ToolCall> calls = new HashMap<>();
    private Instant since;
    private Duration thought = Duration.ZERO;
    private Charge spent = Charge.NOTHING;
    private int replies;

    ModelProgress(Screen screen, Clock clock, String model) {
        this.screen = screen;
        this.clock = clock;
        this.model = model;
        this.began = clock.instant();
        this.since = began;
    }

    /** Follows the planner's transcript. */
    void entry(Entry entry) {
        if (entry instanceof Entry.Request) {
            since = clock.instant();
        } else if (entry instanceof Entry.Charged charged) {
            spent = spent.plus(charged.charge());
        } else if (entry instanceof Entry.Assistant reply) {
            reply(reply);
        } else if (entry instanceof Entry.Called) {
            since = clock.instant();
        } else if (entry instanceof Entry.Answered answer) {
            answered(answer);
        } else if (entry instanceof Entry.Validation validation) {
            judged(validation);
        }
    }

    private void reply(Entry.Assistant reply) {
        replies++;
        thought = Duration.between(since, clock.instant());
        reply.calls().forEach(call -> calls.put(call.id(), call));
        if (!reply.text().isBlank()) {
            line("  · " + shortened(reply.text()));
        }
    }

    private void answered(Entry.Answered answer) {
        String took = "model " + seconds(thought) + ", tool " + seconds(Duration.between(since, clock.instant()));
        thought = Duration.ZERO;
        String call = answer.tool()
                + Optional.ofNullable(calls.get(answer.callId()))
                        .map(ModelProgress::arguments)
                        .orElse("");
        line(
                answer.isError()
                        ? "  ✗ " + shortened(call) + " (" + took + ")\n      " + shortened(answer.text())
                        : "  ✓ " + shortened(call) + " (" + took + ")");
    }

    private void judged(Entry.Validation validation) {
        boolean accepted = validation.verdict() == Verdict.Outcome.ACCEPTED
                || validation.verdict() == Verdict.Outcome.ACCEPTED_WITH_APPROVALS;
        int count = validation.findings().size();
        String first = validation.findings().stream()
                .findFirst()
                .map(finding -> (count == 1 ? " finding: " : " findings, first ") + finding.id())
                .orElse(" findings");
        line("      " + validation.verdict().name().toLowerCase(Locale.ROOT).replace('_', ' ')
                + (accepted ? "" : ", " + count + first));
    }

    /** What it was asked about: the short values among the arguments, in their order. */
    private static String arguments(ToolCall call) {
        List<String> words = new ArrayList<>();
        call.arguments().ifPresent(arguments -> arguments.properties().forEach(argument -> {
            if (argument.getValue().isValueNode() && !argument.getValue().isNull()) {
                words.add(argument.getValue().asText());
            } else if (argument.getValue().isArray()) {
                argument.getValue().forEach(edit -> words.add(edit.path("kind").asText()));
            }
        }));
        return words.isEmpty() ? "" : " " + String.join(" ", words);
    }

    @Override
    public void text(String piece) {
        // Shown as a line of its own when the reply is complete.
    }

    @Override
    public void note(String words) {
        line("  · " + oneLine(words));
    }

    /** The last line: who it was, and what that cost. */
    void total() {
        String cached = spent.cachedTokens() == 0
                ? ""
                : String.format(Locale.ROOT, " (%,d of them cached)", spent.cachedTokens());
        String cost = spent.microDollars() == 0
                ? ""
                : String.format(Locale.ROOT, ", $%.4f", spent.microDollars() / 1_000_000.0);
        line(String.format(
                Locale.ROOT,
                "  · %s: %d %s, %,d tokens%s%s, %s",
                model,
                replies,
                replies == 1 ? "reply" : "replies",
                spent.tokens(),
                cached,
                cost,
                seconds(Duration.between(began, clock.instant()))));
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
    }

    /** A model's words on one line of ours, without anything that a terminal would take for a command. */
    private static String shortened(String words) {
        String line = oneLine(words);
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
    }

    private static String oneLine(String words) {
        return words.replaceAll("[\\p{Cntrl}\\s\\u2028\\u2029]+", " ").strip();
    }

    private void line(String words) {
        screen.text().println(screen.dim(words));
    }
}
