package dev.cofferdam.cli;

import dev.cofferdam.loop.Entry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;

/** Tells on stderr what is being done and how long it took, one line for each thing. */
final class Progress {
    private static final Map<String, String> WORDS = Map.of(
            "find_usages", "reading the code",
            "draft_phases", "drafting the phases",
            "check_plan", "checking the plan",
            "submit_plan", "submitting the plan");

    private final Screen screen;
    private final Clock clock;
    private String what = "";
    private Instant since;

    Progress(Screen screen, Clock clock) {
        this.screen = screen;
        this.clock = clock;
        this.since = clock.instant();
    }

    /** Ends what was being done and names the next thing. */
    void begin(String next) {
        if (next.equals(what)) {
            return;
        }
        end();
        what = next;
        since = clock.instant();
    }

    /** A word about what is being done. */
    void detail(String words) {
        screen.text().println(screen.dim("  · " + words));
    }

    /** What is being played at the moment: on a terminal one line that is written anew, elsewhere nothing but the whole. */
    void play(String words) {
        begin("playing the plan");
        if (screen.terminal()) {
            screen.text().print("\r\u001b[K" + screen.dim("  … " + words));
            screen.text().flush();
        }
    }

    void end() {
        if (!what.isEmpty()) {
            if (screen.terminal()) {
                screen.text().print("\r\u001b[K");
            }
            Duration took = Duration.between(since, clock.instant());
            screen.text()
                    .println(screen.dim(String.format(Locale.ROOT, "  ✓ %s (%.1f s)", what, took.toMillis() / 1000.0)));
        }
        what = "";
    }

    /** Follows the planner's transcript. */
    void entry(Entry entry) {
        if (entry instanceof Entry.Assistant reply) {
            reply.calls().stream()
                    .map(call -> WORDS.getOrDefault(call.tool(), ""))
                    .filter(words -> !words.isEmpty())
                    .forEach(this::begin);
        }
    }
}
