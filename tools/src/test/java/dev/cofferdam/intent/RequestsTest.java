package dev.cofferdam.intent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cofferdam.domain.Change;
import dev.cofferdam.domain.ColumnChange;
import dev.cofferdam.domain.UserError;
import dev.cofferdam.migrations.History;
import dev.cofferdam.migrations.MigrationUnit;
import dev.cofferdam.playbook.parts.NaiveChange;
import dev.cofferdam.schema.Schema;
import dev.cofferdam.schema.StaticSchema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RequestsTest {
    private static final Schema SCHEMA = schema("""
            CREATE TABLE owners (id int PRIMARY KEY, telephone text, city text, "Nick Name" text, "OwnerCode" text);
            CREATE TABLE pets (id int PRIMARY KEY, name text);
            CREATE SCHEMA billing;
            CREATE TABLE billing.invoice (id int PRIMARY KEY, total numeric);
            CREATE VIEW call_list AS SELECT telephone FROM owners;
            """);

    private static final String WANTED = "rename owners.telephone to phone_number";

    @TempDir
    private Path folder;

    private static Schema schema(String sql) {
        MigrationUnit unit =
                new MigrationUnit("schema.sql", Optional.empty(), "schema", MigrationUnit.Kind.SCRIPT, false, sql);
        return StaticSchema.of(new History("one file", List.of(unit), List.of()));
    }

    @Test
    void aFileIsLookedForWhereTheRequestIsWrittenAndThenInTheRepository() throws IOException {
        Path repository = Files.createDirectories(folder.resolve("service")).toRealPath();
        Path elsewhere = Files.createDirectories(folder.resolve("desk")).toRealPath();
        Files.writeString(repository.resolve("V2__a.sql"), "");
        Files.writeString(elsewhere.resolve("V3__b.sql"), "");

        assertThat(Requests.movedTo(repository, "../service/V2__a.sql", elsewhere))
                .isEqualTo("V2__a.sql");
        assertThat(Requests.movedTo(repository, "V3__b.sql", elsewhere))
                .isEqualTo(elsewhere.resolve("V3__b.sql").toString());
        assertThat(Requests.movedTo(repository, "V2__a.sql", elsewhere)).isEqualTo("V2__a.sql");
        assertThat(Requests.movedTo(repository, WANTED, elsewhere)).isEqualTo(WANTED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rename owners.telephone to phone_number",
                "  Rename owners.telephone to phone_number.  ",
                "RENAME OWNERS.TELEPHONE TO PHONE_NUMBER",
                "rename owners.telephone into phone_number",
                "rename owners.telephone as phone_number",
                "rename public.owners.telephone to phone_number",
                "rename \"owners\".\"telephone\" to \"phone_number\"",
                "rename `owners.telephone` to `phone_number`",
                "rename `owners`.`telephone` to 'phone_number'",
                "rename “owners”.“telephone” to phone_number",
                "rename owners.telephone to owners.phone_number",
                "rename owners.telephone to public.owners.phone_number",
                "rename public.owners.telephone to owners.phone_number",
                "rename column owners.telephone to phone_number",
                "rename the column owners.telephone to phone_number",
                "rename the field owners.telephone to the column phone_number",
                "rename telephone in owners to phone_number",
                "rename telephone of the owners table to phone_number",
                "rename column telephone of table owners to phone_number",
                "rename the telephone column of owners to phone_number",
                "rename the telephone column on the table public.owners to owners.phone_number",
                "rename telephone to phone_number in owners",
                "rename telephone to phone_number in the owners table",
                "in owners, rename telephone to phone_number",
                "in the table owners rename the column telephone to phone_number",
                "please rename owners.telephone to phone_number",
                "Could you please rename owners.telephone to phone_number, thanks!",
                "We'd like to rename owners.telephone to phone_number without any downtime",
                "I want you to rename owners.telephone to phone_number in production, safely",
                "let's rename owners.telephone to be called phone_number",
                "change the name of owners.telephone to phone_number",
                "change the name of the column telephone in owners to phone_number",
                "call owners.telephone phone_number",
                "call the telephone field of owners phone_number please",
                "call owners.telephone to phone_number",
                "owners.telephone should be called phone_number",
                "the column owners.telephone is to be renamed to phone_number",
                "owners.telephone -> phone_number",
                "owners.telephone->phone_number",
                "owners.telephone => owners.phone_number",
                "rename owners.telephone → phone_number",
                "rename owners.telephone\n  to phone_number",
                "ALTER TABLE owners RENAME COLUMN telephone TO phone_number",
                "alter table owners rename telephone to phone_number;",
                "ALTER TABLE public.owners RENAME TELEPHONE TO Phone_Number",
                "ALTER TABLE IF EXISTS ONLY \"owners\" RENAME \"telephone\" TO \"phone_number\"",
                "-- one name for all\n/* of them */ ALTER TABLE owners RENAME telephone TO phone_number",
                "BEGIN; ALTER TABLE owners RENAME telephone TO phone_number; COMMIT;",
                "start transaction; SET LOCAL lock_timeout = '2s'; ALTER TABLE owners RENAME telephone TO phone_number; commit",
                "SET search_path = public; ALTER TABLE public.owners RENAME telephone TO phone_number"
            })
    void manyWordsMeanTheSameRename(String request) {
        assertThat(understood(request).summary()).isEqualTo(WANTED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // "to" and "as" begin other words too.
                "rename owners.telephone to to_call        | owners.telephone | to_call",
                "call owners.telephone tone                | owners.telephone | tone",
                "call owners.telephone asset               | owners.telephone | asset",
                "rename owners.city to order               | owners.city      | order",
                "rename owners.city to \"Town\"            | owners.city      | Town",
                "rename owners.\"Nick Name\" to nick_name  | owners.Nick Name | nick_name",
                "rename owners.`OwnerCode` to `owner code` | owners.OwnerCode | owner code",
                "rename owners.\"OwnerCode\" to ownercode  | owners.OwnerCode | ownercode",
                "rename owners.city to \"the \"\"town\"\"\" | owners.city      | the \"town\"",
                "rename owners.city to stra\u00dfe         | owners.city      | stra\u00dfe",
                "rename billing.invoice.total to amount    | billing.invoice.total | amount",
                "rename total in billing.invoice to amount | billing.invoice.total | amount",
                "ALTER TABLE owners RENAME \"OwnerCode\" TO \"ownerCode\" | owners.OwnerCode | ownerCode"
            })
    void namesAreReadAsTheServerWouldStoreThem(String request, String column, String newName) {
        ColumnChange.RenameColumn rename = (ColumnChange.RenameColumn) understood(request);

        assertThat(rename.column()).hasToString(column);
        assertThat(rename.newName()).isEqualTo(newName);
    }

    @ParameterizedTest
    @CsvSource({"order,\"order\"", "user,\"user\"", "left,\"left\"", "between,\"between\"", "name,name"})
    void aReservedWordIsTakenAndQuotedWhereSqlNeedsIt(String word, String written) {
        assertThat(NaiveChange.statements(understood("rename owners.city to " + word)))
                .containsExactly("ALTER TABLE owners RENAME COLUMN city TO " + written);
    }

    @TestFactory
    Stream<DynamicTest> whatCannotBePlannedIsRefusedWithTheNameOfWhatIsWrong() {
        return Stream.of(
                        refused("", "the request is empty", "rename owners.telephone to phone_number"),
                        refused(" \n\t", "the request is empty", "rename owners.telephone to phone_number"),
                        refused(
                                "rename telephone to phone_number",
                                "`telephone` does not say of which table",
                                "write `rename owners.telephone to phone_number`"),
                        refused(
                                "rename fax to phone_number",
                                "`fax` does not say of which table",
                                "write it as TABLE.fax"),
                        refused(
                                "rename the table",
                                "`rename the table` is not understood",
                                "rename TABLE.COLUMN to NEW_NAME"),
                        refused(
                                "rename owners.telephone to",
                                "is not understood",
                                "`rename owners.telephone to new_name`"),
                        refused(
                                "rename owners.telephone please",
                                "is not understood",
                                "`rename owners.telephone to new_name`"),
                        refused(
                                "call owners.telephone to",
                                "is not understood",
                                "`rename owners.telephone to new_name`"),
                        refused(
                                "rename owners.telephone to phone number",
                                "is not understood",
                                "`rename owners.telephone to new_name`"),
                        refused("rename a.b.c.d to e", "is not understood", "TABLE.COLUMN"),
                        refused("asdf ;;; ???", "`asdf ;;; ???` is not understood", "TABLE.COLUMN"),
                        refused(
                                "make the invoices faster",
                                "is not understood",
                                "create index on billing.invoice (total)"),
                        refused(
                                "what is the weather\nin Lisbon?",
                                "`what is the weather` is not understood",
                                "TABLE.COLUMN"),
                        refused(
                                "rename telephone in owners to phone_number in pets",
                                "names two tables, `owners` and `pets`",
                                "columns of one table at a time"),
                        refused("rename pets.name in owners to title", "two tables, `pets` and `owners`", "one table"),
                        refused(
                                "rename owners.telephone to pets.phone",
                                "`pets.phone` is in another table",
                                "keeps its table"),
                        refused(
                                "rename public.owners.telephone to billing.owners.phone",
                                "`billing.owners.phone` is in another table",
                                "keeps its table"),
                        refused(
                                "rename owners.telephone to phone_number and rename owners.city to town",
                                "asks for 2 changes: rename owners.telephone to phone_number; rename owners.city to town",
                                "one after the other"),
                        refused(
                                "rename owners.telephone to phone_number and city to town",
                                "with `city to town`",
                                "one change"),
                        refused(
                                "owners.telephone -> phone_number; then drop owners.city",
                                "asks for 2 changes: rename owners.telephone to phone_number; drop owners.city",
                                "one after the other"),
                        refused(
                                "rename owner.telephone to phone",
                                "there is no table `owner`",
                                "did you mean `owners`?"),
                        refused(
                                "rename zzz.telephone to phone",
                                "there is no table `zzz`",
                                "billing.invoice, owners, pets"),
                        refused(
                                "rename invoice.total to amount",
                                "there is no table `invoice`",
                                "did you mean `billing.invoice`?"),
                        refused(
                                "rename call_list.telephone to phone",
                                "`call_list` is a view",
                                "the table that the view reads"),
                        refused(
                                "rename owners.telefone to phone",
                                "table `owners` has no column `telefone`",
                                "did you mean `telephone`?"),
                        refused(
                                "rename owners.ownercode to code",
                                "no column `ownercode`",
                                "did you mean `OwnerCode`?"),
                        refused("rename pets.weight to mass", "no column `weight`", "its columns are id, name"),
                        refused(
                                "rename owners.telephone to city",
                                "already has a column `city`",
                                "a name that is free"),
                        refused(
                                "rename owners.city to CITY",
                                "`owners.city` already has this name",
                                "a name that is free"),
                        refused("rename owners.city to " + "t".repeat(64), "is longer than 63 bytes", "a shorter name"),
                        refused("rename owners.city to " + "ö".repeat(32), "is longer than 63 bytes", "a shorter name"),
                        refused("rename owners.city to ctid", "`ctid` is a system column", "another name"),
                        refused(
                                "ALTER TABLE owners RENAME telephone TO a; ALTER TABLE owners RENAME city TO b",
                                "asks for 2 changes: rename owners.telephone to a; rename owners.city to b",
                                "one after the other"),
                        refused("CREATE TABLE keepers (id int)", "no playbook yet", "today: rename TABLE.COLUMN"),
                        refused("BEGIN; COMMIT;", "there is no change in it", "ALTER TABLE owners RENAME"),
                        refused("alter table owners frobnicate", "is not understood: ", "correct it"),
                        refused(
                                "SET search_path = billing; ALTER TABLE invoice RENAME total TO amount",
                                "`invoice` does not say its schema",
                                "write the table with its schema"),
                        refused(
                                "migrations/V9__rename.sql",
                                "there is no file `migrations/V9__rename.sql`",
                                "write the change out"))
                .map(refusal ->
                        DynamicTest.dynamicTest(refusal.request().isBlank() ? "blank" : refusal.request(), () -> {
                            UserError error = error(refusal.request());
                            assertThat(error.problem())
                                    .contains(refusal.problem())
                                    .doesNotContain("\n");
                            assertThat(error.fix()).contains(refusal.fix());
                            assertThat(error.where()).isPresent();
                        }));
    }

    @Test
    void sixtyThreeBytesAreNotTooLong() {
        assertThat(understood("rename owners.city to " + "t".repeat(63)).summary())
                .endsWith("t".repeat(63));
    }

    @Test
    void aPageOfTextIsNotRepeatedInTheMessage() {
        assertThat(error("x".repeat(5_000)).problem()).hasSizeLessThan(200);
    }

    @Test
    void aMigrationFileIsReadFromItsPath() throws IOException {
        Files.createDirectories(folder.resolve("db"));
        Files.writeString(folder.resolve("db/V9__rename.SQL"), """
                -- one name for all
                BEGIN;
                ALTER TABLE owners
                    RENAME COLUMN telephone TO phone_number;
                COMMIT;
                """);

        assertThat(understood("db/V9__rename.SQL").summary()).isEqualTo(WANTED);
        assertThat(understood(folder.resolve("db/V9__rename.SQL").toString()).summary())
                .isEqualTo(WANTED);
    }

    @Test
    void aFileThatCannotServeIsRefusedWithItsPathAndTheReason() throws IOException {
        Files.createDirectory(folder.resolve("folder.sql"));
        Files.write(folder.resolve("latin.sql"), "-- Stra\u00dfe".getBytes(StandardCharsets.ISO_8859_1));
        Files.writeString(folder.resolve("empty.sql"), "\n");
        Files.writeString(folder.resolve("two.sql"), """
                ALTER TABLE owners RENAME telephone TO phone_number;
                ALTER TABLE owners RENAME city TO town;
                """);
        Files.writeString(folder.resolve("other.sql"), "BEGIN;\n\nUPDATE owners SET city = 'Porto';");

        assertThat(error("folder.sql").problem()).isEqualTo("`folder.sql` is a folder");
        assertThat(error("latin.sql").problem()).isEqualTo("`latin.sql` is not in UTF-8");
        assertThat(error("empty.sql").problem()).isEqualTo("there is no change in it");
        assertThat(error("two.sql").problem()).startsWith("the request asks for 2 changes: ");
        assertThat(error("other.sql").where()).contains("other.sql, line 3");
        assertThat(error("missing.sql").where())
                .contains(folder.resolve("missing.sql").toString());
    }

    @Test
    void wordsAloneNeverReadAFile() throws IOException {
        Path file = Files.writeString(folder.resolve("x.sql"), "ALTER TABLE owners RENAME telephone TO phone_number");

        UserError error = catchThrowableOfType(UserError.class, () -> Requests.understand(file.toString(), SCHEMA));

        assertThat(error.problem()).contains("is not understood");
    }

    @Test
    void anEmptySchemaSaysThatItIsEmpty() {
        UserError error = catchThrowableOfType(UserError.class, () -> Requests.understand(WANTED, schema("")));

        assertThat(error.fix()).contains("there are none in it");
    }

    private Change understood(String request) {
        return Requests.understand(request, folder, SCHEMA);
    }

    private UserError error(String request) {
        return catchThrowableOfType(UserError.class, () -> understood(request));
    }

    private static Refusal refused(String request, String problem, String fix) {
        return new Refusal(request, problem, fix);
    }

    private record Refusal(String request, String problem, String fix) {}

    @Test
    void aLiquibaseChangelogAsksForWhatItsChangeSetsDo() throws IOException {
        Files.writeString(
                folder.resolve("0042-rename.xml"),
                "<databaseChangeLog><changeSet id='1' author='a'><renameColumn tableName='owners' oldColumnName='telephone'"
                        + " newColumnName='phone_number'/><rollback/></changeSet></databaseChangeLog>");
        Files.writeString(folder.resolve("pom.xml"), "<project/>");

        assertThat(Requests.understand("0042-rename.xml", folder, SCHEMA))
                .isEqualTo(Requests.understand(WANTED, SCHEMA));
        assertThatThrownBy(() -> Requests.understand("pom.xml", folder, SCHEMA))
                .isInstanceOfSatisfying(
                        UserError.class, error -> assertThat(error.problem()).contains("no Liquibase changelog"));
    }
}
