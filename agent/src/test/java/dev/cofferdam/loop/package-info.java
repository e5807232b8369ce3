/** Tests of the loop: scripted stories over the real toolbox and a workbench of paper. */
@NullMarked
package dev.cofferdam.loop;

import org.jspecify.annotations.NullMarked;
