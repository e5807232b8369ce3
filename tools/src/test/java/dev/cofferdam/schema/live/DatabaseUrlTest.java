package dev.cofferdam.schema.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cofferdam.domain.UserError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DatabaseUrlTest {
    private static final String SECRET = "hunter2-and-more";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "postgresql://ada@db.example:6432/clinic | postgresql://ada@db.example:6432/clinic | -",
                "postgres://ada:hunter2@db/clinic | postgresql://ada@db:5432/clinic | hunter2",
                "jdbc:postgresql://db/clinic?user=ada&password=hunter2 | postgresql://ada@db:5432/clinic | hunter2",
                "jdbc:postgresql:clinic | postgresql://localhost:5432/clinic | -",
                "postgresql://ada:p%40ss%2Fw%25rd+x@[::1]/my%20clinic | postgresql://ada@[::1]:5432/my%20clinic | p@ss/w%rd+x",
                "postgresql://ada:a@b@db1,db2:7/clinic | postgresql://ada@db1:5432,db2:7/clinic | a@b",
                "postgresql:///clinic | postgresql://localhost:5432/clinic | -",
                "postgresql://ada@db | postgresql://ada@db:5432/ada | -"
            })
    void theFormsOfDriverAndServerAreRead(String text, String shown, String password) {
        DatabaseUrl url = DatabaseUrl.parse(text);

        assertThat(url.shown()).isEqualTo(shown);
        assertThat(url.password().orElse(null)).isEqualTo(password);
    }

    @Test
    void parametersOfTheApplicationsOwnUrlAreLeftOutByNameAndThoseOfTlsPassedOn() {
        DatabaseUrl url = DatabaseUrl.parse(
                "jdbc:postgresql://db/clinic?sslmode=verify-full&reWriteBatchedInserts=true&channel_binding=require&readOnlyMode=ignore");

        assertThat(url.parameters()).containsOnlyKeys("sslmode", "channelBinding");
        assertThat(url.ignored()).containsExactly("reWriteBatchedInserts", "readOnlyMode");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                "clinic",
                "postgresql://",
                "postgresql://localhost:port/clinic?user=reader&password=" + SECRET,
                "postgresql://reader:a@b?c/" + SECRET + "@localhost:1/clinic",
                "postgresql://reader:" + SECRET,
                "postgresql://reader:" + SECRET + "@",
                "postgresql://reader:/" + SECRET + "@localhost/clinic",
                "postgresql://localhost:1/clinic?user=%zz&password=" + SECRET,
                "postgresql://localhost:1/clinic?" + SECRET,
                "mysql://reader:" + SECRET + "@localhost/clinic",
                "jdbc:mysql://localhost/clinic?password=" + SECRET,
                "jdbc:sqlserver://localhost;password=" + SECRET
            })
    void whatIsNotUnderstoodIsRefusedAndNotRepeated(String text) {
        UserError error = catchThrowableOfType(UserError.class, () -> DatabaseUrl.parse(text));

        assertThat(error.fix()).containsIgnoringCase("postgresql");
        assertThat(error.problem() + error.where() + error.fix()).doesNotContain("hunter2", "\n");
    }

    @Test
    void anotherProductIsCalledByItsName() {
        assertThat(catchThrowableOfType(UserError.class, () -> DatabaseUrl.parse("jdbc:mysql://localhost/clinic"))
                        .problem())
                .isEqualTo("this is the URL of another product (mysql); changes are planned for PostgreSQL only");
    }

    @Test
    void noTextOfALoginHasThePassword() {
        Login login = new Login(DatabaseUrl.parse("postgresql://ada:" + SECRET + "@db/clinic"), "ada", SECRET);

        assertThat(login + " " + login.url()).doesNotContain(SECRET);
    }
}
