package dev.cofferdam.intent;

import dev.cofferdam.domain.Change;
import dev.cofferdam.domain.NearestNames;
import dev.cofferdam.domain.UserError;
import dev.cofferdam.schema.Schema;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a request that was not understood may have been meant to be, as requests that are. */
final class ClosestForms {
    private static final int MOST = 3;

    /** Words that say nothing about the kind of change. */
    private static final Set<String> EMPTY = Set.of(
            "the", "a", "an", "to", "of", "in", "on", "for", "from", "with", "as", "be", "by", "is", "it", "at", "and",
            "or", "new", "value", "table", "column", "field", "should", "must", "shall", "we", "i", "you", "please",
            "into", "can", "up", "all", "do", "does", "how", "what", "why", "when", "if", "so", "my", "our");

    private final Schema schema;
    private final Map<String, List<Form>> formsByWord = new HashMap<>();

    private ClosestForms(Schema schema) {
        this.schema = schema;
        for (Form form : Forms.ALL) {
            words(form).forEach(word -> formsByWord
                    .computeIfAbsent(word, key -> new ArrayList<>())
                    .add(form));
        }
    }

    /** Whoever says what not to do is not helped by how to ask for it. */
    private static final Pattern NEGATION =
            Pattern.compile("(?is)\\s*(?:please\\s+)?(?:do\\s+not|don['’]t|never|not|stop|avoid)\\b.*");

    /** What to do about a request that is not understood. */
    static String advice(String request, Schema schema) {
        if (NEGATION.matcher(request).matches()) {
            return "say what is to change, not what is to stay as it is";
        }
        List<String> closest = of(request, schema);
        return closest.isEmpty()
                ? "write one of: " + Forms.plannedInOneLine() + "; or write the change as DDL"
                : "the closest that would be: `" + String.join("`, `", closest) + "`; or write the change as DDL";
    }

    /** At most three requests that would be understood, the likeliest first. */
    static List<String> of(String request, Schema schema) {
        ClosestForms closest = new ClosestForms(schema);
        Sentence sentence = Sentence.of(request);
        return closest.ranked(sentence)
                .flatMap(form -> closest.filled(form, sentence).stream())
                .distinct()
                .limit(MOST)
                .toList();
    }

    private static Set<String> words(Form form) {
        Set<String> words = new TreeSet<>();
        Stream.concat(form.wordings().stream(), Stream.of(form.others()))
                .flatMap(wording -> Stream.of(wording.split("[^a-z]+")))
                .filter(word -> word.length() > 1 && !EMPTY.contains(word))
                .forEach(words::add);
        return words;
    }

    private Stream<Form> ranked(Sentence sentence) {
        Map<Form, Double> scores = new HashMap<>();
        for (Sentence.Word word : sentence.words()) {
            String plain = word.text().toLowerCase(Locale.ROOT);
            if (!EMPTY.contains(plain) && plain.matches("[a-z]{2,}")) {
                vote(plain, scores);
            }
        }
        double best = scores.values().stream().mapToDouble(score -> score).max().orElse(0);
        return Forms.ALL.stream()
                .filter(form -> scores.getOrDefault(form, 0.0) >= best / 2 && best > 0)
                .sorted(Comparator.comparingDouble((Form form) -> -scores.getOrDefault(form, 0.0))
                        .thenComparing(form -> !form.planned()));
    }

    /** A word that few forms have tells more than one that many have; one that is only similar tells less. */
    private void vote(String word, Map<Form, Double> scores) {
        boolean exact = formsByWord.containsKey(word);
        Optional<String> meant = exact
                ? Optional.of(word)
                : NearestNames.to(word, formsByWord.keySet())
                        .filter(near -> word.length() > 4 && near.charAt(0) == word.charAt(0));
        meant.map(formsByWord::get)
                .ifPresent(forms -> forms.forEach(
                        form -> scores.merge(form, (exact ? 1.0 : 0.6) / Math.sqrt(forms.size()), Double::sum)));
    }

    /** The form with the request's names in it, when it is understood so. */
    private Optional<String> filled(Form form, Sentence sentence) {
        return FilledForm.of(form, sentence, schema).filter(this::isUnderstood);
    }

    private boolean isUnderstood(String request) {
        try {
            List<Change> changes = EnglishRequest.find(request, schema).orElse(List.of());
            changes.forEach(change -> SchemaFit.fit(change, schema));
            return changes.size() == 1;
        } catch (UserError misfit) {
            return false;
        }
    }
}
