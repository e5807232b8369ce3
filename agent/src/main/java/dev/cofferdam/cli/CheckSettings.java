package dev.cofferdam.cli;

import dev.cofferdam.domain.Configuration;
import dev.cofferdam.domain.Engine;
import dev.cofferdam.domain.Glob;
import dev.cofferdam.domain.NearestNames;
import dev.cofferdam.domain.Place;
import dev.cofferdam.domain.StatementFinding;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.domain.TableSize;
import dev.cofferdam.domain.UserError;
import dev.cofferdam.planfile.ConfigurationFile;
import dev.cofferdam.rows.RowCount;
import dev.cofferdam.rules.info.RuleInfo;
import dev.cofferdam.rules.statements.Policy;
import dev.cofferdam.rules.statements.StatementRules;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** What {@code check} goes by: the configuration of the repository that the files lie in, and the flags, which go first. */
final class CheckSettings {
    /** The oldest server that the rules know. */
    private static final int OLDEST = 12;

    private final Optional<ConfigurationFile> file;
    private final Path workingFolder;
    private final List<String> ruleIds =
            StatementRules.infos().stream().map(RuleInfo::id).toList();

    private CheckSettings(Optional<ConfigurationFile> file, Path workingFolder) {
        this.file = file;
        this.workingFolder = workingFolder;
    }

    /**
     * The configuration of the files' repository: of the nearest folder that has one, and no further up than the repository's root.
     *
     * @throws UserError when it is wrong, or the files have several
     */
    static CheckSettings of(List<Path> given, Path workingFolder) {
        Set<Path> found = new LinkedHashSet<>();
        given.forEach(path -> above(workingFolder.resolve(path).normalize()).ifPresent(found::add));
        if (found.size() > 1) {
            List<Path> several = List.copyOf(found);
            throw new UserError(
                    "the files have several configurations, among them `" + several.get(0) + "` and `" + several.get(1)
                            + "`",
                    "FILE",
                    "check each repository in a run of its own");
        }
        CheckSettings settings =
                new CheckSettings(found.stream().findFirst().map(ConfigurationFile::read), workingFolder);
        settings.refuseUnknownRules();
        return settings;
    }

    private static Optional<Path> above(Path path) {
        Path start = Files.isDirectory(path) ? path : path.getParent();
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            if (Files.isRegularFile(folder.resolve(ConfigurationFile.NAME))) {
                return Optional.of(folder.resolve(ConfigurationFile.NAME));
            }
            if (Files.exists(folder.resolve(".git"))) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private void refuseUnknownRules() {
        levels().keySet().stream()
                .filter(id -> !ruleIds.contains(id))
                .findFirst()
                .ifPresent(id -> {
                    throw file.orElseThrow().wrong(noRule(id), nearest(id), "check", "rules", id);
                });
        for (int i = 0; i < suppressions().size(); i++) {
            String id = suppressions().get(i).rule();
            if (!ruleIds.contains(id)) {
                throw file.orElseThrow().wrong(noRule(id), nearest(id), "check", "suppress", i, "rule");
            }
        }
    }

    private static String noRule(String id) {
        return "there is no rule `" + id + "` about migration files";
    }

    private String nearest(String id) {
        return NearestNames.to(id, ruleIds)
                .map(near -> "did you mean `" + near + "`? `cofferdam explain` lists all rules")
                .orElse("`cofferdam explain` lists all rules");
    }

    private Optional<Configuration.Check> check() {
        return configuration().flatMap(Configuration::check);
    }

    private Optional<Configuration> configuration() {
        return file.map(ConfigurationFile::configuration);
    }

    private SortedMap<String, Configuration.Level> levels() {
        return check().map(Configuration.Check::rules).orElseGet(TreeMap::new);
    }

    private List<Configuration.Suppression> suppressions() {
        return check().map(Configuration.Check::suppress).orElse(List.of());
    }

    /** The server that a safe form must run on: the oldest supported one, unless the caller named his. */
    Optional<Engine> oldest(Optional<String> flag) {
        boolean isNamed = flag.isPresent()
                || configuration().flatMap(Configuration::engine).isPresent();
        return isNamed ? Optional.empty() : Optional.of(Engine.postgresql(OLDEST));
    }

    /** The server that the migrations run on. */
    Engine engine(Optional<String> flag) {
        Engine engine = flag.map(Engine::parse)
                .or(() -> configuration().flatMap(Configuration::engine))
                .orElse(Engine.postgresql(18));
        if (engine.product() != Engine.Product.POSTGRESQL) {
            throw new UserError(
                    "the rules about migration files know PostgreSQL, and not " + engine,
                    flag.isPresent() ? "--engine" : ConfigurationFile.NAME,
                    "name the PostgreSQL that they run on, such as postgresql:16");
        }
        return engine;
    }

    /** What is wanted of the rules. */
    Policy policy(Map<String, Configuration.Level> flags, boolean advice) {
        flags.keySet().stream().filter(id -> !ruleIds.contains(id)).findFirst().ifPresent(id -> {
            throw new UserError(noRule(id), "--rule " + id, nearest(id));
        });
        Map<String, Configuration.Level> all = new HashMap<>(levels());
        all.putAll(flags);
        boolean asked = advice || check().flatMap(Configuration.Check::advice).orElse(false);
        return Policy.of(all, asked).silent(suppressions(), this::inRepository);
    }

    /** Sizes as the configuration gives them. */
    List<RowCount> rows() {
        List<RowCount> rows = new ArrayList<>();
        configuration().map(Configuration::rows).orElseGet(TreeMap::new).forEach((table, number) -> {
            try {
                rows.add(RowCount.parse(table + "=" + number));
            } catch (UserError wrong) {
                throw file.orElseThrow().wrong(wrong.problem(), "write `" + table + ": 12M`", "rows", table);
            }
        });
        return rows;
    }

    /** The size of a table as the configuration gives it. */
    static Optional<TableSize> size(List<RowCount> rows, TableRef table) {
        return rows.stream()
                .filter(row -> row.table().isSameTable(table))
                .map(row -> TableSize.ofRows(row.rows(), ConfigurationFile.NAME))
                .findFirst();
    }

    /** Everything that is read here: where files are named from, and the configuration's place and text. */
    String circumstances() {
        return workingFolder + "\n"
                + file.map(config -> config.file() + "\n" + config.yaml()).orElse("");
    }

    /** Whether the configuration says that a file is not judged. */
    boolean ignores(String label) {
        List<String> ignored = check().map(Configuration.Check::ignore).orElse(List.of());
        return !ignored.isEmpty() && Glob.anyMatches(ignored, inRepository(label));
    }

    /** Suppressions that nothing in the judged files needed, at their lines. */
    List<StatementFinding> unused(Policy policy) {
        return file.map(config ->
                        policy.unused(i -> Place.of(label(config.file()), config.line("check", "suppress", i))))
                .orElse(List.of());
    }

    private String label(Path path) {
        Path shown = path.startsWith(workingFolder) ? workingFolder.relativize(path) : path;
        return shown.toString().replace('\\', '/');
    }

    /** A file of a finding as its repository knows it. */
    private String inRepository(String label) {
        Path path = workingFolder.resolve(label).normalize();
        return file.flatMap(config -> Optional.ofNullable(config.file().getParent()))
                .filter(path::startsWith)
                .map(root -> root.relativize(path).toString().replace('\\', '/'))
                .orElse(label);
    }
}
