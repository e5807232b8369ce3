package dev.cofferdam.rehearse;

import dev.cofferdam.domain.TableRef;
import dev.cofferdam.rehearse.seed.Demand;
import dev.cofferdam.server.ThrowawayDatabase;
import dev.cofferdam.server.ThrowawayServer;
import java.sql.SQLException;
import java.util.Map;

/**
 * Sets the stages of one rehearsal, each on a database of its own.
 *
 * @param base the schema; nobody may be connected to it, and it stays as it is
 * @param seed makes the rows
 */
record Stages(Rehearsal.Play play, ThrowawayServer server, ThrowawayDatabase base, long seed) {
    /** With rows that the plan can go through with; what could not be made is remarked. */
    Stage set(String name, long rows, Notes notes) throws SQLException {
        Stage stage = stage(name, rows, Stage.demands(play.plan().change(), play.schema()));
        stage.seeded().remarks().stream()
                .map(remark -> remark.table() + " " + remark.text())
                .forEach(notes::remark);
        // Without a row nothing shows anything, and a plan that goes well there has proved nothing.
        if (stage.rows() == 0) {
            notes.remark(play.plan().change().table()
                    + " stayed empty, so that neither traffic nor versions nor ways back were tried");
        }
        return stage;
    }

    /** With whatever rows the schema allows. */
    Stage withDirtyRows(String name, long rows) throws SQLException {
        return stage(name, rows, Map.of());
    }

    private Stage stage(String name, long rows, Map<TableRef, Demand> demands) throws SQLException {
        Stage.Size size = new Stage.Size(rows, seed);
        return new Stage(server, base, base.name() + "_" + name, play.plan(), play.schema(), size, demands);
    }
}
