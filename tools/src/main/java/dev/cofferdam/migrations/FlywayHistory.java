package dev.cofferdam.migrations;

import dev.cofferdam.domain.Place;
import dev.cofferdam.domain.Undecided;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads the files of one Flyway history in the order in which Flyway runs them on an empty database. */
final class FlywayHistory {
    private static final Pattern CALLBACK = Pattern.compile("(before|after)[A-Z]\\w*\\.sql|createSchema\\w*\\.sql");
    private static final Comparator<Named> BY_VERSION =
            Comparator.comparing(named -> named.name().version().orElseThrow());

    private final RepositoryFiles files;
    private final FlywaySettings settings;
    private final Placeholders placeholders;
    private final List<Undecided> unread = new ArrayList<>();

    FlywayHistory(RepositoryFiles files, FlywaySettings settings) {
        this.files = files;
        this.settings = settings;
        this.placeholders = new Placeholders(settings);
    }

    /**
     * The history that these files make.
     *
     * @param scripts what stands for migrations in Java, by the source whose name has the version
     */
    History read(List<String> candidates, Map<String, JavaMigrations.Script> scripts) {
        List<Named> versioned = new ArrayList<>();
        List<Named> repeatable = new ArrayList<>();
        List<Named> baselines = new ArrayList<>();
        Map<FlywayVersion, Named> undos = new TreeMap<>();
        for (String file : candidates) {
            Optional<Named> named = named(file);
            if (named.isEmpty()) {
                tellCallback(file);
            } else if (named.get().name().kind().isEmpty()) {
                undos.put(named.get().name().version().orElseThrow(), named.get());
            } else {
                named.get().name().kind().ifPresent(kind -> {
                    switch (kind) {
                        case VERSIONED -> versioned.add(named.get());
                        case REPEATABLE -> repeatable.add(named.get());
                        case BASELINE -> baselines.add(named.get());
                        case SCRIPT -> throw new IllegalStateException("no Flyway name is a plain script");
                    }
                });
            }
        }
        scripts.forEach((source, script) -> FlywayName.parse(stem(source), settings.naming())
                .filter(name -> name.kind().equals(Optional.of(MigrationUnit.Kind.VERSIONED)))
                .ifPresent(name -> versioned.add(new Named(script.file(), name, script.sql(), true))));
        versioned.sort(BY_VERSION);
        repeatable.sort(Comparator.comparing(named -> named.name().description()));
        List<Named> ordered = new ArrayList<>();
        baselines.stream().max(BY_VERSION).ifPresent(baseline -> {
            // On an empty database the newest baseline stands for every version up to its own.
            versioned.removeIf(named -> BY_VERSION.compare(named, baseline) <= 0);
            ordered.add(baseline);
        });
        ordered.addAll(versioned);
        ordered.addAll(repeatable);
        tellDoubles(versioned);
        List<MigrationUnit> units =
                ordered.stream().map(named -> unit(named, undos)).toList();
        List<Undecided> all = new ArrayList<>(placeholders.unread());
        all.addAll(unread);
        return new History("Flyway", units, all, settings.schemas());
    }

    private static String stem(String source) {
        return RepositoryFiles.nameOf(source).replaceFirst("\\.\\w+$", "");
    }

    private Optional<Named> named(String file) {
        String name = RepositoryFiles.nameOf(file);
        if (!settings.naming().hasSuffix(name)) {
            return Optional.empty();
        }
        return FlywayName.parse(settings.naming().stem(name), settings.naming())
                .map(parsed -> new Named(file, parsed, files.text(file), false));
    }

    private void tellCallback(String file) {
        if (CALLBACK.matcher(RepositoryFiles.nameOf(file)).matches()) {
            unread.add(new Undecided(
                    Place.of(file, 1),
                    "callback `" + RepositoryFiles.nameOf(file) + "`",
                    "callbacks are not replayed"));
        }
    }

    private void tellDoubles(List<Named> versioned) {
        Set<FlywayVersion> seen = new HashSet<>();
        for (Named named : versioned) {
            if (!seen.add(named.name().version().orElseThrow())) {
                unread.add(new Undecided(
                        Place.of(named.file(), 1),
                        "version " + named.name().versionText() + " for the second time",
                        "Flyway refuses two files of one version; both are read, in the order of their paths"));
            }
        }
    }

    private MigrationUnit unit(Named named, Map<FlywayVersion, Named> undos) {
        MigrationUnit unit = unit(named);
        return unit.kind() == MigrationUnit.Kind.VERSIONED
                ? named.name()
                        .version()
                        .map(undos::get)
                        .map(undo -> unit(undo, MigrationUnit.Kind.SCRIPT))
                        .map(undo -> unit.withUndo(undo.file(), 1, undo.transactional(), undo.sql()))
                        .orElse(unit)
                : unit;
    }

    private MigrationUnit unit(Named named) {
        return unit(named, named.name().kind().orElseThrow());
    }

    private MigrationUnit unit(Named named, MigrationUnit.Kind kind) {
        String sql = placeholders.replace(named.file(), named.text());
        FlywayName name = named.name();
        FlywayTransactions.Answer answer = answer(named, sql);
        MigrationUnit unit = new MigrationUnit(
                named.file(),
                Optional.of(name.versionText()).filter(version -> !version.isEmpty()),
                name.description(),
                kind,
                answer.transactional(),
                sql);
        return answer.refusal().map(unit::refused).orElse(unit);
    }

    private FlywayTransactions.Answer answer(Named named, String sql) {
        return confSays(named.file())
                .map(says -> new FlywayTransactions.Answer(says, Optional.empty()))
                .orElseGet(() -> named.inJava()
                        ? new FlywayTransactions.Answer(!NoTransaction.isNeededBy(sql), Optional.empty())
                        : FlywayTransactions.of(sql, settings.mixed()));
    }

    /** {@code V1__x.sql.conf} beside the file ("Script configuration", Flyway documentation). */
    private Optional<Boolean> confSays(String file) {
        String conf = file + ".conf";
        if (!files.has(conf)) {
            return Optional.empty();
        }
        Properties properties = new Properties();
        try {
            properties.load(new java.io.StringReader(files.text(conf)));
        } catch (java.io.IOException | IllegalArgumentException e) {
            unread.add(new Undecided(
                    Place.of(conf, 1), "script configuration", "it is no properties file: " + e.getMessage()));
        }
        return Optional.ofNullable(properties.getProperty("executeInTransaction"))
                .map(Boolean::parseBoolean);
    }

    /** A migration; {@code inJava} when code hands the statements over one by one. */
    private record Named(String file, FlywayName name, String text, boolean inJava) {}
}
