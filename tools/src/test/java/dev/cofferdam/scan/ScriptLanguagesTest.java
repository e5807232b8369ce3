package dev.cofferdam.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Kotlin shows and sends, and what Groovy and Scala do with entities. */
final class ScriptLanguagesTest {
    @TempDir
    private Path root;

    private SmallRepository repository;

    @BeforeEach
    void owners() {
        repository = SmallRepository.clinic(root);
    }

    private List<String> foundIn(String file) {
        return repository.found().stream()
                .filter(found -> found.startsWith(file) && !found.endsWith("POSSIBLE"))
                .toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '^', quoteCharacter = '\0', textBlock = """
            data class OwnerDto(val id: Long, @SerialName("telephone") val phone: String)  ^phone
            data class OwnerDto(@JsonProperty("phone") val telephone: String)              ^telephone
            class OwnersResponse { @field:Json(name = "telephone") var number: String = "" }^number
            """)
    void anAnnotationShowsTheColumnsNameToTheOutside(String code, String member) {
        repository.file("src/main/kotlin/app/Api.kt", "package app\n" + code + "\n");
        assertThat(foundIn("Api.kt")).containsExactly("Api.kt:" + member + " EXPOSURE API_NAME LIKELY");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '^', quoteCharacter = '\0', textBlock = """
            data class SupplierDto(@SerialName("telephone") val phone: String)
            data class OwnerDto(@SerialName("city") val town: String, val telephone: String)
            data class OwnerDto(@NotBlank val telephone: String)
            """)
    void anotherClassOrAnotherNameShowsSomethingElse(String code) {
        repository.file("src/main/kotlin/app/Api.kt", "package app\n" + code + " // Owner\n");
        assertThat(foundIn("Api.kt")).isEmpty();
    }

    private List<String> undecided(String rows, String caller) {
        return repository.file("src/main/kotlin/app/Repo.kt", """
                        package app
                        class Repo(private val jdbc: JdbcTemplate, private val log: Log) {
                            %s
                        }
                        class Service(private val repo: Repo) {
                            fun all(text: String) = %s
                        }
                        """.formatted(rows, caller)).scan().undecided().stream()
                .map(each -> each.place().line() + " " + each.what())
                .toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '^', quoteCharacter = '\0', textBlock = """
            fun rows(q: String) = jdbc.queryForList(q)             ^1
            fun rows(q: String) = jdbc.queryForList(q)             ^repo.rows(text)
            fun rows(a: Int, q: String) = jdbc.query<Long>(q, a)   ^repo.rows(1, text)
            """)
    void aStatementThatAFunctionIsHandedIsAQuestion(String rows, String caller) {
        assertThat(undecided(rows, caller)).containsExactly("3 SQL is sent that the source does not show: `q`");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '^', quoteCharacter = '\0', textBlock = """
            fun rows(q: String) = jdbc.queryForList(q)             ^repo.rows("select name from pets")
            fun rows(q: String) = log.update(q)                    ^1
            fun rows(q: Int) = jdbc.queryForList("select 1", q)    ^1
            fun rows(q: String) = jdbc.queryForList("select $q from pets") ^1
            """)
    void aStatementThatIsShownIsNone(String rows, String caller) {
        assertThat(undecided(rows, caller)).isEmpty();
    }

    @Test
    void templatesOfKotlinAreFilledWithConstantsAndLoseTheirMargins() {
        repository.file("src/main/kotlin/app/Repo.kt", """
                package app
                class Repo(private val jdbc: JdbcTemplate) {
                    fun some(id: Long) = jdbc.queryForList("select ${COLUMNS} from owners where id = $id")
                    fun set() = jdbc.update(\"""
                        |update owners
                        |set telephone = ?
                        \""".trimMargin())
                    companion object { const val COLUMNS = "id, telephone" }
                }
                """);
        assertThat(foundIn("Repo.kt"))
                .containsExactlyInAnyOrder(
                        "Repo.kt:some READ SQL_STRING LIKELY", "Repo.kt:set WRITE SQL_STRING LIKELY");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '^', quoteCharacter = '\0', textBlock = """
            def show(o: Owner) = o.getTelephone                    ^show READ
            def show(o: Owner): String = { o.telephone }           ^show READ
            def fill(o: Owner, t: String): Unit = o.setTelephone(t)^fill WRITE
            def fill(t: String) = Owner(telephone = t)             ^fill WRITE
            def fill() = { val o = new Owner; o.telephone = "1" }  ^fill WRITE
            """)
    void scalaReachesAnEntityByWhatItsVariableIsDeclaredAs(String method, String expected) {
        repository.file("src/main/scala/app/S.scala", "package app\nclass S {\n  " + method + "\n}\n");
        assertThat(foundIn("S.scala")).containsExactly("S.scala:" + expected + " ACCESSOR LIKELY");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '^', quoteCharacter = '\0', textBlock = """
            S.scala ^def show(o: Owner) = o.id; def other(o: Supplier) = o.getTelephone
            S.scala ^def show(o: Owner) = o.getTelephoneBook
            G.groovy^def show(Owner o) { o.id }~  def other(Supplier o) { o.telephone }
            G.groovy^def show(Owner o) { o.id }~  def other() { def o = supplier(); o.telephone }
            """)
    void theNearestDeclarationCounts(String file, String methods) {
        repository.file("src/main/x/app/" + file, "package app\nclass X {\n  " + methods.replace('~', '\n') + "\n}\n");
        assertThat(foundIn(file)).isEmpty();
    }

    @Test
    void groovyKnowsItsClassAndMethod() {
        repository.file("src/main/groovy/app/G.groovy", """
                package app
                class G {
                  def sql
                  def rows(id) { sql.rows("select telephone from owners where id = ${id}") }
                  void fill(Owner o) { o.telephone = 'z' }
                }
                """);
        assertThat(foundIn("G.groovy"))
                .containsExactlyInAnyOrder(
                        "G.groovy:rows READ SQL_STRING LIKELY", "G.groovy:fill WRITE ACCESSOR LIKELY");
    }

    @Test
    void slickMapsColumnsOfItsTable() {
        repository.file("src/main/scala/app/T.scala", """
                package app
                class Owners(tag: Tag) extends Table[Owner](tag, "owners") {
                  def id = column[Long]("id", O.PrimaryKey)
                  def phone = column[Option[String]]("telephone")
                }
                class Suppliers(tag: Tag) extends Table[Supplier](tag, "suppliers") {
                  def phone = column[String]("telephone")
                }
                """);
        assertThat(foundIn("T.scala")).containsExactly("T.scala:phone MAPPING MAPPING LIKELY");
    }
}
