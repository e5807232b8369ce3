/** Plans played for real in tests: steps run as the plan says, app versions imitated by their probes. */
@NullMarked
package dev.cofferdam.played;

import org.jspecify.annotations.NullMarked;
