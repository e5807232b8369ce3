package dev.cofferdam.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cofferdam.domain.TableRef;
import dev.cofferdam.domain.UserError;
import dev.cofferdam.server.TestServer;
import dev.cofferdam.server.ThrowawayDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LiveRowsTest {
    private static final String SECRET = "hunter2-and-more";

    @Test
    void anUnreachableHostIsNamedAndThePasswordIsNot() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }

        UserError error = error("jdbc:postgresql://127.0.0.1:" + port + "/clinic?user=reader&password=" + SECRET, "");

        assertThat(error.problem())
                .startsWith("rows of `owners` could not be counted: ")
                .contains("refused");
        assertThat(error.where()).contains("--db jdbc:postgresql://127.0.0.1:" + port + "/clinic");
        assertThat(error.fix()).contains("--rows owners=N");
        assertSilent(error);
    }

    @Tag("server")
    @Test
    void aWrongPasswordIsCalledThatAndNotRepeated() throws SQLException {
        try (ThrowawayDatabase database = TestServer.freshDatabase()) {
            UserError error = error(url(database), SECRET);

            assertThat(error.problem()).contains("password authentication failed");
            assertSilent(error);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://localhost:port/clinic?user=reader&password=" + SECRET,
                "jdbc:postgresql://reader:" + SECRET + "@localhost:1/clinic",
                "jdbc:postgresql://reader:a@b?c/" + SECRET + "@localhost:1/clinic",
                "jdbc:postgresql://localhost:1/clinic?password=" + SECRET + "@home",
                "jdbc:postgresql://reader:" + SECRET,
                "jdbc:postgresql://localhost:1/clinic?user=%zz&password=" + SECRET,
                "jdbc:postgresql:?sslpassword=" + SECRET + "&connectTimeout=soon"
            })
    void aPasswordIsNotRepeatedWhereverItStandsInTheUrl(String url) {
        assertSilent(error(url, ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                "postgres://localhost/clinic",
                "jdbc:mysql://localhost/clinic?password=" + SECRET
            })
    void whatIsNoUrlOfPostgresIsRefusedBeforeAnyConnection(String url) {
        UserError error = error(url, "");

        assertThat(error.problem()).isEqualTo("this is no JDBC URL of PostgreSQL");
        assertThat(error.fix()).contains("jdbc:postgresql://host:5432/database?user=reader");
        assertSilent(error);
    }

    private static String url(ThrowawayDatabase database) throws SQLException {
        try (Connection connection = database.connectAsOwner()) {
            return connection.getMetaData().getURL().replaceAll("\\?.*", "") + "?user="
                    + connection.getMetaData().getUserName();
        }
    }

    private static UserError error(String url, String password) {
        return catchThrowableOfType(
                UserError.class, () -> LiveRows.count(url, password, TableRef.of("owners"), Duration.ofSeconds(5)));
    }

    private static void assertSilent(UserError error) {
        assertThat(error.problem() + error.where() + error.fix())
                .doesNotContain("hunter2")
                .doesNotContain("\n");
    }
}
