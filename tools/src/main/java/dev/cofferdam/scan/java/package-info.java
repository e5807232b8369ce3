/**
 * All Java of the tree: {@code JavaIndex} finds types by name and kin, {@code PrunedTree} parses the bodies that matter, {@code JavaReader} walks them,
 * {@code Enclosing} and {@code LocalNames} say where a node stands. Imports {@code files} and what it imports.
 */
@NullMarked
package dev.cofferdam.scan.java;

import org.jspecify.annotations.NullMarked;
