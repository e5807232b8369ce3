package dev.cofferdam.sql;

import java.util.Set;

/** PostgreSQL 18's key words by what they may name (docs, appendix C; {@code pg_get_keywords()} prints the same lists). */
final class Keywords {
    /** May name nothing. */
    static final Set<String> RESERVED =
            words("ALL ANALYSE ANALYZE AND ANY ASC ASYMMETRIC BOTH CASE CAST CHECK COLLATE COLUMN CONSTRAINT"
                    + " CURRENT_CATALOG CURRENT_DATE CURRENT_ROLE CURRENT_TIME CURRENT_TIMESTAMP CURRENT_USER DEFAULT DEFERRABLE DESC"
                    + " DISTINCT DO ELSE END FALSE FOREIGN IN INITIALLY LATERAL LEADING LOCALTIME LOCALTIMESTAMP NOT NULL ONLY OR PLACING"
                    + " PRIMARY REFERENCES SELECT SESSION_USER SOME SYMMETRIC SYSTEM_USER TABLE THEN TRAILING TRUE UNIQUE USER USING"
                    + " VARIADIC WHEN ARRAY AS CREATE EXCEPT FETCH FOR FROM GRANT GROUP HAVING INTERSECT INTO LIMIT OFFSET ON ORDER"
                    + " RETURNING TO UNION WHERE WINDOW WITH");

    /** May name functions and types, not columns and tables. */
    static final Set<String> FUNCTION_OR_TYPE = words(
            "AUTHORIZATION BINARY COLLATION CONCURRENTLY CROSS CURRENT_SCHEMA FREEZE FULL"
                    + " ILIKE INNER IS JOIN LEFT LIKE NATURAL OUTER RIGHT SIMILAR TABLESAMPLE VERBOSE ISNULL NOTNULL OVERLAPS");

    /** May name columns and tables, not functions and types. */
    static final Set<String> COLUMN_ONLY =
            words("BETWEEN BIGINT BIT BOOLEAN COALESCE DEC DECIMAL EXISTS EXTRACT FLOAT GREATEST GROUPING"
                    + " INOUT INT INTEGER INTERVAL JSON JSON_ARRAY JSON_ARRAYAGG JSON_EXISTS JSON_OBJECT JSON_OBJECTAGG JSON_QUERY"
                    + " JSON_SCALAR JSON_SERIALIZE JSON_TABLE JSON_VALUE LEAST MERGE_ACTION NATIONAL NCHAR NONE NORMALIZE NULLIF NUMERIC"
                    + " OUT OVERLAY POSITION REAL ROW SETOF SMALLINT SUBSTRING TIME TIMESTAMP TREAT TRIM VALUES VARCHAR XMLATTRIBUTES"
                    + " XMLCONCAT XMLELEMENT XMLEXISTS XMLFOREST XMLNAMESPACES XMLPARSE XMLPI XMLROOT XMLSERIALIZE XMLTABLE CHAR"
                    + " CHARACTER PRECISION");

    /** Need AS before them to be an output name. */
    private static final Set<String> NEED_AS =
            words("CHAR CHARACTER PRECISION ARRAY AS CREATE EXCEPT FETCH FOR FROM GRANT GROUP HAVING"
                    + " INTERSECT INTO LIMIT OFFSET ON ORDER RETURNING TO UNION WHERE WINDOW WITH ISNULL NOTNULL OVERLAPS DAY FILTER"
                    + " HOUR MINUTE MONTH OVER SECOND VARYING WITHIN WITHOUT YEAR");

    private Keywords() {}

    static boolean isColumnName(String word) {
        return !RESERVED.contains(word) && !FUNCTION_OR_TYPE.contains(word);
    }

    static boolean isFunctionOrTypeName(String word) {
        return !RESERVED.contains(word) && !COLUMN_ONLY.contains(word);
    }

    static boolean isBareLabel(String word) {
        return !NEED_AS.contains(word);
    }

    private static Set<String> words(String list) {
        return Set.of(list.split(" "));
    }
}
