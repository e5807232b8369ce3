package dev.cofferdam.rules.statements;

import dev.cofferdam.domain.Configuration;
import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.Place;
import dev.cofferdam.domain.RuleClass;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.domain.StatementFinding;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.domain.TableSize;
import dev.cofferdam.rules.info.RuleInfo;
import dev.cofferdam.rules.statements.situation.Report;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;

/**
 * What a team wants to hear: which rules are off or weigh differently, where rules are silent, and how big the tables are. One policy serves all
 * histories of a run, and knows at its end which suppressions nothing needed.
 */
public final class Policy {
    private final Map<String, Configuration.Level> levels;
    private final boolean advice;
    private final List<Configuration.Suppression> suppressions;
    private final UnaryOperator<String> inRepository;
    private final Function<TableRef, Optional<TableSize>> sizes;

    private final Set<Integer> used = new HashSet<>();
    private final Set<String> judged = new HashSet<>();
    private int silenced;

    /** Of the unit that is being judged. */
    private final Set<Integer> usedNow = new HashSet<>();

    private int silencedNow;

    private Policy(
            Map<String, Configuration.Level> levels,
            boolean advice,
            List<Configuration.Suppression> suppressions,
            UnaryOperator<String> inRepository,
            Function<TableRef, Optional<TableSize>> sizes) {
        this.levels = Map.copyOf(levels);
        this.advice = advice;
        this.suppressions = List.copyOf(suppressions);
        this.inRepository = inRepository;
        this.sizes = sizes;
    }

    /** Every rule, advice too, each with its own severity. */
    static Policy everything() {
        return of(Map.of(), true);
    }

    /**
     * A policy without suppressions and sizes.
     *
     * @param levels settings by the rule's id
     * @param advice whether rules of class advice are asked; one that is set is asked anyway, and some only then
     */
    public static Policy of(Map<String, Configuration.Level> levels, boolean advice) {
        return new Policy(levels, advice, List.of(), file -> file, table -> Optional.empty());
    }

    /**
     * The same, silent where the configuration says so.
     *
     * @param known turns a file of a finding into its path from the repository's root
     */
    public Policy silent(List<Configuration.Suppression> where, UnaryOperator<String> known) {
        return new Policy(levels, advice, where, known, sizes);
    }

    /** The same, with what is known of the tables' sizes. */
    public Policy sized(Function<TableRef, Optional<TableSize>> known) {
        return new Policy(levels, advice, suppressions, inRepository, known);
    }

    /** What is left of a report on this file: as it is, weighed, or nothing. */
    Optional<Report> weigh(Report report, String file) {
        RuleInfo rule = report.rule();
        Optional<Configuration.Level> level = Optional.ofNullable(levels.get(rule.id()));
        if (level.isEmpty() && (rule.onRequest() || rule.ruleClass() == RuleClass.ADVICE && !advice)) {
            return Optional.empty();
        }
        if (isSilent(rule.id(), file)) {
            silencedNow++;
            return Optional.empty();
        }
        return level.isPresent() ? level.get().severity().map(report::weighed) : Optional.of(sized(report));
    }

    private boolean isSilent(String rule, String file) {
        String path = inRepository.apply(file);
        boolean silent = false;
        for (int i = 0; i < suppressions.size(); i++) {
            if (suppressions.get(i).rule().equals(rule) && suppressions.get(i).covers(path)) {
                usedNow.add(i);
                silent = true;
            }
        }
        return silent;
    }

    /**
     * What breaks running code breaks it on a small table as well, and what the server refuses it refuses there too; what the server's work
     * costs depends on how much there is.
     */
    private Report sized(Report report) {
        boolean depends =
                report.rule().ruleClass() == RuleClass.HAZARD && report.rule().hazard() != Hazard.FAILS_WHEN_RUN;
        Optional<TableSize> size = depends ? report.table().flatMap(sizes) : Optional.empty();
        Severity weighed = size.filter(TableSize::isSmall).isPresent()
                ? milder(report.severity())
                : size.filter(TableSize::isBig).isPresent() && report.severity() == Severity.WARNING
                        ? Severity.ERROR
                        : report.severity();
        return size.isEmpty() || weighed == report.severity() ? report : report.sized(weighed, size.get());
    }

    private static Severity milder(Severity severity) {
        return severity == Severity.ERROR ? Severity.WARNING : Severity.INFO;
    }

    /** Notes a finding that a comment silenced; never speaks for it. */
    boolean silencesByComment() {
        silencedNow++;
        return false;
    }

    /**
     * What was silenced in one unit.
     *
     * @param findings how many
     * @param suppressions of the configuration that did it, by their numbers
     */
    record Silence(int findings, Set<Integer> suppressions) {
        Silence {
            suppressions = Set.copyOf(suppressions);
        }
    }

    /** Ends a unit, with what was silenced since the last one ended. */
    Silence settle() {
        Silence silence = new Silence(silencedNow, usedNow);
        silencedNow = 0;
        usedNow.clear();
        return silence;
    }

    /** Notes files with the verdict on them, whether it was found now or before. */
    void judged(Set<String> files, UnitVerdict verdict) {
        files.forEach(file -> judged.add(inRepository.apply(file)));
        silenced += verdict.silenced();
        used.addAll(verdict.suppressions());
    }

    /** How many findings comments and the configuration silenced. */
    public int silenced() {
        return silenced;
    }

    /**
     * Suppressions of the configuration that nothing needed, of those that cover a file which was judged.
     *
     * @param place of each in the configuration, by its number from 0
     */
    public List<StatementFinding> unused(IntFunction<Place> place) {
        List<StatementFinding> findings = new ArrayList<>();
        for (int i = 0; i < suppressions.size(); i++) {
            Configuration.Suppression each = suppressions.get(i);
            if (!used.contains(i) && judged.stream().anyMatch(each::covers)) {
                findings.add(unused(each, place.apply(i)));
            }
        }
        return findings;
    }

    private static StatementFinding unused(Configuration.Suppression each, Place place) {
        String files = each.files().isEmpty() ? "any file" : "`" + String.join("`, `", each.files()) + "`";
        return new StatementFinding(
                Suppressions.UNUSED.finding(
                        place.toString(),
                        each.rule(),
                        "`" + each.rule() + "` has nothing to say about " + files,
                        "delete the entry, or correct its `rule` or `files`"),
                Suppressions.UNUSED.ruleClass(),
                place,
                1,
                "- rule: " + each.rule(),
                Optional.empty());
    }
}
