package dev.cofferdam.cli;

import dev.cofferdam.domain.Checked;
import dev.cofferdam.domain.Engine;
import dev.cofferdam.domain.StatementFinding;
import dev.cofferdam.domain.Undecided;
import dev.cofferdam.migrations.JudgedFiles;
import dev.cofferdam.migrations.JudgedHistory;
import dev.cofferdam.report.check.SourceLines;
import dev.cofferdam.rules.statements.StatementCheck;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Migration files that a person named, with what the statement rules say of them. */
final class CheckedFiles implements SourceLines {
    private final Path workingFolder;
    private final Map<String, List<String>> lines = new HashMap<>();

    CheckedFiles(Path workingFolder) {
        this.workingFolder = workingFolder;
    }

    /** Everything in one list, history by history. */
    static Checked of(List<Path> given, Path workingFolder, Engine engine) {
        List<StatementFinding> findings = new ArrayList<>();
        List<Undecided> undecided = new ArrayList<>();
        int files = 0;
        int statements = 0;
        for (JudgedHistory judged : JudgedFiles.of(given, workingFolder)) {
            Checked checked = StatementCheck.of(judged.history(), engine, judged::judges, judged.oneChange());
            findings.addAll(checked.findings());
            undecided.addAll(checked.undecided());
            files += checked.files();
            statements += checked.statements();
        }
        return new Checked(findings, undecided, files, statements);
    }

    @Override
    public Optional<String> line(String file, int number) {
        List<String> all = lines.computeIfAbsent(file, this::read);
        return number <= all.size() ? Optional.of(all.get(number - 1)) : Optional.empty();
    }

    private List<String> read(String file) {
        try {
            return new String(Files.readAllBytes(workingFolder.resolve(file)), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            return List.of(); // The report does without the line.
        }
    }
}
