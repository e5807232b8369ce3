package dev.cofferdam.evals.usages;

import java.util.Locale;

/**
 * How many of the true things were found.
 *
 * @param sure found with certain or likely usages alone
 * @param all found when possible ones count as well
 */
record Score(int truth, int sure, int all) {
    static final Score NONE = new Score(0, 0, 0);

    Score plus(Reach reach) {
        return new Score(truth + 1, sure + (reach == Reach.SURE ? 1 : 0), all + (reach == Reach.MISSED ? 0 : 1));
    }

    Score plus(Score other) {
        return new Score(truth + other.truth, sure + other.sure, all + other.all);
    }

    /** Cells of a table: how many, share without possible, share with. */
    String cells() {
        return truth + " | " + percent(sure) + " | " + percent(all);
    }

    private String percent(int part) {
        return truth == 0 ? "-" : String.format(Locale.ROOT, "%.1f %%", 100.0 * part / truth);
    }

    /** Whether a true thing was found, and with which confidence. */
    enum Reach {
        SURE,
        POSSIBLE,
        MISSED
    }
}
