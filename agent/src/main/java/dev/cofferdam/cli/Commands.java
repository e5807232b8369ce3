package dev.cofferdam.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/** Every command there is. A new one is a class and a line in {@link #BUILT_IN}. */
record Commands(List<CommandEntry> entries) {
    private static final List<CommandEntry> BUILT_IN = List.of(
            new CommandEntry(
                    CommandGroup.PLAN,
                    "plan",
                    "REQUEST",
                    "a plan for a schema change, with rollbacks, checked by rules",
                    "plan \"rename owners.telephone to phone_number\" --repo ../clinic",
                    PlanCommand::new),
            new CommandEntry(
                    CommandGroup.PLAN,
                    "chat",
                    "",
                    "a conversation: plan, ask, change the plan, resume",
                    "chat --repo ../clinic --model gpt-5",
                    ChatCommand::new),
            new CommandEntry(
                    CommandGroup.EXAMINE,
                    "usages",
                    "TABLE[.COLUMN]",
                    "the code paths that read or write a column",
                    "usages owners.telephone --repo ../clinic",
                    UsagesCommand::new),
            new CommandEntry(
                    CommandGroup.EXAMINE,
                    "check",
                    "FILE|DIR...",
                    "the rules alone, over migration files or an edited plan.yaml",
                    "check src/main/resources/db/migration/V12__phone.sql",
                    CheckCommand::new,
                    CheckCommand::plain),
            new CommandEntry(
                    CommandGroup.EXAMINE,
                    "rehearse",
                    "PLAN",
                    "a plan played in a throw-away PostgreSQL, with its rollbacks",
                    "rehearse cofferdam-plans/2026-11-26-rename --repo ../clinic",
                    RehearseCommand::new),
            new CommandEntry(
                    CommandGroup.CONNECT,
                    "review",
                    "--base REF",
                    "what a branch does to the schema and the running version",
                    "review --base main",
                    ReviewCommand::new),
            new CommandEntry(
                    CommandGroup.EXAMINE,
                    "estimate",
                    "REQUEST",
                    "duration, batches and WAL of the backfill that a change needs",
                    "estimate \"rename owners.telephone to phone_number\" --rows owners=12M",
                    EstimateCommand::new),
            new CommandEntry(
                    CommandGroup.EXAMINE,
                    "explain",
                    "[RULE]",
                    "a rule's page, or the list of all rules",
                    "explain cascade-drop",
                    ExplainCommand::new));

    Commands {
        entries = List.copyOf(entries);
        long names = entries.stream().map(CommandEntry::name).distinct().count();
        if (names != entries.size()) {
            throw new IllegalArgumentException("two commands have the same name: " + names(entries));
        }
    }

    /** Ours and those of the {@link CommandProvider}s on the class path. */
    static Commands installed() {
        List<CommandEntry> all = new ArrayList<>(BUILT_IN);
        for (CommandProvider provider : ServiceLoader.load(CommandProvider.class)) {
            all.addAll(provider.commands());
        }
        return new Commands(all);
    }

    Optional<CommandEntry> find(String name) {
        return entries.stream().filter(entry -> entry.name().equals(name)).findFirst();
    }

    List<CommandEntry> in(CommandGroup group) {
        return entries.stream().filter(entry -> entry.group() == group).toList();
    }

    List<String> names() {
        return names(entries);
    }

    private static List<String> names(List<CommandEntry> entries) {
        return entries.stream().map(CommandEntry::name).toList();
    }
}
