package com.example.clinic.owner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.util.List;
import org.junit.jupiter.api.Test;

class OwnerServiceTest {

    private final OwnerRepository owners = mock(OwnerRepository.class);
    private final OwnerService service = new OwnerService(owners, mock(PetRepository.class));

    @Test
    void registersAnOwnerWithTheNumberGiven() {
        when(owners.save(any())).thenAnswer(call -> call.getArgument(0));
        Owner saved = service.register(new OwnerRequest("Ada", "Hill", "1 Main St", "Leeds", "0113 496 0001"));
        assertThat(saved.getTelephone()).isEqualTo("0113 496 0001");
    }

    @Test
    void listsTheNumbersOfAnArea() {
        Owner owner = new Owner();
        owner.setTelephone("0113 496 0002");
        when(owners.findByAreaCode("0113")).thenReturn(List.of(owner));
        assertThat(service.numbersIn("0113")).containsExactly("0113 496 0002");
    }
}
