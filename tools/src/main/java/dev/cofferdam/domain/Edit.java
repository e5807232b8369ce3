package dev.cofferdam.domain;

import java.util.List;
import java.util.Optional;

/**
 * One change to one place in the code that settles one or more usages; what a person has to do.
 *
 * @param version the app version that this edit is part of
 * @param what one sentence in the imperative
 * @param before the line as it stands, when the edit is to one line
 * @param after the line as it should read, when that can be said
 * @param settles ids of the usages that are right once this is done
 * @param cites ids of the facts that this rests on
 */
public record Edit(
        String id,
        AppVersion version,
        Place place,
        String what,
        Optional<String> before,
        Optional<String> after,
        List<String> settles,
        List<String> cites) {

    public Edit {
        Checks.text(id, "edit id");
        Checks.text(what, "what to do");
        settles = List.copyOf(settles);
        cites = List.copyOf(cites);
    }
}
