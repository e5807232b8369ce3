package dev.cofferdam.cli;

import java.util.List;

/** The first page a person sees: what this is, what can be typed, what comes back. At most 96 columns wide. */
final class HelpPage {
    private static final int SUMMARY_COLUMN = 26;

    private static final List<String[]> EXIT_CODES = List.of(
            new String[] {"0", "clean"},
            new String[] {"1", "findings at or above --fail-on, or no accepted plan"},
            new String[] {"2", "you can fix it: the message says how"},
            new String[] {"3", "the world or we failed: the message says what"});

    private static final List<String[]> ENVIRONMENT = List.of(
            new String[] {"JAVA_HOME", "the JDK to run on (17 or newer); else the newest that is found"},
            new String[] {"COFFERDAM_CACHE", "where caches live; they may be deleted at any time"},
            new String[] {"COFFERDAM_JAVA_OPTS", "more options for the JVM, such as -Xmx2g"},
            new String[] {"NO_COLOR", "set to anything: no colours"});

    private final Commands commands;
    private final Screen screen;
    private final StringBuilder page = new StringBuilder(4096);

    HelpPage(Commands commands, Screen screen) {
        this.commands = commands;
        this.screen = screen;
    }

    String render() {
        line(screen.bold("cofferdam") + " plans a database change that never stops the application,");
        line("and checks the plan by rules before anyone reads it. It never writes to your database.");
        heading("Usage");
        line("  cofferdam COMMAND [OPTIONS]");
        line("  cofferdam COMMAND --help      what the command does, and its options");
        for (CommandGroup group : CommandGroup.values()) {
            commandsOf(group);
        }
        examples();
        heading("Options");
        row("-h, --help", "this page");
        row("-V, --version", "the version, the commit it was built from, and the Java it runs on");
        heading("Exit codes");
        EXIT_CODES.forEach(code -> row(code[0], code[1]));
        heading("Environment");
        ENVIRONMENT.forEach(variable -> row(variable[0], variable[1]));
        return page.toString();
    }

    private void commandsOf(CommandGroup group) {
        List<CommandEntry> entries = commands.in(group);
        if (!entries.isEmpty()) {
            heading(group.heading());
            entries.forEach(entry -> row(entry.usage(), entry.summary()));
        }
    }

    private void examples() {
        List<String> examples = commands.entries().stream()
                .map(CommandEntry::example)
                .filter(example -> !example.isEmpty())
                .toList();
        if (!examples.isEmpty()) {
            heading("Examples");
            examples.forEach(example -> line("  " + screen.dim("$ ") + "cofferdam " + example));
        }
    }

    private void heading(String words) {
        line("");
        line(screen.bold(words));
    }

    /** The left words in colour; when they are too long for their column, the right ones start on a line of their own. */
    private void row(String left, String right) {
        page.append("  ").append(screen.cyan(left));
        int gap = SUMMARY_COLUMN - 2 - left.length();
        page.append(gap >= 2 ? " ".repeat(gap) : "\n" + " ".repeat(SUMMARY_COLUMN));
        line(right);
    }

    private void line(String words) {
        page.append(words).append('\n');
    }
}
