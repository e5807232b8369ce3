package dev.cofferdam.cli;

import dev.cofferdam.domain.Checked;
import dev.cofferdam.domain.Engine;
import dev.cofferdam.domain.StatementFinding;
import dev.cofferdam.domain.Undecided;
import dev.cofferdam.domain.UserError;
import dev.cofferdam.migrations.Judged;
import dev.cofferdam.migrations.JudgedFiles;
import dev.cofferdam.migrations.JudgedHistory;
import dev.cofferdam.migrations.OtherProduct;
import dev.cofferdam.report.check.SourceLines;
import dev.cofferdam.rules.statements.Policy;
import dev.cofferdam.rules.statements.StatementCheck;
import dev.cofferdam.rules.statements.VerdictMemory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Migration files that a person named, with what the statement rules say of them. */
final class CheckedFiles implements SourceLines {
    /** Stands for standard input among the files, as usual. */
    static final Path STANDARD_INPUT = Path.of("-");

    /** What findings in it call it. */
    private static final String STANDARD_INPUT_NAME = "stdin.sql";

    private static final int UTF_16_BIG = 0xFEFF;
    private static final int UTF_16_LITTLE = 0xFFFE;

    private final Path workingFolder;
    private final Map<String, List<String>> lines = new HashMap<>();
    private final List<JudgedHistory> histories = new ArrayList<>();
    private final List<OtherProduct> others = new ArrayList<>();
    private final boolean wholeFolders;

    /**
     * Reads the files, and the histories that they lie in.
     *
     * @throws UserError when one is not there, or is no text that a migration tool reads
     */
    CheckedFiles(List<Path> given, Path workingFolder) {
        this.workingFolder = workingFolder;
        this.wholeFolders = given.stream().anyMatch(Files::isDirectory);
        List<Path> onDisk =
                given.stream().filter(path -> !path.equals(STANDARD_INPUT)).toList();
        onDisk.forEach(this::refuseWhatIsNoText);
        Judged judged = JudgedFiles.read(onDisk, workingFolder);
        histories.addAll(judged.histories());
        others.addAll(judged.others());
        histories.forEach(CheckedFiles::refuseWhatIsBroken);
        if (onDisk.size() < given.size()) {
            String text = standardInput();
            lines.put(STANDARD_INPUT_NAME, text.lines().toList());
            histories.add(JudgedFiles.text(STANDARD_INPUT_NAME, text));
        }
    }

    private void refuseWhatIsNoText(Path given) {
        Path path = workingFolder.resolve(given);
        if (!Files.isRegularFile(path)) {
            return; // A folder, or nothing at all, which is told by whoever looks for it.
        }
        byte[] start = start(path, given);
        int mark = start.length < 2 ? 0 : ((start[0] & 0xFF) << 8) | (start[1] & 0xFF);
        if (mark == UTF_16_BIG || mark == UTF_16_LITTLE) {
            throw new UserError(
                    "`" + given + "` is UTF-16 text, which PostgreSQL's tools do not read",
                    "FILE",
                    "save it as UTF-8: iconv -f UTF-16 -t UTF-8 " + given);
        }
        for (byte each : start) {
            if (each == 0) {
                throw new UserError(
                        "`" + given + "` is no text", "FILE", "name SQL files, Liquibase changelogs or a plan.yaml");
            }
        }
    }

    /** A changelog that was asked for and cannot be read holds nothing that could be judged. */
    private static void refuseWhatIsBroken(JudgedHistory judged) {
        if (judged.oneChange() && judged.history().units().isEmpty()) {
            judged.history().unread().stream().findFirst().ifPresent(open -> {
                throw new UserError(
                        open.what() + ": " + open.why(),
                        open.place().toString(),
                        "mend the changelog, or name a file that can be read");
            });
        }
    }

    private static byte[] start(Path path, Path given) {
        try (var in = Files.newInputStream(path)) {
            return in.readNBytes(8_192);
        } catch (IOException e) {
            throw new UserError("`" + given + "` cannot be read", "FILE", "check its permissions");
        }
    }

    private static String standardInput() {
        try {
            return new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UserError("standard input cannot be read: " + e.getMessage(), "-", "name a file");
        }
    }

    /**
     * Everything in one list, history by history.
     *
     * @param ignored files that are only learned from
     * @param memory verdicts of earlier runs
     */
    Checked check(Engine engine, Policy policy, Predicate<String> ignored, VerdictMemory memory) {
        List<StatementFinding> findings = new ArrayList<>();
        List<Undecided> undecided = new ArrayList<>();
        int files = 0;
        int statements = 0;
        for (JudgedHistory judged : histories) {
            Set<String> wanted =
                    judged.judged().stream().filter(ignored.negate()).collect(Collectors.toSet());
            JudgedHistory part = new JudgedHistory(judged.history(), wanted, judged.oneChange());
            Checked checked = StatementCheck.of(part, engine, policy, memory);
            findings.addAll(checked.findings());
            undecided.addAll(checked.undecided());
            undecided.addAll(unread(judged));
            files += checked.files();
            statements += checked.statements();
        }
        return new Checked(findings, undecided, files, statements);
    }

    /** What belongs to the history and was not understood, of what is judged; unless another history of this run has it. */
    private List<Undecided> unread(JudgedHistory judged) {
        return judged.history().unread().stream()
                .filter(open -> !judged.oneChange()
                        || judged.judged().contains(open.place().file()))
                .filter(open -> histories.stream()
                        .noneMatch(other -> !other.equals(judged)
                                && other.judged().contains(open.place().file())))
                .toList();
    }

    /** Whether everything below some folder was asked for. */
    boolean wholeFolders() {
        return wholeFolders;
    }

    /** What a reader of the report should know of files that it says nothing about, a line for each. */
    List<String> notes() {
        Stream<String> empty = histories.stream()
                .filter(each -> each.oneChange() || each.history().units().isEmpty())
                .flatMap(each -> each.withoutStatements().stream())
                .sorted()
                .map(file -> "nothing in `" + file + "` was judged: it holds no statement for PostgreSQL");
        return Stream.concat(others.stream().map(OtherProduct::note), empty).toList();
    }

    /** The files that were asked for, as findings name them. */
    Set<String> judged() {
        Set<String> all = new TreeSet<>();
        histories.forEach(history -> all.addAll(history.judged()));
        return all;
    }

    /** The histories that the files lie in. */
    List<JudgedHistory> histories() {
        return List.copyOf(histories);
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
