package dev.cofferdam.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What the launcher runs once, unseen, so that the JVM can write down the classes that a start needs: every help page, and the usages,
 * a check and one plan over a small repository in a temporary folder, which also fills the server's cache. What fails here fails silently; it only costs time later.
 */
final class Training {
    /** By what they are called in the repository. What none of them holds is loaded anew at every start: they are rich, not real. */
    private static final Map<String, String> FILES = Map.of(
            "src/main/resources/db/migration/V1__owners.sql", "V1__owners.sql",
            "src/main/resources/db/migration/V2__visits.sql", "V2__visits.sql",
            "src/main/java/Owner.java", "Owner.java",
            "src/main/java/OwnerController.java", "OwnerController.java",
            "src/main/resources/Owner.hbm.xml", "Owner.hbm.xml",
            "src/main/resources/OwnerMapper.xml", "OwnerMapper.xml",
            "src/main/resources/changelog.xml", "changelog.xml",
            "src/main/resources/application.yml", "application.yml",
            "src/main/resources/templates/owners.html", "owners.html",
            "notes.md", "notes.md");

    private Training() {}

    public static void main(String[] arguments) throws IOException {
        Commands commands = Commands.installed();
        Screen nowhere = new Screen(new PrintWriter(Writer.nullWriter()), false, true);
        Terminal terminal = new Terminal(nowhere, nowhere);
        Cofferdam cofferdam = new Cofferdam(commands, terminal);
        cofferdam.run(List.of("--help"));
        cofferdam.run(List.of("--version"));
        cofferdam.run(List.of("no-such-command"));
        commands.names().forEach(name -> cofferdam.run(List.of(name, "--help")));
        plan(terminal);
    }

    private static void copy(String name, Path target) throws IOException {
        Files.createDirectories(target.getParent());
        try (InputStream in = Training.class.getResourceAsStream("training/" + name)) {
            Files.write(target, Objects.requireNonNull(in, name).readAllBytes());
        }
    }

    /** Twice, because the second finds an index. */
    private static void usages(Path repository, Terminal terminal) {
        for (String format : List.of("json", "text")) {
            Main.run(
                    List.of(
                            "usages",
                            "owners.telephone",
                            "--paths",
                            "--format",
                            format,
                            "--repo",
                            repository.toString()),
                    terminal);
        }
    }

    /** A folder and a file, with and without picocli; a file that lies in no repository as well. */
    private static void checks(Path repository, Terminal terminal) throws IOException {
        String second = repository
                .resolve("src/main/resources/db/migration/V2__visits.sql")
                .toString();
        for (String format : List.of("text", "json", "sarif", "junit", "github")) {
            Main.run(List.of("check", repository.toString(), "--format", format), terminal);
            Main.run(List.of("check", second, "--format", format), terminal);
        }
        Main.run(List.of("check", second, "--fail-on", "warning"), terminal);
        Main.run(List.of("check", second, "--fix", "--dry-run"), terminal);
        Files.createDirectory(repository.resolve(".git"));
        Main.run(List.of("check", second), terminal);
        Path alone = repository.resolve("alone").resolve("script.sql");
        copy("V2__visits.sql", alone);
        Main.run(List.of("check", alone.toString()), terminal);
    }

    private static void plan(Terminal terminal) throws IOException {
        Path repository = Files.createTempDirectory("cofferdam-training");
        try {
            for (Map.Entry<String, String> file : FILES.entrySet()) {
                copy(file.getValue(), repository.resolve(file.getKey()));
            }
            usages(repository, terminal);
            checks(repository, terminal);
            Main.run(
                    List.of("plan", "rename owners.telephone to phone_number", "--repo", repository.toString()),
                    terminal);
        } finally {
            try (Stream<Path> files = Files.walk(repository)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
