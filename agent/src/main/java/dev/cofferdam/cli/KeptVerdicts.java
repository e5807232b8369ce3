package dev.cofferdam.cli;

import dev.cofferdam.domain.Digest;
import dev.cofferdam.rules.statements.UnitVerdict;
import dev.cofferdam.rules.statements.VerdictMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The verdicts of {@code check} in the cache folder, one file for each way in which it is called. What the last run needed is kept and nothing
 * else. Anything wrong with a file means that it is not there.
 */
final class KeptVerdicts implements VerdictMemory {
    /** The oldest goes first. */
    static final int MOST = 100;

    private final Path file;
    private final String circumstances;
    private final Map<String, UnitVerdict> before;
    private final Map<String, UnitVerdict> now = new HashMap<>();

    private KeptVerdicts(Path file, String circumstances) {
        this.file = file;
        this.circumstances = circumstances;
        this.before = read(file);
    }

    /** Those of runs under the same circumstances; nothing while this program runs from classes, which may change between two runs. */
    static Optional<KeptVerdicts> of(Map<String, String> environment, String circumstances) {
        return Build.files().map(program -> in(Caches.folder(environment).resolve("check"), program, circumstances));
    }

    /**
     * Those in a folder.
     *
     * @param program what judges, in a form that changes with everything that could change a verdict
     */
    static KeptVerdicts in(Path folder, String program, String circumstances) {
        return new KeptVerdicts(folder.resolve(Digest.of(circumstances) + ".verdicts"), program + "\n" + circumstances);
    }

    @Override
    public String circumstances() {
        return circumstances;
    }

    @Override
    public Optional<UnitVerdict> find(String key) {
        Optional<UnitVerdict> verdict = Optional.ofNullable(before.get(key));
        verdict.ifPresent(found -> now.put(key, found));
        return verdict;
    }

    @Override
    public void keep(String key, UnitVerdict verdict) {
        now.put(key, verdict);
    }

    /** Writes what this run needed, unless that is there already. Where it cannot be written, nothing happens. */
    void write() {
        if (now.keySet().equals(before.keySet())) {
            return;
        }
        Path draft = file.resolveSibling(
                file.getFileName() + "." + ProcessHandle.current().pid());
        try {
            Files.createDirectories(file.toAbsolutePath().resolveSibling(""));
            Files.write(draft, VerdictBytes.of(now));
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            forgetOldest(file.toAbsolutePath().resolveSibling(""));
        } catch (IOException e) {
            // The next run judges again, that is all.
            return;
        }
    }

    private static Map<String, UnitVerdict> read(Path file) {
        try {
            return VerdictBytes.read(Files.readAllBytes(file));
        } catch (IOException e) {
            return Map.of();
        }
    }

    private static void forgetOldest(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            List<Path> files = all.toList();
            if (files.size() <= MOST) {
                return;
            }
            List<Path> oldestFirst = files.stream()
                    .sorted(Comparator.comparing(each -> each.toFile().lastModified()))
                    .toList();
            for (Path old : oldestFirst.subList(0, files.size() - MOST)) {
                Files.deleteIfExists(old);
            }
        }
    }
}
