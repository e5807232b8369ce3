package dev.cofferdam.rehearse.traffic;

import dev.cofferdam.domain.AppVersion;
import java.util.Optional;

/**
 * What was written last into a row, as far as it was committed.
 *
 * @param column the column by which the version knows the value
 * @param type the column's type at that moment
 * @param value as the server printed it; empty for null
 * @param deleted whether the row was deleted instead
 */
record Written(AppVersion version, String column, String type, Optional<String> value, boolean deleted) {}
