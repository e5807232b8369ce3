package dev.cofferdam.migrations;

import dev.cofferdam.domain.Place;
import dev.cofferdam.domain.Undecided;
import dev.cofferdam.migrations.liquibase.BrokenChangelog;
import dev.cofferdam.migrations.liquibase.ChangelogNode;
import dev.cofferdam.migrations.liquibase.ChangelogReader;
import dev.cofferdam.migrations.liquibase.Guard;
import dev.cofferdam.migrations.liquibase.PreconditionReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/** Reads one changelog and what it includes, in the order in which Liquibase runs it on an empty database. */
final class LiquibaseHistory {
    /** A longer one is a data set or a mistake. SQL may be longer: baselines are. */
    private static final int LONGEST = 10_000_000;

    /** Files that include each other twice over grow without bound. */
    private static final int MOST_INCLUDES = 20_000;

    private final RepositoryFiles files;
    private final LiquibaseSettings settings;
    private final ChangelogPaths paths;
    private final ChangelogParameters parameters;
    private final Releases releases = new Releases();
    private final ChangeSets changeSets;
    private final Set<String> read = new LinkedHashSet<>();
    private final Set<String> open = new HashSet<>();
    private final Set<String> ran = new HashSet<>();
    private final Map<String, Place> identities = new HashMap<>();
    private final List<Undecided> unread = new ArrayList<>();
    private boolean leftOut;
    private int includes;

    LiquibaseHistory(RepositoryFiles files, ChangelogPaths paths, LiquibaseSettings settings) {
        this.files = files;
        this.settings = settings;
        this.paths = paths;
        this.parameters = new ChangelogParameters(settings.parameters());
        this.changeSets = new ChangeSets(files, paths, parameters, unread, releases);
    }

    /** The history that begins with this changelog. */
    History read(String root) {
        changelog(root);
        List<Undecided> all = new ArrayList<>(unread);
        all.addAll(parameters.unread());
        return new History("Liquibase", releases.told(changeSets.inRunOrder(), root), all, settings.schemas());
    }

    /** All changelogs that were read, the first one included. */
    Set<String> read() {
        return read;
    }

    private void changelog(String file) {
        if (!open.add(file)) {
            throw new IllegalStateException(file + " is being read already");
        }
        read.add(file);
        includes++;
        Map<String, String> locals = parameters.locals();
        try {
            elements(tree(file), file);
        } catch (BrokenChangelog e) {
            unread.add(new Undecided(
                    Place.of(file, e.line()),
                    "changelog `" + RepositoryFiles.nameOf(file) + "`",
                    "it cannot be read: " + e.problem()));
        } finally {
            open.remove(file);
            parameters.restoreLocals(locals);
        }
    }

    private ChangelogNode tree(String file) throws BrokenChangelog {
        String text = files.text(file);
        if (text.length() > LONGEST && !file.endsWith(".sql")) {
            unread.add(new Undecided(
                    Place.of(file, 1),
                    "changelog `" + RepositoryFiles.nameOf(file) + "`",
                    "it is longer than 10 MB, which is not read; split it, or name the schema with --schema FILE"));
            return new ChangelogNode("databaseChangeLog", 1, Map.of(), List.of(), Optional.empty());
        }
        return ChangelogReader.read(file, text);
    }

    private void elements(ChangelogNode parent, String file) {
        if (!settings.filter().takes(parent)) {
            leftOut(() -> each(parent, file));
        } else {
            each(parent, file);
        }
    }

    private void each(ChangelogNode parent, String file) {
        for (ChangelogNode written : parent.children()) {
            switch (written.name()) {
                case "changeSet" -> changeSet(expanded(written, file), file, parent);
                case "property" -> property(expanded(written, file), file);
                case "include" -> include(expanded(written, file), file);
                case "includeAll" -> includeAll(expanded(written, file), file);
                case "modifyChangeSets" -> elements(written, file);
                case "preConditions" -> ofWholeFile(expanded(written, file), file);
                default ->
                    unread.add(new Undecided(
                            Place.of(file, written.line()),
                            "`" + written.name() + "`",
                            "this element is not known here; passed over"));
            }
        }
    }

    private ChangelogNode expanded(ChangelogNode node, String file) {
        return node.map((text, line) -> parameters.expand(text, file, line));
    }

    private PreconditionReader preconditions() {
        return new PreconditionReader(new PreconditionReader.Known() {
            @Override
            public boolean ran(String id, String author) {
                return ran.contains(id + "::" + author);
            }

            @Override
            public Optional<String> property(String name) {
                return parameters.value(name);
            }
        });
    }

    private void changeSet(ChangelogNode set, String file, ChangelogNode parent) {
        if (leftOut || set.is("ignore") || !settings.filter().takes(set)) {
            return;
        }
        String identity =
                set.value("id").orElse("") + "::" + set.value("author").orElse("");
        Place here = Place.of(file, set.line());
        Place earlier = identities.putIfAbsent(
                identity + "::"
                        + set.value("logicalFilePath")
                                .or(() -> parent.value("logicalFilePath"))
                                .orElse(file),
                here);
        if (here.equals(earlier)) {
            // Its file is included once more, usually for the properties in it.
            return;
        }
        if (earlier != null) {
            unread.add(new Undecided(
                    Place.of(file, set.line()),
                    "change set " + identity + " for the second time",
                    "Liquibase refuses two of one id, author and file; the one at " + earlier + " is read"));
            return;
        }
        Optional<Guard> guard = preconditions().read(set.children("preConditions"));
        ran.add(identity);
        changeSets.add(
                set, file, guard, set.value("objectQuotingStrategy").or(() -> parent.value("objectQuotingStrategy")));
    }

    /** Liquibase asks them before anything runs; an answer that needs a database is not sought. */
    private void ofWholeFile(ChangelogNode element, String file) {
        Optional<Guard> guard = preconditions().read(List.of(element));
        Guard.Decision decision =
                guard.map(each -> each.decide(NoWorld.INSTANCE)).orElse(Guard.Decision.RUN);
        if (decision != Guard.Decision.RUN) {
            unread.add(new Undecided(
                    Place.of(file, element.line()),
                    "preconditions of the whole changelog",
                    decision == Guard.Decision.UNCLEAR
                            ? guard.orElseThrow().condition().describe() + " could not be decided; read as if it held"
                            : "they do not hold for PostgreSQL; read as if they did"));
        }
    }

    private void property(ChangelogNode property, String file) {
        if (leftOut || !settings.filter().takes(property)) {
            return;
        }
        boolean global = property.truth("global").orElse(true);
        propertiesOf(property, file).forEach((name, value) -> {
            if (global) {
                parameters.setGlobal(name, value);
            } else {
                parameters.setLocal(name, value);
            }
        });
    }

    private Map<String, String> propertiesOf(ChangelogNode property, String file) {
        Optional<String> name = property.value("name");
        if (name.isPresent()) {
            return Map.of(
                    name.get(),
                    property.located("value").map(ChangelogNode.Value::text).orElse(""));
        }
        Map<String, String> found = new HashMap<>();
        property.value("file").ifPresent(other -> {
            Optional<String> path = tell(
                    paths.file(other, file, property.is("relativeToChangelogFile")),
                    property,
                    file,
                    "file of properties `" + other + "`");
            path.ifPresent(there ->
                    load(there).forEach((key, value) -> found.put(String.valueOf(key), String.valueOf(value))));
        });
        return found;
    }

    private Properties load(String file) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(files.text(file)));
        } catch (IOException | IllegalArgumentException e) {
            unread.add(new Undecided(Place.of(file, 1), "file of properties", "it cannot be read: " + e.getMessage()));
        }
        return properties;
    }

    private Optional<String> tell(ChangelogPaths.Found found, ChangelogNode node, String file, String what) {
        if (found.path().isEmpty()) {
            unread.add(new Undecided(Place.of(file, node.line()), what, found.reason()));
        }
        return found.path();
    }

    private void include(ChangelogNode include, String file) {
        if (include.is("ignore") || !settings.filter().takes(include)) {
            leftOut(() -> includeNamed(include, file));
        } else {
            includeNamed(include, file);
        }
    }

    /** Files that are left out are known all the same, so that nobody takes them for histories of their own. */
    private void leftOut(Runnable reading) {
        boolean before = leftOut;
        int notes = unread.size();
        leftOut = true;
        reading.run();
        leftOut = before;
        unread.subList(notes, unread.size()).clear();
    }

    private void includeNamed(ChangelogNode include, String file) {
        Optional<String> named = include.value("file");
        if (named.isEmpty()) {
            unread.add(new Undecided(Place.of(file, include.line()), "include", "`file` is missing"));
            return;
        }
        String what = "include of `" + named.get() + "`";
        tell(paths.file(named.get(), file, include.is("relativeToChangelogFile")), include, file, what)
                .ifPresent(other -> included(other, include, file, what));
    }

    private void included(String other, ChangelogNode include, String file, String what) {
        if (open.contains(other)) {
            unread.add(new Undecided(
                    Place.of(file, include.line()), what, "it includes the file that it is included by; passed over"));
        } else if (includes >= MOST_INCLUDES) {
            unread.add(new Undecided(Place.of(file, include.line()), what, "there are too many includes; passed over"));
        } else if (!ChangelogReader.isChangelogName(other)) {
            unread.add(new Undecided(Place.of(file, include.line()), what, "its name says no format of changelogs"));
        } else {
            changelog(other);
        }
    }

    private void includeAll(ChangelogNode all, String file) {
        if (settings.filter().takes(all)) {
            includeAllNamed(all, file);
        } else {
            leftOut(() -> includeAllNamed(all, file));
        }
    }

    private void includeAllNamed(ChangelogNode all, String file) {
        Optional<String> named = all.value("path");
        if (named.isEmpty()) {
            unread.add(new Undecided(Place.of(file, all.line()), "includeAll", "`path` is missing"));
            return;
        }
        String what = "includeAll of `" + named.get() + "`";
        for (String custom : List.of("filter", "resourceFilter", "resourceComparator")) {
            all.value(custom)
                    .ifPresent(type -> unread.add(new Undecided(
                            Place.of(file, all.line()),
                            what,
                            "`" + custom + "` names Java code, which is not run: all files, by their paths")));
        }
        tell(paths.folder(named.get(), file, all.is("relativeToChangelogFile")), all, file, what)
                .ifPresent(folder -> {
                    for (String other : paths.below(folder)) {
                        if (ChangelogReader.isChangelogName(other)
                                && isWanted(other, folder, all)
                                && !open.contains(other)) {
                            changelog(other);
                        }
                    }
                });
    }

    private static boolean isWanted(String file, String folder, ChangelogNode all) {
        int depth = (int) file.substring(folder.isEmpty() ? 0 : folder.length() + 1)
                        .chars()
                        .filter(c -> c == '/')
                        .count()
                + 1;
        return depth >= number(all, "minDepth", 1)
                && depth <= number(all, "maxDepth", Integer.MAX_VALUE)
                && all.value("endsWithFilter")
                        .map(end -> file.toLowerCase(java.util.Locale.ROOT)
                                .endsWith(end.toLowerCase(java.util.Locale.ROOT)))
                        .orElse(true);
    }

    private static int number(ChangelogNode node, String key, int otherwise) {
        return node.value(key)
                .filter(text -> text.matches("\\d{1,9}"))
                .map(Integer::parseInt)
                .orElse(otherwise);
    }
}
