package com.example.clinic.report;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** The list of calls that the front desk makes in the morning, drawn up at night. */
@Component
public class CallListReport {

    private static final Logger LOG = LoggerFactory.getLogger(CallListReport.class);

    private static final String OWNERS_WITHOUT_VISIT =
            "SELECT o.id, o.telephone FROM owners o"
                    + " WHERE NOT EXISTS (SELECT 1 FROM pets p JOIN visits v ON v.pet_id = p.id WHERE p.owner_id = o.id)";

    private final JdbcTemplate jdbc;

    public CallListReport(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Scheduled(cron = "${clinic.reminder.cron}")
    public void drawUp() {
        List<Call> calls = callsFor(LocalDate.now());
        LOG.info("calls={} dormant={}", calls.size(), dormantOwners().size());
    }

    List<Call> callsFor(LocalDate day) {
        return jdbc.query(
                """
                SELECT o.last_name, o.telephone, p.name AS pet
                  FROM owners o
                  JOIN pets p ON p.owner_id = o.id
                  JOIN visits v ON v.pet_id = p.id
                 WHERE v.visit_date = ?
                 ORDER BY o.last_name
                """,
                new CallMapper(),
                day);
    }

    List<String> dormantOwners() {
        return jdbc.query(OWNERS_WITHOUT_VISIT, (rs, row) -> rs.getString("telephone"));
    }

    /** One line of the list. */
    public record Call(String lastName, String number, String pet) {}

    private static final class CallMapper implements RowMapper<Call> {

        @Override
        public Call mapRow(ResultSet rs, int rowNumber) throws SQLException {
            return new Call(rs.getString("last_name"), rs.getString("telephone"), rs.getString("pet"));
        }
    }
}
