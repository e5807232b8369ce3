package dev.cofferdam.review;

import dev.cofferdam.domain.Checked;
import dev.cofferdam.domain.Place;
import dev.cofferdam.domain.StatementFinding;
import dev.cofferdam.domain.Undecided;
import dev.cofferdam.domain.UserError;
import dev.cofferdam.migrations.History;
import dev.cofferdam.migrations.JudgedHistory;
import dev.cofferdam.review.diff.ChangedFile;
import dev.cofferdam.review.diff.Comparison;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Reviews a change of a repository: by the statement rules, and by what the code that runs does with what the change takes away. */
public final class Reviewer {
    private final Comparison comparison;
    private final MigrationJudge judge;
    private final Planning planning;
    private final Consumer<String> progress;
    private final List<String> notes = new ArrayList<>();
    private final List<Undecided> unreadable = new ArrayList<>();

    /**
     * @param judge goes by the configuration of the base
     * @param planning makes the safe plans
     * @param progress one line for each thing that takes time
     */
    public Reviewer(Comparison comparison, MigrationJudge judge, Planning planning, Consumer<String> progress) {
        this.comparison = comparison;
        this.judge = judge;
        this.planning = planning;
        this.progress = progress;
    }

    /** What there is to say. */
    public Review review() {
        List<ChangedFile> migrations = comparison.files().stream()
                .filter(file -> MigrationFiles.isOne(comparison.head(), file))
                .toList();
        progress.accept(migrations.size() + " of " + comparison.files().size() + " changed files migrate the schema");
        MigrationJudge.Judgement now = judged(
                comparison.head(), migrations.stream().map(ChangedFile::path).toList());
        List<JudgedHistory> before = judged(
                        comparison.base(),
                        migrations.stream()
                                .flatMap(file -> file.before().stream())
                                .filter(file -> MigrationFiles.isOne(comparison.base(), file))
                                .toList())
                .histories();
        KnownPlans known = KnownPlans.in(comparison.base(), notes);
        List<Stretch> stretches = now.histories().stream()
                .map(history -> new Stretch(history, new NewUnits(history, before, migrations)))
                .filter(stretch -> !stretch.units().isEmpty())
                .toList();
        List<PlanStep> steps = stretches.stream()
                .flatMap(stretch -> stretch.units().forward().stream())
                .flatMap(unit -> known.step(unit).stream())
                .toList();
        RunningCode code = new RunningCode(comparison.base());
        Checked checked = fresh(now.checked(), stretches, known);
        List<Impact> impacts = new ArrayList<>();
        List<PlannedChange> plans = new ArrayList<>();
        List<StatementFinding> beside = new ArrayList<>();
        for (Stretch stretch : stretches) {
            History earlier = stretch.units().without(stretch.now(), before);
            SchemaChanges changes = SchemaChanges.of(
                    stretch.units().forward().stream()
                            .filter(unit -> known.step(unit).isEmpty())
                            .toList(),
                    earlier,
                    new SchemaFiles(comparison.base()));
            List<Impact> found = new Impacts(code, checked, progress).of(changes);
            impacts.addAll(found);
            plans.addAll(planning.plans(comparison.base(), changes, code, found, checked));
            beside.addAll(known.tooEarly(steps, earlier));
        }
        beside.addAll(new MappingGaps(comparison, code, progress).find());
        if (!known.isEmpty()) {
            MappingGaps.schema(comparison.base())
                    .ifPresent(schema -> beside.addAll(known.retiredUses(comparison, schema, code)));
        }
        notes.addAll(now.notes());
        notes.addAll(code.notes());
        return new Review(
                comparison.commits(),
                comparison.files(),
                migrations.stream().map(ChangedFile::path).toList(),
                Settled.of(checked, impacts, beside),
                now.silenced(),
                impacts,
                plans,
                steps,
                notes.stream().distinct().toList());
    }

    /** A history as the change leaves it, with what is new in it. */
    private record Stretch(JudgedHistory now, NewUnits units) {}

    /** One file that cannot be read must not keep the others from being judged. */
    private MigrationJudge.Judgement judged(Path tree, List<String> files) {
        MigrationJudge.Judgement none =
                new MigrationJudge.Judgement(new Checked(List.of(), List.of(), 0, 0), List.of(), 0, List.of());
        if (files.isEmpty()) {
            return none;
        }
        try {
            return judge.judge(tree, files.stream().map(Path::of).toList());
        } catch (UserError one) {
            List<String> readable = new ArrayList<>();
            for (String file : files) {
                refusal(tree, file)
                        .ifPresentOrElse(
                                why -> unreadable.add(new Undecided(Place.of(file, 1), file, why)),
                                () -> readable.add(file));
            }
            return readable.isEmpty() || readable.size() == files.size()
                    ? none
                    : judge.judge(tree, readable.stream().map(Path::of).toList());
        }
    }

    private Optional<String> refusal(Path tree, String file) {
        try {
            judge.judge(tree, List.of(Path.of(file)));
            return Optional.empty();
        } catch (UserError why) {
            return Optional.of(why.problem());
        }
    }

    /** What is new, and no step of a plan. */
    private Checked fresh(Checked all, List<Stretch> stretches, KnownPlans known) {
        List<StatementFinding> findings = all.findings().stream()
                .filter(found -> isNew(found.place(), stretches) && !isPlanned(found.place(), stretches, known))
                .toList();
        List<Undecided> undecided = new ArrayList<>(unreadable);
        all.undecided().stream()
                .filter(open -> isNew(open.place(), stretches) || isWritten(open.place()))
                .filter(open -> !isPlanned(open.place(), stretches, known))
                .forEach(undecided::add);
        return new Checked(findings, undecided, all.files(), all.statements());
    }

    private static boolean isNew(Place place, List<Stretch> stretches) {
        return stretches.stream().anyMatch(stretch -> stretch.units().has(place));
    }

    private static boolean isPlanned(Place place, List<Stretch> stretches, KnownPlans known) {
        return stretches.stream()
                .flatMap(stretch -> stretch.units().forward().stream())
                .anyMatch(unit -> NewUnits.has(unit, place) && known.step(unit).isPresent());
    }

    /** What is no statement, such as a change set that cannot be rendered, is new when the change wrote its line. */
    private boolean isWritten(Place place) {
        return comparison.files().stream()
                .anyMatch(file -> file.path().equals(place.file()) && file.wrote(place.line()));
    }
}
