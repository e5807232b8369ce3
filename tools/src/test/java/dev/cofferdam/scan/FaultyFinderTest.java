package dev.cofferdam.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.domain.UserError;
import dev.cofferdam.scan.files.SourceFile;
import dev.cofferdam.scan.hits.Scan;
import dev.cofferdam.scan.hits.StyleFinder;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A fault of ours in one file costs what that finder would have found in that file, and is told. */
class FaultyFinderTest {

    private static final String QUERY = "void a() { jdbc.query(\"select telephone from owners\"); }";

    @TempDir
    Path root;

    @BeforeEach
    void threeFiles() {
        new SmallRepository(root)
                .java("First", "class First { JdbcTemplate jdbc; " + QUERY + " }")
                .java("Owners", "class Owners { /* of owners */ Object owners; String t = telephone; }")
                .java("Second", "class Second { JdbcTemplate jdbc; " + QUERY + " }");
    }

    private ScanResult scan(Consumer<SourceFile> look) {
        return UsageScanner.open(root, Optional.empty())
                .scan(
                        SmallRepository.schema(),
                        new ColumnRef(TableRef.of("owners"), "telephone"),
                        UsageScanner.Follow.CALLS,
                        scan -> List.of(new Failing(scan, look)));
    }

    /** Looks into every file. */
    private record Failing(Scan scan, Consumer<SourceFile> look) implements StyleFinder {
        @Override
        public void find() {
            scan.tree().files().forEach(scan.fenced(this, look));
        }
    }

    private static void failOn(SourceFile file, Throwable fault) {
        if (file.path().endsWith("Owners.java")) {
            if (fault instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) fault;
        }
    }

    private static List<String> words(ScanResult result) {
        return result.usages().stream().map(SmallRepository::words).toList();
    }

    @Test
    void theOtherFilesAndFindersGoOnAndTheFileIsSearchedAsText() {
        ScanResult result = scan(file -> failOn(file, new IllegalStateException("odd")));
        assertThat(words(result))
                .contains(
                        "First.java:a READ SQL_STRING CERTAIN",
                        "Second.java:a READ SQL_STRING CERTAIN",
                        "Owners.java:- EXPOSURE TEXT POSSIBLE");
        assertThat(result.notes())
                .anyMatch(note -> note.matches("a fault of ours, please report it: `Failing` failed on"
                        + " src/main/java/app/Owners.java \\(IllegalStateException at FaultyFinderTest.java:\\d+\\),"
                        + " which was searched as text instead"));
    }

    @Test
    void withoutAFaultNothingIsToldAndJavaIsNoText() {
        ScanResult result = scan(file -> {});
        assertThat(words(result)).noneMatch(usage -> usage.startsWith("Owners.java"));
        assertThat(result.notes()).noneMatch(note -> note.contains("fault of ours"));
    }

    @Test
    void aStackThatEndsIsAFileNestedTooDeeply() {
        ScanResult result = scan(file -> {
            if (file.path().endsWith("Owners.java")) {
                deeper(0);
            }
        });
        assertThat(words(result)).contains("Second.java:a READ SQL_STRING CERTAIN");
        assertThat(result.notes())
                .anyMatch(note -> note.matches("src/main/java/app/Owners.java is nested too deeply for `Failing`"
                        + " \\(StackOverflowError at FaultyFinderTest.java:\\d+\\) and was searched as text instead"));
    }

    private static int deeper(int depth) {
        return depth < 0 ? depth : 1 + deeper(depth + 1);
    }

    @Test
    void manyFaultsAreCountedAndAFewOfThemShown() {
        SmallRepository repository = new SmallRepository(root);
        for (int i = 0; i < 20; i++) {
            repository.file("docs/n" + i + ".txt", "nothing");
        }
        ScanResult result = scan(file -> {
            if (file.extension().equals("txt")) {
                throw new IllegalArgumentException(file.path());
            }
        });
        List<String> faults = result.notes().stream()
                .filter(note -> note.contains("fault of ours"))
                .toList();
        assertThat(faults).hasSize(8);
        assertThat(faults.get(7)).endsWith("; and 12 more such faults");
    }

    @Test
    void aFinderThatFailsOutsideOfAnyFileEndsAlone() {
        ScanResult result = UsageScanner.open(root, Optional.empty())
                .scan(
                        SmallRepository.schema(),
                        new ColumnRef(TableRef.of("owners"), "telephone"),
                        UsageScanner.Follow.NOTHING,
                        scan -> List.of(new Broken()));
        assertThat(words(result)).contains("First.java:a READ SQL_STRING CERTAIN");
        assertThat(result.notes())
                .anyMatch(note -> note.contains("`Broken` failed (NullPointerException at ")
                        && note.endsWith("and what it would have found further on is missing"));
    }

    private static final class Broken implements StyleFinder {
        @Override
        public void find() {
            throw new NullPointerException();
        }
    }

    @Test
    void whoRunsOutOfMemoryOrIsToldToStopIsLetGo() {
        assertThatThrownBy(() -> scan(file -> failOn(file, new OutOfMemoryError("heap"))))
                .isInstanceOf(OutOfMemoryError.class);
        assertThatThrownBy(() -> scan(file -> failOn(file, new CancellationException("stop"))))
                .isInstanceOf(CancellationException.class);
        assertThatThrownBy(() -> scan(file -> failOn(file, new UserError("`x` is odd", "x", "mend it"))))
                .isInstanceOf(UserError.class);
    }

    @Test
    void theNextQuestionIsToldNothingOfAFaultBefore() {
        UsageScanner scanner = UsageScanner.open(root, Optional.empty());
        ColumnRef telephone = new ColumnRef(TableRef.of("owners"), "telephone");
        scanner.scan(
                SmallRepository.schema(),
                telephone,
                UsageScanner.Follow.NOTHING,
                scan -> List.of(new Failing(scan, file -> failOn(file, new IllegalStateException("odd")))));
        assertThat(scanner.scan(SmallRepository.schema(), telephone, false).notes())
                .noneMatch(note -> note.contains("fault of ours"));
    }
}
