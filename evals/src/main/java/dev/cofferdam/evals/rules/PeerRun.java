package dev.cofferdam.evals.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Asks ourselves and other checkers about the same cases. */
final class PeerRun {
    private final PeerRules rules;

    PeerRun(PeerRules rules) {
        this.rules = rules;
    }

    /** Cases whose hazard the catalogue has; the others say nothing of us. */
    List<PeerCase> comparable(List<PeerCase> cases) {
        return cases.stream()
                .filter(one -> !rules.of(one.peer(), one.rule()).isEmpty())
                .toList();
    }

    List<PeerOutcome> ours(List<PeerCase> cases) {
        return cases.stream()
                .map(one -> outcome(
                        one,
                        "cofferdam",
                        one.check(rules.of(one.peer(), one.rule())).findings().stream()
                                .flatMap(found -> rules.words(found.finding()))
                                .collect(Collectors.toCollection(TreeSet::new))))
                .toList();
    }

    /** All cases that are to be taken alike are given to the tool at once. */
    List<PeerOutcome> theirs(List<PeerCase> cases, PeerTool tool, Path executable) {
        Map<List<Object>, List<PeerCase>> alike = cases.stream()
                .collect(Collectors.groupingBy(
                        one -> List.of(one.transactional(), one.version()), LinkedHashMap::new, Collectors.toList()));
        List<PeerOutcome> outcomes = new ArrayList<>();
        for (List<PeerCase> group : alike.values()) {
            Map<PeerCase, Path> files = write(group);
            Map<String, List<String>> said = tool.run(executable, group.get(0), List.copyOf(files.values()));
            files.forEach((one, file) -> outcomes.add(
                    outcome(one, tool.id(), translated(tool, said.getOrDefault(file.toString(), List.of())))));
        }
        return outcomes;
    }

    private Set<String> translated(PeerTool tool, List<String> said) {
        Set<String> ids = new TreeSet<>();
        for (String rule : said) {
            Set<String> known =
                    rules.knows(tool.id(), rule) ? rules.of(tool.id(), rule) : Set.of(tool.id() + ":" + rule);
            ids.addAll(known);
            // Who says the narrower thing has said the wider one.
            known.forEach(id -> ids.add(id.replaceFirst("~.*", "")));
        }
        return ids;
    }

    private PeerOutcome outcome(PeerCase one, String checker, Set<String> said) {
        return new PeerOutcome(one, checker, rules.of(one.peer(), one.rule()), said);
    }

    private static Map<PeerCase, Path> write(List<PeerCase> cases) {
        try {
            Path folder = Files.createTempDirectory("peer-cases");
            Map<PeerCase, Path> files = new LinkedHashMap<>();
            for (PeerCase one : cases) {
                Path file = folder.resolve(files.size() + ".sql");
                files.put(one, Files.writeString(file, one.sql()));
                file.toFile().deleteOnExit();
            }
            folder.toFile().deleteOnExit();
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
