package dev.cofferdam.cli;

import java.util.List;

/** How a module that the command line must not import adds commands to it; found by {@link java.util.ServiceLoader}. */
public interface CommandProvider {
    /** The commands to add; their names must be new. */
    List<CommandEntry> commands();
}
