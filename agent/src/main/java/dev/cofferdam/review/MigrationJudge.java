package dev.cofferdam.review;

import dev.cofferdam.domain.Checked;
import dev.cofferdam.migrations.JudgedHistory;
import java.nio.file.Path;
import java.util.List;

/** Asks the statement rules about files of a tree. */
@FunctionalInterface
public interface MigrationJudge {
    /**
     * What the rules say.
     *
     * @param files relative to the tree's root
     * @throws dev.cofferdam.domain.UserError when one of them is no migration that can be read
     */
    Judgement judge(Path tree, List<Path> files);

    /**
     * What the rules say of files, and of which histories they are part.
     *
     * @param silenced how many findings comments and the configuration silenced
     * @param notes what a reader should know of files that nothing is said about
     */
    record Judgement(Checked checked, List<JudgedHistory> histories, int silenced, List<String> notes) {
        public Judgement {
            histories = List.copyOf(histories);
            notes = List.copyOf(notes);
        }
    }
}
