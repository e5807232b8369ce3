package com.example.clinic.supplier;

import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/suppliers")
public class SupplierController {

    private final SupplierRepository suppliers;
    private final JdbcTemplate jdbc;

    public SupplierController(SupplierRepository suppliers, JdbcTemplate jdbc) {
        this.suppliers = suppliers;
        this.jdbc = jdbc;
    }

    @GetMapping("/{telephone}")
    public String nameOf(@PathVariable String telephone) {
        return suppliers.findByTelephone(telephone).map(Supplier::getName).orElse("unknown");
    }

    @GetMapping
    public List<String> numbers() {
        return jdbc.query("SELECT name, telephone FROM suppliers", (rs, row) -> rs.getString("telephone"));
    }
}
