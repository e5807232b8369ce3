package dev.cofferdam.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {
    private static final String JWT = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NSJ9.SflKxwRJSMeKKF2QT4fw";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "jdbc:postgresql://app:hunter2@db:5432/shop|jdbc:postgresql://app:[redacted]@db:5432/shop",
                "postgres://:p%40ss@db|postgres://:[redacted]@db",
                "jdbc:postgresql://db/shop?user=app&password=hunter2&ssl=true|jdbc:postgresql://db/shop?user=app&password=[redacted]&ssl=true",
                "host=db password=hunter2 user=app|host=db password=[redacted] user=app",
                "spring.datasource.password=hunter2|spring.datasource.password=[redacted]",
                "  password: hunter2|  password: [redacted]",
                "  - name: X_API_KEY: abc123def|  - name: X_API_KEY: abc123def",
                "export DB_PASSWORD = hunter2|export DB_PASSWORD = [redacted]",
                "String password = \"hun ter2\";|String password = \"[redacted]\";",
                "{\"api_key\": \"abc123\", \"n\": 1}|{\"api_key\": \"[redacted]\", \"n\": 1}",
                "run(\"password=\\\"hunter2\\\"\")|run(\"password=\\\"[redacted]\\\"\")",
                "CREATE ROLE app PASSWORD 'hunter2' LOGIN|CREATE ROLE app PASSWORD '[redacted]' LOGIN",
                "CREATE USER app IDENTIFIED BY 'hunter2'|CREATE USER app IDENTIFIED BY '[redacted]'",
                "id AKIAIOSFODNN7EXAMPLE end|id [redacted] end",
                "ghp_abcdefghijklmnopqrstuvwxyz0123456789|[redacted]",
                "github_pat_11ABCDEFG0abcdefghijkl_mnopqrstuv|[redacted]",
                "key sk-proj-abcdefghijklmnop1234 end|key [redacted] end",
                "Authorization: Bearer abcdefghijklmnopqrst|Authorization: Bearer [redacted]",
                "-----BEGIN PRIVATE KEY-----MIIEvQ-----END PRIVATE KEY-----|[redacted]",
            })
    void secrets_go_by_their_shape(String text, String expected) {
        assertThat(Redaction.byShape().redact(text)).isEqualTo(expected);
        assertThat(Redaction.byShape().redact(expected)).as("redacting twice").isEqualTo(expected);
    }

    @Test
    void a_web_token_goes() {
        assertThat(Redaction.byShape().redact("cookie " + JWT + " end")).isEqualTo("cookie [redacted] end");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "this.password = password;",
                "user.setPassword(encoder.encode(raw));",
                "WHERE password = ? AND token = :token",
                "UPDATE users SET password=:password, token=$1",
                "spring.datasource.password=${DB_PASSWORD}",
                "if (password == null || token==null) return;",
                "@Column(name = \"password\") private String password;",
                "ALTER TABLE users RENAME COLUMN password TO password_hash",
                "password varchar(255) NOT NULL",
                "fact f1 rows=12000 tokens=57",
                "http://localhost:8080/users@home",
                "class Task-force, risk-assessment",
            })
    void code_about_passwords_stays_readable(String text) {
        assertThat(Redaction.byShape().redact(text)).isEqualTo(text);
    }

    @Test
    void known_values_go_longest_first_and_short_ones_stay() {
        Redaction redaction = Redaction.knowing(List.of("swordfish", "swordfish-2", "dev"));

        assertThat(redaction.redact("dev: swordfish-2, swordfish")).isEqualTo("dev: [redacted], [redacted]");
    }

    @Test
    void a_key_over_several_lines_keeps_the_numbers_of_the_lines_after_it() {
        String text = "a\n-----BEGIN RSA PRIVATE KEY-----\nMIIE\nowIB\n-----END RSA PRIVATE KEY-----\nb";

        assertThat(Redaction.byShape().redact(text)).isEqualTo("a\n[redacted]\n[redacted]\n[redacted]\n[redacted]\nb");
    }

    @Test
    void a_key_without_its_end_goes_to_the_end_of_the_text() {
        assertThat(Redaction.byShape().redact("x -----BEGIN EC PRIVATE KEY-----\nMIIE"))
                .isEqualTo("x [redacted]\n[redacted]");
    }

    @Test
    void hostile_text_is_no_trap_for_the_patterns() {
        String hostile = "password ".repeat(20_000)
                + "a://".repeat(20_000)
                + "eyJ".repeat(20_000)
                + "-----BEGIN ".repeat(5_000)
                + "x".repeat(300_000)
                + "token\"   ".repeat(10_000);

        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(10), () -> Redaction.byShape().redact(hostile));
    }
}
