package dev.cofferdam.rules.statements;

import dev.cofferdam.server.ThrowawayDatabase;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.UpdateSummaryEnum;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.resource.DirectoryResourceAccessor;
import liquibase.ui.LoggerUIService;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;

/** The tools that run migrations, on an empty database; each answers with what it complained about, empty when it ran all. */
public interface RealRunner {
    /**
     * Runs what a folder holds.
     *
     * @param files in order; Flyway looks for them itself
     */
    Optional<String> run(ThrowawayDatabase database, Path folder, String... files) throws Exception;

    /** Flyway as {@code check --fix} tells to set it: its lock must not be a transaction, or CONCURRENTLY waits for it. */
    static Optional<String> flyway(ThrowawayDatabase database, Path folder, String... files) {
        FluentConfiguration settings =
                Flyway.configure().dataSource(new OwnersSessions(database)).locations("filesystem:" + folder);
        settings.getConfigurationExtension(PostgreSQLConfigurationExtension.class)
                .setTransactionalLock(false);
        try {
            settings.load().migrate();
            return Optional.empty();
        } catch (FlywayException refused) {
            return Optional.of(String.valueOf(refused.getMessage()));
        }
    }

    static Optional<String> liquibase(ThrowawayDatabase database, Path folder, String... files) throws Exception {
        Logger.getLogger("liquibase").setLevel(Level.OFF);
        Map<String, Object> quiet = Map.of(
                Scope.Attr.ui.name(),
                new LoggerUIService(),
                "liquibase.analytics.enabled",
                "false",
                "liquibase.showBanner",
                "false");
        for (String file : files) {
            try (Connection owner = database.connectAsOwner()) {
                Scope.child(quiet, () -> {
                    Liquibase liquibase = new Liquibase(
                            file,
                            new DirectoryResourceAccessor(folder),
                            DatabaseFactory.getInstance().findCorrectDatabaseImplementation(new JdbcConnection(owner)));
                    liquibase.setShowSummary(UpdateSummaryEnum.OFF);
                    liquibase.update("");
                });
            } catch (liquibase.exception.LiquibaseException refused) {
                return Optional.of(String.valueOf(refused.getMessage()));
            }
        }
        return Optional.empty();
    }

    /** What Flyway takes its connections from. */
    record OwnersSessions(ThrowawayDatabase database) implements DataSource {
        @Override
        public Connection getConnection() throws SQLException {
            return database.connectAsOwner();
        }

        @Override
        public Connection getConnection(String user, String password) throws SQLException {
            return getConnection();
        }

        @Override
        public PrintWriter getLogWriter() {
            throw new UnsupportedOperationException("it does not log");
        }

        @Override
        public void setLogWriter(PrintWriter out) {
            throw new UnsupportedOperationException("it does not log");
        }

        @Override
        public void setLoginTimeout(int seconds) {
            throw new UnsupportedOperationException("it does not wait");
        }

        @Override
        public int getLoginTimeout() {
            return 0;
        }

        @Override
        public Logger getParentLogger() {
            return Logger.getLogger("");
        }

        @Override
        public <T> T unwrap(Class<T> kind) throws SQLException {
            throw new SQLException("nothing is wrapped");
        }

        @Override
        public boolean isWrapperFor(Class<?> kind) {
            return false;
        }
    }
}
