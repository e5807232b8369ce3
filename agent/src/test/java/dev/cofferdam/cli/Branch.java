package dev.cofferdam.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A service in git: what is on {@code main}, a branch with a change, and the real command line over both. */
record Branch(SmallService service) {
    /** A service whose main branch is what was written so far. */
    static Branch of(SmallService service) throws IOException {
        Branch branch = new Branch(service);
        branch.git("init", "--quiet", "--initial-branch=main", ".");
        branch.commit("what runs");
        branch.git("checkout", "--quiet", "-b", "feature");
        return branch;
    }

    static Branch in(Path folder) throws IOException {
        return of(SmallService.in(folder));
    }

    Branch write(String file, String text) throws IOException {
        service.write(file, text);
        return this;
    }

    /** A migration beside the first one. */
    Branch migrate(String file, String sql) throws IOException {
        return write("src/main/resources/db/migration/" + file, sql);
    }

    Branch commit(String message) throws IOException {
        git("add", "--all");
        git("-c", "user.name=Ada", "-c", "user.email=ada@example.org", "commit", "--quiet", "--message", message);
        return this;
    }

    /** What git prints. */
    String git(String... words) throws IOException {
        List<String> command =
                new ArrayList<>(List.of("git", "-C", service.root().toString()));
        command.addAll(List.of(words));
        Process git = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(git.getInputStream().readAllBytes(), UTF_8);
        try {
            assertThat(git.waitFor()).as(said).isZero();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
        return said.strip();
    }

    /** {@code cofferdam review --base main}. */
    Desk review(String... words) {
        return SmallService.run(Stream.concat(
                        Stream.of(
                                "review",
                                "--base",
                                "main",
                                "--repo",
                                service.root().toString()),
                        Stream.of(words))
                .toList());
    }

    /** The comment. */
    String comment() {
        return review("--format", "md").out();
    }
}
