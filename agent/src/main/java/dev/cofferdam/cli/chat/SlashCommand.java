package dev.cofferdam.cli.chat;

import java.util.List;

/**
 * One command of a conversation.
 *
 * @param name with its slash
 * @param arguments as the help shows them; empty for none
 * @param summary what it does, in a few words
 * @param help what {@code /help NAME} adds: one sentence a line
 * @param action does it, given what was typed after the name
 */
record SlashCommand(String name, String arguments, String summary, List<String> help, Action action) {
    SlashCommand {
        help = List.copyOf(help);
    }

    /** What a command does. */
    @FunctionalInterface
    interface Action {
        void run(String arguments);
    }

    String usage() {
        return arguments.isEmpty() ? name : name + " " + arguments;
    }
}
