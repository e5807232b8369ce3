package dev.cofferdam.intent;

import dev.cofferdam.domain.Change;
import dev.cofferdam.domain.Recipe;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * One way of asking for one kind of change.
 *
 * @param shown how to ask for it, with what is to be filled in as capitals: {@code make TABLE.COLUMN not null}
 * @param planned whether there is a playbook for it
 * @param others words that people use for it and that no wording has; they lead to it when a request is not understood
 * @param meaning what a request that is worded like this asks for
 */
record Form(
        String shown,
        Recipe recipe,
        boolean planned,
        String others,
        List<String> wordings,
        List<Template> templates,
        Function<Match, List<? extends Change>> meaning) {

    /** A form in which one change is asked for. */
    static Form of(Recipe recipe, String shown, Function<Match, ? extends Change> meaning, String... wordings) {
        return severalOf(recipe, shown, match -> List.of(meaning.apply(match)), wordings);
    }

    /** A form in which several changes may be asked for at once. */
    static Form severalOf(
            Recipe recipe, String shown, Function<Match, List<? extends Change>> meaning, String... wordings) {
        return new Form(
                shown,
                recipe,
                false,
                "",
                List.of(wordings),
                Stream.of(wordings).map(Template::of).toList(),
                meaning);
    }

    Form planned(boolean hasPlaybook) {
        return new Form(shown, recipe, hasPlaybook, others, wordings, templates, meaning);
    }

    Form alsoCalled(String words) {
        return new Form(shown, recipe, planned, words, wordings, templates, meaning);
    }

    /** Each wording that the sentence has, in order. */
    List<Match> matches(Sentence sentence, KnownNames names) {
        return templates.stream()
                .flatMap(template -> template.match(sentence, names).stream())
                .toList();
    }
}
