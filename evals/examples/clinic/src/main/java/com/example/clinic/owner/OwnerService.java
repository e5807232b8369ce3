package com.example.clinic.owner;

import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

@Service
public class OwnerService {

    private final OwnerRepository owners;
    private final PetRepository pets;

    public OwnerService(OwnerRepository owners, PetRepository pets) {
        this.owners = owners;
        this.pets = pets;
    }

    @Transactional
    public Owner register(OwnerRequest request) {
        Owner owner = new Owner();
        copy(request, owner);
        return owners.save(owner);
    }

    @Transactional
    public Owner correct(Long id, OwnerRequest request) {
        var owner = find(id);
        if (owners.existsByTelephoneAndIdNot(request.telephone(), id)) {
            throw new IllegalArgumentException("another owner has this number");
        }
        copy(request, owner);
        return owner;
    }

    @Transactional
    public void changeTelephone(Long id, String telephone) {
        owners.changeTelephone(id, telephone);
    }

    @Transactional(readOnly = true)
    public Owner find(Long id) {
        return owners.findById(id).orElseThrow(() -> new IllegalArgumentException("no owner " + id));
    }

    @Transactional(readOnly = true)
    public List<String> numbersIn(String areaCode) {
        return owners.findByAreaCode(areaCode).stream().map(Owner::getTelephone).toList();
    }

    @Transactional(readOnly = true)
    public Owner callerOf(String telephone) {
        return owners.findByTelephone(telephone.replace(" ", "")).orElse(null);
    }

    @Transactional(readOnly = true)
    public List<Owner> search(String prefix) {
        return owners.findByLastNameStartingWithOrderByLastName(prefix);
    }

    @Transactional(readOnly = true)
    public List<Pet> petsOf(Long ownerId) {
        return pets.findByOwnerId(ownerId);
    }

    private static void copy(OwnerRequest request, Owner owner) {
        owner.setFirstName(request.firstName());
        owner.setLastName(request.lastName());
        owner.setAddress(request.address());
        owner.setCity(request.city());
        owner.setTelephone(request.telephone());
    }
}
