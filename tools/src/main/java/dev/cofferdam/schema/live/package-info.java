/**
 * The user's own database: a session that only reads, and the slice around one table rebuilt in a throw-away database. Nothing here
 * writes to the user's database. May import {@code domain, sql, server, schema}.
 */
@NullMarked
package dev.cofferdam.schema.live;

import org.jspecify.annotations.NullMarked;
