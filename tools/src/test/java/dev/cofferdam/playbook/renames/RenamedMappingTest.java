package dev.cofferdam.playbook.renames;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.domain.Access;
import dev.cofferdam.domain.AppVersion;
import dev.cofferdam.domain.ColumnChange;
import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.domain.Confidence;
import dev.cofferdam.domain.Edit;
import dev.cofferdam.domain.Place;
import dev.cofferdam.domain.Style;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.domain.Usage;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a person writes at a mapping when its column gets another name: not every mapping is an annotation of JPA. */
class RenamedMappingTest {

    private static final ColumnRef COLUMN = new ColumnRef(TableRef.of("owners"), "telephone");

    @Test
    void aBeanThatIsFilledByNameHasNoAnnotationToChange() {
        Edit edit = edit("Owner.java", "private String «telephone»;", "maps it, " + Usage.FILLED_BY_NAME);
        assertThat(edit.what()).contains("phone_number AS telephone").doesNotContain("@Column");
        assertThat(edit.after()).isEmpty();
    }

    @Test
    void aResultMapSaysTheColumnInItsFile() {
        Edit edit =
                edit("OwnerMapper.xml", "<result column=\"«telephone»\" property=\"telephone\"/>", "result map `m`");
        assertThat(edit.what()).contains("write `phone_number` for `telephone`").doesNotContain("@Column");
        assertThat(edit.after()).contains("<result column=\"phone_number\" property=\"telephone\"/>");
    }

    @Test
    void anAnnotationThatNamesTheColumnIsNotSaidToBeJpas() {
        Edit edit =
                edit("OwnerMapper.java", "@Result(column = \"«telephone»\", property = \"telephone\")", "`@Result`");
        assertThat(edit.what()).contains("annotation that names the column").doesNotContain("@Column");
    }

    @Test
    void aPropertyOfAnEntityWithoutANameGetsOne() {
        Edit edit = edit("Owner.java", "private String «telephone»;", "maps it as `Owner.telephone`, by its name");
        assertThat(edit.what()).contains("add `@Column(name = \"phone_number\")`");
    }

    private static Edit edit(String file, String evidence, String reason) {
        Usage usage = new Usage(
                "u1",
                COLUMN,
                Access.MAPPING,
                Style.MAPPING,
                Confidence.LIKELY,
                new Place(file, 7, Optional.of("app.Owner"), Optional.of("telephone")),
                evidence,
                reason,
                false,
                Optional.empty(),
                List.of());
        ColumnChange.RenameColumn change = new ColumnChange.RenameColumn(COLUMN, "phone_number");
        return new RenameEdits(change, new AppVersion("app", 1), List.of())
                .of(List.of(usage))
                .get(0);
    }
}
