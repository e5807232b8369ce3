package dev.cofferdam.review;

import dev.cofferdam.domain.Change;
import dev.cofferdam.domain.Place;
import dev.cofferdam.domain.Undecided;
import dev.cofferdam.domain.Usage;
import java.util.List;

/**
 * What a change of the schema does to the version that runs.
 *
 * @param place where the migration makes the change
 * @param broken places in the running code that the change would break, production code only
 * @param tests how many places in tests would break as well
 * @param possible how many more places name it and could not be bound
 * @param open SQL that may concern it, but is put together at run time
 */
public record Impact(Change change, Place place, List<Usage> broken, long tests, long possible, List<Undecided> open) {
    public Impact {
        broken = List.copyOf(broken);
        open = List.copyOf(open);
    }

    /** Whether nothing in the repository stands in the way. */
    public boolean isClear() {
        return broken.isEmpty() && open.isEmpty() && possible == 0;
    }
}
