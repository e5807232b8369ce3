package dev.cofferdam.loop;

import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Verdict;
import java.util.Optional;

/** How a run of the loop ended. Only {@link Accepted} carries a plan that may be emitted as accepted. */
public sealed interface Outcome {

    /** The candidate of this round with the fewest errors, then warnings; marked with its verdict. */
    Optional<Candidate> best();

    /** One sentence for people and for the transcript's last line. */
    String why();

    <R> R accept(Visitor<R> visitor);

    /** The validator accepted the plan; how far that was believed stands in its {@code proof}. */
    record Accepted(Plan plan, Verdict verdict) implements Outcome {
        @Override
        public Optional<Candidate> best() {
            return Optional.of(new Candidate(plan, verdict));
        }

        @Override
        public String why() {
            return "the validator accepted the plan";
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.accepted(this);
        }
    }

    /** A person has to answer; append their answer as {@link Entry.User#person} and run again. */
    record NeedsHuman(String question, Optional<Candidate> best) implements Outcome {
        @Override
        public String why() {
            return question;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.needsHuman(this);
        }
    }

    /** A limit was reached. */
    record OutOfBudget(Limit limit, Optional<Candidate> best) implements Outcome {
        @Override
        public String why() {
            return "the budget of " + limit + " is spent";
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.outOfBudget(this);
        }
    }

    /** The model repeats itself; {@code what} says how. */
    record GoingInCircles(String what, Optional<Candidate> best) implements Outcome {
        @Override
        public String why() {
            return what;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.goingInCircles(this);
        }
    }

    /** The model gave up, or only talks; {@code reason} is what it said last. */
    record NoPlan(String reason, Optional<Candidate> best) implements Outcome {
        @Override
        public String why() {
            return reason;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.noPlan(this);
        }
    }

    /** In a conversation: the model answered in words. */
    record Said(String text, Optional<Candidate> best) implements Outcome {
        @Override
        public String why() {
            return "the model answered";
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.said(this);
        }
    }

    /** No reply could be had. */
    record ModelFailed(ModelUnavailable cause, Optional<Candidate> best) implements Outcome {
        @Override
        public String why() {
            return String.valueOf(cause.getMessage());
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.modelFailed(this);
        }
    }

    /** A person stopped the run; the session can be resumed. */
    record Interrupted(Optional<Candidate> best) implements Outcome {
        @Override
        public String why() {
            return "stopped by the user";
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.interrupted(this);
        }
    }

    /** Stands in for pattern switch until Java 21: a new outcome breaks every visitor at compile time. */
    interface Visitor<R> {
        R accepted(Accepted outcome);

        R needsHuman(NeedsHuman outcome);

        R outOfBudget(OutOfBudget outcome);

        R goingInCircles(GoingInCircles outcome);

        R noPlan(NoPlan outcome);

        R said(Said outcome);

        R modelFailed(ModelFailed outcome);

        R interrupted(Interrupted outcome);
    }
}
