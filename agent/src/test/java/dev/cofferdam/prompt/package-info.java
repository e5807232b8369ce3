/** Tests of rendering. */
@NullMarked
package dev.cofferdam.prompt;

import org.jspecify.annotations.NullMarked;
