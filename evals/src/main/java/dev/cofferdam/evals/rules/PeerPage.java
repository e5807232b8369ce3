package dev.cofferdam.evals.rules;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the checkers said of the peers' cases, as a section of the results page. */
final class PeerPage {
    private final Map<String, String> reasons;

    /** Excuses are tab-separated: peer, case, whose fault, reason; {@code ours} is never excused. */
    PeerPage(Map<String, String> reasons) {
        this.reasons = Map.copyOf(reasons);
    }

    static Map<String, String> reasons(String text) {
        return text.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.split("\t", 3))
                .collect(Collectors.toMap(fields -> fields[0] + "\t" + fields[1], fields -> fields[2]));
    }

    String of(List<PeerCase> all, List<PeerOutcome> outcomes) {
        List<String> checkers =
                outcomes.stream().map(PeerOutcome::checker).distinct().toList();
        StringBuilder page = new StringBuilder("### Cases that other checkers ship\n\n");
        page.append(all.size())
                .append(" labelled cases; ")
                .append(compared(outcomes))
                .append(" are about a hazard that the catalogue has.\n\n");
        page.append("| cases of | label | cases |");
        checkers.forEach(checker -> page.append(' ').append(checker).append(" |"));
        page.append("\n|---|---|---:|").append("---:|".repeat(checkers.size())).append('\n');
        for (String peer : List.of("squawk", "pgls", "diesel", "")) {
            row(peer, true, checkers, outcomes).ifPresent(page::append);
            row(peer, false, checkers, outcomes).ifPresent(page::append);
        }
        page.append("\nCofferdam without the disagreements that a person has read (below):\n\n")
                .append(without("peer", "without labels that are wrong", outcomes))
                .append(without("peer|choice", "and without what ours leaves unsaid on purpose", outcomes));
        return page.append(disagreements(outcomes)).toString();
    }

    private static long compared(List<PeerOutcome> outcomes) {
        return outcomes.stream().map(PeerOutcome::of).distinct().count();
    }

    private static Optional<String> row(
            String peer, boolean unsafe, List<String> checkers, List<PeerOutcome> outcomes) {
        List<PeerOutcome> here = outcomes.stream()
                .filter(one -> one.of().unsafe() == unsafe
                        && (peer.isEmpty() || one.of().peer().equals(peer)))
                .toList();
        if (here.isEmpty()) {
            return Optional.empty();
        }
        String cells = checkers.stream()
                .map(checker -> share(here.stream()
                                .filter(one -> one.checker().equals(checker))
                                .toList()) + " |")
                .collect(Collectors.joining(" "));
        return Optional.of("| " + (peer.isEmpty() ? "**all**" : peer) + " | "
                + (unsafe ? "unsafe: hazard named" : "safe: silent on it") + " | " + compared(here) + " | " + cells
                + "\n");
    }

    private static String share(List<PeerOutcome> outcomes) {
        long right = outcomes.stream().filter(PeerOutcome::agrees).count();
        return right + " (" + percent(right, outcomes.size()) + ")";
    }

    static String percent(long part, long whole) {
        return whole == 0 ? "-" : String.format(Locale.ROOT, "%.1f %%", 100.0 * part / whole);
    }

    /** The shares when cases whose fault is one of these, in a person's judgement, are left out. */
    private String without(String faults, String words, List<PeerOutcome> outcomes) {
        List<PeerOutcome> counted = outcomes.stream()
                .filter(one -> one.checker().equals("cofferdam"))
                .filter(one -> one.agrees() || !fault(one).matches("(" + faults + ")\t.*"))
                .toList();
        List<PeerOutcome> unsafe =
                counted.stream().filter(one -> one.of().unsafe()).toList();
        List<PeerOutcome> safe =
                counted.stream().filter(one -> !one.of().unsafe()).toList();
        return "- " + words + ": names " + share(unsafe) + " of " + unsafe.size() + " unsafe, silent on " + share(safe)
                + " of " + safe.size() + " safe\n";
    }

    private String fault(PeerOutcome outcome) {
        return reasons.getOrDefault(outcome.key(), "");
    }

    private String disagreements(List<PeerOutcome> outcomes) {
        return "\n| case | label | rule | whose fault, and why |\n|---|---|---|---|\n"
                + outcomes.stream()
                        .filter(one -> one.checker().equals("cofferdam") && !one.agrees())
                        .map(one -> "| " + one.of().peer() + " " + one.of().id() + " | "
                                + (one.of().unsafe() ? "unsafe" : "safe") + " | "
                                + one.of().rule() + " | " + fault(one).replace("\t", ": ") + " |\n")
                        .collect(Collectors.joining());
    }
}
