package dev.cofferdam.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.domain.Access;
import dev.cofferdam.domain.CodePath;
import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.domain.Confidence;
import dev.cofferdam.domain.Place;
import dev.cofferdam.domain.Style;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.domain.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a person sees of many usages in a terminal. */
final class UsagePathsTest {
    private final List<Usage> usages = new ArrayList<>();

    private UsagePathsTest usage(Style style, String type, String member, int line, String... calls) {
        usages.add(new Usage(
                "u" + usages.size(),
                new ColumnRef(TableRef.of("owners"), "telephone"),
                style == Style.MAPPING ? Access.MAPPING : Access.READ,
                style,
                Confidence.CERTAIN,
                new Place("src/main/java/app/" + type + ".java", line, Optional.of("app." + type), Optional.of(member)),
                "  «telephone»" + line,
                "bound",
                false,
                Optional.empty(),
                calls.length == 0 ? List.of() : List.of(new CodePath("GET /", List.of(calls)))));
        return this;
    }

    private String text() {
        return UsagePaths.text(usages, List.of(), List.of());
    }

    @Test
    void aLineThatManyMembersSendIsOneEdit() {
        usage(Style.SQL_STRING, "Dao", "find", 7)
                .usage(Style.SQL_STRING, "Dao", "list", 7)
                .usage(Style.SQL_STRING, "Dao", "count", 7);

        assertThat(text())
                .contains("3  edit: name the column itself, in 1 place")
                .contains("    7 find, list, count read, SQL string, certain\n        «telephone»7\n");
    }

    @Test
    void ofManyPlacesInOneClassTheFirstShowTheirLines() {
        IntStream.rangeClosed(1, 15).forEach(line -> usage(Style.SQL_STRING, "Dao", "find" + line, line));

        assertThat(text())
                .contains("«telephone»3")
                .doesNotContain("«telephone»4")
                .contains("Edit (15)")
                .contains("4-15 likewise");
    }

    @Test
    void implicitUsagesSayWhichEditCoversThem() {
        usage(Style.MAPPING, "Owner", "telephone", 4)
                .usage(Style.ENTITY_READ, "Owners", "findAll", 1)
                .usage(Style.STAR, "Dao", "all", 2);

        assertThat(text())
                .contains("  1 covered by the edit of src/main/java/app/Owner.java:4\n")
                .contains("  1 by `*` or an INSERT without columns, covered by no other edit\n");
    }

    @Test
    void whatTheSameCallersLeadToStandsTogether() {
        usage(Style.ENTITY_READ, "Owners", "findAll", 1, "app.Web#list", "app.Owners#findAll")
                .usage(Style.ENTITY_READ, "Owners", "count", 2, "app.Web#list", "app.Owners#count");

        assertThat(text()).contains("""
                  GET / Web.list
                    -> Owners.count read, whole-entity read, certain, Owners.java:2
                    -> Owners.findAll read, whole-entity read, certain, Owners.java:1
                """);
    }

    @Test
    void aGetterWhoseCallersAreListedIsNoCodePathOfItsOwn() {
        usage(Style.ACCESSOR, "Web", "show", 1, "app.Web#show")
                .usage(Style.ACCESSOR, "Owner", "getTelephone", 2, "app.Web#show", "app.Owner#getTelephone");

        assertThat(text())
                .contains("  GET / Web.show\n    read, accessor, certain, Web.java:1\n")
                .doesNotContain("-> Owner.getTelephone")
                .contains("  src/main/java/app/Owner.java\n    2 getTelephone");
    }

    @Test
    void whatNoEntryPointLeadsToIsCountedBelowTheCodePaths() {
        usage(Style.SQL_STRING, "Dao", "find", 1, "app.Web#list", "app.Dao#find")
                .usage(Style.SQL_STRING, "Dao", "old", 7)
                .usage(Style.SQL_STRING, "Dao", "older", 9)
                .usage(Style.STAR, "Dump", "all", 3)
                .usage(Style.MAPPING, "Owner", "telephone", 4);

        assertThat(text()).contains("""
                  3 without a path from an entry point: called by a template, a serializer, reflection, or nobody
                    src/main/java/app/Dao.java: 7 old, 9 older
                    src/main/java/app/Dump.java: 3 all
                """);
        assertThat(UsageReport.markdown(usages, List.of(), List.of())).contains("""
                3 without a path from an entry point: called by a template, a serializer, reflection, or nobody.

                - `src/main/java/app/Dao.java`: 7 old, 9 older
                - `src/main/java/app/Dump.java`: 3 all
                """);
        assertThat(UsageHtml.of("x", usages, List.of(), List.of()))
                .contains("<dt>7 old, 9 older<dd><code>src/<wbr>main/<wbr>java/<wbr>app/<wbr>Dao.java</code>");
    }

    @Test
    void nobodyIsToldOfMissingPathsWhenNoneWereFollowed() {
        usage(Style.SQL_STRING, "Dao", "find", 1).usage(Style.MAPPING, "Owner", "telephone", 4);

        assertThat(text()
                        + UsageReport.markdown(usages, List.of(), List.of())
                        + UsageHtml.of("x", usages, List.of(), List.of()))
                .doesNotContain("without a path", "Code path");
    }

    @Test
    void testsThatLeadThereStandApart() {
        usage(Style.SQL_STRING, "Dao", "find", 1, "app.Web#list", "app.Dao#find");
        CodePath test = new CodePath(CodePath.TEST, List.of("app.DaoTest#finds", "app.Dao#find"));
        Usage reached = usages.remove(0);
        usages.add(new Usage(
                reached.id(),
                reached.column(),
                reached.access(),
                reached.style(),
                reached.confidence(),
                reached.place(),
                reached.evidence(),
                reached.reason(),
                false,
                Optional.empty(),
                List.of(reached.entryPoints().get(0), test)));

        assertThat(text()).contains("reached from 1 entry point\n").contains("""
                  1 test leads here; run it after the edit
                    DaoTest: finds
                """);
        assertThat(UsageReport.markdown(usages, List.of(), List.of()))
                .contains("- `DaoTest`: finds\n")
                .doesNotContain("DaoTest.finds ->");
        assertThat(UsageHtml.of("x", usages, List.of(), List.of())).contains("Code paths (1)", "<dt>DaoTest<dd>");
    }

    @Test
    void noLineIsLongerThanATerminalIsWide() {
        String far = "a".repeat(70);
        usage(Style.SQL_STRING, "long/" + far + "/" + far + "/Dao", far, 1, "app." + far + "#" + far, "app.Dao#" + far);

        assertThat(text().lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
    }

    @Test
    void theMarkedWordIsSeenHoweverLongTheLineIs() {
        String line = TerminalLines.cut("    ", "select " + "a, ".repeat(60) + "«telephone», " + "b, ".repeat(60));

        assertThat(line.strip()).contains("«telephone»").startsWith("…").endsWith("…");
        assertThat(line.stripTrailing()).hasSizeLessThanOrEqualTo(100);
    }
}
