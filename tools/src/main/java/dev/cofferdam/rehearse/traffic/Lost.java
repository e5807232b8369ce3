package dev.cofferdam.rehearse.traffic;

import dev.cofferdam.domain.AppVersion;

/**
 * A value that an app version wrote and that is not there any more.
 *
 * @param row the row's key
 * @param version who wrote it
 * @param expected what it wrote, as the column that is read now should show it
 */
public record Lost(String row, AppVersion version, String column, String expected, String found) {
    @Override
    public String toString() {
        return version.label() + " wrote " + expected + " to " + column + " of row " + row + ", which now has " + found;
    }
}
