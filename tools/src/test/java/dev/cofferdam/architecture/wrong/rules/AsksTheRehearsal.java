package dev.cofferdam.architecture.wrong.rules;

import dev.cofferdam.architecture.wrong.rehearse.AsksTheRules;
import java.sql.Connection;
import javax.sql.DataSource;
import org.postgresql.PGConnection;

/** A rule that imports the rehearsal and holds connections. */
public record AsksTheRehearsal(AsksTheRules other, Connection connection, DataSource source, PGConnection server) {}
