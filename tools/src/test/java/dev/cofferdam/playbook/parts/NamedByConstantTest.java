package dev.cofferdam.playbook.parts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.domain.Access;
import dev.cofferdam.domain.AppVersion;
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

/** What names a constant is settled where the constant holds the column's name. */
class NamedByConstantTest {

    private static final Usage LABEL =
            usage("u1", "Dao.java", 5, "find", Style.RESULT_COLUMN, "return rs.getString(«Cols.PHONE»);");
    private static final Usage STATEMENT = usage(
            "u2",
            "Dao.java",
            9,
            "all",
            Style.SQL_STRING,
            "return \"select \" + «Col.PHONE.column()» + \" from owners\";");
    private static final Usage PLAIN =
            usage("u3", "Dao.java", 12, "one", Style.SQL_STRING, "return q(\"select «telephone» from owners\");");

    @Test
    void theUsesOfAConstantAreSettledByIt() {
        Usage constant = usage("u4", "Cols.java", 2, "PHONE", Style.RESULT_COLUMN, "String PHONE = \"«telephone»\";");
        assertThat(edits(LABEL, STATEMENT, PLAIN, constant))
                .extracting(edit -> edit.place().file() + " " + edit.settles())
                .containsExactly("Dao.java [u3]", "Cols.java [u4, u1, u2]");
    }

    @Test
    void theLinesToWriteAreTheConstantsAlone() {
        Usage constant = usage("u4", "Cols.java", 2, "PHONE", Style.RESULT_COLUMN, "String PHONE = \"«telephone»\";");
        Usage again = usage("u5", "Cols.java", 3, "PHONE", Style.SQL_STRING, "+ \"«telephone»\";");
        assertThat(EditWork.onLines(List.of(constant, LABEL, STATEMENT))).isEmpty();
        assertThat(EditWork.onLines(List.of(constant, LABEL, again))).isEqualTo(" (lines 2, 3)");
    }

    @Test
    void aConstantOfAnEnumIsOne() {
        Usage constant = usage("u4", "Col.java", 2, "PHONE", Style.SQL_STRING, "PHONE(1, \"«telephone»\"),");
        assertThat(edits(STATEMENT, constant))
                .extracting(edit -> edit.place().file() + " " + edit.settles())
                .containsExactly("Col.java [u4, u2]");
    }

    @Test
    void aMethodThatIsNamedLikeTheConstantOrTheColumnIsNone() {
        Usage method = usage(
                "u4",
                "Other.java",
                2,
                "PHONE",
                Style.RESULT_COLUMN,
                "Object PHONE() { return rs.getString(\"«telephone»\"); }");
        Usage field = usage(
                "u5", "Other.java", 7, "telephone", Style.RESULT_COLUMN, "telephone(rs.getString(\"«telephone»\"));");
        assertThat(edits(LABEL, PLAIN, method, field)).hasSize(4);
    }

    private static List<Edit> edits(Usage... usages) {
        EditWork.Author author = new EditWork.Author(new AppVersion("app", 1), List.of());
        return EditWork.edits(
                List.of(usages), usage -> false, (id, settled) -> author.edit(id, settled, "write the new name"));
    }

    private static Usage usage(String id, String file, int line, String member, Style style, String evidence) {
        return new Usage(
                id,
                new ColumnRef(TableRef.of("owners"), "telephone"),
                Access.READ,
                style,
                Confidence.CERTAIN,
                new Place(file, line, Optional.of("app." + file), Optional.of(member)),
                evidence,
                "names it",
                false,
                Optional.empty(),
                List.of());
    }
}
