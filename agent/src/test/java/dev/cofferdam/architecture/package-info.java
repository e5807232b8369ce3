/** Tests of the lines that the agent keeps: who may speak to a model, to GitHub, to the person. */
@NullMarked
package dev.cofferdam.architecture;

import org.jspecify.annotations.NullMarked;
