package dev.cofferdam.cli.chat;

import dev.cofferdam.domain.Boundary;
import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.Step;
import dev.cofferdam.rules.RulePages;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What may be meant: commands at the start of a line, names of schema and plan behind it, files where a path is begun. */
final class Completions {
    private static final int MOST_FILES = 200;

    private final List<SlashCommand> commands;
    private final Supplier<Talk> talk;

    Completions(List<SlashCommand> commands, Supplier<Talk> talk) {
        this.commands = List.copyOf(commands);
        this.talk = talk;
    }

    List<String> after(List<String> before, String typed) {
        if (before.isEmpty() && typed.startsWith("/")) {
            return matching(commands.stream().map(SlashCommand::name), typed);
        }
        String command = before.isEmpty() ? "" : before.get(0);
        return switch (command) {
            case "/help" -> matching(commands.stream().map(SlashCommand::name), typed);
            case "/sql" -> matching(stepsAndPhases(), typed);
            case "/rollback", "/matrix" -> matching(boundaries(), typed);
            case "/explain" ->
                matching(
                        Stream.of(stepsAndPhases(), boundaries(), findings(), RulePages.ids().stream())
                                .flatMap(all -> all),
                        typed);
            case "/approve" ->
                before.size() == 1 ? matching(findings(), typed) : matching(Stream.of("--approver"), typed);
            case "/diff" -> matching(Stream.of("full"), typed);
            case "/budget" -> matching(Stream.of("steps", "tokens", "seconds", "cost"), typed);
            case "/export" ->
                before.size() == 1 ? matching(Stream.of("md", "html", "yaml", "sql"), typed) : files(typed);
            case "/save" -> files(typed);
            case "/resume" ->
                matching(
                        new SavedChats(talk.get()
                                        .transcriptFile()
                                        .resolve("../..")
                                        .normalize())
                                .all().stream().map(SavedChats::name),
                        typed);
            default -> names(typed);
        };
    }

    private static List<String> matching(Stream<String> all, String typed) {
        return all.filter(name -> name.startsWith(typed)).distinct().toList();
    }

    /** Tables until one is whole, then its columns; what looks like a path is one. */
    private List<String> names(String typed) {
        if (typed.contains("/") || typed.startsWith("~")) {
            return files(typed);
        }
        List<String> names = new ArrayList<>();
        talk.get().premises().schema().tables().forEach(table -> {
            names.add(table.ref().toString());
            if (typed.startsWith(table.ref() + ".")) {
                table.columns().forEach(column -> names.add(table.ref() + "." + column.name()));
            }
        });
        return matching(
                Stream.of(names.stream(), stepsAndPhases(), boundaries()).flatMap(all -> all), typed);
    }

    private Stream<String> stepsAndPhases() {
        return talk.get().current().stream()
                .flatMap(now -> Stream.concat(
                        now.plan().steps().map(Step::id),
                        now.plan().phases().stream().map(phase -> phase.kind().words())));
    }

    private Stream<String> boundaries() {
        return talk.get().current().stream()
                .flatMap(now -> now.plan().boundaries().stream().map(Boundary::id));
    }

    private Stream<String> findings() {
        return talk.get().current().stream()
                .flatMap(now -> now.verdict().findings().stream().map(Finding::id));
    }

    private static List<String> files(String typed) {
        int slash = typed.lastIndexOf('/');
        String folder = typed.substring(0, slash + 1);
        List<String> found = new ArrayList<>();
        try (DirectoryStream<Path> inside = Files.newDirectoryStream(Path.of(folder.isEmpty() ? "." : folder))) {
            for (Path path : inside) {
                String name = folder + path.getFileName() + (Files.isDirectory(path) ? "/" : "");
                if (name.startsWith(typed) && found.size() < MOST_FILES) {
                    found.add(name);
                }
            }
        } catch (IOException | InvalidPathException e) {
            return List.of();
        }
        return found.stream().sorted().toList();
    }
}
