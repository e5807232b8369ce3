package dev.cofferdam.scan.java;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.StringLiteralExpr;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Of a file only what holds one of the words is shown to the parser, on its own lines. */
class PrunedTreeTest {
    private static final String OWNER = """
            package a;

            import b.Phone;
            import static b.Numbers.trim;

            class Owner {
                static final String TABLE = "owners";

                @Deprecated
                String other() {
                    return "other";
                }

                @Json("telephone")
                String number() {
                    return "number";
                }

                { trim("at birth"); }

                String call(String telephone) {
                    return trim(telephone);
                }
            }
            """;

    private static WantedBodies with(Set<String> words) {
        WantedBodies wanted = new WantedBodies();
        wanted.add(words);
        return wanted;
    }

    private static Set<String> methods(String... words) {
        return PrunedTree.of(OWNER, with(Set.of(words))).orElseThrow().findAll(MethodDeclaration.class).stream()
                .map(MethodDeclaration::getNameAsString)
                .collect(Collectors.toSet());
    }

    @Test
    void aMethodThatHoldsNoneOfTheWordsIsLeftOut() {
        assertThat(methods("telephone")).containsExactlyInAnyOrder("number", "call");
        assertThat(methods("nothing")).isEmpty();
    }

    @Test
    void aBodyIsEmptyWhenOnlyTheAnnotationHoldsAWord() {
        assertThat(PrunedTree.of(OWNER, with(Set.of("\"telephone")))
                        .orElseThrow()
                        .findAll(StringLiteralExpr.class))
                .extracting(StringLiteralExpr::getValue)
                .containsExactly("owners", "telephone");
    }

    @Test
    void onlyStaticImportsStay() {
        assertThat(PrunedTree.of(OWNER, with(Set.of("telephone"))).orElseThrow().getImports())
                .singleElement()
                .satisfies(each -> assertThat(each.isStatic()).isTrue());
    }

    @Test
    void whatStaysKeepsItsLine() {
        NameExpr argument = PrunedTree.of(OWNER, with(Set.of("telephone")))
                .orElseThrow()
                .findFirst(NameExpr.class, name -> name.getNameAsString().equals("telephone"))
                .orElseThrow();
        assertThat(JavaReader.line(argument)).isEqualTo(22);
    }
}
