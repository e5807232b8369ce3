package dev.cofferdam.scan.java;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.javaparser.ast.body.MethodDeclaration;
import dev.cofferdam.scan.words.Tokens;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A body is shown to the parser for where a word stands in it, not only for the word. */
final class WantedBodiesTest {

    private static WantedBodies with(Set<String> words) {
        WantedBodies wanted = new WantedBodies();
        wanted.add(words);
        return wanted;
    }

    private static boolean isKept(String body, WantedBodies wanted) {
        return !methods("class A { void m() { " + body + " } }", wanted).isEmpty();
    }

    private static List<MethodDeclaration> methods(String source, WantedBodies wanted) {
        return PrunedTree.of(source, wanted).orElseThrow().findAll(MethodDeclaration.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'\"name\"'                         | true",
                "'\"owner.name\"'                   | true",
                "'\"owner o.name\"'                 | true",
                "'\"no such name\"'                 | false",
                "'\"name of pet\"'                  | false",
                "'\"surname\"'                      | false"
            })
    void aPropertyEndsItsString(String expression, boolean kept) {
        assertThat(isKept("f(" + expression + ");", with(Tokens.last(Set.of("name")))))
                .isEqualTo(kept);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'\"name\"'                         | true",
                "'\" name \"'                       | true",
                "'\"filter[name]\"'                 | true",
                "'\"and en.name = 1\"'              | true",
                "'\"{ \\\"name\\\": 1 }\"'          | true",
                "'\"and en.\\\"name\\\" = 1\"'      | true",
                "'\"name must not be empty\"'       | false",
                "'\"the name is missing\"'          | false"
            })
    void aNameStandsAloneOrBehindADotOrAQuote(String expression, boolean kept) {
        assertThat(isKept("f(" + expression + ");", with(Tokens.lone(Set.of("name")))))
                .isEqualTo(kept);
    }

    @Test
    void aConstantIsNoVariableOfItsName() {
        WantedBodies wanted = with(Tokens.constants(Set.of("NAME", "keyOfName")));

        assertThat(isKept("f(NAME);", wanted)).isTrue();
        assertThat(isKept("f(keyOfName);", wanted)).isTrue();
        assertThat(isKept("f(name, \"NAME\");", wanted)).isFalse();
    }

    @Test
    void aCommonCallNeedsAReceiverBesides() {
        WantedBodies wanted = new WantedBodies();
        wanted.add(Set.of("get"), Set.of("session"));

        assertThat(isKept("session.get(1);", wanted)).isTrue();
        assertThat(isKept("map.get(1);", wanted)).isFalse();
        assertThat(isKept("session.close();", wanted)).isFalse();
    }

    @Test
    void annotationsMayHoldTheWordAnywhere() {
        String source = "class A { @Where(\"name is null\") void m() { f(\"name is null\"); } }";

        assertThat(methods(source, with(Tokens.lone(Set.of("name")))))
                .singleElement()
                .satisfies(method -> assertThat(method.getBody().orElseThrow().getStatements())
                        .isEmpty());
    }
}
