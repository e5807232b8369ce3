package dev.cofferdam.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A repository with entities and without a schema. */
final class MappedColumnsTest {
    @TempDir
    private Path repository;

    @BeforeEach
    void oneEntity() throws IOException {
        Path source = repository.resolve("src/main/java/app/Owner.java");
        Files.createDirectories(source.getParent());
        Files.writeString(source, """
                package app;
                @Entity @Table(name = "owners")
                public class Owner {
                    @Id Long id;
                    @Column(name = "phone_number") String telephone;
                    String city;
                }
                """);
    }

    private Desk usages(String wanted) {
        return Desk.type(Commands.installed(), "usages", wanted, "--repo", repository.toString());
    }

    private static String words(Desk desk) {
        return desk.out().replaceAll("\\s+", " ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            owners.phone_numbr  | no entity of `owners` maps a column `phone_numbr`; did you mean `phone_number`?
            ownres.phone_number | no entity maps a table `ownres`; did you mean `owners.phone_number`?
            Owner.telephone     | no entity maps a column `Owner.telephone`; `Owner.telephone` is mapped to `owners.phone_number`: ask for that
            owners.telephone    | no entity maps a column `owners.telephone`; `Owner.telephone` is mapped to `owners.phone_number`: ask for that
            """)
    void aNameThatNoEntityMapsIsAnsweredWithTheNearest(String wanted, String note) {
        assertThat(words(usages(wanted))).contains(note);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "owners.phone_number",
                "OWNERS.PHONE_NUMBER",
                "[owners].[phone_number]",
                "public.owners.phone_number"
            })
    void aNameThatOneMapsIsNotDoubted(String wanted) {
        assertThat(words(usages(wanted)))
                .contains("Owner.java 5 telephone mapping")
                .doesNotContain("no entity");
    }

    @Test
    void aTableAloneMeansTheColumnsThatEntitiesMap() {
        assertThat(words(usages("owners")))
                .contains("owners.phone_number, mapping", "owners.city, mapping", "the ones that entities map");
    }

    @Test
    void aTableThatNobodyMapsIsAnsweredWithTheNearest() {
        Desk desk = usages("ownrs");

        assertThat(desk.exitCode()).isEqualTo(ExitCode.CALLER);
        assertThat(desk.err()).contains("there is no table `ownrs`", "did you mean `owners`?");
    }
}
