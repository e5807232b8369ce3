/**
 * Rules about building, dropping and rebuilding indexes.
 */
@NullMarked
package dev.cofferdam.rules.statements.indexes;

import org.jspecify.annotations.NullMarked;
