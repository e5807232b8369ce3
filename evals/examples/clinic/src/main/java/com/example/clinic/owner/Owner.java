package com.example.clinic.owner;

import com.example.clinic.model.Person;
import jakarta.persistence.Entity;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Table;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;

@Entity
@Table(name = "owners")
public class Owner extends Person {

    private String address;

    private String city;

    @NotBlank
    @Size(max = 20)
    private String telephone;

    @OneToMany(mappedBy = "owner")
    private List<Pet> pets = new ArrayList<>();

    public String getAddress() {
        return address;
    }

    public void setAddress(String address) {
        this.address = address;
    }

    public String getCity() {
        return city;
    }

    public void setCity(String city) {
        this.city = city;
    }

    public String getTelephone() {
        return telephone;
    }

    public void setTelephone(String telephone) {
        this.telephone = telephone;
    }

    public List<Pet> getPets() {
        return pets;
    }

    /** Shown on the waiting room's screen, so without the last digits of the telephone number. */
    public String screenName() {
        String masked = telephone.substring(0, Math.max(0, telephone.length() - 3)) + "***";
        return getFirstName() + " (" + masked + ")";
    }
}
