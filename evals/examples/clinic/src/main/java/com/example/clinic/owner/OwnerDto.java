package com.example.clinic.owner;

/** An owner as the API shows it. */
public record OwnerDto(Long id, String name, String city, String telephone) {

    static OwnerDto of(Owner owner) {
        return new OwnerDto(
                owner.getId(),
                owner.getFirstName() + " " + owner.getLastName(),
                owner.getCity(),
                owner.getTelephone());
    }
}
