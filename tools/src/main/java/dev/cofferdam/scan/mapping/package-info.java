/**
 * Which class stands for which table and which property for which column: {@code Entities}, filled by {@code MappingReader} (annotations), {@code
 * XmlMappings} ({@code HbmReader}, {@code OrmReader}), {@code RelationalReader} (Spring Data JDBC) and {@code PlusEntities} (MyBatis-Plus), with the
 * names that {@code Naming} finds in force. Imports {@code types} and what it imports.
 */
@NullMarked
package dev.cofferdam.scan.mapping;

import org.jspecify.annotations.NullMarked;
