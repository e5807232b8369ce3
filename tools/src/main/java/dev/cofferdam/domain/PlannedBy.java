package dev.cofferdam.domain;

import java.util.Optional;

/** Who planned: {@code playbook}, or a model by name; with the versions of tools and prompts. */
public record PlannedBy(String planner, Optional<String> model, String tools, Optional<String> prompts) {}
