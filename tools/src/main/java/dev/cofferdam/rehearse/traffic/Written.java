package dev.cofferdam.rehearse.traffic;

import dev.cofferdam.domain.AppVersion;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Optional;

/**
 * What was written last into a row, as far as it was committed.
 *
 * @param column the column by which the version knows the value
 * @param type the column's type at that moment
 * @param value as the server printed it; empty for null
 * @param deleted whether the row was deleted instead
 */
record Written(AppVersion version, String column, String type, Optional<String> value, boolean deleted) {
    /** As the type prints a value, which may be otherwise than it was sent. */
    static Optional<String> spelled(Connection session, Optional<String> sent, String type) throws SQLException {
        try (PreparedStatement statement = session.prepareStatement("SELECT CAST(? AS " + type + ")::text")) {
            statement.setObject(1, sent.orElse(null), Types.OTHER);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return Optional.ofNullable(row.getString(1));
            }
        }
    }
}
