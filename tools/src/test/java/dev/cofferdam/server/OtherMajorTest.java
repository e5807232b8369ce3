package dev.cofferdam.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.domain.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Programs of another major version come from where the user's Maven keeps them, or by that Maven, and only those are run whose digest is known. */
final class OtherMajorTest {
    /** Of the text "programs". */
    private static final String SHA256 = "fdebae303877a39952669a2fa659305112390cb6da303a6b8f4f82849eda21dd";

    private static final Release FOURTEEN = new Release(
            Release.platform(
                    System.getProperty("os.name"),
                    System.getProperty("os.arch"),
                    Files.exists(Path.of("/etc/alpine-release"))),
            "14.24.0",
            SHA256);

    @TempDir
    private Path temp;

    private final List<String> told = new ArrayList<>();
    private Path repository = Path.of("");
    private Path cache = Path.of("");
    private OtherMajor other = new OtherMajor(repository, cache);

    @BeforeEach
    void emptyFolders() throws IOException {
        repository = Files.createDirectory(temp.resolve("repository"));
        cache = temp.resolve("cache");
        other = new OtherMajor(List.of(FOURTEEN), repository, cache);
    }

    @Test
    void whatMavenKeepsAlreadyIsTakenFromThere() throws IOException {
        Path jar = kept("programs");

        assertThat(other.jar(14, Optional.empty(), told::add)).isEqualTo(jar);
        assertThat(told).isEmpty();
    }

    @Test
    void offlineWhatIsMissingIsNamedWithTheCommandThatFetchesIt() {
        assertThatThrownBy(() -> other.jar(14, Optional.empty(), told::add))
                .isInstanceOfSatisfying(UserError.class, missing -> {
                    assertThat(missing.problem())
                            .contains("PostgreSQL 14", FOURTEEN.coordinates(), repository.toString());
                    assertThat(missing.fix()).contains("mvn dependency:get", FOURTEEN.coordinates(), "--offline");
                });
        assertThat(told).isEmpty();
    }

    @Test
    void elseTheUsersMavenFetchesItOnce() throws IOException {
        UsersMaven maven = maven("printf programs > \"${6#-DoutputDirectory=}/" + FOURTEEN.file() + "\"");

        Path jar = other.jar(14, Optional.of(maven), told::add);

        assertThat(jar).startsWith(cache).hasContent("programs");
        assertThat(told).singleElement().asString().contains("PostgreSQL 14", FOURTEEN.coordinates());
        assertThat(temp.resolve("said")).content().contains("-Dartifact=" + FOURTEEN.coordinates());
        assertThat(other.jar(14, Optional.empty(), told::add)).as("kept").isEqualTo(jar);
        assertThat(told).hasSize(1);
    }

    @Test
    void mavenSeesTheUsersEnvironmentButNotOurSecrets() throws IOException {
        UsersMaven maven = maven("env > '" + temp + "/env'; exit 1");

        assertThatThrownBy(() -> other.jar(14, Optional.of(maven), told::add)).isInstanceOf(ServerFailed.class);
        assertThat(temp.resolve("env"))
                .content()
                .contains("MAVEN_OPTS=-Dhttps.proxyHost=proxy")
                .doesNotContain("hunter2");
    }

    @Test
    void whatMavenComplainsOfIsTold() throws IOException {
        UsersMaven maven = maven(
                "echo '[WARNING] slow'; echo '[ERROR] Could not transfer artifact'; echo '[ERROR] '; echo '[ERROR] more'; exit 1");

        assertThatThrownBy(() -> other.jar(14, Optional.of(maven), told::add))
                .isInstanceOfSatisfying(ServerFailed.class, failed -> {
                    assertThat(failed.tried()).contains("mvn -B", FOURTEEN.coordinates(), "exit code 1");
                    assertThat(failed.said()).isEqualTo("[ERROR] Could not transfer artifact");
                });
    }

    @Test
    void withoutAMavenThatIsSaid() {
        UsersMaven none = new UsersMaven(Map.of("PATH", temp.toString()));

        assertThatThrownBy(() -> other.jar(14, Optional.of(none), told::add))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("there is no Maven");
    }

    @Test
    void otherProgramsAreNeitherRunNorKept() throws IOException {
        Path changed = kept("evil programs");
        assertThatThrownBy(() -> other.jar(14, Optional.empty(), told::add))
                .isInstanceOf(UserError.class)
                .hasMessageContainingAll(changed.toString(), SHA256, "deleted");
        assertThat(changed).doesNotExist();

        kept("evil");
        Files.delete(FOURTEEN.in(repository));
        UsersMaven maven = maven("printf evil > '" + FOURTEEN.in(repository)
                + "'; printf evil > \"${6#-DoutputDirectory=}/" + FOURTEEN.file() + "\"");
        assertThatThrownBy(() -> other.jar(14, Optional.of(maven), told::add))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("deleted");
        try (var files = Files.walk(temp)) {
            assertThat(files).noneMatch(file -> file.endsWith(FOURTEEN.file()));
        }
    }

    @Test
    void aVersionWhoseDigestIsNotKnownIsRefused() {
        assertThatThrownBy(() -> other.jar(9, Optional.empty(), told::add))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("PostgreSQL 9 is none that a plan can be played on here");
    }

    @Test
    void thereIsOneReleaseOfEachMajorVersionForEachMachine() {
        assertThat(Release.known())
                .extracting(one -> one.platform() + " " + one.major())
                .doesNotHaveDuplicates();
        assertThat(Release.known())
                .extracting(Release::sha256)
                .doesNotHaveDuplicates()
                .allMatch(hex -> hex.matches("[0-9a-f]{64}"));
        assertThat(Release.known().stream().filter(one -> one.platform().equals("linux-amd64")))
                .extracting(Release::major)
                .containsExactly(12, 13, 14, 15, 16, 17, 18);
    }

    @ParameterizedTest
    @CsvSource({
        "Linux, amd64, false, linux-amd64",
        "Linux, aarch64, true, linux-arm64v8-alpine",
        "Mac OS X, aarch64, false, darwin-arm64v8"
    })
    void theArtifactIsThatOfTheMachine(String os, String processor, boolean alpine, String platform) {
        assertThat(Release.platform(os, processor, alpine)).isEqualTo(platform);
    }

    private Path kept(String content) throws IOException {
        Path jar = FOURTEEN.in(repository);
        Files.createDirectories(jar.getParent());
        return Files.writeString(jar, content);
    }

    /** A program of that name, which first writes down how it was called. */
    private UsersMaven maven(String script) throws IOException {
        Path home = temp.resolve("home");
        Path program = Files.createDirectories(home.resolve("bin")).resolve("mvn");
        Files.writeString(program, "#!/bin/sh\necho \"$@\" > '" + temp + "/said'\n" + script + "\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        return new UsersMaven(Map.of(
                "MAVEN_HOME", home.toString(),
                "PATH", "/usr/bin:/bin",
                "MAVEN_OPTS", "-Dhttps.proxyHost=proxy",
                "COFFERDAM_DB_PASSWORD", "hunter2"));
    }
}
