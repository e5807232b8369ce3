package dev.cofferdam.scan.files;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is a comment where nobody parses; the rest must stay, offset for offset. */
class CommentsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "kt; a // b; a     ",
                "kt; 'a\\n // see /* b\\nc */ d'; 'a\\n            \\nc */ d'",
                "kt; a /* b\\nc */ d; a     \\n     d",
                "ts; http://a.b/* c; http://a.b/* c",
                "yml; a: '#b' # c; a: '#b'    ",
                "yml; '! a\\nb! # c'; '   \\nb!    '",
                "xml; <a b='<!--' --> c; <a b='          c",
                "xml; <!-- a <b/>; <!-- a <b/>",
                "vm; {{! a }}b; {{! a }}b",
                "txt; # a; # a"
            })
    void blanksCommentsAlone(String extension, String text, String expected) {
        assertThat(Comments.blanked(text.replace("\\n", "\n"), extension, false))
                .isEqualTo(lined(text, expected));
    }

    /** Spaces at the end are lost in a table. */
    private static String lined(String text, String expected) {
        String lined = expected.replace("\\n", "\n");
        return lined + " ".repeat(text.replace("\\n", "\n").length() - lined.length());
    }
}
