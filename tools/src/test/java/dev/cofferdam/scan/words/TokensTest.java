package dev.cofferdam.scan.words;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TokensTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "<property name=\"username\" column=\"username\"/> | <property name=\"username\" column=\"«username»\"/>",
                "<id property=\"id\" column = 'id' />                | <id property=\"id\" column = '«id»' />",
                "select o.username from users username              | select o.«username» from users username",
                "String usernames = get(\"username\");               | String usernames = get(\"«username»\");",
                "@Table(username = \"users\") @Column(username = \"username\") | @Table(username = \"users\") @Column(username = \"«username»\")",
                "<input username=\"field\" name=\"username\">  | <input username=\"field\" name=\"«username»\">",
                "<input class=\"x\" username=\"field\">        | <input class=\"x\" «username»=\"field\">",
                "nothing of the kind                                | nothing of the kind"
            })
    void theWordThatNamesTheColumnIsMarked(String line, String marked) {
        String word = line.contains("id ") ? "id" : "username";
        assertThat(Tokens.mark(line, word)).isEqualTo(marked);
    }
}
