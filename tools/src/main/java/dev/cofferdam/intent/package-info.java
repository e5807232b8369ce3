/**
 * What the user wants, in English, as DDL or as a file, becomes a {@link dev.cofferdam.domain.Change} that the schema can take. May
 * import {@code schema} and what it imports.
 */
@NullMarked
package dev.cofferdam.intent;

import org.jspecify.annotations.NullMarked;
