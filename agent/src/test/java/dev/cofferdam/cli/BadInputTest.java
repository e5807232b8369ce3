package dev.cofferdam.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.samples.Golden;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Everything that a person can get wrong, through the real command: one clear error with the way out, the published exit code, no stack
 * trace, and not a file more than before.
 */
@Tag("server")
final class BadInputTest {
    private static final String RENAME = "rename owners.telephone to phone_number";

    private static final String MIGRATIONS = "clinic/src/main/resources/db/migration/";

    @TempDir
    private Path folder;

    /** A case: its name, what is made before, and what is typed; {@code <dir>} is the folder around everything. */
    private record Case(String name, int exitCode, Arrangement arrangement, List<String> words) {}

    private interface Arrangement {
        void make(Path place) throws IOException;
    }

    private static List<Case> cases() {
        return List.of(
                plan("an unknown table", place -> {}, "rename owner.telephone to phone"),
                plan("an unknown column", place -> {}, "rename owners.telefone to phone"),
                plan("a column without its table", place -> {}, "make telephone nullable"),
                plan("two changes at once", place -> {}, "drop owners.telephone and drop pets.name"),
                plan("a negation", place -> {}, "do not drop owners.telephone"),
                plan("a request that makes no sense", place -> {}, "colourless green ideas sleep furiously"),
                plan("a request that is nearly one", place -> {}, "pets.name has to be filled always"),
                plan("an empty request", place -> {}, "  "),
                plan("a change that has been made already", place -> {}, "make owners.telephone not null"),
                plan("a type that does not exist", place -> {}, "change pets.name to bigit"),
                plan("a change without a playbook", place -> {}, "rename table pets to animals"),
                plan("broken DDL", place -> {}, "ALTER TABLE owners RENAM telephone TO phone"),
                plan("a migration file that is not there", place -> {}, "db/V9__none.sql"),
                plan(
                        "a migration file without a change",
                        place -> write(place, "clinic/V9__empty.sql", "-- later\n"),
                        "V9__empty.sql"),
                plan(
                        "a migration file with two changes",
                        place -> write(
                                place,
                                "clinic/V9__two.sql",
                                "ALTER TABLE owners DROP COLUMN telephone;\nALTER TABLE pets DROP COLUMN name;\n"),
                        "V9__two.sql"),
                plan(
                        "a broken migration file",
                        place -> write(
                                place,
                                "clinic/V9__broken.sql",
                                "BEGIN;\nALTER TABLE owners RENAM telephone TO phone;\n"),
                        "V9__broken.sql"),
                plan(
                        "a history with a syntax error",
                        place ->
                                write(place, MIGRATIONS + "V2__pets.sql", "\nALTER TABL pets\n  ADD COLUMN age int;\n"),
                        RENAME),
                plan(
                        "a history that names what is not there",
                        place -> write(place, MIGRATIONS + "V2__pets.sql", "ALTER TABLE pets\n  DROP COLUMN agee;\n"),
                        RENAME),
                plan(
                        "a table that needs what the throw-away server lacks",
                        place -> write(
                                place,
                                MIGRATIONS + "V2__places.sql",
                                "CREATE EXTENSION postgis;\nCREATE TABLE places (spot geometry);\n"),
                        "rename places.spot to position"),
                in(
                        "a repository of SQL only",
                        place -> write(place, "sql/V1__a.sql", "CREATE TABLE owners (telephone text);"),
                        "sql"),
                in("a folder that is not there", place -> {}, "nowhere"),
                in("an empty repository", place -> Files.createDirectory(place.resolve("empty")), "empty"),
                in(
                        "a repository without migrations",
                        place -> write(place, "code/src/main/java/A.java", "class A {}"),
                        "code"),
                in("a file as the repository", place -> write(place, "notes.txt", "no folder"), "notes.txt"),
                new Case(
                        "a place where no folder can be made",
                        ExitCode.CALLER,
                        place -> {},
                        List.of("plan", RENAME, "--repo", "<dir>/clinic", "--out", "/proc/plans/phone")),
                out("a folder that has something in it", place -> write(place, "full/keep.txt", "keep me"), "full"),
                out(
                        "a file where a folder should be",
                        place -> write(place, "notes.txt", "no folder"),
                        "notes.txt/plan"),
                check("a plan that is not there", place -> {}, "none.yaml"),
                check(
                        "a plan with a typing error",
                        place -> write(place, "plan.yaml", "format: 1\nidd: x\n"),
                        "plan.yaml"),
                check(
                        "a plan that is no YAML",
                        place -> write(place, "plan.yaml", "format: 1\n id: [x\n"),
                        "plan.yaml"),
                check("another YAML file", place -> write(place, "compose.yaml", "services: {}\n"), "compose.yaml"),
                check("a plan of a later format", place -> write(place, "plan.yaml", "format: 9\n"), "plan.yaml"),
                check("an empty plan", place -> write(place, "plan.yaml", ""), "plan.yaml"),
                check("a migration that is not there", place -> {}, "V9__none.sql"),
                check("a folder without migrations", place -> Files.createDirectories(place.resolve("db")), "db"),
                check("a program", place -> write(place, "a.sql", "\0\1\2"), "a.sql"),
                check(
                        "a migration in UTF-16",
                        place -> Files.writeString(place.resolve("a.sql"), "SELECT 1;", StandardCharsets.UTF_16),
                        "a.sql"),
                check("a file of prose", place -> write(place, "readme.md", "# Hello\n"), "readme.md"),
                check(
                        "a broken changelog",
                        place -> write(place, "log.xml", "<databaseChangeLog>\n<changeSet></databaseChangeLog>\n"),
                        "log.xml"),
                configured("a key that the configuration does not know", "check:\n  rule: {}\n"),
                configured("a rule that does not exist", "check:\n  rules:\n    column-dropp: off\n"),
                configured("a level that does not exist", "check:\n  rules:\n    column-drop: fatal\n"),
                configured(
                        "a suppression of a rule that does not exist",
                        "check:\n  suppress:\n    - rule: column-dropp\n      reason: none\n"),
                configured(
                        "a suppression without a reason",
                        "check:\n  suppress:\n    - rule: column-drop\n      files: [a]\n"),
                configured("an engine that the rules do not know", "engine: mysql:8\n"),
                configured("rows that are no number", "rows:\n  owners: many\n"),
                new Case(
                        "a baseline that is not there",
                        ExitCode.CALLER,
                        place -> {},
                        List.of("check", "<dir>/clinic", "--baseline", "<dir>/none.json")),
                new Case(
                        "a baseline that is none",
                        ExitCode.CALLER,
                        place -> write(place, "base.json", "{\n\"format\": 1,\n"),
                        List.of("check", "<dir>/clinic", "--baseline", "<dir>/base.json")),
                new Case(
                        "an unknown rule as a flag",
                        ExitCode.CALLER,
                        place -> {},
                        List.of("check", "<dir>/clinic", "--rule", "colum-drop=off")));
    }

    @TestFactory
    Stream<DynamicTest> oneClearErrorAndNothingLeftBehind() {
        List<String> told = new ArrayList<>();
        Stream<DynamicTest> each = cases().stream()
                .map(one -> DynamicTest.dynamicTest(one.name(), () -> told.add("# " + one.name() + "\n" + run(one))));
        DynamicTest all = DynamicTest.dynamicTest(
                "what they are told",
                () -> Golden.assertMatches(BadInputTest.class, "golden/bad-input.txt", String.join("\n", told)));
        return Stream.concat(each, Stream.of(all));
    }

    private String run(Case one) throws IOException {
        Path place = Files.createTempDirectory(folder, "case").toRealPath();
        SmallService service = SmallService.in(place);
        one.arrangement().make(place);
        List<String> before = service.everything();

        Desk desk = SmallService.run(one.words().stream()
                .map(word -> word.replace("<dir>", place.toString()))
                .toList());

        assertThat(desk.exitCode()).as(desk.err()).isEqualTo(one.exitCode());
        assertThat(desk.out()).isEmpty();
        assertThat(desk.err()).containsOnlyOnce("error: ").doesNotContain("\tat ", "Exception");
        assertThat(service.everything()).as("nothing new is left behind").isEqualTo(before);
        return desk.err()
                .lines()
                .filter(line -> !line.startsWith("  ✓") && !line.startsWith("  ·"))
                .map(line -> line.replace(place.toString(), "<dir>"))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static Case plan(String name, Arrangement arrangement, String request) {
        return new Case(name, ExitCode.CALLER, arrangement, List.of("plan", request, "--repo", "<dir>/clinic"));
    }

    private static Case in(String name, Arrangement arrangement, String repository) {
        return new Case(name, ExitCode.CALLER, arrangement, List.of("plan", RENAME, "--repo", "<dir>/" + repository));
    }

    private static Case out(String name, Arrangement arrangement, String target) {
        return new Case(
                name,
                ExitCode.CALLER,
                arrangement,
                List.of("plan", RENAME, "--repo", "<dir>/clinic", "--out", "<dir>/" + target));
    }

    private static Case check(String name, Arrangement arrangement, String file) {
        return new Case(name, ExitCode.CALLER, arrangement, List.of("check", "<dir>/" + file));
    }

    private static Case configured(String name, String yaml) {
        return new Case(
                name,
                ExitCode.CALLER,
                place -> write(place, "clinic/.cofferdam.yaml", yaml),
                List.of("check", "<dir>/clinic"));
    }

    private static void write(Path place, String file, String text) throws IOException {
        Path path = place.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
