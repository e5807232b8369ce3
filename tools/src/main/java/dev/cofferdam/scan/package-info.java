/**
 * Source tree to usages, in layers that each know only the one below: files, facts of Java types, mapping facts, statements,
 * who issues them, who handles the value, and text. May import {@code domain, sql, migrations, schema}. Parser types stay inside; nothing here
 * runs code of the repository, follows a symbolic link or reports a comment.
 */
@NullMarked
package dev.cofferdam.scan;

import org.jspecify.annotations.NullMarked;
