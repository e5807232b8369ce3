package dev.cofferdam.architecture.wrong.cli;

import dev.cofferdam.architecture.wrong.loop.KnowsItsPlayers;

/** Part of a cycle: the loop imports it, and it imports the loop, which alone would be fine. */
public record Command(KnowsItsPlayers loop) {}
