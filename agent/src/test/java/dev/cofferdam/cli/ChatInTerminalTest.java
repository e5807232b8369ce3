package dev.cofferdam.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The conversation in a real terminal, that of tmux: what is typed there, and what stands on the screen. Needs tmux, and says so. */
@Tag("server")
final class ChatInTerminalTest {
    private static final int PATIENCE_SECONDS = 120;
    private static final String READY = "/help lists the commands";

    @TempDir
    private Path folder;

    private String socket = "";
    private SmallService service;

    @BeforeEach
    void open() throws IOException {
        assumeTrue(isInstalled(), "tmux is not installed, so nothing was tried in a real terminal");
        service = SmallService.in(folder);
        socket = folder.resolve("tmux").toString();
    }

    @AfterEach
    void close() {
        if (!socket.isEmpty()) {
            tmux("kill-server");
        }
    }

    @Test
    void linesAreTypedCompletedAndAnswered() {
        start("xterm-256color", 100, 30);

        keys(
                "/ex", "Tab", "Tab", "BSpace", "BSpace", "BSpace", "BSpace", "BSpace", "BSpace", "BSpace", "BSpace",
                "BSpace");
        keys("what is in owners?", "Enter");
        String answered = await("no language model was asked");
        keys("C-u", "who reads owners.tele", "Tab", "Enter");
        await("Owner.java");

        assertThat(answered).contains("telephone", "NOT NULL", "───");
        assertThat(coloured()).contains("\u001b[");
        keys("C-d");
        await("EXIT 0");
    }

    @Test
    void controlCStopsTheTurnAndTwiceAtThePromptEnds() {
        start("xterm-256color", 100, 40);

        keys("rename owners.telephone to phone_number", "Enter");
        await("describe_schema");
        keys("C-c");
        await("stopped");
        keys("what is in pets?", "Enter");
        await("no language model was asked");
        keys("C-c");
        await("Ctrl-C once more");
        keys("C-c");
        await("EXIT 0");
    }

    @Test
    void aPasteOfSeveralLinesIsOneMessageAndANarrowTerminalWrapsWords() {
        start("xterm-256color", 100, 40);
        tmux("resize-window", "-t", "chat", "-x", "50", "-y", "40");
        tmux("set-buffer", "-b", "paste", "is this\na good idea");
        tmux("paste-buffer", "-p", "-b", "paste", "-t", "chat");
        keys("Enter");
        String screen = await("no language model is configured");

        assertThat(screen)
                .contains("a good idea")
                .contains("Without a language model I plan changes, and\nanswer what plan, schema and code say.");
        assertThat(screen.split("Without a language model", -1)).hasSize(2);
        leave();
    }

    @Test
    void aKeptConversationIsResumed() {
        start("xterm-256color", 100, 40);
        keys("what is in pets?", "Enter");
        await("no language model was asked");
        leave();

        start("xterm-256color", 100, 40, "--resume");

        assertThat(await("› what is in pets?")).contains("pets");
        leave();
    }

    @Test
    void aDumbTerminalGetsPlainText() {
        start("dumb", 100, 30);

        keys("what is in pets?", "Enter");
        await("no language model was asked");

        assertThat(coloured()).doesNotContain("\u001b[36m").doesNotContain("\u001b[1m");
        leave();
    }

    /** Whoever goes on writing when the test is over writes into a folder that is being removed. */
    private void leave() {
        keys("/quit", "Enter");
        await("EXIT 0");
    }

    private void start(String term, int columns, int lines, String... more) {
        List<String> words = new ArrayList<>(List.of(
                "env",
                "TERM=" + term,
                "COFFERDAM_CACHE=" + folder.resolve("cache"),
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dcofferdam.terminal=in,out,err",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.cofferdam.cli.Main",
                "chat",
                "--no-rehearsal",
                "--repo",
                service.root().toString()));
        words.addAll(List.of(more));
        String command =
                String.join(" ", words.stream().map(word -> "'" + word + "'").toList());
        try {
            // The class path is longer than a message to tmux may be; and the shell must outlive the Ctrl-C that both
            // get.
            Path script = Files.writeString(
                    folder.resolve("start.sh"), "trap : INT\n" + command + "\necho EXIT $?\nsleep 1000\n");
            tmux("kill-session", "-t", "chat");
            tmux(
                    "new-session",
                    "-d",
                    "-s",
                    "chat",
                    "-x",
                    String.valueOf(columns),
                    "-y",
                    String.valueOf(lines),
                    "sh " + script);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        await(READY);
        await(term.equals("dumb") ? "> " : "› ");
    }

    private void keys(String... keys) {
        for (String key : keys) {
            tmux("send-keys", "-t", "chat", key);
        }
    }

    private String screen() {
        return tmux("capture-pane", "-p", "-J", "-t", "chat");
    }

    private String coloured() {
        return tmux("capture-pane", "-p", "-e", "-t", "chat");
    }

    /** The screen once these words stand on it. */
    private String await(String words) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        String screen = screen();
        while (!screen.contains(words)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("`" + words + "` did not come; the screen is\n" + screen);
            }
            pause();
            screen = screen();
        }
        return screen;
    }

    private static void pause() {
        try {
            Thread.sleep(150);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isInstalled() {
        try {
            return new ProcessBuilder("tmux", "-V").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private String tmux(String... words) {
        List<String> command = new ArrayList<>(List.of("tmux", "-u", "-f", "/dev/null", "-S", socket));
        command.addAll(List.of(words));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor();
            return text;
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("tmux " + String.join(" ", words), e);
        }
    }
}
