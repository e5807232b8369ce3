package dev.cofferdam.toolbox;

import dev.cofferdam.domain.Change;
import dev.cofferdam.domain.UserError;
import dev.cofferdam.intent.Requests;
import dev.cofferdam.prompt.Prompt;
import dev.cofferdam.prompt.Prompts;
import dev.cofferdam.schema.Column;
import dev.cofferdam.schema.Schema;
import dev.cofferdam.schema.Table;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Reads requests by the grammar, and asks a model to put into one of its forms what the grammar does not understand. What the model says goes
 * through the grammar again, and the person is told what was understood.
 */
public final class ModelRequestReader implements RequestReader {
    private static final Prompt PROMPT = Prompts.load("planner/request");
    private static final String UNCLEAR = "UNCLEAR:";
    private static final int LONGEST_LIST = 12_000;
    private static final int LONGEST_ANSWER = 300;

    private final UnaryOperator<String> model;
    private final Consumer<String> note;

    /**
     * @param model answers a prompt
     * @param note one line for the person
     */
    public ModelRequestReader(UnaryOperator<String> model, Consumer<String> note) {
        this.model = model;
        this.note = note;
    }

    @Override
    public Change read(String request, Path repository, Schema schema) {
        if (!Requests.isBeyondTheForms(request, repository, schema)) {
            return Requests.understand(request, repository, schema);
        }
        String answer = shortened(model.apply(prompt(request, schema)));
        if (answer.isEmpty() || answer.startsWith(UNCLEAR)) {
            throw new UserError(
                    "the request is not clear, neither to the grammar nor to the model"
                            + (answer.isEmpty()
                                    ? ""
                                    : ", which asks: "
                                            + answer.substring(UNCLEAR.length()).strip()),
                    "REQUEST",
                    "answer it in the request, or write one of: " + String.join("; ", Requests.plannedForms()));
        }
        Change change = understood(answer, schema);
        note.accept("the model understood the request as: " + change.summary());
        return change;
    }

    /** No file is ever read on the word of a model. */
    private static Change understood(String answer, Schema schema) {
        try {
            return Requests.understand(answer, schema);
        } catch (UserError e) {
            throw new UserError(
                    "the model took the request for `" + answer + "`, and " + e.problem(), "REQUEST", e.fix());
        }
    }

    static String prompt(String request, Schema schema) {
        return PROMPT.render(Map.of(
                "planned", lines(Requests.plannedForms()),
                "others", lines(Requests.otherForms()),
                "tables", Fence.around(tables(schema)),
                "request", Fence.around(request.strip())));
    }

    private static String lines(List<String> forms) {
        return forms.stream().map(form -> "- " + form).collect(Collectors.joining("\n"));
    }

    static String tables(Schema schema) {
        StringBuilder text = new StringBuilder();
        int left = schema.tables().size();
        for (Table table : schema.tables()) {
            String line = table.ref() + "("
                    + table.columns().stream().map(Column::name).collect(Collectors.joining(", ")) + ")\n";
            if (text.length() + line.length() > LONGEST_LIST) {
                return text + "and " + left + " more tables\n";
            }
            text.append(line);
            left--;
        }
        return text.toString();
    }

    private static String shortened(String answer) {
        String line = answer.strip()
                .lines()
                .findFirst()
                .orElse("")
                .replaceAll("^`+|`+$", "")
                .strip();
        return line.length() <= LONGEST_ANSWER ? line : line.substring(0, LONGEST_ANSWER);
    }
}
