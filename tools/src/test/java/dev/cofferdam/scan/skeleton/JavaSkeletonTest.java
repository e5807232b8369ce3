package dev.cofferdam.scan.skeleton;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.scan.java.JavaReader;
import dev.cofferdam.scan.words.JavaTokens;
import dev.cofferdam.scan.words.WordSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The fast reader is held to the parser: both must give the same facts of whatever Java there is. */
class JavaSkeletonTest {

    static Stream<Path> ourOwnSources() throws IOException {
        try (Stream<Path> files =
                Files.walk(Path.of("..")).filter(each -> each.toString().endsWith(".java"))) {
            return files.filter(each -> !each.toString().contains("target")).toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("ourOwnSources")
    void readsOurSourcesAsTheParserDoes(Path file) throws IOException {
        assertSame(Files.readString(file));
    }

    /** A folder of other people's code may be named, which found most of what this reader once got wrong. */
    @Test
    void readsAGivenFolderAsTheParserDoes() throws IOException {
        String folder = System.getProperty("cofferdam.skeleton.folder", "src/main/java/dev/cofferdam/scan");
        try (Stream<Path> files =
                Files.walk(Path.of(folder)).filter(each -> each.toString().endsWith(".java"))) {
            List<Path> all = files.toList();
            assertThat(all).isNotEmpty();
            List<String> different = all.parallelStream()
                    .filter(file -> !isSame(file))
                    .map(Path::toString)
                    .toList();
            assertThat(different).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "class A { int a = 1, b[] = {2, 3}; Map<String, List<int[]>> c; }",
                "class A { Map<String, Integer> m = new HashMap<String, Integer>(), n; boolean x = a < b, y = c > d; }",
                "class A { static final String S = \"a\\tb\" + (\"c\" + D.E) + f() + 'x'; final String t = a ? \"b\" : \"c\"; }",
                "interface A { String S = \"\"\"\n      select *\n        from t\\\n      \"\"\"; int f(); default void g() {} }",
                "@A(b = @B({@C(1), @C(x = \"y\" + Z.Z)}), c = D.class, d = {}) enum E implements F { G(1) { void h() {} }, I; int j; E(int k) {} }",
                "record R<T extends Comparable<T> & F>(@Column(name = \"a\") String a, List<? extends T>... b) implements G { R { } static int c; void d() {} }",
                "class A<T> extends B.C<T, ?> implements D { class E { interface F { enum G { H } } } <U> U i(U u, int... j) throws K { return u; } A() {} { } static { } }",
                "sealed interface A permits B, C { record B(int x) implements A {} non-sealed class C implements A {} }",
                "@interface A { String value() default \"x\"; int[] b() default {}; String C = \"d\"; }",
                "class A { void a(A this, @B final String c[], Outer<String>.Inner d) { class L { int no; } Runnable r = () -> { }; } int @N [] e; }",
                "package a.b; import c.D; import static e.F.*; import g.*; class A { transient int record; String yield; var(int x) {} }"
            })
    void readsWhatIsRareAsTheParserDoes(String source) {
        assertSame(source);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "class",
                "class A {",
                "}}}",
                "class A { void b() { \"open",
                "<<<<<<< HEAD\nclass A { }",
                "@",
                "{{{}"
            })
    void endsWhateverTheTextIs(String source) {
        assertThat(JavaSkeleton.read("A.java", source, new JavaTokens(), new WordSet())
                        .facts()
                        .path())
                .isEqualTo("A.java");
    }

    @Test
    void factsSurviveTheirCoding() {
        String source =
                "package a; import b.C; @D(e = {\"f\", G.H}, i = @J) class K<L> extends M<N> { @O final String p = \"q\" + R; int s(T<U> v) { return 1; } }";
        FileFacts facts = JavaSkeleton.read("A.java", source, new JavaTokens(), new WordSet())
                .facts();
        assertThat(FactsCodec.decode("A.java", FactsCodec.encode(facts))).isEqualTo(facts);
    }

    private static boolean isSame(Path file) {
        try {
            String text = Files.readString(file);
            return JavaReader.parse(text)
                    .map(unit -> TreeFacts.facts("A.java", unit).equals(fast(text)))
                    .orElse(true);
        } catch (IOException e) {
            return true;
        }
    }

    private static FileFacts fast(String text) {
        return JavaSkeleton.read("A.java", text, new JavaTokens(), new WordSet())
                .facts();
    }

    private static void assertSame(String text) {
        FileFacts parsed = JavaReader.parse(text)
                .map(unit -> TreeFacts.facts("A.java", unit))
                .orElseThrow();
        assertThat(fast(text)).isEqualTo(parsed);
    }
}
