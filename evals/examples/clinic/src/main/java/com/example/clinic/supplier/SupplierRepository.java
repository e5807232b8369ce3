package com.example.clinic.supplier;

import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

public interface SupplierRepository extends JpaRepository<Supplier, Long> {

    Optional<Supplier> findByTelephone(String telephone);

    @Query("select s.name from Supplier s where s.telephone is null")
    List<String> findUnreachable();

    @Query(value = "SELECT name || ': ' || telephone FROM suppliers ORDER BY telephone", nativeQuery = true)
    List<String> findCallList();
}
