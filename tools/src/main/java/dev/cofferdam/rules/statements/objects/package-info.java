/**
 * Rules about tables as a whole, views, routines, triggers, sequences, schemas, extensions and privileges.
 */
@NullMarked
package dev.cofferdam.rules.statements.objects;

import org.jspecify.annotations.NullMarked;
