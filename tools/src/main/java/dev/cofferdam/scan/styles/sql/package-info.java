/**
 * Ways through SQL that the repository spells out: {@code StatementFinder} (strings that are sent), {@code RowMapperFinder}, {@code ResultLabels} and {@code
 * PositionFinder} (their results), {@code SqlFileFinder}, {@code SqlObjectFinder} (JDBI), {@code SqlBuilderFinder}, {@code SimpleInsertFinder}, {@code
 * SchemaObjectFinder} and {@code ChangelogFinder} (views, routines, migrations), {@code BehindStatements} (what the server does on behalf of a
 * statement), {@code StatementHoles} and {@code OpenInsertFinder} (what only the run fills in). Imports {@code jpa, values}, {@code statements} and what they import.
 */
@NullMarked
package dev.cofferdam.scan.styles.sql;

import org.jspecify.annotations.NullMarked;
