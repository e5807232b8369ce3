package training;

import jakarta.persistence.*;
import java.util.List;

@Entity
@Table(name = "owners")
class Owner extends Base {
    public static final String BY_CITY = "select o from Owner o where o.city.title = :title";

    @Column(name = "telephone", nullable = false)
    private String telephone;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "city_id")
    private City city;

    public String getTelephone() {
        return telephone;
    }

    public void setTelephone(String telephone) {
        this.telephone = telephone;
    }

    public City getCity() {
        return city;
    }
}

@MappedSuperclass
abstract class Base {
    @Id
    @GeneratedValue
    Long id;
}

@Entity
@Table(name = "cities")
class City extends Base {
    @Column
    private String title;

    @OneToMany(mappedBy = "city", fetch = FetchType.LAZY)
    private List<Owner> owners;

    public List<Owner> getOwners() {
        return owners;
    }
}

interface Owners extends JpaRepository<Owner, Long> {
    List<Owner> findByTelephone(String telephone);

    @Query("select o from Owner o where o.telephone = :t")
    List<Owner> calling(String t);

    @Query(value = "SELECT * FROM owners WHERE telephone = :t", nativeQuery = true)
    List<Owner> called(String t);
}
