package dev.cofferdam.cli;

import dev.cofferdam.domain.UserError;
import dev.cofferdam.loop.Budget;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which model plans, and how much it may use. Knows no model: what the words mean is for {@link ModelPlanner}. */
final class ModelOptions {
    @Option(
            names = "--model",
            paramLabel = "NAME",
            description =
                    "let this language model plan (default: the built-in playbook, which needs none); the key is read from"
                            + " OPENAI_API_KEY, the endpoint from OPENAI_BASE_URL")
    private Optional<String> model = Optional.empty();

    @Option(
            names = "--model-can",
            paramLabel = "WHAT",
            split = ",",
            description = "what the endpoint can do: strict-tools, parallel-tools, usage-in-stream, or none"
                    + " (default: all at api.openai.com, none elsewhere)")
    private List<String> can = new ArrayList<>();

    @Option(
            names = "--price",
            paramLabel = "IN/OUT",
            description = "dollars per million tokens, such as 1.25/10, or 1.25/0.125/10 with cached ones")
    private Optional<String> price = Optional.empty();

    @Option(names = "--max-steps", paramLabel = "N", description = "stop after so many replies (default: 40)")
    private Optional<Integer> steps = Optional.empty();

    @Option(
            names = "--max-tokens",
            paramLabel = "N",
            description = "stop after so many tokens, sent and received (default: 300000)")
    private Optional<Long> tokens = Optional.empty();

    @Option(names = "--max-seconds", paramLabel = "N", description = "stop after this time (default: 900)")
    private Optional<Long> seconds = Optional.empty();

    @Option(names = "--max-cost", paramLabel = "DOLLARS", description = "stop at this cost (default: 1); needs --price")
    private Optional<BigDecimal> cost = Optional.empty();

    /** Whether a language model is wanted. */
    boolean isModelWanted() {
        if (model.isEmpty() && (!can.isEmpty() || price.isPresent())) {
            throw new UserError(
                    "--model-can and --price say something of a language model, and none is named",
                    "--model",
                    "name it with --model NAME");
        }
        return model.isPresent();
    }

    String model() {
        return model.map(String::strip)
                .filter(name -> !name.isEmpty())
                .orElseThrow(() -> new UserError(
                        "the model has no name", "--model", "write --model NAME, as your endpoint calls it"));
    }

    List<String> can() {
        return can;
    }

    Optional<String> price() {
        return price;
    }

    Budget budget() {
        if (cost.isPresent() && price.isEmpty()) {
            throw new UserError(
                    "a cost cannot be kept without a price", "--max-cost", "give --price IN/OUT, or use --max-tokens");
        }
        Budget usual = Budget.DEFAULT;
        return new Budget(
                positive("--max-steps", steps).map(Integer::intValue).orElse(usual.steps()),
                positive("--max-tokens", tokens).map(Long::longValue).orElse(usual.tokens()),
                positive("--max-cost", cost).map(ModelOptions::microDollars).orElse(usual.microDollars()),
                positive("--max-seconds", seconds).map(Duration::ofSeconds).orElse(usual.time()),
                usual.submissions());
    }

    private static long microDollars(BigDecimal dollars) {
        return dollars.movePointRight(6).longValue();
    }

    private static <N extends Number> Optional<N> positive(String option, Optional<N> number) {
        if (number.isPresent() && number.get().doubleValue() <= 0) {
            throw new UserError("a budget of " + number.get() + " allows nothing", option, "give more than 0");
        }
        return number;
    }
}
