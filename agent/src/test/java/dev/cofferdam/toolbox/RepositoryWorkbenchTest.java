package dev.cofferdam.toolbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cofferdam.domain.Fact;
import dev.cofferdam.domain.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RepositoryWorkbenchTest {
    @TempDir
    private Path folder;

    private RepositoryWorkbench workbench;

    @BeforeEach
    void openTheSession() throws IOException {
        Files.writeString(folder.resolve("schema.sql"), StaticSession.SQL);
        workbench = new RepositoryWorkbench(new StaticSession(folder), List.of(), Optional.empty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"owners", "public.owners", "billing.invoice"})
    void aTableIsFoundByTheNameThatTheListShows(String table) {
        assertThat(workbench.describeSchema(Optional.of(table)).text())
                .startsWith("table " + table.replace("public.", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"owners.", ".owners", ".", " ", "a.b.c", "OWNERS", "owner", "invoice"})
    void whatIsNoTableIsTheCallersErrorWhateverItLooksLike(String table) {
        UserError error = error(() -> workbench.describeSchema(Optional.of(table)));

        assertThat(error.problem()).isEqualTo("there is no table `" + table + "`");
        assertThat(error.fix()).containsAnyOf("did you mean", "call describe_schema");
    }

    @Test
    void aTableIsDescribedWithEverythingThatHangsOnIt() {
        Report owners = workbench.describeSchema(Optional.of("owners"));

        assertThat(owners.text())
                .contains("\n  telephone character varying(20) NOT NULL DEFAULT ''", "referenced by", "of pets");
        assertThat(owners.names())
                .contains("owners", "owners.telephone", "pets")
                .doesNotHaveDuplicates();
        assertThat(workbench.describeSchema(Optional.empty()).names())
                .containsExactly("billing.invoice", "billing.ledger", "owners", "pets");
    }

    @Test
    void anUnknownColumnOrPageIsRefusedWithWhatThereIs() {
        assertThat(error(() -> workbench.findUsages("owners", Optional.of("telefone"), 1))
                        .fix())
                .contains("`telephone`");
        assertThat(error(() -> workbench.findUsages("owners", Optional.of("telephone"), 2))
                        .fix())
                .isEqualTo("there are pages 1 to 1");
    }

    @Test
    void withoutAColumnWhoInsertsOrTakesWholeRowsIsFoundAndNobodyElse() throws IOException {
        Files.writeString(folder.resolve("Archive.java"), """
                class Archive {
                    Archive(org.springframework.jdbc.core.JdbcTemplate jdbc) {
                        jdbc.update("INSERT INTO billing.ledger (id, note, total) VALUES (?, ?, ?)");
                        jdbc.queryForList("SELECT * FROM billing.ledger");
                        jdbc.update("UPDATE billing.ledger SET total = 0 WHERE id = ?");
                        jdbc.queryForList("SELECT total FROM billing.ledger");
                    }
                }
                """);

        assertThat(workbench.findUsages("billing.ledger", Optional.empty(), 1).names())
                .contains("billing.ledger.total", "Archive.java:3", "Archive.java:4")
                .doesNotContain("Archive.java:5", "Archive.java:6");
    }

    @Test
    void anEstimateOfMoreRowsThanATableHoldsIsRefused() {
        assertThat(error(() -> workbench.estimateBackfill("owners", OptionalLong.of(Long.MAX_VALUE)))
                        .problem())
                .contains("more than a table can hold");
        assertThat(workbench.estimateBackfill("owners", OptionalLong.of(5_001)).values())
                .containsEntry("batches", "2");
    }

    @Test
    void aDraftCitesWhatWasAskedAboutItsOwnColumn() {
        List<Fact> ledger = new ArrayList<>(List.of(
                fact(1, "describe_schema", Map.of("table", "owners")),
                fact(2, "find_usages", Map.of("table", "public.owners", "column", "telephone", "page", "null")),
                fact(3, "count_rows", Map.of("table", "owners")),
                fact(4, "estimate_backfill", Map.of("table", "owners", "rows", "null")),
                fact(5, "describe_schema", Map.of()),
                fact(6, "find_usages", Map.of("table", "pets", "column", "telephone")),
                fact(7, "count_rows", Map.of("table", "pets")),
                fact(8, "estimate_backfill", Map.of("table", "owners", "rows", "99"))));

        workbench.draftPhases(Optional.empty(), ledger);

        assertThat(workbench.submitPlan(ledger).plan().estimate().orElseThrow().cites())
                .containsExactly("f3", "f4");
    }

    @Test
    void whatWasNotAskedIsAskedForBeforeTheDraft() {
        List<Fact> ledger = List.of(fact(1, "describe_schema", Map.of("table", "pets")));

        UserError error = error(() -> workbench.draftPhases(Optional.empty(), ledger));

        assertThat(error.problem()).isEqualTo("nothing is known from describe_schema about `owners` yet");
        assertThat(error.fix()).isEqualTo("call describe_schema for `owners` first");
    }

    @Test
    void aChangeThatAPlannerWritesIsNeverAFileToRead() {
        String file = folder.resolve("schema.sql").toString();

        assertThat(error(() -> workbench.draftPhases(Optional.of(file), List.of()))
                        .problem())
                .contains("is not understood")
                .doesNotContain("CREATE");
    }

    @Test
    void nothingCanBeDoneWithADraftThatIsNotThere() {
        assertThat(error(() -> workbench.submitPlan(List.of())).fix()).isEqualTo("call draft_phases first");
        assertThat(error(() -> workbench.checkPlan(List.of())).problem()).isEqualTo("nothing is drafted yet");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'kind':'add-concern','text':'x'}",
                "{'kind':'set-soak','step':'cutover-1','time':'9d'}",
                "{'kind':'add-gate','step':'expand-1','gate':{'kind':'query','statement':'none','sql':'SELECT 0','expected':0}}",
                "{'kind':'add-consumer','consumer':{'name':'job','kind':'job','knownFrom':'the user'}}"
            })
    void theToolsCheckLetsEveryWellFormedEditThrough(String edit) throws IOException {
        JsonNode json = new ObjectMapper().readTree(edit.replace('\'', '"'));

        assertThat(ArgumentCheck.problems(json, workbench.editSchema())).isEmpty();
        ((ObjectNode) json).put("because", "I say so");
        assertThat(ArgumentCheck.problems(json, workbench.editSchema())).hasSize(1);
    }

    private static UserError error(ThrowingCallable call) {
        return catchThrowableOfType(UserError.class, call);
    }

    private static Fact fact(int number, String tool, Map<String, String> arguments) {
        return Fact.of("f" + number, tool, arguments, Map.of(), List.of("owners"), Instant.EPOCH);
    }
}
