package dev.cofferdam.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.domain.Place;
import dev.cofferdam.report.page.SourceLinks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourceHostTest {
    private static final Place PLACE = Place.of("src/main/java/A B.java", 12);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "git@github.com:clinic/app.git, https://github.com/clinic/app/blob/c0ffee/api/src/main/java/A%20B.java#L12",
        "https://github.com/clinic/app, https://github.com/clinic/app/blob/c0ffee/api/src/main/java/A%20B.java#L12",
        "https://robot:s3cret@github.com/clinic/app.git, https://github.com/clinic/app/blob/c0ffee/api/src/main/java/A%20B.java#L12",
        "ssh://git@github.example.org:2222/clinic/app.git, https://github.example.org/clinic/app/blob/c0ffee/api/src/main/java/A%20B.java#L12",
        "git@gitlab.com:group/sub/app.git, https://gitlab.com/group/sub/app/-/blob/c0ffee/api/src/main/java/A%20B.java#L12",
        "https://bitbucket.org/clinic/app/, https://bitbucket.org/clinic/app/src/c0ffee/api/src/main/java/A%20B.java#lines-12",
    })
    void aLineHasTheAddressThatItsHostGivesIt(String remote, String address) {
        assertThat(SourceHost.links(remote, "c0ffee", "api/").flatMap(links -> links.to(PLACE)))
                .contains(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://code.example.org/clinic/app.git",
                "/srv/git/app.git",
                "../app",
                "",
                "file:///srv/app.git"
            })
    void ofAHostThatNobodyKnowsNoAddressIsMadeUp(String remote) {
        assertThat(SourceHost.links(remote, "c0ffee", "")).isEmpty();
    }

    @Test
    void aFolderThatGitDoesNotKnowHasNoLinks() {
        assertThat(SourceHost.of(folder).to(PLACE)).isEmpty();
    }

    /** A link to a commit that only this machine has would lead nowhere. */
    @Test
    void onlyAPushedCommitHasLinks() throws Exception {
        git("init", "-q");
        git("remote", "add", "origin", "git@github.com:clinic/app.git");
        Files.writeString(folder.resolve("a.txt"), "a");
        git("add", "a.txt");
        git("-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "-q", "-m", "First");
        Optional<String> before = SourceHost.of(folder).to(PLACE);
        git("update-ref", "refs/remotes/origin/main", "HEAD");
        SourceLinks after = SourceHost.of(folder);

        assertThat(before).isEmpty();
        assertThat(after.to(PLACE)).hasValueSatisfying(link -> assertThat(link)
                .matches("https://github\\.com/clinic/app/blob/[0-9a-f]{40}/src/main/java/A%20B\\.java#L12"));
    }

    private void git(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git", "-C", folder.toString()));
        command.addAll(List.of(arguments));
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }
}
