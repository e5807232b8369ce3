package dev.cofferdam.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.domain.StartUpChecks;
import dev.cofferdam.domain.StartUpChecks.History;
import dev.cofferdam.domain.StartUpChecks.Mapping;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What instances look at when they start is read where a repository says it. */
final class StartUpSettingsTest {
    private static final String SPRING = "<groupId>org.springframework.boot</groupId>\n";

    @TempDir
    private Path repository;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application.properties | spring.jpa.hibernate.ddl-auto=validate",
                "application.yml | 'spring: {jpa: {hibernate: {ddl-auto: \"${DDL:validate}\"}}}'",
                "application-prod.properties | spring.jpa.hibernate.ddlAuto=validate",
                "application.yaml | 'spring: {jpa: {properties: {hibernate.hbm2ddl.auto: validate}}}'",
                "application.properties | quarkus.hibernate-orm.schema-management.strategy=validate",
                "META-INF/persistence.xml | '<property name=\"hibernate.hbm2ddl.auto\" value=\"validate\"/>'",
            })
    void theMappingIsValidatedWhereASettingSaysSo(String file, String text) throws IOException {
        write("src/main/resources/" + file, text);
        assertThat(read().mapping()).isEqualTo(Mapping.VALIDATED);
        assertThat(read().mappingSaid()).contains("src/main/resources/" + file).contains("validate");
    }

    @Test
    void whatDevelopersAndTestsAskForDoesNotCount() throws IOException {
        write("pom.xml", SPRING);
        write("src/main/resources/application.yml", """
                spring: {jpa: {hibernate: {ddl-auto: none}}}
                ---
                spring: {config: {activate: {on-profile: local-dev}}, jpa: {hibernate: {ddl-auto: validate}}}
                """);
        write("src/main/resources/application-h2.properties", "spring.jpa.hibernate.ddl-auto=validate\n");
        assertThat(read().mapping()).isEqualTo(Mapping.NOT_VALIDATED);
        assertThat(read().mappingSaid()).contains("`spring.jpa.hibernate.ddl-auto` is `none`");
    }

    @Test
    void springValidatesNothingByItselfAndOfOthersNothingIsKnown() throws IOException {
        assertThat(read().mapping()).isEqualTo(Mapping.UNKNOWN);
        write("pom.xml", SPRING);
        assertThat(read().mapping()).isEqualTo(Mapping.NOT_VALIDATED);
    }

    @ParameterizedTest
    @CsvSource({
        "flyway-core, spring.flyway.locations=classpath:db, FLYWAY_IGNORES_LATER",
        "flyway-core, spring.flyway.enabled=false, NO_TOOL",
        "flyway-maven-plugin, spring.flyway.locations=classpath:db, NO_TOOL",
        "flyway-core, spring.flyway.ignore-future-migrations=false, FLYWAY_REFUSES_LATER",
        "liquibase-core, spring.application.name=clinic, LIQUIBASE",
        "liquibase-core, spring.liquibase.enabled=false, NO_TOOL",
    })
    void springRunsTheToolThatItFinds(String artifact, String setting, History history) throws IOException {
        write("pom.xml", SPRING + "<artifactId>" + artifact + "</artifactId>\n");
        write("src/main/resources/application.properties", setting + "\n");
        assertThat(read().history()).isEqualTo(history);
    }

    @Test
    void quarkusRunsOneWhereItIsToldTo() throws IOException {
        write("build.gradle", "implementation 'io.quarkus:quarkus-flyway'\n");
        write("src/main/resources/application.properties", "quarkus.flyway.schemas=clinic\n");
        assertThat(read().history()).isEqualTo(History.NO_TOOL);
        write("src/main/resources/application.properties", "quarkus.flyway.migrate-at-start=true\n");
        assertThat(read().history()).isEqualTo(History.FLYWAY_IGNORES_LATER);
    }

    private StartUpChecks read() {
        return StartUpSettings.of(repository);
    }

    private void write(String file, String text) throws IOException {
        Path path = repository.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
