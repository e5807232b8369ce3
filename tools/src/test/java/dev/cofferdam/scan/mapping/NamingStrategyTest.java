package dev.cofferdam.scan.mapping;

import static dev.cofferdam.scan.mapping.NamingStrategy.CAMEL_CASE_TO_UNDERSCORES;
import static dev.cofferdam.scan.mapping.NamingStrategy.JPA_COMPLIANT;
import static dev.cofferdam.scan.mapping.NamingStrategy.SNAKE_CASE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.scan.SmallRepository;
import dev.cofferdam.scan.files.SourceTree;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamingStrategyTest {

    /** Measured with the metadata of Hibernate 6.6.13 and 7.2.7. */
    @ParameterizedTest
    @CsvSource({
        "firstName, first_name, first_name",
        "URLPath, urlpath, urlpath",
        "aBTest, abtest, abtest",
        "ID2, id2, id2",
        "line2Text, line2text, line2_text",
        "a1b2C, a1b2c, a1b2c",
        "isDeleted, is_deleted, is_deleted",
        "activeFlag, active_flag, active_flag",
        "LastName, last_name, last_name",
        "`Quoted Name`, quoted name, Quoted Name",
        "PetKinds, pet_kinds, pet_kinds",
        "favoriteKind_id, favorite_kind_id, favorite_kind_id",
        "nickNames, nick_names, nick_names",
        "prop_ORDER, prop_order, prop_order",
        "DTYPE, dtype, dtype",
        "Renamed, renamed, renamed"
    })
    void namesAreWhatHibernateMakesOfThem(String logical, String boot3, String boot4) {
        assertThat(CAMEL_CASE_TO_UNDERSCORES.physical(logical)).isEqualTo(boot3);
        assertThat(SNAKE_CASE.physical(logical)).isEqualTo(boot4);
        assertThat(JPA_COMPLIANT.physical(logical)).isEqualTo(logical.replace("`", ""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pom.xml | <artifactId>spring-boot-starter-parent</artifactId><version>2.7.18</version> | CAMEL_CASE_TO_UNDERSCORES",
                "pom.xml | <artifactId>spring-boot-starter-parent</artifactId><version>4.0.3</version> | SNAKE_CASE",
                "pom.xml | <artifactId>spring-boot-dependencies</artifactId><version>${b}</version><spring-boot.version>4.0.0</spring-boot.version> | SNAKE_CASE",
                "build.gradle | plugins { id 'org.springframework.boot' version '3.4.1' } | CAMEL_CASE_TO_UNDERSCORES",
                "build.gradle.kts | plugins { id(\"org.springframework.boot\") version \"4.0.1\" } | SNAKE_CASE",
                "pom.xml | <artifactId>hibernate-core</artifactId> | JPA_COMPLIANT"
            })
    void theBuildFileSaysWhichStrategyIsTheDefault(
            String file, String text, NamingStrategy expected, @TempDir Path root) {
        new SmallRepository(root).file("pom.xml", "<project/>").file(file, text);
        assertThat(Naming.detect(SourceTree.read(root)).strategy()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application.properties | spring.jpa.hibernate.naming.physical-strategy=org.hibernate.boot.model.naming.PhysicalNamingStrategyStandardImpl",
                "application-prod.yml | '          physical-strategy: org.hibernate.boot.model.naming.PhysicalNamingStrategyStandardImpl'",
                "application.properties | spring.jpa.properties.hibernate.physical_naming_strategy=org.hibernate.boot.model.naming.PhysicalNamingStrategyStandardImpl"
            })
    void configurationOverrulesTheBuildFile(String file, String text, @TempDir Path root) {
        new SmallRepository(root).file("src/main/resources/" + file, text);
        assertThat(Naming.detect(SourceTree.read(root)).strategy()).isEqualTo(JPA_COMPLIANT);
    }

    @Test
    void aStrategyOfTheHouseIsCalledUnsure(@TempDir Path root) {
        new SmallRepository(root)
                .file(
                        "src/main/resources/application.properties",
                        "spring.jpa.hibernate.naming.physical-strategy=app.Prefixing");
        Naming naming = Naming.detect(SourceTree.read(root));
        assertThat(naming.sure()).isFalse();
        assertThat(naming.why()).contains("Prefixing");
    }
}
