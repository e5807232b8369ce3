/**
 * The command line: the commands, the terminal, the wiring. The only package that prints or exits. A command parses, calls one
 * use case, picks a reporter and returns an {@link ExitCode}; whatever needs thinking lives elsewhere. Nobody imports this
 * package, except that {@code evals} contributes its command through {@link CommandProvider}.
 */
@NullMarked
package dev.cofferdam.cli;

import org.jspecify.annotations.NullMarked;
