package com.example.clinic.report;

import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Repository;

/** Copies of owners for the yearly archive. */
@Repository
public class OwnerArchive {

    private final NamedParameterJdbcTemplate jdbc;

    public OwnerArchive(NamedParameterJdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    public List<Map<String, Object>> rowsOf(String city) {
        return jdbc.queryForList("SELECT * FROM owners WHERE city = :city", Map.of("city", city));
    }

    public int forget(long id) {
        StringBuilder sql = new StringBuilder("UPDATE owners SET first_name = 'x', last_name = 'x'");
        sql.append(", address = NULL, telephone = '000000'");
        sql.append(" WHERE id = :id");
        return jdbc.update(sql.toString(), Map.of("id", id));
    }
}
