/**
 * SQL, JPQL and derived query names read for one column: {@code SqlReading}, {@code JpqlReader}, {@code DerivedQueryName}; {@code SqlRoots} finds the strings
 * to read. Who issues them is the business of {@code styles}. Imports {@code mapping, strings} and what they import.
 */
@NullMarked
package dev.cofferdam.scan.statements;

import org.jspecify.annotations.NullMarked;
