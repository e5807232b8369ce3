package dev.cofferdam.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReviewCommandTest {
    private static final String RENAME = "ALTER TABLE owners RENAME COLUMN telephone TO phone_number;\n";

    @TempDir
    private Path folder;

    @Test
    void theVerdictComesFirstThenFindingsThenTheCodeThenTheSafeWay() throws IOException {
        Desk desk = Branch.in(folder)
                .migrate("V2__phone.sql", RENAME)
                .commit("rename")
                .review("--head", "feature", "--format", "md");

        assertThat(desk.exitCode()).isEqualTo(ExitCode.FINDINGS);
        assertThat(desk.out()).startsWith("## Cofferdam: this change breaks the version that is running\n");
        assertThat(desk.out())
                .containsSubsequence(
                        "### Findings",
                        "`column-rename`",
                        "### The code that is running",
                        "| `src/main/java/clinic/Owner.java:15` | mapping: `private String telephone;` |",
                        "### The safe way to rename owners.telephone to phone_number",
                        "| **Expand** |",
                        "```mermaid\ntimeline\n    Expand : ",
                        "<summary>Expand: 1 step</summary>",
                        "ADD COLUMN phone_number",
                        "<summary>Rollback from each boundary</summary>",
                        "<summary>How to accept a finding</summary>");
    }

    @Test
    void aBranchThatLeavesTheSchemaAloneIsPassedOverInSilence() throws IOException {
        Desk desk = Branch.in(folder)
                .write("README.md", "# Clinic\n")
                .commit("docs")
                .review();

        assertThat(desk.out()).isEmpty();
        assertThat(desk.exitCode()).isEqualTo(ExitCode.CLEAN);
    }

    @Test
    void theWorkingTreeCountsWithFilesThatGitDoesNotKnowYet() throws IOException {
        Desk desk = Branch.in(folder).migrate("V2__phone.sql", RENAME).review("--format", "json");

        assertThat(json(desk).path("migrations").path(0).asText())
                .isEqualTo("src/main/resources/db/migration/V2__phone.sql");
        assertThat(json(desk).path("impacts").path(0).path("breaks")).hasSize(1);
    }

    @Test
    void onlyWhatIsNewInAFileIsJudged() throws IOException {
        SmallService service = SmallService.in(folder);
        service.write("src/main/resources/db/migration/V2__pets.sql", "CREATE INDEX pets_name ON pets (name);\n");
        Desk desk =
                Branch.of(service).migrate("V2__pets.sql", """
                    -- moved down

                    CREATE INDEX pets_name ON pets (name);
                    ALTER TABLE pets ALTER COLUMN name SET NOT NULL;
                    """).commit("more").review("--format", "json");

        assertThat(json(desk).path("findings"))
                .isNotEmpty()
                .allSatisfy(finding -> assertThat(finding.path("line").asInt()).isEqualTo(4));
    }

    @Test
    void aStatementThatABlockHeldBeforeIsNotNew() throws IOException {
        SmallService service = SmallService.in(folder);
        String block = "DO $$\nBEGIN\n    ALTER TABLE owners RENAME TO people;\nEND;\n$$;\n";
        service.write("src/main/resources/db/migration/V2__people.sql", block);
        JsonNode review = json(Branch.of(service)
                .migrate("V2__people.sql", block.replace("END", "    ALTER TABLE pets DROP COLUMN name;\nEND"))
                .commit("more")
                .review("--format", "json"));

        assertThat(review.path("findings").findValuesAsText("rule"))
                .contains("column-drop")
                .doesNotContain("table-rename");
    }

    @Test
    void aTableMayBeMadeInAnotherPlaceThanItIsAltered() throws IOException {
        SmallService service = new SmallService(folder.resolve("upgraded"));
        service.write(
                "server/src/main/resources/sql/schema-entities.sql",
                "CREATE TABLE IF NOT EXISTS owners (id bigint, telephone text);\n");
        service.write("application/data/upgrade/3.8.1/schema_update.sql", "CREATE TABLE audit (id bigint);\n");
        service.write("src/main/java/Owners.java", """
            class Owners {
                private org.springframework.jdbc.core.JdbcTemplate jdbc;

                Object all() {
                    return jdbc.queryForList("SELECT telephone FROM owners");
                }
            }
            """);
        JsonNode review = json(Branch.of(service)
                .write(
                        "application/data/upgrade/3.8.1/schema_update.sql",
                        "CREATE TABLE audit (id bigint);\nALTER TABLE owners DROP COLUMN telephone;\n")
                .commit("upgrade")
                .review("--format", "json"));

        assertThat(review.path("impacts").path(0).path("breaks").findValuesAsText("line"))
                .containsExactly("5");
    }

    @Test
    void aRepositoryIsConfiguredByItsBaseAlone() throws IOException {
        String silent = "check:\n  rules: {column-rename: off, lock-timeout-missing: off}\n";
        SmallService configured = SmallService.in(folder.resolve("base"));
        configured.write(".cofferdam.yaml", silent);
        String byBase = Branch.of(configured)
                .migrate("V2__phone.sql", RENAME)
                .commit("rename")
                .comment();
        String byHead = Branch.in(folder.resolve("head"))
                .write(".cofferdam.yaml", silent)
                .migrate("V2__phone.sql", RENAME)
                .commit("rename, and be quiet")
                .comment();

        assertThat(byBase).doesNotContain("`column-rename`").contains("Owner.java:15");
        assertThat(byHead).contains("`column-rename`");
    }

    @Test
    void attributesOfTheBranchCannotHideAMigration() throws IOException {
        Desk desk = Branch.in(folder)
                .write(".gitattributes", "*.sql export-ignore\n*.sql binary\n")
                .migrate("V2__phone.sql", RENAME)
                .commit("hide")
                .review("--head", "feature", "--format", "json");

        assertThat(json(desk).path("findings").findValuesAsText("rule")).contains("column-rename");
    }

    @Test
    void aColumnThatNoCodeUsesMayGoWithAWarning() throws IOException {
        Desk desk = Branch.in(folder)
                .migrate("V2__pets.sql", "ALTER TABLE pets DROP COLUMN name;\n")
                .commit("drop")
                .review("--format", "json");

        assertThat(desk.exitCode()).isEqualTo(ExitCode.CLEAN);
        assertThat(json(desk).path("findings").findValuesAsText("rule")).contains("column-drop");
        assertThat(json(desk).path("findings").findValuesAsText("severity")).containsOnly("warning");
    }

    @Test
    void aMappingWithoutItsMigrationIsFound() throws IOException {
        Branch branch = Branch.in(folder);
        String owner = Files.readString(folder.resolve("clinic/src/main/java/clinic/Owner.java"));
        JsonNode review = json(branch.write(
                        "src/main/java/clinic/Owner.java",
                        owner.replace("    public String", "    private String nickname;\n\n    public String"))
                .commit("nickname")
                .review("--format", "json"));

        assertThat(review.path("findings")).hasSize(1);
        assertThat(review.path("findings").path(0).path("rule").asText()).isEqualTo("mapped-column-missing");
        assertThat(review.path("findings").path(0).path("statement").asText()).isEqualTo("private String nickname;");
        assertThat(review.path("findings").path(0).path("message").asText()).contains("`owners.nickname`");
    }

    @Test
    void aMappingThatGoesWhileItsColumnRefusesNullIsFound() throws IOException {
        Branch branch = Branch.in(folder);
        String owner = Files.readString(folder.resolve("clinic/src/main/java/clinic/Owner.java"));
        JsonNode review = json(branch.write(
                        "src/main/java/clinic/Owner.java",
                        owner.replace("    @Column(name = \"telephone\")\n    private String telephone;\n", "")
                                .replaceAll("(?s)\n    public String getTelephone.*?\n    }\n", ""))
                .commit("no telephone")
                .review("--format", "json"));

        assertThat(review.path("findings").findValuesAsText("rule")).containsExactly("required-column-unmapped");
    }

    @Test
    void aMigrationThatIsAStepOfAPlanIsJudgedByItsGates() throws IOException {
        SmallService service = SmallService.in(folder);
        Path plan = service.root().resolve("cofferdam-plans/phone");
        assertThat(service.plan("rename owners.telephone to phone_number", "--out", plan.toString())
                        .exitCode())
                .isEqualTo(ExitCode.CLEAN);
        Branch branch = Branch.of(service);
        String expand = sql(plan, "01-expand");
        String contract = sql(plan, "05-contract/contract-02");

        String first = branch.migrate("V2__expand.sql", expand).commit("expand").comment();
        assertThat(first)
                .startsWith("## Cofferdam: this migration is a step of a plan\n")
                .contains("### Step `expand-1` of plan `");
        assertThat(first).doesNotContain("### Findings").doesNotContain("### What could not be decided");

        Files.delete(service.root().resolve("src/main/resources/db/migration/V2__expand.sql"));
        String last = branch.migrate("V2__contract.sql", contract)
                .commit("contract at once")
                .comment();
        assertThat(last).contains("`plan-step-too-early`", "`expand-1`");
    }

    @Test
    void aNewUseOfAColumnThatAPlanRetiresIsFound() throws IOException {
        SmallService service = SmallService.in(folder);
        service.plan(
                "rename owners.telephone to phone_number",
                "--out",
                service.root().resolve("cofferdam-plans/phone").toString());
        JsonNode review = json(Branch.of(service)
                .write("src/main/java/clinic/Phones.java", """
                    package clinic;

                    class Phones {
                        private final org.springframework.jdbc.core.JdbcTemplate jdbc = null;

                        Object all() {
                            return jdbc.queryForList("SELECT telephone FROM owners", String.class);
                        }
                    }
                    """)
                .commit("phones")
                .review("--format", "json"));

        assertThat(review.path("findings").findValuesAsText("rule")).containsExactly("retired-column-used");
        assertThat(review.path("findings").path(0).path("line").asInt()).isEqualTo(7);
    }

    @Test
    void textOfTheBranchCannotCallPeopleNorLeaveItsFence() throws IOException {
        String comment = Branch.in(folder)
                .migrate(
                        "V2__@octocat_`</details>.sql",
                        "ALTER TABLE owners ADD CONSTRAINT \"``` @octocat <img src=x> </details>\" CHECK (id > 0);\n")
                .commit("hostile")
                .comment();

        List<String> prose = new ArrayList<>();
        List<String> html = new ArrayList<>();
        Parser.builder()
                .extensions(List.of(TablesExtension.create()))
                .build()
                .parse(comment)
                .accept(new AbstractVisitor() {
                    @Override
                    public void visit(Text text) {
                        prose.add(text.getLiteral());
                    }

                    @Override
                    public void visit(HtmlInline inline) {
                        html.add(inline.getLiteral());
                    }

                    @Override
                    public void visit(HtmlBlock block) {
                        html.add(block.getLiteral());
                    }
                });
        assertThat(String.join("\n", prose)).isNotEmpty().doesNotContain("@octocat");
        assertThat(html).isNotEmpty().allSatisfy(tag -> assertThat(tag)
                .matches("(?s)(?:</?(?:details|sub)>|<br>|<details>\n<summary>[^<>]*</summary>)\n?"));
    }

    @Test
    void aRevisionThatIsNotThereIsNamed() throws IOException {
        Desk desk = Branch.in(folder).review("--head", "no-such-branch");

        assertThat(desk.exitCode()).isEqualTo(ExitCode.CALLER);
        assertThat(desk.err()).contains("there is no revision `no-such-branch`");
    }

    @Test
    void whatACommentHasNoRoomForIsWrittenToAFolder() throws IOException {
        Path out = folder.resolve("artifact");
        Branch.in(folder).migrate("V2__phone.sql", RENAME).review("--out", out.toString());

        assertThat(out.resolve("comment.md")).content().startsWith("## Cofferdam:");
        assertThat(out.resolve("review.sarif")).content().contains("column-rename");
        assertThat(out.resolve("plans/1-rename-owners-telephone-to-phone_number/plan.yaml"))
                .exists();
    }

    private static String sql(Path plan, String start) throws IOException {
        try (var files = Files.walk(plan.resolve("sql"))) {
            Path file = files.filter(path ->
                            plan.resolve("sql").relativize(path).toString().startsWith(start)
                                    && Files.isRegularFile(path))
                    .findFirst()
                    .orElseThrow();
            return Files.readString(file);
        }
    }

    private static JsonNode json(Desk desk) throws IOException {
        return new ObjectMapper().readTree(desk.out());
    }
}
