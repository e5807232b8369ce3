package com.example.clinic.owner;

import jakarta.validation.Valid;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/owners")
public class OwnerController {

    private final OwnerService service;

    public OwnerController(OwnerService service) {
        this.service = service;
    }

    @GetMapping("/{id}")
    public OwnerDto show(@PathVariable Long id) {
        return OwnerDto.of(service.find(id));
    }

    @GetMapping
    public List<OwnerDto> search(@RequestParam String lastName) {
        return service.search(lastName).stream().map(OwnerDto::of).toList();
    }

    @GetMapping("/caller")
    public OwnerDto caller(@RequestParam("number") String number) {
        return OwnerDto.of(service.callerOf(number));
    }

    @GetMapping("/numbers")
    public List<String> numbers(@RequestParam String areaCode) {
        return service.numbersIn(areaCode);
    }

    @PostMapping
    public OwnerDto register(@Valid @RequestBody OwnerRequest request) {
        return OwnerDto.of(service.register(request));
    }

    @PutMapping("/{id}")
    public OwnerDto correct(@PathVariable Long id, @Valid @RequestBody OwnerRequest request) {
        return OwnerDto.of(service.correct(id, request));
    }

    @PutMapping("/{id}/number")
    public void changeNumber(@PathVariable Long id, @RequestBody String number) {
        service.changeTelephone(id, number);
    }

    @GetMapping("/{id}/pets")
    public List<String> pets(@PathVariable Long id) {
        return service.petsOf(id).stream().map(Pet::getName).toList();
    }
}
