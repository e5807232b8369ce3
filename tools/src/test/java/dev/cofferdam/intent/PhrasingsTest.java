package dev.cofferdam.intent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cofferdam.domain.Change;
import dev.cofferdam.domain.Recipe;
import dev.cofferdam.domain.UserError;
import dev.cofferdam.migrations.History;
import dev.cofferdam.migrations.MigrationUnit;
import dev.cofferdam.schema.Schema;
import dev.cofferdam.schema.StaticSchema;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What people write, and what it is taken to mean: {@code phrasings.txt}; and what it must never be taken to mean: {@code refusals.txt}. */
final class PhrasingsTest {
    private static final Schema SCHEMA = schema(text("schema.sql"));

    private static Schema schema(String sql) {
        MigrationUnit unit =
                new MigrationUnit("schema.sql", Optional.empty(), "schema", MigrationUnit.Kind.SCRIPT, false, sql);
        return StaticSchema.of(new History("one file", List.of(unit), List.of()));
    }

    @TestFactory
    Stream<DynamicTest> wordsAreTakenToMeanOneChange() {
        return lines("phrasings.txt")
                .map(line -> DynamicTest.dynamicTest(line.get(0), () -> {
                    Change change = Requests.understand(line.get(0), SCHEMA);

                    assertThat(change.summary()).isEqualTo(line.get(2));
                    assertThat(change.recipe().name()).isEqualTo(line.get(1));
                }));
    }

    @TestFactory
    Stream<DynamicTest> whatIsNotMeantIsRefused() {
        return lines("refusals.txt")
                .map(line -> DynamicTest.dynamicTest(line.get(0), () -> {
                    UserError error =
                            catchThrowableOfType(UserError.class, () -> Requests.understand(line.get(0), SCHEMA));

                    assertThat(error).as("it was taken to mean something").isNotNull();
                    assertThat(error.problem()).contains(line.get(1)).doesNotContain("\n");
                    assertThat(error.fix()).contains(line.get(2));
                }));
    }

    @Test
    void everyKindOfChangeCanBeAskedForAndEveryPhrasingIsAnother() {
        List<List<String>> lines = lines("phrasings.txt").toList();

        assertThat(lines.stream().map(line -> line.get(1)))
                .contains(Stream.of(Recipe.values()).map(Enum::name).toArray(String[]::new));
        assertThat(lines.stream().map(line -> line.get(0)))
                .doesNotHaveDuplicates()
                .hasSizeGreaterThan(120);
        assertThat(lines("refusals.txt").map(line -> line.get(0)))
                .doesNotHaveDuplicates()
                .hasSizeGreaterThan(39);
    }

    @TestFactory
    Stream<DynamicTest> whatIsSuggestedIsUnderstood() {
        return lines("refusals.txt")
                .map(line -> line.get(0))
                .map(request -> DynamicTest.dynamicTest(request, () -> {
                    List<String> closest = Requests.closest(request, SCHEMA);

                    assertThat(closest).hasSizeLessThanOrEqualTo(3).doesNotHaveDuplicates();
                    closest.forEach(suggestion ->
                            assertThat(Requests.understand(suggestion, SCHEMA)).isNotNull());
                }));
    }

    private static Stream<List<String>> lines(String name) {
        return text(name)
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> Stream.of(line.split("(?<!\\\\)\\|", -1))
                        .map(cell -> cell.strip().replace("\\|", "|"))
                        .toList());
    }

    private static String text(String name) {
        try (InputStream file = Objects.requireNonNull(PhrasingsTest.class.getResourceAsStream(name), name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
