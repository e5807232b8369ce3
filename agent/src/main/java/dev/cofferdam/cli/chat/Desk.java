package dev.cofferdam.cli.chat;

import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.llm.ModelWatcher;
import dev.cofferdam.loop.Candidate;
import dev.cofferdam.loop.Model;
import dev.cofferdam.loop.Redaction;
import dev.cofferdam.toolbox.Premises;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What a conversation needs of the command line around it. */
public interface Desk {
    Clock clock();

    Redaction redaction();

    /** Version of the tools, for the transcript. */
    String version();

    /** The folder that holds the conversations about this repository. */
    Path chats();

    /**
     * What the conversation stands on.
     *
     * @param progress one line for each thing that takes time
     * @param model who plans at the moment; empty for the playbook
     */
    Premises premises(Consumer<String> progress, Supplier<Optional<String>> model);

    /**
     * A language model; nothing is sent yet.
     *
     * @param left of the turn's time
     * @throws dev.cofferdam.domain.UserError when something is missing for it
     */
    Speaker model(String name, ModelWatcher watcher, Supplier<Duration> left);

    /** The plan on one screen. */
    String summary(Plan plan, List<Finding> findings);

    /** Every place in the code that reads or writes the column or table. */
    String usages(String wanted);

    /** The plan as one page of HTML. */
    String html(Plan plan, List<Finding> findings);

    /**
     * Writes the plan with its SQL, cards and transcript.
     *
     * @param folder where to; the usual place when empty
     * @return the folder
     */
    Path save(Candidate candidate, Optional<String> folder, String transcript);

    /** A model that can be closed. */
    interface Speaker extends Model, AutoCloseable {
        @Override
        void close();
    }
}
