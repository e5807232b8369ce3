package dev.cofferdam.cli;

import dev.cofferdam.domain.Checked;
import dev.cofferdam.domain.Engine;
import dev.cofferdam.domain.StatementFinding;
import dev.cofferdam.domain.UserError;
import dev.cofferdam.report.check.Baseline;
import dev.cofferdam.report.check.LeftOut;
import dev.cofferdam.rules.statements.Policy;
import dev.cofferdam.rules.statements.VerdictMemory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One run of the statement rules over files that a person named.
 *
 * @param checked what is to be reported
 * @param leftOut what is not
 * @param stale entries of the baseline that nothing needs any more
 */
record CheckRun(Checked checked, LeftOut leftOut, List<String> stale) {
    CheckRun {
        stale = List.copyOf(stale);
    }

    /** Runs the rules, and asks after suppressions that nothing needed when whole folders were looked at. */
    static CheckRun of(CheckedFiles files, Engine engine, Policy policy, CheckSettings settings, VerdictMemory memory) {
        Checked checked = files.check(engine, policy, settings::ignores, memory);
        List<StatementFinding> findings = new ArrayList<>(checked.findings());
        if (files.wholeFolders()) {
            findings.addAll(settings.unused(policy));
        }
        int ignored = (int) files.judged().stream().filter(settings::ignores).count();
        return new CheckRun(
                new Checked(findings, checked.undecided(), checked.files(), checked.statements()),
                new LeftOut(0, policy.silenced(), ignored),
                List.of());
    }

    /** The same without what the baseline knows; a file of the baseline that is gone needs its entries no longer. */
    CheckRun without(Path baseline, CheckedFiles files, Path workingFolder) {
        BaselinePaths paths = BaselinePaths.of(baseline, workingFolder);
        List<String> judged = files.judged().stream().map(paths::relative).toList();
        Baseline.Rest rest = Baseline.parse(read(baseline, workingFolder), baseline.toString())
                .subtract(
                        checked,
                        paths::relative,
                        file -> judged.contains(file)
                                || !Files.exists(paths.folder().resolve(file)));
        return new CheckRun(
                rest.checked(), new LeftOut(rest.known(), leftOut.suppressed(), leftOut.ignored()), rest.stale());
    }

    /** Writes everything that was found as a baseline, which keeps what it says of other files; answers with how much it holds. */
    int writeBaseline(Path baseline, CheckedFiles files, Path workingFolder) {
        BaselinePaths paths = BaselinePaths.of(baseline, workingFolder);
        List<String> judged = files.judged().stream().map(paths::relative).toList();
        Baseline all = Baseline.of(checked, paths::relative);
        if (Files.isRegularFile(workingFolder.resolve(baseline))) {
            all = all.keeping(
                    earlier(baseline, workingFolder),
                    file -> !judged.contains(file)
                            && Files.exists(paths.folder().resolve(file)));
        }
        AtomicFile.write(workingFolder.resolve(baseline), all.write().getBytes(StandardCharsets.UTF_8));
        return all.size();
    }

    /** One that cannot be read any more is written anew, as the message about it says. */
    private static Baseline earlier(Path baseline, Path workingFolder) {
        try {
            return Baseline.parse(read(baseline, workingFolder), baseline.toString());
        } catch (UserError broken) {
            return Baseline.of(new Checked(List.of(), List.of(), 0, 0), file -> file);
        }
    }

    private static String read(Path baseline, Path workingFolder) {
        try {
            return Files.readString(workingFolder.resolve(baseline));
        } catch (NoSuchFileException e) {
            throw new UserError(
                    "there is no baseline `" + baseline + "`",
                    "--baseline",
                    "write one with --write-baseline " + baseline + ", and commit it");
        } catch (IOException e) {
            throw new UserError(
                    "the baseline `" + baseline + "` cannot be read: " + e.getMessage(),
                    "--baseline",
                    "name a file that --write-baseline wrote");
        }
    }

    /** A baseline names files as seen from its own folder, so that it may be used from everywhere. */
    private record BaselinePaths(Path folder, Path workingFolder) {
        static BaselinePaths of(Path baseline, Path workingFolder) {
            Path parent = workingFolder.resolve(baseline).normalize().getParent();
            return new BaselinePaths(parent == null ? workingFolder : parent, workingFolder);
        }

        String relative(String label) {
            Path path = workingFolder.resolve(label).normalize();
            return path.isAbsolute() && folder.isAbsolute()
                    ? folder.relativize(path).toString().replace('\\', '/')
                    : label;
        }
    }
}
