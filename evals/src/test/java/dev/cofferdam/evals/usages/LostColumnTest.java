package dev.cofferdam.evals.usages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LostColumnTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ALTER TABLE owners RENAME COLUMN telephone TO phone;                 | owners.telephone",
                "alter table if exists public.owners drop column if exists fax cascade; | owners.fax",
                "ALTER TABLE `m_loan` CHANGE COLUMN `old_one` `new_one` int;           | m_loan.old_one",
                "ALTER TABLE owners CHANGE COLUMN fax fax varchar(9);                  | ''",
                "ALTER TABLE owners DROP CONSTRAINT owners_fax_key;                    | ''",
                "-- ALTER TABLE owners DROP COLUMN fax;                                | ''",
                "<dropColumn tableName=\"owners\" columnName=\"fax\"/>                 | owners.fax",
                "<renameColumn newColumnName=\"b\" oldColumnName=\"a\" tableName=\"t\"/> | t.a",
                "<!-- <dropColumn tableName=\"t\" columnName=\"x\"/> -->               | ''",
                "ALTER TABLE holders RENAME TO owners; ALTER TABLE owners DROP COLUMN fax; | holders.fax",
                "<renameTable newTableName=\"b\" oldTableName=\"a\"/><dropColumn tableName=\"b\" columnName=\"x\"/> | a.x",
                "<dropColumn tableName=\"t\"><column name=\"x\"/></dropColumn>         | t.x",
            })
    void aMigrationsTextNamesWhatItTakesAway(String added, String expected) {
        Diff diff =
                new Diff(List.of(new Diff.FileDiff("src/main/resources/db/migration/V2__x.sql", List.of("+" + added))));

        assertThat(LostColumn.in(diff).stream()
                        .map(lost -> lost.table() + "." + lost.column())
                        .collect(Collectors.joining(",")))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "src/main/java/app/Owner.java,MAIN",
        "src/test/java/app/OwnerTest.java,TEST",
        "src/main/resources/db/migration/V1__init.sql,MIGRATION",
        "server/src/main/resources/db/changelog/1.xml,MIGRATION",
        "src/test/resources/owners-dataset.xml,TEST_DATA",
        "src/main/resources/mapper/OwnerMapper.xml,MAIN",
        "README.md,OTHER",
        "pom.xml,OTHER",
    })
    void aPathTellsWhatAFileIs(String path, SourceKind kind) {
        assertThat(SourceKind.of(path)).isEqualTo(kind);
    }
}
