package com.example.clinic.owner;

import jakarta.validation.constraints.NotBlank;

/** What the front desk sends to register or correct an owner. */
public record OwnerRequest(
        @NotBlank String firstName,
        @NotBlank String lastName,
        String address,
        String city,
        @NotBlank String telephone) {}
