package dev.cofferdam.cli.chat;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.UserError;
import dev.cofferdam.domain.Verdict;
import dev.cofferdam.loop.Candidate;
import dev.cofferdam.planfile.PlanFile;
import dev.cofferdam.toolbox.ChatToolbox;
import dev.cofferdam.toolbox.PlanState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The conversations about one repository, a folder each: the transcript, and the plan as it stood after each call that changed it. */
final class SavedChats {
    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);
    private static final String TRANSCRIPT = "transcript.jsonl";

    private final Path folder;

    SavedChats(Path folder) {
        this.folder = folder;
    }

    /** A new folder, named by the time. */
    Path create(Clock clock) {
        String name = NAME.format(clock.instant().atZone(ZoneId.systemDefault()));
        Path made = folder.resolve(name);
        try {
            Files.createDirectories(folder);
            for (int number = 2; Files.exists(made); number++) {
                made = folder.resolve(name + "-" + number);
            }
            Files.createDirectory(made);
            if (Files.getFileStore(made).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rwx------"));
            }
            return made;
        } catch (IOException e) {
            throw new UserError(
                    "the conversation cannot be kept in `" + folder + "`: " + e.getMessage(),
                    folder.toString(),
                    "name a folder that you may write to with --out DIR");
        }
    }

    static Path transcript(Path chat) {
        return chat.resolve(TRANSCRIPT);
    }

    static String name(Path chat) {
        return String.valueOf(chat.getFileName());
    }

    /** All of them, the latest first; those in which nothing was said are left out. */
    List<Path> all() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.filter(each -> Files.exists(transcript(each)))
                    .filter(SavedChats::isSpokenIn)
                    .sorted(Comparator.reverseOrder())
                    .toList();
        } catch (IOException e) {
            throw new UserError("`" + folder + "` cannot be read", folder.toString(), "check its permissions");
        }
    }

    private static boolean isSpokenIn(Path chat) {
        return firstWords(chat).isPresent();
    }

    /** What the person said first. */
    static Optional<String> firstWords(Path chat) {
        try (Stream<String> lines = Files.lines(transcript(chat))) {
            return lines.filter(line -> line.contains("\"kind\":\"user\"") && line.contains("\"PERSON\""))
                    .findFirst()
                    .flatMap(SavedChats::text);
        } catch (IOException | UncheckedIOException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> text(String line) {
        try {
            return Optional.of(new ObjectMapper().readTree(line).path("text").asText());
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** The conversation of this name, or the latest one when the name is empty. */
    Path find(String name) {
        List<Path> all = all();
        if (all.isEmpty()) {
            throw new UserError(
                    "there is no earlier conversation about this repository",
                    folder.toString(),
                    "begin one: cofferdam chat");
        }
        return all.stream()
                .filter(each -> name.isEmpty() || name(each).equals(name))
                .findFirst()
                .orElseThrow(() -> new UserError(
                        "there is no conversation `" + name + "` about this repository",
                        folder.toString(),
                        "the latest is `" + name(all.get(0)) + "`; /resume lists them"));
    }

    /** Where the plans of a conversation are put away. */
    static ChatToolbox.Shelf shelf(Path chat) {
        return new PlanFolderOfChat(chat.resolve("plans"));
    }

    /** Plans as files: {@code c7.yaml} is the draft after the call c7, {@code c7.judged.yaml} what the validator made of it. */
    private record PlanFolderOfChat(Path plans) implements ChatToolbox.Shelf {
        private static final ObjectMapper JSON = new ObjectMapper()
                .registerModule(new Jdk8Module())
                .setVisibility(PropertyAccessor.GETTER, Visibility.NONE)
                .setVisibility(PropertyAccessor.IS_GETTER, Visibility.NONE)
                .setVisibility(PropertyAccessor.FIELD, Visibility.ANY);

        @Override
        public void put(String callId, PlanState state) {
            try {
                Files.createDirectories(plans);
                ObjectNode head = JSON.createObjectNode();
                state.words().ifPresent(words -> head.put("words", words));
                if (state.draft().isPresent()) {
                    Files.writeString(
                            plans.resolve(callId + ".yaml"),
                            PlanFile.write(state.draft().get()));
                }
                if (state.judged().isPresent()) {
                    Candidate judged = state.judged().get();
                    Files.writeString(plans.resolve(callId + ".judged.yaml"), PlanFile.write(judged.plan()));
                    head.put("outcome", judged.verdict().outcome().name());
                    head.set("findings", JSON.valueToTree(judged.verdict().findings()));
                }
                // Last, because it says that the others are whole.
                Files.writeString(plans.resolve(callId + ".json"), head.toString());
            } catch (IOException e) {
                throw new UserError(
                        "the plan of this conversation cannot be kept: " + e.getMessage(),
                        plans.toString(),
                        "free the disk, or name another folder with --out DIR");
            }
        }

        @Override
        public PlanState take(String callId) {
            try {
                ObjectNode head = (ObjectNode) JSON.readTree(Files.readString(plans.resolve(callId + ".json")));
                Optional<String> words = Optional.ofNullable(head.get("words")).map(node -> node.asText());
                Optional<Plan> draft = Optional.of(plans.resolve(callId + ".yaml"))
                        .filter(Files::exists)
                        .map(PlanFile::read);
                if (!head.has("outcome")) {
                    return new PlanState(words, draft, Optional.empty());
                }
                List<Finding> findings = new ArrayList<>();
                for (var node : head.path("findings")) {
                    findings.add(JSON.treeToValue(node, Finding.class));
                }
                Verdict verdict =
                        new Verdict(Verdict.Outcome.valueOf(head.path("outcome").asText()), findings);
                Plan judged = PlanFile.read(plans.resolve(callId + ".judged.yaml"));
                return new PlanState(words, draft, Optional.of(new Candidate(judged, verdict)));
            } catch (IOException e) {
                throw new UserError(
                        "the conversation cannot be resumed: its plan after the call `" + callId + "` is missing",
                        plans.toString(),
                        "start a new conversation: cofferdam chat");
            }
        }
    }
}
