package dev.cofferdam.evals.rules;

import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.UserError;
import dev.cofferdam.rules.info.RuleInfo;
import dev.cofferdam.rules.statements.StatementRules;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which of our rules say what a peer's rule says. Kept as data, so that a reader can judge the judge. */
final class PeerRules {
    private final Map<String, Set<String>> ours = new HashMap<>();

    /** Tab-separated: peer, rule, our ids between blanks or nothing, remark. */
    static PeerRules read(Path file) {
        Set<String> known = StatementRules.infos().stream().map(RuleInfo::id).collect(Collectors.toSet());
        PeerRules rules = new PeerRules();
        for (String line : PeerFiles.text(file)
                .lines()
                .filter(each -> !each.startsWith("#"))
                .toList()) {
            String[] fields = line.split("\t", -1);
            if (fields.length < 3) {
                throw new UserError(
                        "`" + line + "` maps no rule", file.toString(), "write peer, rule, our ids between tabs");
            }
            Set<String> ids = new TreeSet<>(List.of(fields[2].isBlank() ? new String[0] : fields[2].split(" ")));
            ids.stream()
                    .filter(id -> !known.contains(id.replaceFirst("~.*", "")))
                    .findFirst()
                    .ifPresent(id -> {
                        throw new UserError(
                                "`" + id + "` is no rule", file.toString(), "see `cofferdam explain` for the ids");
                    });
            rules.ours.put(fields[0] + " " + fields[1], ids);
        }
        return rules;
    }

    /** Our ids; empty when we say nothing like it. */
    Set<String> of(String peer, String rule) {
        return ours.getOrDefault(peer + " " + rule, Set.of());
    }

    /** A finding in the words of the map: its rule, and the rule with what the map asks of its text. */
    Stream<String> words(Finding finding) {
        String text = finding.what() + " " + finding.remedy();
        Stream<String> narrowed = ours.values().stream()
                .flatMap(Set::stream)
                .distinct()
                .filter(id -> id.startsWith(finding.rule() + "~"))
                .filter(id -> text.contains(id.substring(id.indexOf('~') + 1).replace('_', ' ')));
        return Stream.concat(Stream.of(finding.rule()), narrowed);
    }

    boolean knows(String peer, String rule) {
        return ours.containsKey(peer + " " + rule);
    }
}
