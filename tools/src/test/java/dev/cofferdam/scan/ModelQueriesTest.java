package dev.cofferdam.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Models of Prisma, SQLAlchemy, Django and Grails, whose property has another name than the column, and the queries on them. */
class ModelQueriesTest {

    private static final String PRISMA =
            "model Owner {\n  id BigInt @id\n  phone String @map(\"telephone\")\n  @@map(\"owners\")\n}\nmodel Supplier {\n  id Int @id\n  phone String\n}\n";
    private static final String ALCHEMY =
            "class Owner(Base):\n    __tablename__ = \"owners\"\n    id = Column(Integer)\n    phone = Column(\"telephone\", String)\n\nclass Supplier(Base):\n    __tablename__ = \"suppliers\"\n    phone = Column(String)\n";
    private static final String DJANGO =
            "class Owner(models.Model):\n    phone = models.CharField(max_length=9, db_column=\"telephone\")\n    class Meta:\n        db_table = \"owners\"\n";
    private static final String GRAILS =
            "class Owner {\n    String phone\n    static mapping = {\n        table 'owners'\n        phone column: 'telephone'\n    }\n}\n";

    @TempDir
    Path root;

    private List<String> found(String model, String file, String text) {
        SmallRepository repository = new SmallRepository(root);
        switch (model) {
            case "prisma" -> repository.file("prisma/schema.prisma", PRISMA);
            case "alchemy" -> repository.file("app/tables.py", ALCHEMY);
            case "django" -> repository.file("clinic/models.py", DJANGO);
            default -> repository.file("grails-app/domain/clinic/Owner.groovy", GRAILS);
        }
        return repository.file("use/" + file, text.replace('~', '\n')).found().stream()
                .filter(found -> !found.endsWith("POSSIBLE"))
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '^',
            quoteCharacter = '\0',
            value = {
                "prisma ^ a.ts ^ await prisma.owner.findMany({ where: { phone: x } })                     ^ READ SQL_STRING",
                "prisma ^ a.ts ^ await this.prisma.owner.update({ where: { id }, data: { phone: x } })     ^ WRITE SQL_STRING",
                "prisma ^ a.ts ^ await tx.owner.upsert({ create: { phone }, update: {}, where: { id } })   ^ WRITE SQL_STRING",
                "prisma ^ a.ts ^ const one = await db.owner.findUnique({ where: { id } })                 ^ READ ENTITY_READ",
                "alchemy ^ a.py ^ session.query(Owner).filter(Owner.phone == x)                           ^ READ SQL_STRING",
                "alchemy ^ a.py ^ session.query(Owner).filter_by(phone=x).first()                         ^ READ SQL_STRING",
                "alchemy ^ a.py ^ session.add(Owner(id=1, phone=x))                                       ^ WRITE SQL_STRING",
                "alchemy ^ a.py ^ session.query(Owner).update({Owner.phone: x})                           ^ WRITE SQL_STRING",
                "alchemy ^ a.py ^ session.execute(update(Owner).where(Owner.id == 1)~    .values(phone=x)) ^ WRITE SQL_STRING",
                "django ^ a.py ^ Owner.objects.filter(phone__icontains=x)                                 ^ READ SQL_STRING",
                "django ^ a.py ^ Owner.objects.order_by('-phone').values('id')                            ^ READ SQL_STRING",
                "django ^ a.py ^ Owner.objects.filter(id=1).update(phone=x)                               ^ WRITE SQL_STRING",
                "django ^ a.py ^ Owner.objects.create(id=1, phone=x)                                      ^ WRITE SQL_STRING",
                "grails ^ A.groovy ^ def o = Owner.findByPhone(x)                                         ^ READ SQL_STRING",
                "grails ^ A.groovy ^ Owner.findAllByIdAndPhoneLike(1, x)                                  ^ READ SQL_STRING",
                "grails ^ A.groovy ^ Owner.withCriteria { eq('phone', x) }                                ^ READ SQL_STRING",
                "grails ^ A.groovy ^ Owner.executeQuery('from Owner o where o.phone = ?')                 ^ READ SQL_STRING",
                "grails ^ A.groovy ^ new Owner(id: 1, phone: x).save()                                    ^ WRITE SQL_STRING"
            })
    void aQueryOnTheModelNamesItsProperty(String model, String file, String text, String use) {
        assertThat(found(model, file, text))
                .contains(file + ":- " + use + " LIKELY")
                .anyMatch(each -> each.endsWith(":- MAPPING MAPPING LIKELY"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '^',
            quoteCharacter = '\0',
            value = {
                "prisma ^ a.ts ^ await prisma.supplier.findMany({ where: { phone: x } })",
                "prisma ^ a.ts ^ await prisma.owner.findMany({ where: { id: x }, select: { id: true } })",
                "alchemy ^ a.py ^ session.query(Supplier).filter(Supplier.phone == x)",
                "alchemy ^ a.py ^ session.query(Owner).filter(Owner.id == x)~other(phone=1)",
                "django ^ a.py ^ Supplier.objects.filter(phone=x)",
                "django ^ a.py ^ Owner.objects.filter(id=x)~call(phone=1)",
                "grails ^ A.groovy ^ Owner.findById(x)",
                "grails ^ A.groovy ^ Owner.findByPhoned(x)"
            })
    void anotherModelOrPropertyIsNone(String model, String file, String text) {
        assertThat(found(model, file, text)).noneMatch(each -> each.startsWith(file));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '^',
            quoteCharacter = '\0',
            value = {
                "A.groovy ^ sql.rows('select telephone from owners').each { row ->~  println row.telephone~}   ^ READ RESULT_COLUMN",
                "A.groovy ^ sql.eachRow('select * from owners') {~  println it.telephone~}                     ^ READ RESULT_COLUMN",
                "a.py ^ for row in c.execute('select telephone from owners'):~    print(row['telephone'])       ^ READ RESULT_COLUMN",
                "a.sh ^ psql -c \"\\copy owners(telephone) to 'x.csv' csv\"                                     ^ READ SQL_STRING",
                "a.sh ^ psql <<EOF~\\copy owners(id, telephone) from 'x.csv' csv~EOF                            ^ WRITE SQL_STRING"
            })
    void aScriptsRowsAndCopiesAreRead(String file, String text, String use) {
        assertThat(found("none", file, text)).contains(file + ":- " + use + " LIKELY");
    }

    @Test
    void aRowOfAnotherTablesStatementIsNone() {
        assertThat(found(
                        "none",
                        "A.groovy",
                        "// owners~sql.rows('select telephone from suppliers').each { row ->~ row.telephone }"))
                .noneMatch(each -> each.contains("RESULT_COLUMN"));
    }

    @Test
    void arecordOfAvroShowsItToTheOutside() {
        List<String> found = new SmallRepository(root)
                .file(
                        "avro/owner.avsc",
                        "{\"type\": \"record\", \"name\": \"Owner\", \"namespace\": \"a.b\", \"fields\": [\n{\"name\": \"id\", \"type\": \"long\"},\n{\"name\": \"telephone\", \"type\": [\"null\", \"string\"]}]}")
                .file(
                        "avro/supplier.avsc",
                        "{\"type\": \"record\", \"name\": \"Supplier\", \"fields\": [{\"name\": \"telephone\", \"type\": \"string\"}]}")
                .file("avro/owner.avdl", "protocol P {\n record Owner {\n  long id;\n  string telephone;\n }\n}\n")
                .found();
        assertThat(found)
                .contains("owner.avsc:- EXPOSURE API_NAME LIKELY", "owner.avdl:- EXPOSURE API_NAME LIKELY")
                .noneMatch(each -> each.startsWith("supplier.avsc"));
    }
}
