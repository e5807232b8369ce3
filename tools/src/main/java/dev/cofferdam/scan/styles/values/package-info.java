/**
 * Who handles the value once it is in an object: {@code AccessorFinder} (reads and writes of the property), {@code ExposureFinder} (what hands it out),
 * {@code CopyFinder}, {@code MapStructFinder} and {@code ReflectionFinder} (what moves it by its name),
 * {@code OpenBeanFinder} (names that only a caller knows), {@code FilledByHand} and {@code MappedBeans} (classes that a result fills by name). Imports {@code hits} and what it imports.
 */
@NullMarked
package dev.cofferdam.scan.styles.values;

import org.jspecify.annotations.NullMarked;
