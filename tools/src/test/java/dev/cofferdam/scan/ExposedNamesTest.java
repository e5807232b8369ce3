package dev.cofferdam.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.domain.Access;
import dev.cofferdam.domain.Style;
import dev.cofferdam.domain.Usage;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The name under which others see the column: in JSON, XML and messages. */
class ExposedNamesTest {

    @TempDir
    Path root;

    private List<String> exposed(SmallRepository repository) {
        return repository.scan().usages().stream()
                .filter(usage -> usage.access() == Access.EXPOSURE)
                .map(usage -> SmallRepository.words(usage) + " " + usage.reason())
                .toList();
    }

    private SmallRepository owner(String annotations) {
        return new SmallRepository(root).java("Owner", """
                        @Entity @Table(name = "owners") class Owner {
                            @Id Long id;
                            %s String telephone;
                            String getTelephone() { return telephone; }
                        }
                        """.formatted(annotations));
    }

    @ParameterizedTest
    @CsvSource({
        "@JsonProperty(\"phone\"), phone",
        "@SerializedName(\"phone\"), phone",
        "@XmlElement(name = \"phone\"), phone",
        "@CsvBindByName(column = \"PHONE\"), PHONE",
        "@JsonProperty, telephone"
    })
    void anAnnotationSaysTheName(String annotation, String name) {
        assertThat(exposed(owner(annotation)))
                .singleElement()
                .asString()
                .startsWith("Owner.java:telephone EXPOSURE API_NAME CERTAIN")
                .endsWith("shows it to the outside as `" + name + "`");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            @JsonProperty("phone")   | @JsonProperty("«phone»")
            @JsonProperty(PHONE)     | @«JsonProperty»(PHONE)
            @JsonProperty            | @«JsonProperty»
            """)
    void theNameThatOthersSeeIsMarked(String annotation, String marked) {
        SmallRepository repository = owner(annotation + "\n");
        assertThat(repository.scan().usages())
                .filteredOn(usage -> usage.style() == Style.API_NAME)
                .extracting(Usage::evidence)
                .containsExactly(marked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@GetMapping ResponseEntity<List<Owner>> all() { return null; }",
                "@PostMapping void add(@RequestBody Owner owner) {}"
            })
    void anEntityThatAHandlerTakesOrReturnsShowsItsNames(String handler) {
        SmallRepository repository = owner("").java("Desk", "@RestController class Desk { " + handler + " }");
        assertThat(exposed(repository))
                .singleElement()
                .asString()
                .startsWith("Owner.java:telephone EXPOSURE API_NAME LIKELY `Owner` goes through `Desk#");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@RestController class Desk { @GetMapping Card one(Owner owner) { return null; } }",
                "@RestController class Desk { Owner notAHandler() { return null; } }",
                "@Controller class Desk { @GetMapping Owner page() { return null; } }"
            })
    void whatDoesNotGoOutIsNotExposed(String desk) {
        assertThat(exposed(owner("").java("Desk", desk))).isEmpty();
    }

    @Test
    void aHiddenPropertyIsNotExposed() {
        SmallRepository repository = owner("@JsonIgnore")
                .java("Desk", "@RestController class Desk { @GetMapping Owner one() { return null; } }");
        assertThat(exposed(repository)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "card.setPhone(owner.getTelephone())",
                "card.phone = owner.getTelephone()",
                "card.withPhone(owner.getTelephone())"
            })
    void aCarrierMayCallItOtherwise(String statement) {
        SmallRepository repository = owner("")
                .java("Card", "class Card { String phone; void setPhone(String p) { phone = p; } }")
                .java("Use", "class Use { void fill(Card card, Owner owner) { " + statement + "; } }");
        assertThat(exposed(repository))
                .singleElement()
                .asString()
                .startsWith("Card.java:phone EXPOSURE ACCESSOR LIKELY");
    }
}
