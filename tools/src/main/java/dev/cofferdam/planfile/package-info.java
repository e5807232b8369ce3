/**
 * {@code plan.yaml}: reads it strictly, writes it canonically, publishes its JSON Schema. All three follow one description of the
 * domain's records ({@link dev.cofferdam.planfile.Shape}), so they cannot disagree. YAML nodes and their library never leave this
 * package. Knows {@code domain} only; whoever keeps or shows a plan may import it.
 */
@NullMarked
package dev.cofferdam.planfile;

import org.jspecify.annotations.NullMarked;
