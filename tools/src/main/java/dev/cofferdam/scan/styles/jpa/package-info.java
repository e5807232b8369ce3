/**
 * Ways through entities: {@code MappingFinder}, {@code RepositoryFinder}, {@code ManagerFinder}, {@code AssociationFinder}, {@code ExampleFinder}, {@code
 * XmlQueryFinder}, {@code NamedQueryFinder}, {@code PropertyNamesFinder} and {@code ProbeFinder} (what names queries, properties or examples), {@code OpenNamesFinder}, {@code
 * OpenCriteriaFinder} and {@code OpenSortsFinder} (names that only a caller knows), {@code AuditFinder}, and queries that code puts together, {@code CriteriaFinder} and {@code QuerydslFinder}. {@code WholeRows} says what reads or writes an
 * entity as a whole. Imports {@code hits, statements} and what they import.
 */
@NullMarked
package dev.cofferdam.scan.styles.jpa;

import org.jspecify.annotations.NullMarked;
