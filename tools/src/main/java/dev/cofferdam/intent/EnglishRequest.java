package dev.cofferdam.intent;

import dev.cofferdam.domain.Change;
import dev.cofferdam.domain.UserError;
import dev.cofferdam.schema.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Reads a request in English: finds the forms that it has, and takes the one that the schema has room for. */
final class EnglishRequest {
    private static final int LONGEST_SHOWN = 100;

    /** Nobody joins more changes than this, and each joint costs a reading of what is before it. */
    private static final int MOST_JOINTS = 20;

    private final Sentence sentence;
    private final Schema schema;
    private final Map<List<Change>, Form> readings = new LinkedHashMap<>();
    private final List<UserError> objections = new ArrayList<>();
    private final List<UserError> lastResorts = new ArrayList<>();

    private EnglishRequest(Sentence sentence, Schema schema) {
        this.sentence = sentence;
        this.schema = schema;
        KnownNames names = new KnownNames(schema);
        Forms.ALL.forEach(form -> read(form, form.matches(sentence, names)));
    }

    /** The first of a form's wordings that has a meaning; the others then say the same or less. */
    private void read(Form form, List<Match> matches) {
        for (Match match : matches) {
            if (read(form, match)) {
                return;
            }
        }
    }

    private boolean read(Form form, Match match) {
        try {
            readings.putIfAbsent(List.copyOf(form.meaning().apply(match)), form);
            return true;
        } catch (UserError objection) {
            // That a table is missing says least: in another form the same word may be one.
            (match.lacksTable() ? lastResorts : objections).add(objection);
            return false;
        } catch (NotTheForm other) {
            return false;
        }
    }

    /** The changes that the request asks for; empty when no form has these words. */
    static Optional<List<Change>> find(String request, Schema schema) {
        return new EnglishRequest(Sentence.of(request), schema).changes();
    }

    /**
     * The changes that the request asks for.
     *
     * @throws UserError when it is not understood, with the closest forms
     */
    static List<Change> read(String request, Schema schema) {
        Sentence sentence = Sentence.of(request);
        Optional<List<Change>> whole = new EnglishRequest(sentence, schema).changes();
        if (whole.isPresent()) {
            return whole.get();
        }
        IntStream.range(1, Math.max(1, sentence.words().size() - 1))
                .filter(sentence::isJoint)
                .limit(MOST_JOINTS)
                .forEach(joint -> {
                    Sentence rest = sentence.afterJoints(joint + 1);
                    refuseSecond(sentence.part(0, joint), rest, schema);
                    refuseSecond(sentence.part(0, joint + 1), rest, schema);
                });
        throw new UserError(
                "`" + shortened(request) + "` is not understood", "REQUEST", ClosestForms.advice(request, schema));
    }

    private static void refuseSecond(Sentence first, Sentence rest, Schema schema) {
        Optional<List<Change>> before = understood(first, schema);
        if (before.isEmpty()) {
            return;
        }
        Optional<List<Change>> after = understood(rest, schema);
        String said = summary(before.get());
        throw after.isPresent()
                ? new UserError(
                        "the request asks for "
                                + (before.get().size() + after.get().size()) + " changes: " + said + "; "
                                + summary(after.get()),
                        "REQUEST",
                        "plan them one after the other; each plan assumes that the one before is finished")
                : new UserError(
                        "the request goes on after `" + said + "`, with `" + shortened(rest.toString()) + "`",
                        "REQUEST",
                        "ask for one change at a time; each plan assumes that the one before is finished");
    }

    private static Optional<List<Change>> understood(Sentence sentence, Schema schema) {
        try {
            return new EnglishRequest(sentence, schema).changes();
        } catch (UserError incomplete) {
            return Optional.empty();
        }
    }

    private Optional<List<Change>> changes() {
        List<List<Change>> fitting =
                readings.keySet().stream().filter(this::fits).toList();
        if (fitting.size() == 1) {
            return Optional.of(fitting.get(0));
        }
        if (fitting.size() > 1) {
            throw new UserError(
                    "`" + shortened(sentence.toString()) + "` can mean two things: "
                            + fitting.stream().map(EnglishRequest::summary).collect(Collectors.joining(", or ")),
                    "REQUEST",
                    "write the one that is meant: `"
                            + fitting.stream().map(EnglishRequest::summary).collect(Collectors.joining("` or `"))
                            + "`");
        }
        // What does not fit says why when it is fitted, which the caller does for the one reading that there is.
        objections.addAll(lastResorts);
        if (readings.isEmpty() && !objections.isEmpty()) {
            throw objections.get(0);
        }
        return readings.keySet().stream()
                .filter(this::namesWhatIsThere)
                .findFirst()
                .or(() -> readings.keySet().stream().findFirst());
    }

    private boolean namesWhatIsThere(List<Change> changes) {
        return changes.stream().allMatch(change -> schema.findTable(change.table())
                .filter(table -> change.columns().stream()
                        .allMatch(column -> table.findColumn(column.column()).isPresent()))
                .isPresent());
    }

    private boolean fits(List<Change> changes) {
        try {
            changes.forEach(change -> SchemaFit.fit(change, schema));
            return true;
        } catch (UserError misfit) {
            return false;
        }
    }

    static String summary(List<Change> changes) {
        return changes.stream().map(Change::summary).collect(Collectors.joining("; "));
    }

    /** A request may be a whole page; its first line tells which one it was. */
    static String shortened(String text) {
        String line = text.strip().lines().findFirst().orElse("");
        return line.length() <= LONGEST_SHOWN ? line : line.substring(0, LONGEST_SHOWN) + "...";
    }
}
