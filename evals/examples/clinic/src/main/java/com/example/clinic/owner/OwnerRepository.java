package com.example.clinic.owner;

import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.query.Param;

public interface OwnerRepository extends JpaRepository<Owner, Long> {

    Optional<Owner> findByTelephone(String telephone);

    boolean existsByTelephoneAndIdNot(String telephone, Long id);

    List<Owner> findByLastNameStartingWithOrderByLastName(String prefix);

    long countByCity(String city);

    @Query("select o from Owner o where o.telephone like concat(:areaCode, '%') order by o.lastName")
    List<Owner> findByAreaCode(@Param("areaCode") String areaCode);

    @Query("select o.city from Owner o where o.lastName = :lastName")
    List<String> findCities(@Param("lastName") String lastName);

    @Query(
            value = "SELECT o.city FROM owners o GROUP BY o.city HAVING count(DISTINCT o.telephone) > :households",
            nativeQuery = true)
    List<String> findCitiesWithHouseholds(@Param("households") int households);

    @Modifying
    @Query(value = "UPDATE owners SET telephone = :telephone WHERE id = :id", nativeQuery = true)
    int changeTelephone(@Param("id") Long id, @Param("telephone") String telephone);
}
