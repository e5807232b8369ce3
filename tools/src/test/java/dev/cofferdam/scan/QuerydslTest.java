package dev.cofferdam.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuerydslTest {

    @TempDir
    Path root;

    private SmallRepository repository;

    @BeforeEach
    void ownersSuppliersAndPets() {
        repository = SmallRepository.clinic(root);
    }

    private SmallRepository run(String statement) {
        return repository.java("Use", """
                package app;
                import com.querydsl.jpa.impl.JPAQueryFactory;
                import static app.QOwner.owner;
                class Use { Owner named; JPAQueryFactory qf; private final QOwner field = QOwner.owner; void run(Object x) { %s; } }
                """.formatted(statement));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "qf.select(QOwner.owner.telephone).from(QOwner.owner)                          | READ CRITERIA CERTAIN",
                "qf.select(owner.telephone).from(owner)                                        | READ CRITERIA CERTAIN",
                "qf.select(field.id).from(field).where(field.telephone.isNull())               | READ CRITERIA CERTAIN",
                "QOwner o = new QOwner(\"o\"); qf.select(o.id).from(o).orderBy(o.telephone.asc()) | READ CRITERIA CERTAIN",
                "var o = QOwner.owner; qf.select(o.telephone).from(o)                          | READ CRITERIA CERTAIN",
                "qf.select(QPet.pet.owner.telephone).from(QPet.pet)                            | READ CRITERIA CERTAIN",
                "qf.select(QPet.pet.keepers.any().telephone).from(QPet.pet)                    | READ CRITERIA CERTAIN",
                "qf.update(owner).set(owner.telephone, x).execute()                            | WRITE CRITERIA CERTAIN",
                "qf.selectFrom(owner).fetch()                                                  | READ ENTITY_READ CERTAIN",
                "PathBuilder<Owner> p = new PathBuilder<>(Owner.class, \"o\"); p.getString(\"telephone\") | READ CRITERIA CERTAIN"
            })
    void aPathThatBeginsAtAGeneratedClassIsFollowed(String statement, String expected) {
        assertThat(run(statement).found()).contains("Use.java:run " + expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "qf.select(QSupplier.supplier.telephone).from(QSupplier.supplier)",
                "QSupplier o = new QSupplier(\"o\"); qf.select(o.telephone).from(o)",
                "qf.select(QPet.pet.supplier.telephone).from(QPet.pet)",
                "qf.select(owner.id).from(owner)",
                "qf.selectFrom(QPet.pet).fetch()"
            })
    void anotherEntitysTelephoneIsNotReported(String statement) {
        assertThat(run(statement).found()).isEmpty();
    }
}
