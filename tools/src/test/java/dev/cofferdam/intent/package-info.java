/** Tests of what a request is taken to mean. */
@NullMarked
package dev.cofferdam.intent;

import org.jspecify.annotations.NullMarked;
