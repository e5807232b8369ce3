/** The lines that hold across the modules: nothing imports the evals, and they speak through the command line's streams. */
@NullMarked
package dev.cofferdam.architecture;

import org.jspecify.annotations.NullMarked;
