package dev.cofferdam.cli.chat;

import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.Severity;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What is seen of a turn: the model's words as they come, each call of a tool on one line with its time, findings as they come and go. */
final class TurnView implements ModelWatcher {
    private static final int LONGEST = 100;
    private static final int SHOWN_FINDINGS = 6;

    private final Paper paper;
    private final Clock clock;
    private final Map<String, ToolCall> calls = new HashMap<>();
    private final StringBuilder streamed = new StringBuilder();
    private MarkdownWriter writer;
    private Map<String, Finding> open = new LinkedHashMap<>();
    private boolean judged;
    private Instant since;
    private Charge spent = Charge.NOTHING;

    TurnView(Paper paper, Clock clock) {
        this.paper = paper;
        this.clock = clock;
        this.writer = new MarkdownWriter(paper);
        this.since = clock.instant();
    }

    /** A new turn: nothing was said in it yet. */
    void begin() {
        streamed.setLength(0);
        writer = new MarkdownWriter(paper);
        spent = Charge.NOTHING;
        since = clock.instant();
    }

    /** What came of a reply that was not finished. */
    String unfinished() {
        return streamed.toString();
    }

    /** What the turn cost so far. */
    Charge spent() {
        return spent;
    }

    @Override
    public void text(String piece) {
        if (streamed.isEmpty()) {
            paper.settle();
        }
        streamed.append(piece);
        writer.accept(piece);
    }

    @Override
    public void note(String words) {
        endText();
        paper.aside(paper.asideInk().dim("  · " + TerminalSafe.oneLine(words, 400)));
    }

    /** A thing that takes time. */
    void progress(String words) {
        paper.live("  … " + TerminalSafe.oneLine(words, LONGEST));
    }

    /** Follows the transcript. */
    void entry(Entry entry) {
        if (entry instanceof Entry.Request) {
            since = clock.instant();
            paper.live("  … thinking");
        } else if (entry instanceof Entry.Charged charged) {
            spent = spent.plus(charged.charge());
        } else if (entry instanceof Entry.Assistant reply) {
            reply(reply);
        } else if (entry instanceof Entry.Called called) {
            since = clock.instant();
            Optional.ofNullable(calls.get(called.callId())).ifPresent(call -> paper.live("  … " + words(call)));
        } else if (entry instanceof Entry.Answered answer) {
            answered(answer);
        } else if (entry instanceof Entry.Validation validation) {
            judged(validation.verdict(), validation.findings());
        }
    }

    private void reply(Entry.Assistant reply) {
        reply.calls().forEach(call -> calls.put(call.id(), call));
        // A model that does not stream says all at once; one that does has been heard already.
        if (streamed.isEmpty() && !reply.text().isBlank()) {
            text(reply.text());
        }
        endText();
    }

    private void endText() {
        if (!streamed.isEmpty()) {
            writer.end();
            writer = new MarkdownWriter(paper);
            streamed.setLength(0);
        }
    }

    /** Ends the line of a reply that was broken off. */
    void breakOff() {
        endText();
        paper.settle();
    }

    private void answered(Entry.Answered answer) {
        String call = Optional.ofNullable(calls.get(answer.callId()))
                .map(TurnView::words)
                .orElse(answer.tool());
        Ink ink = paper.asideInk();
        String took = ink.dim("  " + seconds(Duration.between(since, clock.instant())));
        paper.aside(
                answer.isError()
                        ? "  " + ink.red("✗") + " " + call + took + "\n      "
                                + ink.dim(TerminalSafe.oneLine(answer.text(), LONGEST))
                        : "  " + ink.green("✓") + " " + call + took);
    }

    private static String words(ToolCall call) {
        List<String> words = new ArrayList<>();
        call.arguments().ifPresent(arguments -> arguments.properties().forEach(argument -> {
            if (argument.getValue().isValueNode() && !argument.getValue().isNull()) {
                words.add(argument.getValue().asText());
            } else if (argument.getValue().isArray()) {
                argument.getValue().forEach(edit -> words.add(edit.path("kind").asText()));
            }
        }));
        return TerminalSafe.oneLine(call.tool() + " " + String.join(" ", words), LONGEST - 20);
    }

    /** Tells which findings are new and which are gone since the plan was last judged. */
    void judged(Verdict.Outcome outcome, List<Finding> findings) {
        Map<String, Finding> now = new LinkedHashMap<>();
        findings.stream()
                .filter(finding -> finding.severity() != Severity.INFO)
                .forEach(finding -> now.put(finding.id(), finding));
        Ink ink = paper.asideInk();
        if (judged) {
            open.keySet().stream()
                    .filter(id -> !now.containsKey(id))
                    .limit(SHOWN_FINDINGS)
                    .forEach(id -> paper.aside("    " + ink.green("fixed ") + id));
        }
        now.values().stream()
                .filter(finding -> !open.containsKey(finding.id()))
                .limit(SHOWN_FINDINGS)
                .forEach(finding -> paper.aside("    "
                        + (finding.severity() == Severity.ERROR ? ink.red("error ") : ink.yellow("warning "))
                        + finding.id() + ink.dim(": " + TerminalSafe.oneLine(finding.what(), LONGEST))));
        if (now.size() > SHOWN_FINDINGS) {
            paper.aside(ink.dim("    " + now.size() + " findings in all: /findings"));
        }
        paper.aside("    " + verdict(ink, outcome));
        open = now;
        judged = true;
    }

    /** These findings are known already. */
    void remember(List<Finding> findings) {
        open = new LinkedHashMap<>();
        findings.stream()
                .filter(finding -> finding.severity() != Severity.INFO)
                .forEach(finding -> open.put(finding.id(), finding));
        judged = true;
    }

    /** {@code accepted}, {@code rejected}, in its colour. */
    static String verdict(Ink ink, Verdict.Outcome outcome) {
        return switch (outcome) {
            case ACCEPTED -> ink.green("accepted");
            case ACCEPTED_WITH_APPROVALS -> ink.green("accepted with approvals");
            case REJECTED -> ink.red("NOT ACCEPTED");
            case COULD_NOT_DECIDE -> ink.yellow("could not decide");
        };
    }

    static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
    }
}
