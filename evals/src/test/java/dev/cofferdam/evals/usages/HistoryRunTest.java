package dev.cofferdam.evals.usages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A repository in which somebody renames a column, and what its two commits say. */
final class HistoryRunTest {
    @TempDir
    Path folder = Path.of("");

    private Path clone = Path.of("");

    @BeforeEach
    void somebodyRenamesAColumn() throws Exception {
        clone = folder.resolve("mirrors/acme+clinic");
        Files.createDirectories(clone);
        git("init", "-q");
        write(
                "src/main/resources/db/migration/V1__init.sql",
                "CREATE TABLE owners (id int PRIMARY KEY, pager_number text);");
        write("src/main/java/app/Owner.java", """
                package app;
                @jakarta.persistence.Entity
                @jakarta.persistence.Table(name = "owners")
                public class Owner {
                    @jakarta.persistence.Id private Integer id;
                    @jakarta.persistence.Column(name = "pager_number")
                    private String pagerNumber;
                    public String getPagerNumber() { return pagerNumber; }
                }
                """);
        write("src/main/java/app/Beeper.java", """
                package app;
                public class Beeper {
                    String whom(Owner owner) {
                        return owner.getPagerNumber();
                    }
                }
                """);
        write("src/main/java/app/Shop.java", """
                package app;
                public class Shop {
                    void order(String pagerNumber) {
                        System.out.println(pagerNumber);
                    }
                }
                """);
        commit("Begin");
        write(
                "src/main/resources/db/migration/V2__beeper.sql",
                "ALTER TABLE owners RENAME COLUMN pager_number TO beeper;");
        for (String name : List.of("Owner", "Beeper", "Shop")) {
            Path file = clone.resolve("src/main/java/app/" + name + ".java");
            Files.writeString(
                    file,
                    Files.readString(file)
                            .replace("pager_number", "beeper")
                            .replace("pagerNumber", "beeper")
                            .replace("PagerNumber", "Beeper"));
        }
        commit("Rename");
    }

    @Test
    void theCommitIsProposedAndItsNamesakesAreNot() {
        List<HistoryTruth> proposed =
                HistoryTruth.propose(Mirror.in(folder.resolve("mirrors"), "acme/clinic"), "acme/clinic");

        assertThat(proposed).singleElement().satisfies(truth -> {
            assertThat(truth.of().table() + "." + truth.of().column()).isEqualTo("owners.pager_number");
            assertThat(truth.names().properties()).containsExactly("pagerNumber");
            assertThat(truth.files()).containsOnlyKeys("src/main/java/app/Owner.java", "src/main/java/app/Beeper.java");
            assertThat(truth.namesakes()).containsOnlyKeys("src/main/java/app/Shop.java");
        });
    }

    @Test
    void theParentIsScannedAndNotWhatCameAfterIt() {
        HistoryCase rename = HistoryTruth.propose(Mirror.in(folder.resolve("mirrors"), "acme/clinic"), "acme/clinic")
                .get(0)
                .of();

        List<HistoryRun.Outcome> outcomes = new HistoryRun(
                        folder.resolve("mirrors"),
                        folder.resolve("work"),
                        Excuses.read(folder.resolve("none.tsv")),
                        new PrintWriter(Writer.nullWriter()))
                .run(List.of(rename));

        Map<String, Score.Reach> reached =
                outcomes.stream().collect(Collectors.toMap(HistoryRun.Outcome::file, HistoryRun.Outcome::reach));
        assertThat(reached)
                .containsOnly(
                        Map.entry("src/main/java/app/Owner.java", Score.Reach.SURE),
                        Map.entry("src/main/java/app/Beeper.java", Score.Reach.SURE));
        assertThat(outcomes).allMatch(HistoryRun.Outcome::known);
        assertThat(HistoryPage.of(outcomes)).contains("| acme/clinic | 1 | 2 | 100.0 % | 100.0 % |");
    }

    private void write(String path, String text) throws IOException {
        Files.createDirectories(clone.resolve(path).getParent());
        Files.writeString(clone.resolve(path), text);
    }

    private void commit(String message) throws Exception {
        git("add", "-A");
        git("-c", "user.name=Ada", "-c", "user.email=ada@example.org", "commit", "-q", "-m", message);
    }

    private void git(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("git", "-C", clone.toString()));
        command.addAll(List.of(arguments));
        assertThat(new ProcessBuilder(command).redirectErrorStream(true).start().waitFor())
                .as(String.join(" ", command))
                .isZero();
    }
}
