package dev.cofferdam.sql;

import dev.cofferdam.sql.Statement.Other;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The statements whose facts nobody needs yet, as synopses (docs, SQL commands). {@code @table} and {@code @column} name the tables
 * that go into the facts; {@code @object} is a name that is no table. Words and a colon before a synopsis are what the statement is
 * called; without them it is called by the synopsis's leading words.
 */
final class Shapes {
    private static final String ALL = """
            COMMENT ON { TABLE @table | VIEW @table | MATERIALIZED VIEW @table | FOREIGN TABLE @table | COLUMN @column \
              | CONSTRAINT @name ON { DOMAIN @object | @table } | { TRIGGER | POLICY | RULE } @name ON @table | INDEX @object \
              | SEQUENCE @object | { FUNCTION | PROCEDURE | ROUTINE } @routine [ @arguments ] | TYPE @type | DOMAIN @type \
              | { SCHEMA | EXTENSION | DATABASE | ROLE | PUBLICATION | SUBSCRIPTION } @name | STATISTICS @object } \
              IS { @string | NULL }
            GRANT { ALL [ PRIVILEGES ] [ ( @name , ... ) ] | { { SELECT | REFERENCES | CREATE | @name } [ ( @name , ... ) ] } , ... } \
              ON { ALL { TABLES | SEQUENCES | FUNCTIONS | PROCEDURES | ROUTINES } IN SCHEMA @name , ... | SEQUENCE @object , ... \
              | { FUNCTION | PROCEDURE | ROUTINE } { @routine [ @arguments ] } , ... \
              | { SCHEMA | DATABASE | LANGUAGE | TABLESPACE } @name , ... | { TYPE | DOMAIN } @object , ... \
              | FOREIGN { DATA WRAPPER | SERVER } @name , ... | TABLE @table , ... | @table , ... } \
              TO { GROUP @role | @role } , ... [ WITH GRANT OPTION ] [ GRANTED BY @role ]
            GRANT @name , ... TO @role , ... [ WITH { ADMIN OPTION | @options } ] [ GRANTED BY @role ]
            REVOKE [ GRANT OPTION FOR ] { ALL [ PRIVILEGES ] [ ( @name , ... ) ] | { { SELECT | REFERENCES | CREATE | @name } [ ( @name , ... ) ] } , ... } \
              ON { ALL { TABLES | SEQUENCES | FUNCTIONS | PROCEDURES | ROUTINES } IN SCHEMA @name , ... | SEQUENCE @object , ... \
              | { FUNCTION | PROCEDURE | ROUTINE } { @routine [ @arguments ] } , ... \
              | { SCHEMA | DATABASE | LANGUAGE | TABLESPACE } @name , ... | { TYPE | DOMAIN } @object , ... \
              | FOREIGN { DATA WRAPPER | SERVER } @name , ... | TABLE @table , ... | @table , ... } \
              FROM { GROUP @role | @role } , ... [ GRANTED BY @role ] [ CASCADE | RESTRICT ]
            REVOKE [ ADMIN OPTION FOR ] @name , ... FROM @role , ... [ GRANTED BY @role ] [ CASCADE | RESTRICT ]
            ALTER DEFAULT PRIVILEGES [ FOR { ROLE | USER } @role , ... ] [ IN SCHEMA @name , ... ] { \
              GRANT { ALL [ PRIVILEGES ] | { SELECT | INSERT | UPDATE | DELETE | TRUNCATE | REFERENCES | TRIGGER | USAGE | CREATE \
              | EXECUTE | MAINTAIN } , ... } ON { TABLES | SEQUENCES | FUNCTIONS | ROUTINES | TYPES | SCHEMAS } TO @role , ... \
              [ WITH GRANT OPTION ] \
              | REVOKE [ GRANT OPTION FOR ] { ALL [ PRIVILEGES ] | { SELECT | INSERT | UPDATE | DELETE | TRUNCATE | REFERENCES \
              | TRIGGER | USAGE | CREATE | EXECUTE | MAINTAIN } , ... } ON { TABLES | SEQUENCES | FUNCTIONS | ROUTINES | TYPES \
              | SCHEMAS } FROM @role , ... [ CASCADE | RESTRICT ] }
            TRUNCATE [ TABLE ] @relation , ... [ RESTART IDENTITY | CONTINUE IDENTITY ] [ CASCADE | RESTRICT ]
            LOCK IN ACCESS SHARE MODE: LOCK [ TABLE ] @relation , ... IN ACCESS SHARE MODE [ NOWAIT ]
            LOCK IN ROW SHARE MODE: LOCK [ TABLE ] @relation , ... IN ROW SHARE MODE [ NOWAIT ]
            LOCK IN ROW EXCLUSIVE MODE: LOCK [ TABLE ] @relation , ... IN ROW EXCLUSIVE MODE [ NOWAIT ]
            LOCK IN SHARE UPDATE EXCLUSIVE MODE: LOCK [ TABLE ] @relation , ... IN SHARE UPDATE EXCLUSIVE MODE [ NOWAIT ]
            LOCK IN SHARE ROW EXCLUSIVE MODE: LOCK [ TABLE ] @relation , ... IN SHARE ROW EXCLUSIVE MODE [ NOWAIT ]
            LOCK IN SHARE MODE: LOCK [ TABLE ] @relation , ... IN SHARE MODE [ NOWAIT ]
            LOCK IN EXCLUSIVE MODE: LOCK [ TABLE ] @relation , ... IN EXCLUSIVE MODE [ NOWAIT ]
            LOCK IN ACCESS EXCLUSIVE MODE: LOCK [ TABLE ] @relation , ... [ IN ACCESS EXCLUSIVE MODE ] [ NOWAIT ]
            VACUUM FULL [ FREEZE ] [ VERBOSE ] [ ANALYZE | ANALYSE ] [ { @relation [ ( @name , ... ) ] } , ... ]
            VACUUM [ FREEZE ] [ VERBOSE ] [ ANALYZE | ANALYSE ] [ { @relation [ ( @name , ... ) ] } , ... ]
            VACUUM ( { { FREEZE | VERBOSE | ANALYZE | ANALYSE | DISABLE_PAGE_SKIPPING | SKIP_LOCKED | INDEX_CLEANUP | PARALLEL \
              | PROCESS_MAIN | PROCESS_TOAST | TRUNCATE | ONLY_DATABASE_STATS | SKIP_DATABASE_STATS | BUFFER_USAGE_LIMIT } \
              [ @value ] | FULL { FALSE | OFF | @zero } } , ... ) [ { @relation [ ( @name , ... ) ] } , ... ]
            VACUUM FULL: VACUUM ( { @setting [ @value ] } , ... ) [ { @relation [ ( @name , ... ) ] } , ... ]
            ANALYZE [ VERBOSE ] [ { @relation [ ( @name , ... ) ] } , ... ]
            ANALYZE: ANALYSE [ VERBOSE ] [ { @relation [ ( @name , ... ) ] } , ... ]
            ANALYZE ( { @setting [ @value ] } , ... ) [ { @relation [ ( @name , ... ) ] } , ... ]
            CLUSTER [ VERBOSE | ( { @setting [ @value ] } , ... ) ] [ @table [ USING @name ] ]
            CLUSTER [ VERBOSE ] @name ON @table
            REINDEX TABLE CONCURRENTLY @table
            REINDEX TABLE @table
            REINDEX TABLE CONCURRENTLY: REINDEX ( { @setting [ @value ] } , ... ) TABLE CONCURRENTLY @table
            REINDEX TABLE: REINDEX ( { { VERBOSE | TABLESPACE } [ @value ] | CONCURRENTLY { FALSE | OFF | @zero } } , ... ) TABLE @table
            REINDEX TABLE CONCURRENTLY: REINDEX ( { @setting [ @value ] } , ... ) TABLE @table
            REINDEX { INDEX [ CONCURRENTLY ] @object | SCHEMA [ CONCURRENTLY ] @name | { DATABASE | SYSTEM } [ CONCURRENTLY ] [ @name ] }
            REINDEX ( { @setting [ @value ] } , ... ) { INDEX [ CONCURRENTLY ] @object \
              | SCHEMA [ CONCURRENTLY ] @name | { DATABASE | SYSTEM } [ CONCURRENTLY ] [ @name ] }
            REFRESH MATERIALIZED VIEW CONCURRENTLY @table [ WITH [ NO ] DATA ]
            REFRESH MATERIALIZED VIEW @table [ WITH [ NO ] DATA ]
            COPY FROM: COPY [ BINARY ] @table [ ( @name , ... ) ] FROM [ PROGRAM ] { @string | STDIN | STDOUT } [ WITH ] \
              [ ( { @label [ @value | * | ( @string , ... ) | ( @name , ... ) ] } , ... ) \
              | { BINARY | FREEZE | CSV | HEADER | DELIMITER [ AS ] @string | NULL [ AS ] @string | QUOTE [ AS ] @string \
              | ESCAPE [ AS ] @string | ENCODING @string | FORCE QUOTE { * | @name , ... } | FORCE NOT NULL @name , ... \
              | FORCE NULL @name , ... } ... ] [ WHERE @expression ]
            COPY TO: COPY [ BINARY ] @table [ ( @name , ... ) ] TO [ PROGRAM ] { @string | STDIN | STDOUT } [ WITH ] \
              [ ( { @label [ @value | * | ( @string , ... ) | ( @name , ... ) ] } , ... ) \
              | { BINARY | FREEZE | CSV | HEADER | DELIMITER [ AS ] @string | NULL [ AS ] @string | QUOTE [ AS ] @string \
              | ESCAPE [ AS ] @string | ENCODING @string | FORCE QUOTE { * | @name , ... } | FORCE NOT NULL @name , ... \
              | FORCE NULL @name , ... } ... ]
            COPY TO: COPY ( @query ) TO [ PROGRAM ] { @string | STDOUT } [ WITH ] [ ( { @label [ @value ] } , ... ) | CSV [ HEADER ] ]
            EXPLAIN [ ( { @setting [ @value ] } , ... ) | { ANALYZE | ANALYSE } [ VERBOSE ] | VERBOSE ] @query
            DECLARE @name [ BINARY | INSENSITIVE | ASENSITIVE | NO SCROLL | SCROLL ] CURSOR [ { WITH | WITHOUT } HOLD ] FOR @query
            DISCARD { ALL | PLANS | SEQUENCES | TEMPORARY | TEMP }
            NOTIFY @name [ , @string ]
            LISTEN @name
            UNLISTEN { * | @name }
            SHOW { ALL | TIME ZONE | TRANSACTION ISOLATION LEVEL | SESSION AUTHORIZATION | @object }
            CHECKPOINT
            CREATE DOMAIN @object [ AS ] @type [ { COLLATE @object | [ CONSTRAINT @name ] { NOT NULL | NULL | DEFAULT @restricted \
              | CHECK ( @expression ) } } ... ]
            CREATE RULE: CREATE [ OR REPLACE ] RULE @name AS ON { SELECT | INSERT | UPDATE | DELETE } TO @table [ WHERE @expression ] \
              DO [ ALSO | INSTEAD ] { NOTHING | ( @query ) | @query }
            CREATE POLICY @name ON @table [ AS { PERMISSIVE | RESTRICTIVE } ] [ FOR { ALL | SELECT | INSERT | UPDATE | DELETE } ] \
              [ TO @role , ... ] [ USING ( @expression ) ] [ WITH CHECK ( @expression ) ]
            ALTER POLICY @name ON @table { RENAME TO @name | [ TO @role , ... ] [ USING ( @expression ) ] \
              [ WITH CHECK ( @expression ) ] }
            CREATE STATISTICS [ [ IF NOT EXISTS ] @object ] [ ( @name , ... ) ] ON @expression , ... FROM @table
            CREATE PUBLICATION @name [ FOR { ALL TABLES | TABLE { [ ONLY ] @table [ ( @name , ... ) ] [ WHERE ( @expression ) ] } \
              , ... } ] [ WITH @options ]
            ALTER PUBLICATION @name { { ADD | SET | DROP } TABLE @relation , ... | SET @options | OWNER TO @role \
              | RENAME TO @name }
            CREATE { ROLE | USER | GROUP } @name [ WITH ] [ { SUPERUSER | NOSUPERUSER | CREATEDB | NOCREATEDB | CREATEROLE \
              | NOCREATEROLE | INHERIT | NOINHERIT | LOGIN | NOLOGIN | REPLICATION | NOREPLICATION | BYPASSRLS | NOBYPASSRLS \
              | CONNECTION LIMIT @number | [ ENCRYPTED ] PASSWORD { @string | NULL } | VALID UNTIL @string \
              | { IN ROLE | IN GROUP | ROLE | ADMIN | USER } @role , ... } ... ]
            ALTER { ROLE | USER } { ALL | @role } { RENAME TO @name | [ IN DATABASE @name ] { @set | RESET { ALL | @object } } \
              | [ WITH ] { SUPERUSER | NOSUPERUSER | CREATEDB | NOCREATEDB | CREATEROLE | NOCREATEROLE | INHERIT | NOINHERIT \
              | LOGIN | NOLOGIN | REPLICATION | NOREPLICATION | BYPASSRLS | NOBYPASSRLS | CONNECTION LIMIT @number \
              | [ ENCRYPTED ] PASSWORD { @string | NULL } | VALID UNTIL @string } ... }
            ALTER GROUP @role { RENAME TO @name | { ADD | DROP } USER @role , ... }
            DROP { ROLE | USER | GROUP } [ IF EXISTS ] @role , ...
            DROP { PUBLICATION | SERVER | LANGUAGE } [ IF EXISTS ] @name , ... [ CASCADE | RESTRICT ]
            DROP AGGREGATE [ IF EXISTS ] { @routine { ( * ) | @inputs } } , ... [ CASCADE | RESTRICT ]
            DROP { STATISTICS | COLLATION } [ IF EXISTS ] @object , ... [ CASCADE | RESTRICT ]
            DROP FOREIGN TABLE [ IF EXISTS ] @table , ... [ CASCADE | RESTRICT ]
            DROP CAST [ IF EXISTS ] ( @type AS @type ) [ CASCADE | RESTRICT ]
            DROP OWNED BY @role , ... [ CASCADE | RESTRICT ]
            DROP DATABASE [ IF EXISTS ] @name
            REASSIGN OWNED BY @role , ... TO @role
            CREATE CAST ( @type AS @type ) { WITH FUNCTION @routine [ @arguments ] | WITHOUT FUNCTION | WITH INOUT } \
              [ AS ASSIGNMENT | AS IMPLICIT ]
            CREATE [ OR REPLACE ] AGGREGATE @routine { ( * ) | @inputs } @options
            ALTER TYPE ADD VALUE: ALTER TYPE @object ADD VALUE [ IF NOT EXISTS ] @string [ { BEFORE | AFTER } @string ]
            ALTER TYPE RENAME VALUE: ALTER TYPE @object RENAME VALUE @string TO @string
            ALTER TYPE @object RENAME ATTRIBUTE @name TO @name [ CASCADE | RESTRICT ]
            ALTER TYPE @object { ADD ATTRIBUTE @name @type [ COLLATE @object ] [ CASCADE | RESTRICT ] \
              | DROP ATTRIBUTE [ IF EXISTS ] @name [ CASCADE | RESTRICT ] \
              | ALTER ATTRIBUTE @name [ SET DATA ] TYPE @type [ COLLATE @object ] [ CASCADE | RESTRICT ] } , ...
            ALTER TYPE @object { OWNER TO @role | SET SCHEMA @name | SET @options }
            ALTER DOMAIN @object { SET DEFAULT @expression | DROP DEFAULT | { SET | DROP } NOT NULL \
              | ADD [ CONSTRAINT @name ] { CHECK ( @expression ) | NOT NULL } [ NOT VALID ] \
              | DROP CONSTRAINT [ IF EXISTS ] @name [ CASCADE | RESTRICT ] | RENAME CONSTRAINT @name TO @name \
              | VALIDATE CONSTRAINT @name | OWNER TO @role | SET SCHEMA @name }
            ALTER ALL IN TABLESPACE: ALTER { TABLE | INDEX | MATERIALIZED VIEW } ALL IN TABLESPACE @name [ OWNED BY @role , ... ] \
              SET TABLESPACE @name [ NOWAIT ]
            ALTER SEQUENCE [ IF EXISTS ] @object { OWNER TO @role | SET SCHEMA @name | SET { LOGGED | UNLOGGED } | @sequence }
            ALTER INDEX [ IF EXISTS ] @object { SET @options | RESET @options | SET TABLESPACE @name [ NOWAIT ] \
              | ATTACH PARTITION @object | ALTER [ COLUMN ] @number SET STATISTICS @number | [ NO ] DEPENDS ON EXTENSION @name }
            ALTER VIEW [ IF EXISTS ] @table { ALTER [ COLUMN ] @name { SET DEFAULT @expression | DROP DEFAULT } | OWNER TO @role \
              | RENAME [ COLUMN ] @name TO @name | SET SCHEMA @name | { SET | RESET } @options }
            ALTER MATERIALIZED VIEW [ IF EXISTS ] @table { OWNER TO @role | RENAME [ COLUMN ] @name TO @name | SET SCHEMA @name \
              | CLUSTER ON @name | SET WITHOUT CLUSTER | { SET | RESET } @options | SET TABLESPACE @name }
            ALTER { FUNCTION | PROCEDURE | ROUTINE } @routine [ @arguments ] { OWNER TO @role | SET SCHEMA @name \
              | [ NO ] DEPENDS ON EXTENSION @name | { IMMUTABLE | STABLE | VOLATILE | STRICT | LEAKPROOF | NOT LEAKPROOF \
              | CALLED ON NULL INPUT | RETURNS NULL ON NULL INPUT | [ EXTERNAL ] SECURITY { INVOKER | DEFINER } \
              | PARALLEL @name | COST @number | ROWS @number | @set | RESET { ALL | @object } } ... [ RESTRICT ] }
            ALTER TRIGGER @name ON @table { RENAME TO @name | [ NO ] DEPENDS ON EXTENSION @name }
            ALTER SCHEMA @name OWNER TO @role
            ALTER EXTENSION @name { UPDATE [ TO { @string | @name } ] | SET SCHEMA @name }
            ALTER DATABASE @name { SET TABLESPACE @name | REFRESH COLLATION VERSION | @set | RESET { ALL | @object } | OWNER TO @role | RENAME TO @name }
            ALTER SYSTEM { @set | RESET { ALL | @object } }
            CREATE DATABASE @name [ [ WITH ] { { OWNER | TEMPLATE | ENCODING | LOCALE | LC_COLLATE | LC_CTYPE | TABLESPACE } [ = ] \
              @value } ... ]
            """;

    private record Entry(String words, Shape.Sequence shape) {}

    private static final Map<String, List<Entry>> BY_FIRST_WORD = index();

    private Shapes() {}

    /** The statement's facts by the first synopsis that fits it whole; raises {@link SyntaxProblem} when none does. */
    static Statement match(Grammar grammar) {
        ShapeMatcher matcher = new ShapeMatcher(grammar);
        for (Entry entry : BY_FIRST_WORD.getOrDefault(grammar.cursor.peek().word(), List.of())) {
            if (matcher.matchesWhole(entry.shape())) {
                return new Other(entry.words(), matcher.tables());
            }
        }
        throw matcher.furthest();
    }

    private static Map<String, List<Entry>> index() {
        Map<String, List<Entry>> index = new HashMap<>();
        for (String line : ALL.split("\n")) {
            int colon = line.indexOf(": ");
            Shape.Sequence shape = Shape.of(line.substring(colon + 1));
            String words = colon < 0 ? Shape.leadingWords(shape) : line.substring(0, colon);
            String first = ((Shape.Word) shape.parts().get(0)).word();
            index.computeIfAbsent(first, word -> new ArrayList<>()).add(new Entry(words, shape));
        }
        return index;
    }
}
