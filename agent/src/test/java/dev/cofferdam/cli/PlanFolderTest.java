package dev.cofferdam.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cofferdam.domain.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left of a plan that could not be written: nothing, and one sentence that says why. */
final class PlanFolderTest {
    private static final Path FULL = Path.of("/dev/full");

    @TempDir
    private Path folder;

    @Test
    void onAFullDiskNothingHalfWrittenIsLeft() throws IOException {
        assumeTrue(Files.exists(FULL), "only Linux and FreeBSD have a device that is always full");
        Path target = folder.resolve("plans/phone");
        try (PlanFolder plan = PlanFolder.reserve(target, true)) {
            // The second file meets the system's own error, as it would on the last block of a disk.
            Files.createSymbolicLink(staging().resolve("plan.yaml"), FULL);

            UserError error = catchThrowableOfType(
                    UserError.class,
                    () -> plan.keep(
                            new TreeMap<>(Map.of("edits.md", "first", "plan.yaml", "format: 1\n".repeat(9000)))));

            assertThat(error.problem())
                    .isEqualTo("the plan could not be written to `" + target + "`: No space left on device");
            assertThat(error.fix()).contains("free the disk");
        }
        assertThat(inside(folder)).isEmpty();
    }

    @Test
    void aFolderThatMayNotBeWrittenToIsSaidBeforeAnyWork() throws IOException {
        Path closed = Files.createDirectory(
                folder.resolve("closed"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("r-xr-xr-x")));
        assumeFalse(Files.isWritable(closed), "whoever runs this may write anywhere, as root may");

        assertThatThrownBy(() -> PlanFolder.requireRoom(closed.resolve("plans/phone"), true))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("nothing can be written to `" + closed + "`");
        assertThat(inside(closed)).isEmpty();
    }

    @Test
    void lookingForRoomLeavesNothingBehind() throws IOException {
        PlanFolder.requireRoom(folder.resolve("a/b/plan"), true);

        assertThat(inside(folder)).isEmpty();
    }

    @Test
    void whatAKilledProcessLeftIsRemovedAndNothingElse() throws IOException {
        Path dead = Files.createDirectory(folder.resolve(".cofferdam-1"));
        Files.createFile(dead.resolve(".lock"));
        Files.writeString(dead.resolve("transcript.jsonl"), "{}");
        Path unknown = Files.createDirectory(folder.resolve(".cofferdam-2"));

        try (PlanFolder one = PlanFolder.reserve(folder.resolve("one"), true);
                PlanFolder two = PlanFolder.reserve(folder.resolve("two"), true)) {
            assertThat(one.transcript().getParent()).exists();
            assertThat(two.transcript().getParent()).exists();
            assertThat(dead).doesNotExist();
            assertThat(unknown).exists();
            one.keep(new TreeMap<>(Map.of("plan.yaml", "format: 1")));
        }

        assertThat(inside(folder)).containsExactlyInAnyOrder(folder.resolve("one"), unknown);
        assertThat(inside(folder.resolve("one"))).extracting(Path::getFileName).containsExactly(Path.of("plan.yaml"));
    }

    private Path staging() throws IOException {
        return inside(folder.resolve("plans")).get(0);
    }

    private static List<Path> inside(Path place) throws IOException {
        try (Stream<Path> all = Files.list(place)) {
            return all.toList();
        }
    }
}
