package dev.cofferdam.migrations;

import java.util.Optional;

/**
 * What the name of a Flyway file says (Flyway documentation, "Migrations": prefix, version, separator, description, suffix).
 *
 * @param kind absent for undo files
 */
record FlywayName(
        Optional<MigrationUnit.Kind> kind, Optional<FlywayVersion> version, String versionText, String description) {

    /** Reads a name without its suffix; empty when it is no migration. */
    static Optional<FlywayName> parse(String stem, FlywayNaming naming) {
        if (!naming.repeatablePrefix().isEmpty() && stem.startsWith(naming.repeatablePrefix() + naming.separator())) {
            String description = stem.substring((naming.repeatablePrefix() + naming.separator()).length());
            return Optional.of(new FlywayName(
                    Optional.of(MigrationUnit.Kind.REPEATABLE), Optional.empty(), "", spaced(description)));
        }
        return versioned(stem, naming.versionedPrefix(), naming, Optional.of(MigrationUnit.Kind.VERSIONED))
                .or(() -> versioned(stem, "B", naming, Optional.of(MigrationUnit.Kind.BASELINE)))
                .or(() -> versioned(stem, "U", naming, Optional.empty()));
    }

    private static Optional<FlywayName> versioned(
            String stem, String prefix, FlywayNaming naming, Optional<MigrationUnit.Kind> kind) {
        if (!stem.startsWith(prefix)) {
            return Optional.empty();
        }
        String rest = stem.substring(prefix.length());
        int separator = rest.indexOf(naming.separator());
        String version = separator < 0 ? rest : rest.substring(0, separator);
        if (!FlywayVersion.isVersion(version)) {
            return Optional.empty();
        }
        String description = separator < 0
                ? ""
                : rest.substring(separator + naming.separator().length());
        return Optional.of(new FlywayName(
                kind, Optional.of(FlywayVersion.parse(version)), version.replace('_', '.'), spaced(description)));
    }

    private static String spaced(String description) {
        return description.replace('_', ' ').strip();
    }
}
