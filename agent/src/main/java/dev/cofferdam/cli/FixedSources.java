package dev.cofferdam.cli;

import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.SafeForm;
import dev.cofferdam.domain.StatementFinding;
import dev.cofferdam.domain.UserError;
import dev.cofferdam.migrations.JudgedHistory;
import dev.cofferdam.rules.fixes.FixedFile;
import dev.cofferdam.rules.fixes.Fixes;
import dev.cofferdam.rules.fixes.NotFixed;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The files of a check with safe forms in them: shown as a diff, or written. */
final class FixedSources {
    private static final String FLYWAY_LOCK =
            "note: Flyway 9.1.2 and later hold a lock in a transaction for which CONCURRENTLY waits for ever; set"
                    + " flyway.postgresql.transactional.lock=false\n";

    private final Path workingFolder;
    private final Map<String, Charset> charsets = new HashMap<>();
    private final List<FixedFile> files = new ArrayList<>();
    private final List<NotFixed> left = new ArrayList<>();
    private boolean flywayRunsConcurrently;

    FixedSources(Path workingFolder) {
        this.workingFolder = workingFolder;
    }

    /**
     * Only single files are changed: in a folder nobody can tell which of them have run somewhere, and a tool refuses files that changed since.
     *
     * @throws UserError when a folder or standard input is among them
     */
    static void refuse(List<Path> given, List<CheckedPlan> plans) {
        given.stream()
                .filter(path -> Files.isDirectory(path) || path.equals(CheckedFiles.STANDARD_INPUT))
                .findFirst()
                .ifPresent(path -> {
                    throw new UserError(
                            "--fix does not change "
                                    + (Files.isDirectory(path) ? "the folder `" + path + "`" : "standard input")
                                    + ": it may hold files that have run somewhere already",
                            "--fix",
                            "name the files that are not released yet");
                });
        if (!plans.isEmpty()) {
            throw new UserError(
                    "--fix changes migration files, and `" + plans.get(0).file() + "` is a plan",
                    "--fix",
                    "plan the change anew, or edit the plan");
        }
    }

    /** Works out what becomes of the files of a history. */
    void add(JudgedHistory judged, List<StatementFinding> findings) {
        List<StatementFinding> theirs = findings.stream()
                .filter(found -> judged.judged().contains(found.place().file()))
                .toList();
        Fixes fixes = Fixes.of(judged.history(), theirs, this::text);
        files.addAll(fixes.files());
        left.addAll(fixes.left());
        flywayRunsConcurrently |= judged.history().layout().equals("Flyway")
                && fixes.files().stream().flatMap(file -> file.fixed().stream()).anyMatch(found -> found.safeForm()
                        .filter(SafeForm::outsideTransaction)
                        .isPresent());
    }

    private Optional<String> text(String label) {
        Path path = workingFolder.resolve(label);
        if (!Files.isRegularFile(path)) {
            return Optional.empty();
        }
        try {
            byte[] bytes = Files.readAllBytes(path);
            try {
                String text = StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(bytes))
                        .toString();
                charsets.put(label, StandardCharsets.UTF_8);
                // The mark stays in the file; columns are counted without it.
                return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
            } catch (CharacterCodingException e) {
                charsets.put(label, StandardCharsets.ISO_8859_1);
                return Optional.of(new String(bytes, StandardCharsets.ISO_8859_1));
            }
        } catch (IOException e) {
            throw new UserError("`" + label + "` cannot be read", "--fix", "check its permissions");
        }
    }

    /** Writes every file, each as a whole. */
    void write() {
        for (FixedFile file : files) {
            Path path = workingFolder.resolve(file.file());
            String mark = startsWithMark(path) ? "\uFEFF" : "";
            Charset charset = charsets.getOrDefault(file.file(), StandardCharsets.UTF_8);
            AtomicFile.write(path, (mark + file.after()).getBytes(charset));
        }
    }

    private static boolean startsWithMark(Path path) {
        try (var in = Files.newInputStream(path)) {
            byte[] start = in.readNBytes(3);
            return new String(start, StandardCharsets.UTF_8).startsWith("\uFEFF");
        } catch (IOException e) {
            return false; // A file that comes into being.
        }
    }

    /** The changes as {@code patch -p1} and {@code git apply} take them. */
    String diff() {
        return files.stream()
                .map(file -> UnifiedDiff.of(file.file(), file.before(), file.after()))
                .collect(Collectors.joining());
    }

    /** Whether some file is, or would be, changed. */
    boolean any() {
        return !files.isEmpty();
    }

    /** What was, or would be, fixed, and what was not and why. */
    String summary(boolean dry) {
        StringBuilder text = new StringBuilder();
        for (FixedFile file : files) {
            if (file.before().isEmpty()) {
                text.append(dry ? "would write " : "wrote ").append(file.file()).append('\n');
            }
            file.fixed().forEach(found -> text.append(dry ? "would fix " : "fixed ")
                    .append(line(found))
                    .append('\n'));
        }
        left.forEach(each -> text.append("not fixed " + line(each.finding()) + ": " + each.why() + "\n"));
        return text + (flywayRunsConcurrently ? FLYWAY_LOCK : "");
    }

    private static String line(StatementFinding found) {
        Finding finding = found.finding();
        return found.place() + " " + finding.rule();
    }
}
