package dev.cofferdam.migrations;

import dev.cofferdam.domain.Place;
import dev.cofferdam.domain.Undecided;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Chooses between the two when a repository has both, and says which was taken and why. */
final class FlywayOrLiquibase {
    private FlywayOrLiquibase() {}

    static Optional<History> find(RepositoryFiles files, List<Settings> settings) {
        Optional<History> flyway = new FlywayFinder(files, settings).find();
        Optional<LiquibaseFinder.Found> liquibase = new LiquibaseFinder(files, settings).find();
        if (flyway.isEmpty() || liquibase.isEmpty()) {
            return flyway.or(() -> liquibase.map(LiquibaseFinder.Found::history));
        }
        return Optional.of(choose(flyway.get(), liquibase.get(), settings));
    }

    private static History choose(History flyway, LiquibaseFinder.Found liquibase, List<Settings> settings) {
        History changelog = liquibase.history();
        boolean locations = settings.stream()
                .anyMatch(each -> each.find("spring.flyway.locations").isPresent());
        if (LiquibaseSettings.isSwitchedOff("flyway", settings)) {
            return with(changelog, flyway, "settings switch Flyway off");
        }
        if (LiquibaseSettings.isSwitchedOff("liquibase", settings)) {
            return with(flyway, changelog, "settings switch Liquibase off");
        }
        if (liquibase.named().isPresent() && !locations) {
            return with(
                    changelog,
                    flyway,
                    "`" + liquibase.named().get() + "` names the changelog `" + liquibase.changelog() + "`");
        }
        if (liquibase.named().isEmpty() && locations) {
            return with(flyway, changelog, "settings name Flyway's locations");
        }
        return changelog.units().size() > flyway.units().size()
                ? with(changelog, flyway, "it is the larger of the two")
                : with(flyway, changelog, "it is not the smaller of the two");
    }

    private static History with(History taken, History other, String why) {
        MigrationUnit first = other.units().get(0);
        List<Undecided> unread = new ArrayList<>();
        unread.add(new Undecided(
                Place.of(first.file(), first.line()),
                "a " + other.layout() + " history as well, " + other.counted(),
                taken.layout() + " was taken, " + taken.counted() + ": " + why + "; name the other with --schema"));
        unread.addAll(taken.unread());
        return new History(taken.layout(), taken.units(), unread, taken.searchPath());
    }
}
