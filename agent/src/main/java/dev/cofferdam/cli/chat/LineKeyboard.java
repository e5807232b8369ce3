package dev.cofferdam.cli.chat;

import dev.cofferdam.loop.Redaction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jline.reader.Candidate;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.EOFError;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.history.DefaultHistory;
import org.jline.terminal.Terminal;

/** Lines that are edited in a terminal: history, completion, several lines, paste. */
public final class LineKeyboard implements Keyboard {
    private final Terminal terminal;
    private final LineReader reader;
    private final Paper paper;
    private Words words = (before, typed) -> List.of();
    private boolean interrupted;

    /**
     * @param history keeps what was typed, but for lines with secrets in them
     */
    public LineKeyboard(Terminal terminal, Paper paper, Path history, Redaction redaction) {
        this.terminal = terminal;
        this.paper = paper;
        makePrivate(history);
        this.reader = LineReaderBuilder.builder()
                .terminal(terminal)
                .appName("cofferdam")
                .parser(new WholeMessages())
                .completer((line, parsed, candidates) -> complete(parsed, candidates))
                .history(new WithoutSecrets(redaction))
                .variable(LineReader.HISTORY_FILE, history)
                .variable(LineReader.SECONDARY_PROMPT_PATTERN, "%P  … ")
                .variable(LineReader.BELL_STYLE, "none")
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .option(LineReader.Option.HISTORY_IGNORE_SPACE, true)
                .option(LineReader.Option.HISTORY_REDUCE_BLANKS, false)
                .option(LineReader.Option.AUTO_FRESH_LINE, true)
                .option(LineReader.Option.BRACKETED_PASTE, true)
                .option(LineReader.Option.INSERT_TAB, false)
                .build();
    }

    @Override
    public void completeFrom(Words known) {
        words = known;
    }

    private void complete(ParsedLine line, List<Candidate> candidates) {
        List<String> before = line.words().subList(0, line.wordIndex());
        words.after(before, line.word().substring(0, line.wordCursor()))
                .forEach(word -> candidates.add(
                        new Candidate(word, word, null, null, null, null, !word.endsWith("/") && !word.endsWith("."))));
    }

    /** Ctrl-C clears the line, and twice in a row ends the conversation; Ctrl-D ends it. */
    @Override
    public Optional<String> read(String prompt) {
        while (true) {
            try {
                String line = reader.readLine(prompt);
                interrupted = false;
                return Optional.of(line.replace("\\\n", "\n"));
            } catch (UserInterruptException e) {
                if (interrupted) {
                    return Optional.empty();
                }
                interrupted = e.getPartialLine() == null || e.getPartialLine().isBlank();
                if (interrupted) {
                    paper.aside(paper.asideInk().dim("Ctrl-C once more, or Ctrl-D, ends the conversation"));
                }
            } catch (EndOfFileException e) {
                return Optional.empty();
            }
        }
    }

    @Override
    public void close() {
        try {
            reader.getHistory().save();
            terminal.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot leave the terminal", e);
        }
    }

    private static void makePrivate(Path history) {
        try {
            Path folder = history.getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            if (!Files.exists(history)) {
                Files.createFile(history);
            }
            if (Files.getFileStore(history).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(history, PosixFilePermissions.fromString("rw-------"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the history in " + history, e);
        }
    }

    /** A message goes on after a backslash at the end of a line, and while a fence of code is open. */
    private static final class WholeMessages implements Parser {
        @Override
        public ParsedLine parse(String line, int cursor, ParseContext context) {
            if (context == ParseContext.ACCEPT_LINE && isOpen(line)) {
                throw new EOFError(-1, cursor, "the message goes on");
            }
            return Typed.of(line, cursor);
        }

        private static boolean isOpen(String line) {
            long fences = line.lines().filter(each -> each.startsWith("```")).count();
            return line.endsWith("\\") || fences % 2 == 1;
        }

        @Override
        public boolean isEscapeChar(char c) {
            return false;
        }
    }

    /** Words between blanks; nothing is quoted in a conversation. */
    private record Typed(List<String> words, int wordIndex, int wordCursor, String line, int cursor)
            implements CompletingParsedLine {
        static Typed of(String line, int cursor) {
            String left = line.substring(0, cursor);
            List<String> words = new java.util.ArrayList<>(List.of(left.split("\\s+", -1)));
            String rest = line.substring(cursor).split("\\s", 2)[0];
            int last = words.size() - 1;
            int at = words.get(last).length();
            words.set(last, words.get(last) + rest);
            return new Typed(List.copyOf(words), last, at, line, cursor);
        }

        @Override
        public String word() {
            return words.get(wordIndex);
        }

        @Override
        public CharSequence escape(CharSequence candidate, boolean complete) {
            return candidate;
        }

        @Override
        public int rawWordCursor() {
            return wordCursor;
        }

        @Override
        public int rawWordLength() {
            return word().length();
        }
    }

    /** A line in which something would have to be hidden is not kept at all. */
    private static final class WithoutSecrets extends DefaultHistory {
        private final Redaction redaction;

        WithoutSecrets(Redaction redaction) {
            this.redaction = redaction;
        }

        @Override
        public void add(Instant time, String line) {
            if (redaction.redact(line).equals(line)) {
                super.add(time, line);
            }
        }
    }
}
