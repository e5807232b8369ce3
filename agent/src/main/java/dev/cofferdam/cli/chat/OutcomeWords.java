package dev.cofferdam.cli.chat;

import dev.cofferdam.loop.Outcome;
import java.util.List;

/** What a person is told of how a turn ended. Nothing where the turn said it itself. */
final class OutcomeWords implements Outcome.Visitor<List<String>> {
    static List<String> of(Outcome outcome) {
        return outcome.accept(new OutcomeWords());
    }

    @Override
    public List<String> accepted(Outcome.Accepted outcome) {
        return List.of();
    }

    @Override
    public List<String> needsHuman(Outcome.NeedsHuman outcome) {
        return List.of("? " + outcome.question());
    }

    @Override
    public List<String> outOfBudget(Outcome.OutOfBudget outcome) {
        return List.of(
                "The budget of " + outcome.limit() + " is spent, so the turn ends here. /budget shows and raises it.");
    }

    @Override
    public List<String> goingInCircles(Outcome.GoingInCircles outcome) {
        return List.of("Stopped, because it went in circles: " + outcome.what() + ".");
    }

    @Override
    public List<String> noPlan(Outcome.NoPlan outcome) {
        return List.of("No answer: " + outcome.reason());
    }

    @Override
    public List<String> said(Outcome.Said outcome) {
        return List.of();
    }

    @Override
    public List<String> modelFailed(Outcome.ModelFailed outcome) {
        return List.of("✗ " + outcome.why(), "→ " + outcome.cause().remedy());
    }

    @Override
    public List<String> interrupted(Outcome.Interrupted outcome) {
        return List.of("stopped; what came is kept");
    }
}
