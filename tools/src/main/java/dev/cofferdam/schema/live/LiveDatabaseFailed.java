package dev.cofferdam.schema.live;

import dev.cofferdam.domain.WorldFailed;
import java.sql.SQLException;

/** The user's database went away or did not answer in time after it had been reached. */
public final class LiveDatabaseFailed extends RuntimeException implements WorldFailed {
    private static final long serialVersionUID = 1L;

    private final String remedy;

    LiveDatabaseFailed(String what, String remedy, SQLException cause) {
        super(what, cause);
        this.remedy = remedy;
    }

    @Override
    public String remedy() {
        return remedy;
    }
}
