package dev.cofferdam.evals.usages;

import java.util.regex.Pattern;

/** What a file is to somebody who changes a column, told by its path alone. */
enum SourceKind {
    /** Code that runs in production. */
    MAIN,
    /** Tests' code. */
    TEST,
    /** Rows for tests: DBUnit data sets and the like. */
    TEST_DATA,
    /** History: what changes the schema, in SQL, a changelog or code. */
    MIGRATION,
    /** Documents, screens in other languages, build files: not judged. */
    OTHER;

    private static final Pattern MIGRATIONS = Pattern.compile(
            "(?i).*(migration|changelog|changeset|liquibase|flyway|/upgrade/|schema_update|sqldiff|/patches/|/sql/updates|-ddl|-backups/|old-schema|"
                    + "update-to-latest|/db/|(^|/)database/|load_sample_data|structure\\.sql|schema[^/]*\\.sql|initial[^/]*\\.sql).*");
    private static final Pattern TESTS =
            Pattern.compile("(?i)(.*/)?(src/)?[\\w-]*(tests?|spec)/.*|.*(Test|Tests|IT|Spec)\\.\\w+");

    static SourceKind of(String path) {
        String extension = path.substring(path.lastIndexOf('.') + 1);
        if (!extension.matches("java|kt|groovy|scala|sql|xml|stg|ya?ml|json")) {
            return OTHER;
        }
        if (MIGRATIONS.matcher(path).matches() || extension.matches("sql") && path.matches("(.*/)?[VUR][\\d_.]*__.*")) {
            return MIGRATION;
        }
        boolean test = TESTS.matcher(path).matches();
        boolean code = extension.matches("java|kt|groovy|scala");
        if (test && !code) {
            return extension.matches("xml|sql") ? TEST_DATA : OTHER;
        }
        if (!code && !extension.matches("sql|xml|stg") || path.matches("(.*/)?(pom|web|log4j2?|checkstyle.*)\\.xml")) {
            return OTHER;
        }
        return test ? TEST : MAIN;
    }
}
