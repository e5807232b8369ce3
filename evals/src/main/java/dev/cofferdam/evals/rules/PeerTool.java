package dev.cofferdam.evals.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Another checker's executable: runs it over files and reads the names of the rules that spoke. */
enum PeerTool {
    SQUAWK {
        @Override
        List<String> command(Path executable, PeerCase like) {
            List<String> command = new ArrayList<>(
                    List.of(executable.toString(), "--reporter", "json", "--pg-version", like.version() + ".0"));
            if (like.transactional()) {
                command.add("--assume-in-transaction");
            }
            // What is off by default is on here, as our own advice is.
            command.addAll(List.of("--include", "require-table-schema", "--include", "require-timeout-settings"));
            return command;
        }

        @Override
        Map<String, List<String>> rules(JsonNode answer) {
            Map<String, List<String>> found = new LinkedHashMap<>();
            answer.forEach(
                    one -> note(one.path("file").asText(), one.path("rule_name").asText(), found));
            return found;
        }
    },
    PGFENCE {
        @Override
        List<String> command(Path executable, PeerCase like) {
            return List.of(
                    executable.toString(),
                    "analyze",
                    "--format",
                    "sql",
                    "--output",
                    "json",
                    "--min-pg-version",
                    String.valueOf(like.version()));
        }

        @Override
        Map<String, List<String>> rules(JsonNode answer) {
            Map<String, List<String>> found = new LinkedHashMap<>();
            for (JsonNode file : answer.path("results")) {
                Stream.of("checks", "policyViolations")
                        .flatMap(list -> StreamSupport.stream(file.path(list).spliterator(), false))
                        .forEach(one -> note(
                                file.path("filePath").asText(),
                                one.path("ruleId").asText(),
                                found));
            }
            return found;
        }
    };

    abstract List<String> command(Path executable, PeerCase like);

    abstract Map<String, List<String>> rules(JsonNode answer);

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static void note(String file, String rule, Map<String, List<String>> found) {
        found.computeIfAbsent(file, key -> new ArrayList<>()).add(rule);
    }

    private Map<String, List<String>> oneByOne(Path executable, PeerCase like, List<Path> files) {
        Map<String, List<String>> all = new LinkedHashMap<>();
        files.forEach(file -> all.putAll(run(executable, like, List.of(file))));
        return all;
    }

    /** Its rules by file, for files that are to be taken as this case is. */
    Map<String, List<String>> run(Path executable, PeerCase like, List<Path> files) {
        List<String> command = new ArrayList<>(command(executable, like));
        files.forEach(file -> command.add(file.toString()));
        try {
            Path out = Files.createTempFile("peer", ".json");
            try {
                new ProcessBuilder(command)
                        .redirectOutput(out.toFile())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor();
                JsonNode answer = new ObjectMapper().readTree(out.toFile());
                // A file that pgfence cannot parse ends the run without a word on the others.
                return answer.isMissingNode() && files.size() > 1 ? oneByOne(executable, like, files) : rules(answer);
            } finally {
                Files.delete(out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Map.of();
        }
    }
}
