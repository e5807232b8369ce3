/**
 * Source tree to usages, in layers that each know only the one below: files, facts of Java types, mapping facts, statements,
 * who issues them, who handles the value, and text.
 *
 * <p>Where to look: {@code UsageScanner} runs a {@code Scan}; {@code UsageList} makes usages of its hits. Files: {@code SourceTree}, {@code SourceFile}, {@code
 * IndexFile}. Java: {@code JavaIndex} over {@code JavaSkeleton} (declarations without a parser) and {@code PrunedTree} (bodies that matter), {@code
 * ExpressionTypes}, {@code StringFolder}, {@code CallGraph}. Mappings: {@code Entities}, filled by {@code MappingReader} (annotations), {@code XmlMappings}, {@code
 * RelationalReader} (Spring Data JDBC), {@code PlusEntities} (MyBatis-Plus). Statements: {@code SqlReading}, {@code JpqlReading}, {@code StatementFinder}. Each other
 * way to reach a column is a {@code StyleFinder} of its own, named after it. Last comes text: {@code LiteralFinder}, {@code TextFinder}.
 *
 * <p>May import {@code domain, sql, migrations, schema}. Parser types stay inside; nothing here
 * runs code of the repository, follows a symbolic link or reports a comment.
 */
@NullMarked
package dev.cofferdam.scan;

import org.jspecify.annotations.NullMarked;
