/** Tests of the tools: sandbox, redaction, fences, bounds, arguments. */
@NullMarked
package dev.cofferdam.toolbox;

import org.jspecify.annotations.NullMarked;
