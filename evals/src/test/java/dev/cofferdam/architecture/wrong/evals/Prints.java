package dev.cofferdam.architecture.wrong.evals;

import dev.cofferdam.architecture.wrong.domain.LooksUp;

/** Prints past the command line, and closes a cycle. */
public record Prints(LooksUp below) {
    void print() {
        System.out.println(below);
    }
}
