/**
 * Liquibase's language: changelogs in XML, YAML, JSON and formatted SQL as one tree with line numbers, and each change of it as the
 * SQL that Liquibase would send to PostgreSQL. Text in, text out: which files there are and in which order they run is the
 * business of {@code migrations}. A test holds the SQL against Liquibase itself (decision 0005).
 */
@NullMarked
package dev.cofferdam.migrations.liquibase;

import org.jspecify.annotations.NullMarked;
