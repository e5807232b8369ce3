package dev.cofferdam.loop;

import dev.cofferdam.domain.Digest;
import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.Verdict;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What happened since a person last spoke, and whether that settles the run. Fed with the same entries it comes to the same
 * end, so a resumed session ends as the undisturbed one.
 */
final class Round {
    /** As other agents have it: three equal calls with equal results are no longer work. */
    private static final int REPEATS = 3;

    private static final int SUBMISSIONS_WITHOUT_PROGRESS = 3;

    private final Map<String, Integer> answered = new HashMap<>();
    private final Set<String> rejected = new HashSet<>();
    private Optional<Candidate> best = Optional.empty();
    private Optional<Candidate> last = Optional.empty();
    private Optional<String> question = Optional.empty();
    private Optional<String> circle = Optional.empty();
    private Optional<String> talk = Optional.empty();
    private final Guidance guidance;
    private int withoutProgress;
    private boolean nudged;
    private boolean warned;

    Round(Guidance guidance) {
        this.guidance = guidance;
    }

    /** The candidate to give back when the run ends without an accepted plan. */
    Optional<Candidate> best() {
        return best;
    }

    /** Whether the last reply called no tool and the model was not told yet that it has to. */
    boolean needsNudge() {
        return talk.isPresent() && !nudged;
    }

    boolean isWarned() {
        return warned;
    }

    void noteUser(Entry.Origin origin) {
        nudged |= origin == Entry.Origin.NUDGE;
        warned |= origin == Entry.Origin.WRAP_UP;
        if (origin == Entry.Origin.NUDGE) {
            talk = Optional.empty();
        }
    }

    void noteReply(String text, boolean callsTools) {
        talk = callsTools ? Optional.empty() : Optional.of(text);
    }

    void noteAnswer(ToolCall call, ToolResult result) {
        question = result.question().or(() -> question);
        result.candidate().ifPresent(this::noteCandidate);
        String key = call.tool() + "\n" + call.canonicalArguments() + "\n" + Digest.whole(result.text());
        if (answered.merge(key, 1, Integer::sum) == REPEATS) {
            circle = Optional.of("`" + call.tool() + "` was called " + REPEATS
                    + " times with the same arguments and gave the same result each time");
        }
    }

    /** The outcome when nothing is left to ask the model. The order matters: an accepted plan outweighs everything. */
    Optional<Outcome> settled() {
        if (last.isPresent() && last.get().verdict().isAccepted()) {
            return Optional.of(
                    new Outcome.Accepted(last.get().plan(), last.get().verdict()));
        }
        // A model can never lower a finding, so asking it again about what could not be decided would be a waste.
        if (last.isPresent() && last.get().verdict().outcome() == Verdict.Outcome.COULD_NOT_DECIDE) {
            return Optional.of(new Outcome.NeedsHuman(undecided(last.get().verdict()), best));
        }
        if (question.isPresent()) {
            return Optional.of(new Outcome.NeedsHuman(question.get(), best));
        }
        if (circle.isPresent()) {
            return Optional.of(new Outcome.GoingInCircles(circle.get(), best));
        }
        if (talk.isPresent() && guidance.nudge().isEmpty() && !talk.get().isBlank()) {
            return Optional.of(new Outcome.Said(talk.get(), best));
        }
        if (talk.isPresent() && (nudged || guidance.nudge().isEmpty())) {
            String reason = talk.get().isBlank() ? "the model answered with neither text nor a tool call" : talk.get();
            return Optional.of(new Outcome.NoPlan(reason, best));
        }
        return Optional.empty();
    }

    private void noteCandidate(Candidate candidate) {
        last = Optional.of(candidate);
        if (best.isEmpty() || candidate.isBetterThan(best.get())) {
            best = last;
            withoutProgress = 0;
        } else {
            withoutProgress++;
        }
        if (!rejected.add(candidate.fingerprint())) {
            circle = Optional.of("a plan that was rejected before was submitted again unchanged");
        } else if (withoutProgress == SUBMISSIONS_WITHOUT_PROGRESS) {
            circle = Optional.of(SUBMISSIONS_WITHOUT_PROGRESS
                    + " submissions in a row had no fewer findings than the best one before them");
        }
    }

    private static String undecided(Verdict verdict) {
        return verdict.findings().stream()
                .filter(finding -> finding.hazard() == Hazard.UNDECIDED)
                .map(Round::asked)
                .collect(Collectors.joining("\n", "Could not decide; a person has to look at this:\n", ""));
    }

    private static String asked(Finding finding) {
        return "- " + finding.id() + " at " + finding.where() + ": " + finding.what() + ". " + finding.remedy();
    }
}
