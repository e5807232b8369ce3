package dev.cofferdam.cli;

import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** {@code cofferdam chat} over a pipe: what was typed, line by line, and what came back. */
record ChatRun(Path repository, Path cache, Map<String, String> environment, List<String> options) {
    static ChatRun over(SmallService service) {
        return new ChatRun(service.root(), service.root().resolveSibling("cache"), Map.of(), List.of("--no-rehearsal"));
    }

    ChatRun with(String... more) {
        List<String> all = new ArrayList<>(options);
        all.addAll(List.of(more));
        return new ChatRun(repository, cache, environment, all);
    }

    ChatRun in(Map<String, String> other) {
        return new ChatRun(repository, cache, other, options);
    }

    Desk type(String... lines) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Map<String, String> all = new HashMap<>(environment);
        all.put("COFFERDAM_CACHE", cache.toString());
        Terminal terminal = new Terminal(
                new Screen(new PrintWriter(out), false, false), new Screen(new PrintWriter(err), false, false), all);
        Commands commands = new Commands(List.of(new CommandEntry(
                CommandGroup.PLAN,
                "chat",
                "",
                "a conversation",
                "",
                place -> new ChatCommand(
                        place, () -> new BufferedReader(new StringReader(String.join("\n", lines) + "\n"))))));
        List<String> words = new ArrayList<>(List.of("chat", "--repo", repository.toString()));
        words.addAll(options);
        int code = new Cofferdam(commands, terminal).run(words);
        terminal.flush();
        return new Desk(code, out.toString(), err.toString());
    }
}
