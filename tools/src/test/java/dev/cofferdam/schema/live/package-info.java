/** Tests of the user's own database. */
@NullMarked
package dev.cofferdam.schema.live;

import org.jspecify.annotations.NullMarked;
