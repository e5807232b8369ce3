/**
 * The loop: the model proposes, the validator disposes. One loop, one append-only transcript, one place for budgets; the
 * interfaces {@code Model} and {@code Toolbox} that it talks to, and the models that need no language model. Nothing here
 * knows a tool by name except the playbook planner, and nothing prints or speaks to a network. {@code toolbox}, {@code llm},
 * {@code cli}, {@code review} and evals may import it; it imports {@code prompt} and {@code domain}.
 */
@NullMarked
package dev.cofferdam.loop;

import org.jspecify.annotations.NullMarked;
