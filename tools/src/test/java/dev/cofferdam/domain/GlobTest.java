package dev.cofferdam.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GlobTest {
    @ParameterizedTest
    @CsvSource({
        "*.sql, db/migration/V1__a.sql, true",
        "V1__*.sql, db/migration/V1__a.sql, true",
        "V1__*.sql, db/migration/V11__a.sql, false",
        "legacy, db/legacy/V1__a.sql, true",
        "legacy, db/legacyV1__a.sql, false",
        "db/legacy, db/legacy/old/V1__a.sql, true",
        "db/legacy/, db/legacy/old/V1__a.sql, true",
        "/db/legacy, other/db/legacy/a.sql, false",
        "db/legacy, other/db/legacy/a.sql, false",
        "db/*.sql, db/a.sql, true",
        "db/*.sql, db/old/a.sql, false",
        "db/**, db/old/a.sql, true",
        "db/**/*.sql, db/a.sql, true",
        "**/V2__*.sql, V2__a.sql, true",
        "V?.sql, V12.sql, false",
        "a+b(c).sql, db/a+b(c).sql, true",
        "./db/a.sql, db/a.sql, true",
    })
    void aPatternNamesWhatGitWouldIgnoreByIt(String pattern, String file, boolean named) {
        assertThat(Glob.anyMatches(List.of("none", pattern), file)).isEqualTo(named);
    }
}
