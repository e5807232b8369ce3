/**
 * What a schema holds, from two sources: static (migrations and DDL files, no server) and replayed or live (a server's
 * catalogs). May import {@code domain, sql, migrations, server}.
 */
@NullMarked
package dev.cofferdam.schema;

import org.jspecify.annotations.NullMarked;
