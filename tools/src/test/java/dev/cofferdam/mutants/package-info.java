/**
 * Plan mutants: operators that turn a good plan into a wrong one, each with the rules that must see it. Data rather than code, so that a rehearsal can
 * play them as well. {@code Operators} lists them; {@code Edits} knows how a plan's tree is changed at one place at a time.
 */
package dev.cofferdam.mutants;
