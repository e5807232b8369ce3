package dev.cofferdam.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.domain.CodePath;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two modules that are never on one class path may each have a class of one full name; each sees its own. */
class TwinTypesTest {

    private static final String REPOSITORY =
            "package app; import org.springframework.data.jpa.repository.*; interface ContactRepository extends JpaRepository<Contact, Long> { List<Contact> findByTelephone(String t); @Query(\"select c.telephone from Contact c\") List<String> numbers(); }";

    private static final String DESK =
            "package app; class Desk { ContactRepository contacts; @GetMapping(\"/ring\") String ring(Contact contact) { return contact.getTelephone(); } void all() { contacts.findAll(); } }";

    @TempDir
    private Path root;

    private SmallRepository repository;

    @BeforeEach
    void twoModulesWithTheSameNames() {
        repository = new SmallRepository(root)
                .file("billing/src/main/java/app/Contact.java", contact("suppliers"))
                .file("billing/src/main/java/app/ContactRepository.java", REPOSITORY)
                .file("billing/src/main/java/app/Desk.java", DESK)
                .file("clinic/src/main/java/app/Contact.java", contact("owners"))
                .file("clinic/src/main/java/app/ContactRepository.java", REPOSITORY)
                .file("clinic/src/main/java/app/Desk.java", DESK);
    }

    private static String contact(String table) {
        return "package app; @Entity @Table(name = \"" + table
                + "\") class Contact { @Id Long id; String telephone; String getTelephone() { return telephone; } }";
    }

    @Test
    void eachModuleUsesTheTableThatItsOwnClassIsMappedTo() {
        List<String> clinic = List.of(
                "Contact.java:getTelephone READ ACCESSOR CERTAIN",
                "Contact.java:telephone MAPPING MAPPING CERTAIN",
                "ContactRepository.java:findAll READ ENTITY_READ CERTAIN",
                "ContactRepository.java:findByTelephone READ DERIVED_QUERY CERTAIN",
                "ContactRepository.java:numbers READ JPQL CERTAIN",
                "Desk.java:ring READ ACCESSOR CERTAIN");
        assertThat(repository.found("owners", "telephone")).containsExactlyInAnyOrderElementsOf(clinic);
        assertThat(repository.found("suppliers", "telephone")).containsExactlyInAnyOrderElementsOf(clinic);
        assertThat(repository.scan("owners", "telephone").usages())
                .allMatch(usage -> usage.place().file().startsWith("clinic/"));
        assertThat(repository.scan("suppliers", "telephone").usages())
                .allMatch(usage -> usage.place().file().startsWith("billing/"));
    }

    @Test
    void codePathsStayInTheModule() {
        String service =
                "package app; class Phones { String phone(Contact contact) { return contact.getTelephone(); } }";
        repository
                .file("billing/src/main/java/app/Phones.java", service)
                .file("clinic/src/main/java/app/Phones.java", service)
                .file("billing/src/main/java/app/Web.java", web("/billing"))
                .file("clinic/src/main/java/app/Web.java", web("/clinic"));
        assertThat(entriesTo("owners")).containsExactly("GET /clinic: app.Web#ring -> app.Phones#phone");
        assertThat(entriesTo("suppliers")).containsExactly("GET /billing: app.Web#ring -> app.Phones#phone");
    }

    private static String web(String path) {
        return "package app; @RestController class Web { Phones phones; @GetMapping(\"" + path
                + "\") String ring(Contact contact) { return phones.phone(contact); } }";
    }

    private List<String> entriesTo(String table) {
        return repository.scan(table, "telephone").usages().stream()
                .filter(usage -> usage.place().member().equals(Optional.of("phone")))
                .flatMap(usage -> usage.entryPoints().stream())
                .map(CodePath::toString)
                .toList();
    }

    @Test
    void aModuleWithoutTheClassMeansOneOfThose() {
        repository.file(
                "web/src/main/java/app/Page.java",
                "package app; class Page { String show(Contact contact) { return contact.getTelephone(); } }");
        // The build files would say which; without them it is the first, and the scan counts it once.
        assertThat(repository.found("suppliers", "telephone")).contains("Page.java:show READ ACCESSOR CERTAIN");
        assertThat(repository.found("owners", "telephone")).doesNotContain("Page.java:show READ ACCESSOR CERTAIN");
    }

    @Test
    void aTestsOwnClassHidesNoneOfProductionCode() {
        repository
                .file("a/src/test/java/app/Sender.java", "package app; class Sender { }")
                .file(
                        "b/src/main/java/app/Sender.java",
                        "package app; class Sender { Contact contact; Contact contact() { return contact; } }")
                .file(
                        "clinic/src/main/java/app/Post.java",
                        "package app; class Post { String send(Sender sender) { return sender.contact().getTelephone(); } }");
        assertThat(repository.found("suppliers", "telephone")).contains("Post.java:send READ ACCESSOR CERTAIN");
    }
}
