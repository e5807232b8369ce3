package dev.cofferdam.cli;

import dev.cofferdam.domain.Severity;
import java.util.List;

/** The severity from which on findings make a command fail: {@code --fail-on}. */
enum FailOn {
    ERROR(Severity.ERROR),
    WARNING(Severity.WARNING),
    INFO(Severity.INFO);

    private final Severity least;

    FailOn(Severity least) {
        this.least = least;
    }

    /** Whether one of them is as severe as that, or more. */
    boolean isReached(List<Severity> found) {
        return found.stream().anyMatch(severity -> severity.compareTo(least) >= 0);
    }
}
