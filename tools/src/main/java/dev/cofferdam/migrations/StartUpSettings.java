package dev.cofferdam.migrations;

import dev.cofferdam.domain.StartUpChecks;
import dev.cofferdam.domain.StartUpChecks.History;
import dev.cofferdam.domain.StartUpChecks.Mapping;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How the instances of a repository start, by its settings and build files: whether Hibernate validates the mapping, and which migration tool runs and
 * what it refuses. Settings of profiles for development and tests do not count, those of all others do.
 */
public final class StartUpSettings {
    private static final Pattern FILE = Pattern.compile("application(?:-([\\w.-]+))?\\.(?:properties|ya?ml)");

    private static final Pattern AT_HOME =
            Pattern.compile("(?i)(?:.*[-_.])?(?:dev|development|test|tests|local|h2|hsqldb|mysql|it|ci)(?:[-_.].*)?");

    private static final Pattern DEFAULT = Pattern.compile("\\$\\{[^${}:]+:([^${}]*)}");

    private static final Pattern IN_PERSISTENCE_XML = Pattern.compile(
            "name\\s*=\\s*\"(?:hibernate\\.hbm2ddl\\.auto|jakarta\\.persistence\\.schema-generation\\.database\\.action)\"\\s+value\\s*=\\s*\"(\\w+)\"");

    private static final Pattern MAPPING = Pattern.compile(
            "spring\\.jpa\\.hibernate\\.ddlauto|(?:.*\\.)?hibernate\\.hbm2ddl\\.auto|quarkus\\.hibernateorm\\.(?:.*\\.)?(?:database\\.generation|schemamanagement\\.strategy)");

    private static final Pattern PATTERN_OF_FUTURE = Pattern.compile("(?:\\*|versioned):(?:\\*|future)");

    private final List<Said> said;
    private final List<String> builds;

    /** One entry of a settings file, in canonical form. */
    private record Said(String file, String profile, String key, String value) {
        /** For evidence. */
        @Override
        public String toString() {
            return "`" + key + "` is `" + value + "` in `" + file + "`"
                    + (profile.isEmpty() || file.contains(profile) ? "" : ", profile " + profile);
        }
    }

    private StartUpSettings(RepositoryFiles files) {
        this.said = files
                .matching(file -> FILE.matcher(RepositoryFiles.nameOf(file)).matches())
                .stream()
                .flatMap(file -> entries(file, files.text(file)))
                .toList();
        this.builds = files.matching(StartUpSettings::isBuildFile).stream()
                .map(files::text)
                .toList();
    }

    /** What can be read there. */
    public static StartUpChecks of(Path repository) {
        RepositoryFiles files = RepositoryFiles.under(repository);
        return new StartUpSettings(files).read(persistenceXml(files));
    }

    private StartUpChecks read(List<Said> besides) {
        List<Said> mapping = Stream.concat(
                        said.stream().filter(one -> MAPPING.matcher(canonical(one.key()))
                                .matches()),
                        besides.stream())
                .toList();
        Optional<Said> validates = mapping.stream()
                .filter(one -> one.value().equalsIgnoreCase("validate"))
                .findFirst();
        Optional<Said> other = mapping.stream().findFirst();
        Mapping how = validates.isPresent() ? Mapping.VALIDATED : other.isPresent() ? Mapping.NOT_VALIDATED : silent();
        String where = validates.or(() -> other).map(Said::toString).orElse(how == Mapping.NOT_VALIDATED ? SILENT : "");
        StartUpChecks history = flyway().or(this::liquibase).orElseGet(StartUpChecks::unknown);
        return new StartUpChecks(how, where, history.history(), history.historySaid());
    }

    private static final String SILENT =
            "nothing sets `spring.jpa.hibernate.ddl-auto`, which is `none` for a server of its own (Spring Boot reference, \"Initialize a Database Using Hibernate\")";

    private Mapping silent() {
        return isSpring() ? Mapping.NOT_VALIDATED : Mapping.UNKNOWN;
    }

    private Optional<StartUpChecks> flyway() {
        Optional<String> prefix = runs("flyway", "flyway-core|flyway-database-postgresql|starter-flyway");
        return prefix.map(at -> {
            Optional<Said> off = find(at + "validate-on-migrate", "false");
            if (off.isPresent()) {
                return history(History.FLYWAY_IGNORES_LATER, off.get() + ", so that Flyway compares nothing");
            }
            Optional<Said> future = find(at + "ignore-future-migrations", "false");
            Optional<Said> patterns = find(at + "ignore-migration-patterns");
            if (patterns.isPresent()) {
                boolean ignored = Pattern.compile("[,\\s]+")
                        .splitAsStream(patterns.get().value().toLowerCase(Locale.ROOT))
                        .anyMatch(pattern -> PATTERN_OF_FUTURE.matcher(pattern).matches());
                return history(
                        ignored ? History.FLYWAY_IGNORES_LATER : History.FLYWAY_REFUSES_LATER,
                        patterns.get().toString());
            }
            return future.map(one -> history(History.FLYWAY_REFUSES_LATER, one.toString()))
                    .orElseGet(() -> history(
                            History.FLYWAY_IGNORES_LATER,
                            "nothing sets `" + at + "ignore-migration-patterns`, which is `*:future`"));
        });
    }

    private Optional<StartUpChecks> liquibase() {
        return runs("liquibase", "liquibase-core|starter-liquibase")
                .map(at -> history(History.LIQUIBASE, "nothing switches `" + at + "enabled` off"));
    }

    private static StartUpChecks history(History how, String where) {
        return new StartUpChecks(Mapping.UNKNOWN, "", how, where);
    }

    /** The prefix of its keys, when the tool runs as instances start: Spring Boot runs what it finds, Quarkus what it is told to. */
    private Optional<String> runs(String tool, String artifacts) {
        String quarkus = "quarkus." + tool + ".";
        if (find(quarkus + "migrate-at-start", "true").isPresent()) {
            return Optional.of(quarkus);
        }
        String spring = "spring." + tool + ".";
        boolean found = builds.stream()
                .anyMatch(text -> Pattern.compile(artifacts).matcher(text).find());
        return isSpring() && found && find(spring + "enabled", "false").isEmpty()
                ? Optional.of(spring)
                : Optional.empty();
    }

    private boolean isSpring() {
        return builds.stream().anyMatch(text -> text.contains("org.springframework.boot"));
    }

    private Optional<Said> find(String key, String value) {
        return find(key).filter(one -> one.value().equalsIgnoreCase(value));
    }

    /** What a profile says wins over what all of them share (Spring Boot reference, "Profile Specific Files"). */
    private Optional<Said> find(String key) {
        List<Said> all = said.stream()
                .filter(one -> canonical(one.key()).equals(canonical(key)))
                .toList();
        return all.stream().filter(one -> !one.profile().isEmpty()).findFirst().or(() -> all.stream()
                .findFirst());
    }

    private static Stream<Said> entries(String file, String text) {
        Matcher name = FILE.matcher(RepositoryFiles.nameOf(file));
        String ofFile = name.matches() ? Optional.ofNullable(name.group(1)).orElse("") : "";
        List<Said> entries = new ArrayList<>();
        SettingsFile.read(file, text).forEach((inner, values) -> {
            String profile = inner.isEmpty() ? ofFile : inner;
            if (!AT_HOME.matcher(profile).matches()) {
                values.forEach((key, value) -> entries.add(new Said(
                        file,
                        profile,
                        key,
                        DEFAULT.matcher(value).replaceAll("$1").strip())));
            }
        });
        return entries.stream();
    }

    private static List<Said> persistenceXml(RepositoryFiles files) {
        return files.matching(file -> RepositoryFiles.nameOf(file).equals("persistence.xml")).stream()
                .flatMap(file -> IN_PERSISTENCE_XML
                        .matcher(files.text(file))
                        .results()
                        .map(hit -> new Said(file, "", "hibernate.hbm2ddl.auto", hit.group(1))))
                .toList();
    }

    private static boolean isBuildFile(String file) {
        String name = RepositoryFiles.nameOf(file);
        return name.equals("pom.xml")
                || name.endsWith(".gradle")
                || name.endsWith(".gradle.kts")
                || name.endsWith(".versions.toml");
    }

    private static String canonical(String key) {
        return key.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
    }
}
