package dev.cofferdam.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** JavaScript, TypeScript, Prisma and Python, where the table stands beside the column. */
class ScriptTablesTest {

    @TempDir
    Path root;

    private List<String> found(String file, String text) {
        return new SmallRepository(root)
                .file("web/" + file, text.replace('~', '\n').replace('`', '"')).found().stream()
                        .filter(found -> !found.endsWith("POSSIBLE"))
                        .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '^',
            quoteCharacter = '\0',
            value = {
                "a.ts ^ knex('owners').select('id', 'telephone');                                            ^ READ SQL_STRING",
                "a.ts ^ knex('owners').where({ telephone: 'x' }).first();                                    ^ READ SQL_STRING",
                "a.ts ^ knex('owners')~  .where({ id: 1 })~  .update({ telephone: 'y' });                    ^ WRITE SQL_STRING",
                "a.ts ^ supabase.from('owners').select('id,telephone');                                      ^ READ SQL_STRING",
                "a.ts ^ @Entity('owners') class Owner {~ @Column() telephone: string;~}                      ^ MAPPING MAPPING",
                "a.prisma ^ model Owner {~ id BigInt @id~ telephone String~ @@map(`owners`)~}                ^ MAPPING MAPPING",
                "a.py ^ class Owner(Base):~    __tablename__ = `owners`~    telephone = Column(String)~      ^ MAPPING MAPPING",
                "a.py ^ class Owner(Model):~    telephone = CharField()~    class Meta:~        db_table = `owners`~ ^ MAPPING MAPPING"
            })
    void theTableBesideItSaysWhose(String file, String text, String use) {
        assertThat(found(file, text)).containsExactly(file + ":- " + use + " LIKELY");
        assertThat(found(file, text.replace("owners", "suppliers") + "~// owners"))
                .isEmpty();
        assertThat(found(file, text.replace("telephone", "city") + "~// telephone"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '^',
            quoteCharacter = '\0',
            value = {
                "a.ts ^ knex('owners').select('id');~knex('suppliers').select('telephone');",
                "a.ts ^ @Entity('owners') class Owner { id: number }~@Entity('suppliers') class Supplier {~ telephone: string }",
                "a.py ^ class Owner(Base):~    __tablename__ = `owners`~~class Supplier(Base):~    telephone = Column(String)~",
                "a.ts ^ const tables = ['owners']; const o = { telephone: 1 };"
            })
    void whatStandsBesideAnotherIsNone(String file, String text) {
        assertThat(found(file, text)).isEmpty();
    }
}
