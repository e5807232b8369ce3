package dev.cofferdam.rules.fixes;

import dev.cofferdam.domain.StatementFinding;
import dev.cofferdam.migrations.History;
import dev.cofferdam.migrations.MigrationUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a safe form would make of the files of a history.
 *
 * @param files those that change, and those that come into being
 * @param left findings that have a safe form which was not written, and why
 */
public record Fixes(List<FixedFile> files, List<NotFixed> left) {
    public Fixes {
        files = List.copyOf(files);
        left = List.copyOf(left);
    }

    /**
     * Replaces statements by their safe forms where the tool that runs the file allows it.
     *
     * @param findings of units of this history
     * @param text of a file as it is on disk; empty when there is none
     */
    public static Fixes of(History history, List<StatementFinding> findings, Function<String, Optional<String>> text) {
        List<FixedFile> files = new ArrayList<>();
        List<NotFixed> left = new ArrayList<>();
        Map<String, List<StatementFinding>> byFile = new LinkedHashMap<>();
        for (StatementFinding found : findings) {
            if (found.safeForm().isPresent() || TimeoutLine.isMissing(found)) {
                byFile.computeIfAbsent(found.place().file(), file -> new ArrayList<>())
                        .add(found);
            }
        }
        byFile.forEach((file, theirs) -> {
            FileFix fix = new FileFix(history.layout(), file, text);
            units(history, file).forEach(unit -> fix.unit(unit, of(unit, history, theirs)));
            files.addAll(fix.files());
            left.addAll(fix.left());
        });
        if (files.isEmpty()) {
            findings.stream()
                    .filter(found -> byFile.values().stream().noneMatch(theirs -> theirs.contains(found)))
                    .forEach(found -> left.add(new NotFixed(found, byHand(found))));
        }
        return new Fixes(files, left);
    }

    /** Why no statement takes the place of one. */
    private static String byHand(StatementFinding found) {
        return switch (found.ruleClass()) {
            case COMPAT -> "running code has to change first, which no other statement spares it";
            case HAZARD -> "no statement does the same without the harm; its way takes more than this file";
            case HYGIENE, CONTEXT, ADVICE -> "what to write instead is for somebody to decide";
        };
    }

    private static List<MigrationUnit> units(History history, String file) {
        return history.units().stream().filter(unit -> unit.file().equals(file)).toList();
    }

    /** Those that stand in this unit: in the last one of the file that begins no later. */
    private static List<StatementFinding> of(MigrationUnit unit, History history, List<StatementFinding> findings) {
        return findings.stream()
                .filter(found -> units(history, unit.file()).stream()
                        .filter(each -> each.line() <= found.place().line())
                        .reduce((one, later) -> later.line() >= one.line() ? later : one)
                        .filter(unit::equals)
                        .isPresent())
                .toList();
    }
}
