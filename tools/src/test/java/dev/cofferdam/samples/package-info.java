/** One plausible plan, built by hand, that tests of several packages read, write and show. Tests only. */
@NullMarked
package dev.cofferdam.samples;

import org.jspecify.annotations.NullMarked;
