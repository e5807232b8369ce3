/** Tests of the house's own lines: who may import whom, who may print, who may ask for the time. */
@NullMarked
package dev.cofferdam.architecture;

import org.jspecify.annotations.NullMarked;
