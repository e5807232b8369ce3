package dev.cofferdam.scan.java;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.MethodCallExpr;
import dev.cofferdam.scan.words.WordSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the parser is shown instead of a file gives the same tree at the same places, and its parts together the same calls. */
class CompactTextTest {

    static Stream<String> ourOwnSources() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java/dev/cofferdam/scan"))) {
            return files.filter(Files::isRegularFile).toList().stream().map(CompactTextTest::read);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("ourOwnSources")
    @ValueSource(
            strings = {
                "package a;\n/* x */ class A { String s = \"\"\"\n   a\n     b\\\n   \"\"\" + /* y */ f(\n // z\n '\\'',\n 1.5e-3, a>>>2, b-- - -c); }",
                "enum E { A { int f() { return g(h()); } }, B(i()); record R(int x) { R { j(x); } static { k(); } { l(); } <T> R(T t) { this(m(t)); } } }",
                "class A { class B { void a(A this) { n(); new C() { void o() { p(); } }; } } @Q(r = 1) int[] s()[] { return t(); } }\r\nclass D { D() { u(); } }"
            })
    void meansTheSameAsTheFile(String text) {
        CompilationUnit parsed = JavaReader.parse(text).orElseThrow();
        CompilationUnit compact = PrunedTree.whole(text).orElseThrow();
        assertThat(compact.toString()).isEqualTo(parsed.toString());
        assertThat(places(compact)).isEqualTo(places(parsed));
        Set<String> parts = new TreeSet<>();
        IntStream.range(0, BodyTexts.names(text).size())
                .mapToObj(part -> JavaReader.parse(
                                BodyTexts.of(text, List.of(part)).get(0))
                        .orElseThrow())
                .forEach(unit -> parts.addAll(calls(unit)));
        assertThat(parts).isEqualTo(calls(parsed));
    }

    @ParameterizedTest
    @MethodSource("ourOwnSources")
    void aPartTellsTheNamesThatItCalls(String text) {
        List<BodyTexts.Names> names = BodyTexts.names(text);
        for (int part = 0; part < names.size(); part++) {
            BodyTexts.Names named = names.get(part);
            assertThat(JavaReader.parse(BodyTexts.of(text, List.of(part)).get(0))
                            .orElseThrow()
                            .findAll(MethodCallExpr.class))
                    .allMatch(call -> named.hasAny(new int[] {WordSet.hash(call.getNameAsString())}));
        }
    }

    private static List<String> places(CompilationUnit unit) {
        // A file begins with its first comment, which nobody asks about.
        return unit.findAll(Node.class).stream()
                .filter(node -> !(node instanceof CompilationUnit))
                .map(node ->
                        node.getClass().getSimpleName() + node.getRange().map(range -> range.begin + "-" + range.end))
                .toList();
    }

    /** Each with the member and type it stands in. */
    private static Set<String> calls(CompilationUnit unit) {
        Set<String> calls = new TreeSet<>();
        unit.findAll(MethodCallExpr.class)
                .forEach(call -> calls.add(Enclosing.typeName(call).orElseThrow() + "#"
                        + Enclosing.member(call).orElseThrow() + ":" + JavaReader.line(call) + " " + call));
        return calls;
    }
}
