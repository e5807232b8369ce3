/**
 * Judges {@code cofferdam usages} by truths that do not come from the scanner: what a commit that renamed or dropped a column had to
 * touch, and what a JDBC spy saw while a project's own tests ran. Knows the tools; nothing knows it.
 */
@NullMarked
package dev.cofferdam.evals.usages;

import org.jspecify.annotations.NullMarked;
