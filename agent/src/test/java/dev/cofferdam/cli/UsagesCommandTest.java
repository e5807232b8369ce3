package dev.cofferdam.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cofferdam.samples.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class UsagesCommandTest {
    @TempDir
    private Path repository;

    @BeforeEach
    void aRepositoryWithOneTableAndOneStatement() throws IOException {
        write("src/main/resources/db/migration/V1__owners.sql", "CREATE TABLE owners (id bigint, telephone text);\n");
        write("src/main/java/app/Calls.java", """
                package app;
                class Calls {
                    JdbcTemplate jdbc;
                    void call() {
                        jdbc.queryForList("select telephone from owners", String.class);
                    }
                    public static void main(String[] args) {
                        new Calls().call();
                    }
                }
                """);
    }

    private void write(String path, String text) throws IOException {
        Path file = repository.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private Desk usages(String... words) {
        return Desk.type(
                Commands.installed(),
                Stream.concat(
                                Stream.concat(Stream.of("usages"), Stream.of(words)),
                                Stream.of("--repo", repository.toString()))
                        .toArray(String[]::new));
    }

    @Test
    void itsHelpPage() {
        Golden.assertMatches(
                UsagesCommandTest.class,
                "golden/help-of-usages.txt",
                Desk.type(Commands.installed(), "usages", "--help").out());
    }

    @Test
    void textIsGroupedByCodePathAndFitsAHundredColumns() {
        Desk desk = usages("owners.telephone", "--paths");

        assertThat(desk.exitCode()).isEqualTo(ExitCode.CLEAN);
        assertThat(desk.out())
                .contains("  main Calls.main -> Calls.call\n    read, SQL string, certain, Calls.java:5\n");
        assertThat(desk.out().lines()).allMatch(line -> line.length() <= 100);
    }

    @Test
    void jsonHasTheKeysThatProgramsRead() throws IOException {
        JsonNode all = new ObjectMapper()
                .readTree(usages("owners.telephone", "--paths", "--format", "json")
                        .out());

        assertThat(all.fieldNames()).toIterable().containsExactly("usages", "undecided", "notes");
        JsonNode usage = all.get("usages").get(0);
        assertThat(usage.get("class").asText() + "#" + usage.get("method").asText())
                .isEqualTo("app.Calls#call");
        assertThat(usage.get("access").asText()).isEqualTo("read");
        assertThat(usage.get("evidence").asText()).contains("«telephone»");
        assertThat(usage.get("entryPoints").get(0).asText()).isEqualTo("main: app.Calls#main -> app.Calls#call");
        assertThat(usage.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "id",
                        "table",
                        "column",
                        "access",
                        "style",
                        "confidence",
                        "file",
                        "line",
                        "class",
                        "method",
                        "evidence",
                        "reason",
                        "entryPoints");
    }

    @Test
    void aTableAloneMeansAllItsColumns() {
        assertThat(usages("owners").out()).contains("V1__owners.sql: 1", "owners.telephone, read, SQL string, certain");
    }

    @Test
    void aPlaceIsExplainedWhetherItCountsOrNot() {
        assertThat(usages("owners.telephone", "--explain", "src/main/java/app/Calls.java:5")
                        .out())
                .contains("counted as read by SQL string, certain");
        assertThat(usages("owners.telephone", "--explain", "src/main/java/app/Calls.java:3")
                        .out())
                .contains("not counted: the line does not name `telephone`");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Owners.TELEPHONE", "\"owners\".\"telephone\"", "`owners`.telephone", "public.owners.telephone"})
    void aNameIsUnderstoodAsTheServerUnderstandsIt(String name) {
        assertThat(usages(name).out()).startsWith("owners.telephone: 2 usages");
    }

    @ParameterizedTest
    @CsvSource({
        "ownrs.telephone, owners",
        "public.ownrs.telephone, owners",
        "OWNRS, owners",
        "owners.TELEFONE, telephone"
    })
    void aNameThatDoesNotExistIsAnsweredWithTheNearest(String name, String nearest) {
        Desk desk = usages(name);
        assertThat(desk.exitCode()).isEqualTo(2);
        assertThat(desk.err()).contains("did you mean `" + nearest + "`?");
    }

    @ParameterizedTest
    @ValueSource(strings = {".", "owners.", ".telephone", "public..telephone"})
    void aNameWithAnEmptyPartIsTheCallersToMend(String name) {
        Desk desk = usages(name);
        assertThat(desk.exitCode()).isEqualTo(2);
        assertThat(desk.err()).contains("`" + name + "` names no table and no column");
    }

    @Test
    void aColumnThatDoesNotExistIsAnsweredWithTheNearest() {
        Desk desk = usages("owners.telefone");

        assertThat(desk.exitCode()).isEqualTo(2);
        assertThat(desk.err()).contains("did you mean `telephone`?");
    }
}
