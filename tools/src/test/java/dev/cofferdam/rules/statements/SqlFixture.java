package dev.cofferdam.rules.statements;

import dev.cofferdam.domain.Checked;
import dev.cofferdam.domain.Configuration;
import dev.cofferdam.domain.Engine;
import dev.cofferdam.domain.StatementFinding;
import dev.cofferdam.migrations.History;
import dev.cofferdam.migrations.MigrationUnit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A migration as a fixture. Its first lines may say {@code -- engine: postgresql:14} (18 unless said) and {@code -- no transaction} (one for each
 * file unless said). {@code -- deployed} begins what was released before, {@code -- change} what is judged; more {@code -- change} lines
 * begin further files of the same release. {@code -- back} begins what takes the last of them back.
 */
record SqlFixture(Engine engine, List<MigrationUnit> units) {
    static final Path ROOT = Path.of("src/test/resources/dev/cofferdam/rules/statements");

    /** Fixtures of a rule whose names begin so, sorted. */
    static List<Path> of(String rule, String prefix) {
        Path folder = ROOT.resolve(rule);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches(prefix + "[a-z0-9-]+\\.sql"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static SqlFixture read(Path file) {
        String text = text(file);
        Engine engine = text.lines()
                .filter(line -> line.startsWith("-- engine: "))
                .map(line -> Engine.parse(line.substring("-- engine: ".length())))
                .findFirst()
                .orElse(Engine.postgresql(18));
        boolean transactional = text.lines().noneMatch("-- no transaction"::equals);
        List<MigrationUnit> units = new ArrayList<>();
        for (String part : text.split("(?m)^(?=-- (?:deployed|change|back)$)")) {
            if (part.startsWith("-- back")) {
                MigrationUnit forward = units.remove(units.size() - 1);
                units.add(undone(forward, part));
                continue;
            }
            boolean deployed = part.startsWith("-- deployed");
            String name = deployed ? "deployed.sql" : "change.sql";
            String version = String.valueOf(units.size() + 1);
            units.add(new MigrationUnit(
                    "V" + version + "__" + name,
                    Optional.of(version),
                    deployed ? "deployed" : "change",
                    MigrationUnit.Kind.VERSIONED,
                    transactional,
                    part));
        }
        return new SqlFixture(engine, units);
    }

    private static MigrationUnit undone(MigrationUnit forward, String back) {
        MigrationUnit undo = new MigrationUnit(
                "U" + forward.version().orElseThrow() + "__change.sql",
                forward.version(),
                forward.description(),
                MigrationUnit.Kind.SCRIPT,
                forward.transactional(),
                back);
        return new MigrationUnit(
                forward.file(),
                forward.line(),
                forward.version(),
                forward.description(),
                forward.kind(),
                forward.transactional(),
                forward.sql(),
                forward.guard(),
                Optional.of(undo),
                Optional.empty(),
                forward.release(),
                List.of());
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Checked check() {
        return check(Map.of());
    }

    private Checked check(Map<String, Configuration.Level> asked) {
        History history = new History("Flyway", units, List.of());
        return StatementCheck.of(
                history,
                engine,
                unit -> !unit.description().equals("deployed"),
                true,
                asked.isEmpty() ? Policy.everything() : Policy.of(asked, true));
    }

    /** Findings of one rule. */
    List<StatementFinding> findings(String rule) {
        boolean onRequest =
                StatementRules.infos().stream().anyMatch(info -> info.id().equals(rule) && info.onRequest());
        return check(onRequest ? Map.of(rule, Configuration.Level.INFO) : Map.of()).findings().stream()
                .filter(each -> each.finding().rule().equals(rule))
                .toList();
    }

    /** Findings as a user reads them. */
    static String shown(List<StatementFinding> findings) {
        return findings.stream().map(SqlFixture::shown).collect(Collectors.joining("\n"));
    }

    private static String shown(StatementFinding found) {
        String head = found.place() + ":" + found.column() + ": "
                + found.finding().severity().name().toLowerCase(Locale.ROOT) + " ["
                + found.finding().rule() + "]";
        String safe = found.safeForm()
                .map(form -> form.statements().stream()
                        .map(statement -> "    " + statement.strip().replace("\n", "\n    ") + ";\n")
                        .collect(Collectors.joining(
                                "", form.outsideTransaction() ? "  safe, outside a transaction:\n" : "  safe:\n", "")))
                .orElse("");
        return head + "\n  " + found.finding().what() + "\n  instead: "
                + found.finding().remedy() + "\n" + safe;
    }
}
