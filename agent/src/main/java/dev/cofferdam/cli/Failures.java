package dev.cofferdam.cli;

import dev.cofferdam.domain.UserError;
import dev.cofferdam.domain.WorldFailed;
import java.util.Objects;

/** Turns what went wrong into words on stderr and an {@link ExitCode}: the one place that knows both. */
final class Failures {
    private final Screen screen;

    Failures(Screen screen) {
        this.screen = screen;
    }

    /** picocli's default is 1 for any exception, which would make a crash look like findings. */
    int report(Throwable failure) {
        if (failure instanceof UserError error) {
            return callerError(error.problem(), error.where().orElse(""), error.fix());
        }
        if (failure instanceof WorldFailed world) {
            return worldFailed(failure, world);
        }
        screen.text()
                .println(screen.red("error:") + " this is a fault in Cofferdam; please report it with these lines");
        failure.printStackTrace(screen.text());
        return ExitCode.FAILURE;
    }

    /** Problem, place and remedy, each on its line; the place may be empty. */
    int callerError(String problem, String where, String fix) {
        line(screen.red("error:"), problem);
        if (!where.isEmpty()) {
            line("   at:", where);
        }
        line("  fix:", fix);
        return ExitCode.CALLER;
    }

    private int worldFailed(Throwable failure, WorldFailed world) {
        line(screen.red("error:"), words(failure));
        Throwable cause = failure.getCause();
        while (cause != null) {
            line("cause:", words(cause));
            cause = cause.getCause();
        }
        line("  try:", world.remedy());
        return ExitCode.FAILURE;
    }

    private static String words(Throwable failure) {
        return Objects.requireNonNullElse(
                failure.getMessage(), failure.getClass().getSimpleName());
    }

    private void line(String label, String words) {
        screen.text().println(label + " " + words);
    }
}
