/**
 * Rules about attaching, detaching and dropping partitions, and about what reaches all of them.
 */
@NullMarked
package dev.cofferdam.rules.statements.partitions;

import org.jspecify.annotations.NullMarked;
