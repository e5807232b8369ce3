package dev.cofferdam.cli.chat;

import dev.cofferdam.domain.Proof;
import dev.cofferdam.loop.Charge;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The line below a turn: who answered, what it cost, how long it took, and where the plan stands. */
final class StatusLine {
    private StatusLine() {}

    static String of(Talk talk, Charge turn, Duration took) {
        List<String> parts = new ArrayList<>();
        parts.add(talk.model().orElse("playbook, no language model"));
        if (turn.tokens() > 0) {
            parts.add(String.format(Locale.ROOT, "%,d tokens", turn.tokens())
                    + (turn.cachedTokens() > 0
                            ? String.format(Locale.ROOT, " (%,d cached)", turn.cachedTokens())
                            : ""));
        }
        if (turn.microDollars() > 0) {
            parts.add(String.format(
                    Locale.ROOT,
                    "$%.4f of $%.4f so far",
                    turn.microDollars() / 1e6,
                    talk.spent().microDollars() / 1e6));
        }
        parts.add(TurnView.seconds(took));
        parts.add(talk.current()
                .map(now -> TurnView.verdict(new Ink(false), now.verdict().outcome())
                        + (now.plan().proof() == Proof.REHEARSED ? ", rehearsed" : ", by rules"))
                .orElse("no plan yet"));
        return String.join(" · ", parts);
    }
}
