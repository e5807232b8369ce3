package dev.cofferdam.cli;

import dev.cofferdam.domain.Engine;
import dev.cofferdam.review.MigrationJudge;
import dev.cofferdam.rows.RowCount;
import dev.cofferdam.rules.statements.Policy;
import dev.cofferdam.rules.statements.VerdictMemory;
import java.nio.file.Path;
import java.util.List;

/** The statement rules as {@code check} asks them, by the configuration of the base: whoever opens a pull request configures nothing. */
record BaseConfiguredJudge(CheckSettings settings, Engine engine, List<RowCount> rows) implements MigrationJudge {
    @Override
    public Judgement judge(Path tree, List<Path> files) {
        CheckedFiles sources = new CheckedFiles(files, tree);
        Policy policy = settings.policy(java.util.Map.of(), false).sized(table -> CheckSettings.size(rows, table));
        CheckRun run = CheckRun.of(sources, engine, policy, settings, VerdictMemory.NONE);
        return new Judgement(run.checked(), sources.histories(), run.leftOut().suppressed(), sources.notes());
    }
}
