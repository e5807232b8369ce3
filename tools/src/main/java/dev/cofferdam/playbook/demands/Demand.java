package dev.cofferdam.playbook.demands;

import dev.cofferdam.domain.Gate;
import dev.cofferdam.domain.Step;
import dev.cofferdam.domain.Undecided;
import dev.cofferdam.domain.Usage;
import dev.cofferdam.playbook.parts.StepWriter;
import dev.cofferdam.schema.Table;
import java.util.List;

/** What the rows of a table have to satisfy from contract on, and how the database comes to see to it. */
public interface Demand {
    Table table();

    /** Refuses, by name, what cannot be done online. */
    void refuseWhatCannotBeTakenAlong();

    /** Whether the schema makes the demand already, in another form: then nothing is asked of code and rows. */
    boolean isMadeAlready();

    /** What the version that goes out first does: {@code always writes a value to telephone}. */
    String codeDoes();

    /** What is looked for among the rows: {@code nulls}. */
    String breaches();

    /** No row is in the way of the demand. */
    Gate.Query isMet();

    /** SQLSTATE and name of the error that a statement gets which does not keep to the demand. */
    String error();

    /** What a person has to do at a place that writes. */
    DemandEdits.Words edits();

    /** Steps after which no row is in the way. */
    List<Step> repair(StepWriter writer);

    /** Whether the plan itself repairs, in batches. */
    boolean fills();

    /** What the repaired rows lose, when code and schema go back. */
    String repairLoss();

    /** Steps by which the database sees to it, without reading rows under a lock that anybody waits for. */
    List<Step> enforce(StepWriter writer);

    /** How many steps of {@link #enforce} are done when the database begins to refuse writes. */
    int stepsUntilItBites();

    /** Takes down what the database does, when only the steps until it bites are done. */
    List<Step> liftEarly(StepWriter writer);

    /** Takes down what the database does, when all steps are done. */
    List<Step> lift(StepWriter writer);

    /** What holds of this kind of demand and is easily forgotten. */
    List<String> assumed();

    /** What a person has to look at and approve. */
    List<Undecided> concerns(List<Usage> usages);
}
