package dev.cofferdam.migrations;

import dev.cofferdam.migrations.liquibase.Precondition;
import java.util.Optional;

/** Answers nothing. */
enum NoWorld implements Precondition.World {
    INSTANCE;

    @Override
    public Optional<Boolean> exists(Precondition.Exists wanted) {
        return Optional.empty();
    }

    @Override
    public Optional<String> firstValue(String query) {
        return Optional.empty();
    }
}
