package dev.cofferdam.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PlainSqlTest {

    @Test
    void layoutCommentsAndTheCaseOfWordsDoNotCount() {
        assertThat(PlainSql.of("UPDATE  Owners -- all of them; really\n SET city=/* a */NULL"))
                .isEqualTo(PlainSql.of("update owners set city = null"));
    }

    @Test
    void stringsAndQuotedNamesKeepEveryLetter() {
        assertThat(PlainSql.of("SET a = 'X  --;y'")).isEqualTo("set a = 'X  --;y'");
        assertThat(PlainSql.of("\"Old\"")).isNotEqualTo(PlainSql.of("old"));
    }

    @Test
    void onlySemicolonsOutsideOfStringsAndCommentsPart() {
        assertThat(PlainSql.pieces("BEGIN UPDATE t SET a = ';'; /* ; */ COMMIT; END"))
                .containsExactly("begin update t set a = ';'", "commit", "end");
    }

    @Test
    void tokensKeepStringsAndQuotedNamesWhole() {
        assertThat(PlainSql.tokens("DELETE FROM \"Old Vets\" /* all */ WHERE Name='a b'"))
                .containsExactly("delete", "from", "\"Old Vets\"", "where", "name", "=", "'a b'");
    }
}
