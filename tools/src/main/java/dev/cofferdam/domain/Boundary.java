package dev.cofferdam.domain;

/**
 * A place between two steps at which the plan may rest, with the two ways back from there. Each phase ends with one; contract has
 * one more before its point of no return.
 *
 * @param id {@code after-expand}, ...
 * @param afterStep id of the last step that is done here
 */
public record Boundary(String id, PhaseKind phase, String afterStep, Rollback retreat, Rollback abandon) {
    public Boundary {
        Checks.text(id, "boundary id");
    }
}
