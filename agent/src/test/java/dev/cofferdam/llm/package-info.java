/** Tests of the adapter and its retries, over the wire. */
@NullMarked
package dev.cofferdam.llm;

import org.jspecify.annotations.NullMarked;
