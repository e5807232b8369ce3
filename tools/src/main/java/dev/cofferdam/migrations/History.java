package dev.cofferdam.migrations;

import dev.cofferdam.domain.Undecided;
import java.util.List;

/**
 * A repository's migration history.
 *
 * @param layout how it is kept: {@code Flyway}, {@code Liquibase}, {@code Spring schema.sql}, {@code SQL folder} or {@code schema file}
 * @param units in the order in which they run on an empty database
 * @param unread what belongs to the history or might, and is not among the units
 * @param searchPath schemas that the tool creates and puts on the search path before each unit; empty means {@code public}
 */
public record History(String layout, List<MigrationUnit> units, List<Undecided> unread, List<String> searchPath) {
    public History {
        units = List.copyOf(units);
        unread = List.copyOf(unread);
        searchPath = List.copyOf(searchPath);
    }

    /** A history that leaves the search path as the server has it. */
    public History(String layout, List<MigrationUnit> units, List<Undecided> unread) {
        this(layout, units, unread, List.of());
    }

    /** How many units there are, in words: {@code 3 files}, {@code 1 change set}. */
    public String counted() {
        String unit = layout.equals("Liquibase") ? "change set" : "file";
        return units.size() + " " + unit + (units.size() == 1 ? "" : "s");
    }

    /** How many units there are of this kind. */
    public long count(MigrationUnit.Kind kind) {
        return units.stream().filter(unit -> unit.kind() == kind).count();
    }
}
