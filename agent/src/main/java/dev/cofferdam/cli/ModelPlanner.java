package dev.cofferdam.cli;

import dev.cofferdam.domain.PlannedBy;
import dev.cofferdam.domain.UserError;
import dev.cofferdam.llm.Capabilities;
import dev.cofferdam.llm.Endpoint;
import dev.cofferdam.llm.LanguageModel;
import dev.cofferdam.llm.ModelWatcher;
import dev.cofferdam.llm.Patience;
import dev.cofferdam.llm.Price;
import dev.cofferdam.loop.Budget;
import dev.cofferdam.loop.Charge;
import dev.cofferdam.loop.Entry;
import dev.cofferdam.loop.Guidance;
import dev.cofferdam.loop.ModelUnavailable;
import dev.cofferdam.loop.Outcome;
import dev.cofferdam.loop.PlannerLoop;
import dev.cofferdam.loop.Redaction;
import dev.cofferdam.loop.Reply;
import dev.cofferdam.loop.Toolbox;
import dev.cofferdam.loop.Transcript;
import dev.cofferdam.toolbox.Briefing;
import dev.cofferdam.toolbox.ModelRequestReader;
import dev.cofferdam.toolbox.PlanningSession;
import dev.cofferdam.toolbox.RequestReader;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A language model at the planner's desk. Apart from the command, so that nobody who plans without one pays for loading it. */
final class ModelPlanner {
    private final String name;
    private final Endpoint endpoint;
    private final Price price;
    private final Budget budget;

    /** What reading the request has cost; it is the first thing that the run's budget pays for. */
    private Charge reading = Charge.NOTHING;

    private ModelPlanner(String name, Endpoint endpoint, Price price, Budget budget) {
        this.name = name;
        this.endpoint = endpoint;
        this.price = price;
        this.budget = budget;
    }

    /** Throws {@link dev.cofferdam.domain.UserError} for what is missing, before anything takes time. */
    static ModelPlanner from(ModelOptions options, Map<String, String> environment) {
        return from(options.model(), options, environment);
    }

    /** A model of another name, with all other options the same. */
    static ModelPlanner from(String name, ModelOptions options, Map<String, String> environment) {
        Optional<Capabilities> can =
                options.can().isEmpty() ? Optional.empty() : Optional.of(Capabilities.of(options.can()));
        return new ModelPlanner(
                name,
                Endpoint.from(environment, can),
                options.price().map(Price::parse).orElse(Price.UNKNOWN),
                options.budget());
    }

    /** Loads the client while the schema is learned. */
    void warmUp() {
        Thread thread = new Thread(LanguageModel::warmUp, "warm up the model's client");
        thread.setDaemon(true);
        thread.start();
    }

    PlannedBy plannedBy() {
        return new PlannedBy(
                "language model", Optional.of(name), Build.current().version(), Optional.of(Briefing.promptsHash()));
    }

    /** What the grammar does not understand, the model may put into other words. */
    RequestReader reader(Redaction redaction, Clock clock, Consumer<String> note) {
        return new ModelRequestReader(prompt -> ask(prompt, redaction, clock, note), note);
    }

    /** The model for a conversation, of which every word is watched. */
    LanguageModel open(Redaction redaction, Clock clock, Supplier<Duration> left, ModelWatcher watcher) {
        return LanguageModel.open(name, endpoint, price, surroundings(redaction, clock, Patience.until(left), watcher));
    }

    private String ask(String prompt, Redaction redaction, Clock clock, Consumer<String> note) {
        Instant end = clock.instant().plus(budget.time());
        LanguageModel.Surroundings surroundings = surroundings(
                redaction, clock, Patience.until(() -> Duration.between(clock.instant(), end)), new Notes(note));
        Entry.Session head = new Entry.Session("request", Build.current().version(), name, "", new TreeMap<>());
        try (LanguageModel model = LanguageModel.open(name, endpoint, price, surroundings);
                Transcript transcript = Transcript.inMemory(head, clock, redaction)) {
            transcript.append(Entry.User.person(prompt));
            Reply reply = model.reply(transcript, List.of());
            reading = reading.plus(reply.charge());
            return reply.text();
        } catch (ModelUnavailable e) {
            if (e.fault().isCallersToFix()) {
                throw new UserError(Objects.requireNonNull(e.getMessage()), Endpoint.BASE_URL, e.remedy());
            }
            throw e;
        }
    }

    /** Of one answer nobody watches the words; what has to be waited for is told. */
    private record Notes(Consumer<String> note) implements ModelWatcher {
        @Override
        public void text(String piece) {}

        @Override
        public void note(String words) {
            note.accept(words);
        }
    }

    private static LanguageModel.Surroundings surroundings(
            Redaction redaction, Clock clock, Patience patience, ModelWatcher watcher) {
        return new LanguageModel.Surroundings(
                clock,
                time -> Thread.sleep(time.toMillis()),
                () -> ThreadLocalRandom.current().nextDouble(),
                redaction,
                patience,
                watcher);
    }

    Outcome plan(
            String request,
            PlanningSession session,
            Toolbox toolbox,
            PlanFolder folder,
            Redaction redaction,
            Clock clock,
            Screen screen) {
        ModelProgress progress = new ModelProgress(screen, clock, name);
        Instant end = clock.instant().plus(budget.time());
        Patience patience = Patience.until(() -> Duration.between(clock.instant(), end));
        LanguageModel.Surroundings surroundings = surroundings(redaction, clock, patience, progress);
        Briefing briefing = Briefing.of(request, session, toolbox.tools());
        Entry.Session head = new Entry.Session(
                folder.name(), Build.current().version(), name, briefing.instructions(), briefing.prompts());
        try (LanguageModel model = LanguageModel.open(name, endpoint, price, surroundings);
                Transcript transcript = Transcript.create(folder.transcript(), head, clock, redaction)) {
            transcript.append(Entry.User.person(briefing.task()));
            if (!reading.equals(Charge.NOTHING)) {
                progress.entry(transcript.append(new Entry.Charged(reading)));
            }
            return new PlannerLoop(clock, Guidance.packaged(), progress::entry).run(transcript, model, toolbox, budget);
        } finally {
            progress.total();
        }
    }
}
