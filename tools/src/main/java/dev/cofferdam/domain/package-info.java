/**
 * The words of the house as types: changes, plans, usages, findings, facts. Only {@code java.*}; everybody may import it,
 * it imports nobody. Records hold facts, sealed interfaces hold closed choices, nothing here reads a clock or a file.
 */
@NullMarked
package dev.cofferdam.domain;

import org.jspecify.annotations.NullMarked;
