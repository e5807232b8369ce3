package dev.cofferdam.playbook.easings;

import dev.cofferdam.domain.Gate;
import dev.cofferdam.domain.Step;
import dev.cofferdam.domain.Undecided;
import dev.cofferdam.domain.Usage;
import dev.cofferdam.playbook.demands.DemandEdits;
import dev.cofferdam.playbook.parts.StepWriter;
import dev.cofferdam.schema.Table;
import java.util.List;
import java.util.Optional;

/** Something that the database asks no more from contract on, or that it lets in. */
interface Easing {
    Table table();

    /** Refuses, by name, what cannot be done online or taken back. */
    void refuseWhatCannotBeTakenAlong();

    /** What the version that goes out first does: {@code can read a null in telephone}. */
    String codeDoes();

    /** What is so when the plan is over, in one sentence. */
    String eases();

    /** What a person has to do at a place that needs an edit. */
    DemandEdits.Words edits();

    /** What must be vouched for before the first step. */
    List<Gate> entry();

    /** The steps; only what they have done at their end is left. */
    List<Step> ease(StepWriter writer);

    /** Why the database does not work for older code any more, if so: then it gets back what it had before that code is deployed. */
    Optional<String> olderCodeFails();

    /** Steps after which no row is there that the code of today cannot live with. */
    List<Step> repair(StepWriter writer);

    /** Steps that give the schema back. */
    List<Step> restore(StepWriter writer);

    /** Why nothing can give it back, if so. */
    Optional<String> irrevocable();

    /** What going back loses. */
    String loss();

    /** What is easily forgotten. */
    List<String> assumed();

    /** What a person has to look at and approve. */
    List<Undecided> concerns(List<Usage> usages);
}
